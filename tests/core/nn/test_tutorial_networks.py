"""Two networks of a tutorial come out as the trainer printed them, row by row."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from builder.core.blocks.catalogue import catalogue  # noqa: E402
from tests.core.nn.block_cases import block_class  # noqa: E402

pytestmark = pytest.mark.torch

RECORDS = Path(__file__).parents[2] / "golden" / "seeds.json"


def record(file: str) -> dict[str, Any]:
    golden = json.loads(RECORDS.read_text(encoding="utf-8"))
    found = next(record for record in golden["records"] if record["file"] == file)
    rows = [dict(zip(golden["columns"], row, strict=True)) for row in found["rows"]]
    return {**found, "rows": rows}


def build(row: dict[str, Any]) -> Any:
    spec = catalogue("yolov5")[row["module"]]
    args = ast.literal_eval(row["args"])
    copies = 1 if spec.repeats_inside else row["n"]
    modules = [block_class(spec.implementation)(*args) for _ in range(copies)]
    return modules[0] if copies == 1 else torch.nn.Sequential(*modules)


@pytest.mark.parametrize("file", ["net1_efficientnetv2.yaml", "net2_p6_fixed.yaml"])
def test_rows_modules_and_totals(file: str) -> None:
    expected = record(file)
    layers: list[Any] = []
    outputs: list[Any] = []
    with torch.device("meta"):
        x = torch.empty(1, 3, 640, 640)
        for index, row in enumerate(expected["rows"]):
            layer, sources = build(row), row["from"]
            given = [outputs[i] for i in sources] if isinstance(sources, list) else x
            x = layer(given)
            layers.append(layer)
            outputs.append(x)
            found = [list(y.shape) for y in (x if isinstance(x, list) else [x])]
            params = sum(p.numel() for p in layer.parameters())
            assert (index, params, found) == (index, row["params"], row["out_shapes"])
    network = torch.nn.Module()
    network.model = torch.nn.Sequential(*layers)
    assert len(list(network.modules())) == expected["layers"]
    assert sum(p.numel() for p in network.parameters()) == expected["params"]
