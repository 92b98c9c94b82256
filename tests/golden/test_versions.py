"""Other versions of the trainers print other figures for the same configs."""

import json
from pathlib import Path
from typing import Any

import pytest

from builder.core.analysis import analyze
from builder.core.config import read_config
from tests.golden.stock import missing, package_path

TABLE = json.loads(Path(__file__).with_name("versions.json").read_text(encoding="utf-8"))
RECORDS = [dict(zip(TABLE["columns"], row, strict=True)) for row in TABLE["records"]]


def name(record: dict[str, Any]) -> str:
    return f"{record['dialect']}-{Path(record['file']).stem}-{record['scale']}"


@pytest.mark.parametrize("record", RECORDS, ids=name)
def test_totals_equal_that_versions(record: dict[str, Any]) -> None:
    path = package_path(record["package"], record["file"])
    if path is None:
        pytest.skip(missing(record["package"]))
    report = analyze(
        read_config(path.read_text(encoding="utf-8", errors="ignore")),
        dialect=record["dialect"],
        scale=record["scale"],
        nc=record["nc"],
        file=record["file"],
    )
    totals = report.totals
    assert totals.params == record["params"]
    assert totals.gradients == record["gradients"]
    assert totals.layers == record["layers"]
    assert totals.gflops_trainer == record["gflops"]
    if record["stride"] is not None:
        assert list(report.head_strides) == record["stride"]
