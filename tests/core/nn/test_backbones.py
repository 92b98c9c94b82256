"""Whole backbones have the figures that trainers and papers print; no torch is needed for that.

`tutorial_backbones.json` holds the first rows of tutorials' networks and whole classification
networks, measured on the tutorials' own code at 640x640 (thop 0.1.1, and ultralytics-thop 2.2.3
as "modern"); rows of a classifier are `[params, shape, gflops, how often]`. `TIMM` are the
figures of timm 1.0.9 with `features_only=True`.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builder.core import shapes
from builder.core.blocks.catalogue import find
from builder.core.blocks.stage_tables import TABLES, StageTable, WrittenRow

RECORDS = json.loads(Path(__file__).with_name("tutorial_backbones.json").read_text("utf-8"))
TIMM = {
    "efficientnet-b0": (3595388, [24, 40, 112, 320]),
    "efficientnet-b1": (6101024, [24, 40, 112, 320]),
    "efficientnet-b2": (7202562, [24, 48, 120, 352]),
    "efficientnet-b3": (10103336, [32, 48, 136, 384]),
    "efficientnet-b4": (16742216, [32, 56, 160, 448]),
    "efficientnet-b5": (27288112, [40, 64, 176, 512]),
    "efficientnet-b6": (39403992, [40, 72, 200, 576]),
    "efficientnet-b7": (62143440, [48, 80, 224, 640]),
    "efficientnet_v2_s": (19847248, [48, 64, 160, 256]),
    "efficientnet_v2_m": (52200436, [48, 80, 176, 512]),
    "efficientnet_v2_l": (116412512, [64, 96, 224, 640]),
    "efficientnet_v2_xl": (206017048, [64, 96, 256, 640]),
    "repvit_m0_9": (4717792, [48, 96, 192, 384]),
    "repvit_m1_0": (6403004, [56, 112, 224, 448]),
    "repvit_m1_1": (7774864, [64, 128, 256, 512]),
    "repvit_m1_5": (13616384, [64, 128, 256, 512]),
    "repvit_m2_3": (22404232, [80, 160, 320, 640]),
    "convnext_tiny": (27818592, [96, 192, 384, 768]),
    "convnext_small": (49453152, [96, 192, 384, 768]),
    "convnext_base": (87564416, [128, 256, 512, 1024]),
    "convnextv2_atto": (3386760, [40, 80, 160, 320]),
    "convnextv2_femto": (4847472, [48, 96, 192, 384]),
    "convnextv2_pico": (8552256, [64, 128, 256, 512]),
    "convnextv2_nano": (14981520, [80, 160, 320, 640]),
    "convnextv2_tiny": (27864960, [96, 192, 384, 768]),
    "convnextv2_base": (87690752, [128, 256, 512, 1024]),
}
# Millions of parameters with the classifier, as the papers print them.
PAPERS = {
    "fasternet_t0": 3.9, "fasternet_t1": 7.6, "fasternet_t2": 15.0, "fasternet_s": 31.1,
    "fasternet_m": 53.5, "fasternet_l": 93.5,
    "starnet_s1": 2.9, "starnet_s2": 3.7, "starnet_s3": 5.8, "starnet_s4": 7.5,
}  # fmt: skip


def built(block: str, args: list[Any]) -> Any:
    spec = find(block, "yolov5")
    assert spec is not None, block
    return shapes.build(spec.implementation, args)


def gflops(operations: int) -> float:
    return 2 * operations / 1e9


@pytest.mark.parametrize("row", RECORDS["rows"], ids=lambda row: row["network"])
def test_first_rows_of_tutorials(row: dict[str, Any]) -> None:
    module = built(row["module"], row["args"])
    run = shapes.run(module, shapes.image(640, 640))
    found = shapes.take_inventory(module)
    assert (found.params, found.modules.own) == (row["params"], row["modules"])
    assert [list(y.shape) for y in run.outputs] == row["maps"]
    assert gflops(run.classic_ops) == pytest.approx(row["gflops"], rel=1e-12)
    assert gflops(run.modern_ops) == pytest.approx(row["gflops_modern"], rel=1e-12)


@pytest.mark.parametrize("record", RECORDS["classifiers"], ids=lambda record: record["network"])
def test_classification_networks_from_their_stage_table(record: dict[str, Any]) -> None:
    *rows, head = TABLES[record["network"]].classifier(1000)
    expected = [row[:3] for row in record["rows"] for _ in range(row[3])]
    x, params, modules, operations = shapes.image(640, 640), 0, 2, 0  # the network and its list
    for number, row in enumerate([*rows, head]):
        module = built(row.module, [x.shape[1], *row.args])
        run, inventory = shapes.run(module, x), shapes.take_inventory(module)
        x = run.outputs
        params, modules = params + inventory.params, modules + inventory.modules.own
        operations += run.classic_ops
        if row is not head:
            figures = [inventory.params, list(x.shape), pytest.approx(gflops(run.classic_ops))]
            assert figures == expected[number]
    assert (params, modules) == (record["params"], record["layers"])
    assert gflops(operations) == pytest.approx(record["gflops"])
    assert x.shape == (1, 1000)


@pytest.mark.parametrize("name", TIMM)
def test_sizes_of_a_family(name: str) -> None:
    block = {"efficientnet-": "efficient", "efficientnet_": "efficientnet_v2"}.get(name[:13])
    module = built(block or name, [name] if block else [])
    maps = shapes.run(module, shapes.image(256, 320)).outputs
    params, channels = TIMM[name]
    assert shapes.take_inventory(module).params == params
    assert [y.shape[1] for y in maps] == module.width_list == channels
    assert [y.shape[2:] for y in maps] == [(64, 80), (32, 40), (16, 20), (8, 10)]


@pytest.mark.parametrize("name", PAPERS)
def test_sizes_that_papers_print(name: str) -> None:
    module = built(name, [])
    last = module.width_list[-1]
    if name.startswith("starnet"):
        classifier = 2 * last + 1001 * last - last + 1000
    else:  # an extra convolution, and no norms on the maps
        classifier = 1280 * last + 1281 * 1000 - 2 * sum(module.width_list)
    params = shapes.take_inventory(module).params + classifier
    assert params / 1e6 == pytest.approx(PAPERS[name], abs=0.085)


def test_stage_tables_load_no_torch() -> None:
    code = "import builder.core.blocks.stage_tables, sys; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_rows_of_a_config_from_a_stage_table() -> None:
    table = TABLES["efficientnet-b0"]
    assert list(table.layers())[:5] == [
        WrittenRow(1, "stem", (32, 3, 2)),
        WrittenRow(1, "MBConvBlock", (16, 3, 1, 1, 0.25)),
        WrittenRow(1, "MBConvBlock", (24, 3, 2, 6, 0.25)),
        WrittenRow(1, "MBConvBlock", (24, 3, 1, 6, 0.25)),
        WrittenRow(1, "MBConvBlock", (40, 5, 2, 6, 0.25)),
    ]
    first = list(TABLES["efficientnet_v2_s"].layers())[1]
    assert first == WrittenRow(2, "FusedMBConvBlock", (24, 3, 1, 1, 0))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_stage_table_hangs_together(table: StageTable) -> None:
    for before, after in zip(table.rows, table.rows[1:], strict=False):
        assert before.c2 == after.c1
    assert sum(row.number for row in table.layers()) == len(list(table.layers(single=True)))
    assert sum(row.repeats for row in table.rows) + 2 == len(list(table.classifier()))


def test_attention_in_windows_refuses_maps_smaller_than_one() -> None:
    # So a trainer that counts FLOPs on one cell of stride 32 prints none for these networks.
    module = built("EfficientViT_M0", [])
    with pytest.raises(shapes.ShapeError, match=r"16.*49"):
        shapes.run(module, shapes.image(32, 32))
