"""EfficientNetV2's classification networks, written from their stage tables, against recorded rows.

The record is of plain torch networks: a block is a row there too, and convolution, average,
dropout and linear layer behind the blocks are rows of their own, which ours has in one.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builder.core.analysis import Report, analyze
from builder.core.config import read_config
from builder.core.diagnostics import Severity
from builder.core.rules import diagnose
from builder.core.templates import Form, Head, Plan, Trainer, find_table, write_network

RECORDS = {
    record["file"]: record
    for record in json.loads(
        Path(__file__).with_name("classifiers.json").read_text(encoding="utf-8")
    )["records"]
}
PRINTED = {
    "efficientnetv2_s_stridefixed": (21458488, 717),
    "efficientnetv2_m_stridefixed": (54139356, 1026),
    "efficientnetv2_l_stridefixed": (118515272, 1417),
    "efficientnetv2_xl_stridefixed": (208119808, 1819),
}
EVERY = pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
PARAMS, SHAPE, GFLOPS = 4, 5, 6


@cache
def report_on(file: str, form: Form = Form.BLOCKS, trainer: Trainer = Trainer.YOLOV5) -> Report:
    record = RECORDS[file]
    table = find_table(file.removesuffix("_stridefixed"))
    assert table is not None
    plan = Plan(Head.CLASSIFY, form, trainer=trainer, nc=record["nc"])
    return analyze(read_config(write_network(table, plan)))


def flops(rows: list[list[Any]]) -> int:
    return round(sum(row[GFLOPS] for row in rows) * 1e9)


def test_the_record_has_all_four() -> None:
    totals = {name: (one["params"], one["layers"]) for name, one in RECORDS.items()}
    assert totals == PRINTED


@EVERY
def test_every_block_is_as_recorded(record: dict[str, Any]) -> None:
    *blocks, _ = report_on(record["file"]).layers
    assert len(blocks) == len(record["rows"]) - 5
    for mine, row in zip(blocks, record["rows"], strict=False):
        found = (mine.params, mine.out_shapes, mine.flops)
        assert found == (row[PARAMS], (tuple(row[SHAPE]),), flops([row])), f"row {mine.index}"


@EVERY
def test_the_head_is_all_that_stands_behind_the_blocks(record: dict[str, Any]) -> None:
    *blocks, head = report_on(record["file"]).layers
    behind = record["rows"][len(blocks) :]
    assert [row[2] for row in behind] == [
        "ConvBNAct", "AdaptiveAvgPool2d", "Flatten", "Dropout", "Linear",
    ]  # fmt: skip
    assert head.params == sum(row[PARAMS] for row in behind)
    assert head.flops == flops(behind)
    assert head.out_shapes == (tuple(behind[-1][SHAPE]),)


@EVERY
def test_totals_are_as_recorded(record: dict[str, Any]) -> None:
    totals = report_on(record["file"]).totals
    assert (totals.params, totals.layers) == (record["params"], record["layers"])
    assert totals.gradients == record["gradients"]
    assert totals.flops == round(record["gflops_raw_640"] * 1e9)
    assert totals.missing == ()


@EVERY
@pytest.mark.parametrize("trainer", Trainer)
@pytest.mark.parametrize("form", [Form.ROWS, Form.BLOCKS])
def test_other_ways_to_write_it_are_the_same_network(
    record: dict[str, Any], form: Form, trainer: Trainer
) -> None:
    report = report_on(record["file"], form, trainer)
    assert report.totals.params == record["params"]
    assert report.totals.flops == round(record["gflops_raw_640"] * 1e9)
    assert report.trainer == trainer
    assert [one.code for one in diagnose(report) if one.severity > Severity.INFO] == []
