"""Networks written from tables: whole, without findings, and certified by torch."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.core.analysis import Report, analyze
from builder.core.blocks.stage_tables import TABLES, StageRow, StageTable
from builder.core.config import read_config
from builder.core.diagnostics import Severity
from builder.core.rules import diagnose
from builder.core.templates import (
    Blocks,
    Form,
    Head,
    Plan,
    Trainer,
    check_table,
    read_table,
    suggested_name,
    table_of,
    table_text,
    write_network,
)

PLANS = [Plan(*choices) for choices in product(Head, Form, Blocks, Trainer)]
S, B0 = TABLES["efficientnet_v2_s"], TABLES["efficientnet-b0"]


def name_of(plan: Plan) -> str:
    return f"{plan.head}-{plan.form}-{plan.blocks}-{plan.trainer}"


EVERY_PLAN = pytest.mark.parametrize("plan", PLANS, ids=name_of)


def report_on(table: StageTable, plan: Plan) -> Report:
    return analyze(read_config(write_network(table, plan)), file=suggested_name(table, plan))


def assert_good(report: Report, plan: Plan) -> None:
    assert [
        (one.code, one.message) for one in diagnose(report) if one.severity > Severity.INFO
    ] == []
    assert {one.code for one in diagnose(report)} == {"B102"}  # blocks that no trainer ships
    assert report.totals.missing == ()
    assert report.trainer == plan.trainer
    assert report.dialect.startswith("five-slot") is (plan.form is Form.BACKBONE)
    last = report.layers[-1].out_shapes
    if plan.head is Head.DETECT:
        assert report.head_strides == (8, 16, 32)
    else:
        assert last == ((1, plan.classes),)


@EVERY_PLAN
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_published_table_in_every_way(table: StageTable, plan: Plan) -> None:
    assert_good(report_on(table, plan), plan)


CERTIFIED = [
    *((S, plan) for plan in PLANS if (plan.form, plan.blocks) != (Form.BACKBONE, Blocks.TUTORIAL)),
    *((B0, plan) for plan in PLANS if plan.form is Form.ROWS and plan.trainer is Trainer.YOLOV5),
]


@pytest.mark.torch
@pytest.mark.parametrize(
    ("table", "plan"), CERTIFIED, ids=[f"{table.name}-{name_of(plan)}" for table, plan in CERTIFIED]
)
def test_torch_certifies_them(table: StageTable, plan: Plan) -> None:
    from builder.torch_engine.certify import certify

    text = write_network(table, plan)
    certificate = certify(text, image_size=(64, 96))
    assert [one.message for one in certificate.differences] == []
    assert certificate.agrees
    assert certificate.runs
    assert certificate.rows == len(read_config(text).layers)


def test_rows_of_a_published_network() -> None:
    text = write_network(S, Plan(nc=3))
    assert text.splitlines()[0].startswith("# EfficientNetV2-S as the backbone of a detector for")
    written = [line.strip() for line in text.splitlines() if line.startswith("  - [-1")]
    assert [" ".join(line.split()) for line in written[:6]] == [
        "- [-1, 1, stem, [24, 3, 2]] # 0-P1/2",
        "- [-1, 2, FusedMBConvBlock, [24, 3, 1, 1, 0]] # 1 stage 1",
        "- [-1, 1, FusedMBConvBlock, [48, 3, 2, 4, 0]] # 2-P2/4 stage 2",
        "- [-1, 3, FusedMBConvBlock, [48, 3, 1, 4, 0]] # 3",
        "- [-1, 1, FusedMBConvBlock, [64, 3, 2, 4, 0]] # 4-P3/8 stage 3",
        "- [-1, 3, FusedMBConvBlock, [64, 3, 1, 4, 0]] # 5",
    ]
    assert "nc: 3  #" in text
    assert "[[-1, 9], 1, Concat, [1]]                 # 15 join backbone P4" in text
    assert "[[-1, 5], 1, Concat, [1]]                 # 19 join backbone P3" in text


def test_the_tutorials_blocks_have_wider_gates() -> None:
    paper, tutorial = (report_on(S, Plan(blocks=blocks)).layers for blocks in Blocks)
    assert [row.module for row in tutorial[:7]] == ["stem", *["FusedMBConv"] * 5, "MBConv"]
    assert paper[5].params == tutorial[5].params
    inside, gate = 64 * 4, 64 * 4 // 4 - 64 // 4
    assert tutorial[6].params - paper[6].params == 2 * inside * gate + gate


@pytest.mark.parametrize("trainer", Trainer)
def test_one_row_is_the_same_network(trainer: Trainer) -> None:
    for table in TABLES.values():
        rows, one = (
            report_on(table, Plan(form=form, trainer=trainer))
            for form in (Form.ROWS, Form.BACKBONE)
        )
        assert rows.totals.params == one.totals.params
        assert rows.layers[-1].out_shapes == one.layers[-1].out_shapes


def test_classifiers_of_the_first_paper() -> None:
    # `num_params` of torchvision's weights, B0 to B7.
    params = [
        5288548, 7794184, 9109994, 12233232, 19341616, 30389784, 43040704, 66347960,
    ]  # fmt: skip
    for size, expected in enumerate(params):
        table = TABLES[f"efficientnet-b{size}"]
        assert report_on(table, Plan(Head.CLASSIFY)).totals.params == expected


def test_the_table_in_the_comments_can_be_read_back() -> None:
    text = write_network(B0, Plan())
    rows = "\n".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("# ["))
    assert tuple(placed.row for placed in read_table(rows).rows) == B0.rows


def test_a_table_of_ones_own_has_no_block() -> None:
    table = table_of(S.rows[:5])
    assert table.backbone is None
    with pytest.raises(ValueError, match="published"):
        write_network(table, Plan(form=Form.BACKBONE))
    assert suggested_name(table, Plan(Head.CLASSIFY)) == "stage-table-yolov5-cls.yaml"


@st.composite
def tables(draw: st.DrawFn) -> StageTable:
    """Stages that reach the strides 4 to 32 in this order, with others between."""
    rows, channels = [], 8 * draw(st.integers(1, 6))
    strides = [1] * draw(st.integers(0, 2))
    for _ in range(4):
        strides += [2] + [1] * draw(st.integers(0, 2))
    for stride in strides:
        out = draw(st.one_of(st.just(channels), st.integers(1, 6).map(lambda n: 8 * n)))
        kernel, repeats = draw(st.sampled_from([1, 3, 5])), draw(st.integers(1, 3))
        expansion, se_ratio = draw(st.integers(1, 3)), draw(st.sampled_from([0, 0.25, 0.5, 1]))
        operator = draw(st.integers(0, 1))
        rows.append(StageRow(repeats, kernel, stride, expansion, channels, out, operator, se_ratio))
        channels = out
    return table_of(rows)


@settings(max_examples=60)
@given(tables(), st.sampled_from([plan for plan in PLANS if plan.form is not Form.BACKBONE]))
def test_any_table_that_passes_makes_a_network(table: StageTable, plan: Plan) -> None:
    found = read_table(table_text(table))
    assert tuple(placed.row for placed in found.rows) == table.rows
    if check_table(found.rows, plan):
        return  # gates without a channel, or with no place
    report = report_on(table, plan)
    assert_good(report, plan)
    blocks = [row for row in report.layers if "MBConv" in row.module]
    assert sum(row.repeats for row in blocks) == sum(row.repeats for row in table.rows)
    assert blocks[-1].out_shapes == ((1, table.rows[-1].c2, 20, 20),)
