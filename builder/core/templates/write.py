"""Writes a complete config from a stage table."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from builder.core.blocks.stage_tables import StageTable, WrittenRow
from builder.core.dialects import TITLES
from builder.core.templates.neck import POOLING, Row, neck
from builder.core.templates.plan import Blocks, Form, Head, Plan, Trainer
from builder.core.templates.published import row_texts
from builder.core.templates.read_table import COLUMNS

_SLOTS: Final = 5
_PAPER_BLOCKS = (
    "# FusedMBConvBlock and MBConvBlock take se_ratio of the channels that go into a block, as the",
    "# paper does.",
)
_TUTORIAL_BLOCKS = (
    "# FusedMBConv and MBConv take se_ratio of the expanded channels, as the tutorials for YOLOv5",
    "# do; the paper takes it of the channels that go in.",
)
_FORK = (
    "# For forks that count a backbone in row 0 as five: 1 to 4 are its maps of strides 4, 8, 16",
    "# and 32, and 0 is empty.",
)
_ANCHORS = """\
anchors:
  - [10, 13, 16, 30, 33, 23]  # P3/8
  - [30, 61, 62, 45, 59, 119]  # P4/16
  - [116, 90, 156, 198, 373, 326]  # P5/32
"""


Numbered = tuple[str, Row]
"""A row, and the number by which rows below name it."""


class Backbone(NamedTuple):
    """Rows of a backbone, the number of its last row, and of the last of strides 8 and 16."""

    rows: list[Numbered]
    last: int
    p3: int
    p4: int


def write_network(table: StageTable, plan: Plan) -> str:
    """The YAML text of a network. `check_table` must have nothing against the table.

    Raises:
        ValueError: One row is wanted of a table that nobody published: there is no such block.
    """
    found = _one_row(table) if plan.form is Form.BACKBONE else _stages(table, plan)
    rows, last = found.rows, found.last
    if plan.head is Head.DETECT:
        last += 1
        rows.append((str(last), POOLING))
        below = list(neck(plan.trainer, found.p3, found.p4, last))
    else:
        below = [_row(table.head_row())]
    head = [(str(last + place), row) for place, row in enumerate(below, start=1)]
    return "\n".join(
        [*_title(table, plan), "", *_header(plan), "", "backbone:",
         "  # [from, number, module, args]", *_lines(rows), "", "head:", *_lines(head), ""]
    )  # fmt: skip


def _one_row(table: StageTable) -> Backbone:
    if table.backbone is None:
        raise ValueError("only published tables are a block of their own")
    last = _SLOTS - 1
    return Backbone([(f"0-{last}", _row(table.backbone))], last, last - 2, last - 1)


def _stages(table: StageTable, plan: Plan) -> Backbone:
    rows = [("0", _row(table.stem_row, "P1/2"))]
    stride, ends = 2, {2: 0}
    for number, stage in enumerate(table.rows, start=1):
        words = f"stage {number}"
        if stage.stride > 1:
            stride *= stage.stride
            words = f"P{stride.bit_length() - 1}/{stride} {words}"
        layers = stage.layers(
            single=plan.form is Form.BLOCKS, tutorial=plan.blocks is Blocks.TUTORIAL
        )
        for written in layers:
            rows.append((str(len(rows)), _row(written, words)))
            words = ""
        ends[stride] = len(rows) - 1
    return Backbone(rows, len(rows) - 1, ends.get(8, 0), ends.get(16, 0))


def _row(written: WrittenRow, words: str = "") -> Row:
    args = ", ".join(map(str, written.args))
    return Row("-1", written.number, written.module, f"[{args}]", words)


def _lines(rows: Iterable[Numbered]) -> Iterator[str]:
    """Rows as items of a list, with comments that line up and begin with the row's number."""
    items = [(f"  - {row.text}", number, row.words) for number, row in rows]
    width = max(len(text) for text, _, _ in items)
    for text, number, words in items:
        level = "-" if words.startswith("P") else " " if words else ""
        yield f"{text:<{width}}  # {number}{level}{words}"


def _title(table: StageTable, plan: Plan) -> Iterator[str]:
    trainer, name = TITLES[plan.trainer], table.title or "A stage table"
    if plan.head is Head.DETECT:
        yield f"# {name} as the backbone of a detector for {trainer}, strides 8, 16 and 32."
    else:
        yield f"# {name} as a classification network, in the rows of {trainer}."
    if table.source:
        yield f"# Source: {table.source}."
    yield "#"
    if plan.form is Form.BACKBONE:
        yield from _FORK
        return
    yield from _TUTORIAL_BLOCKS if plan.blocks is Blocks.TUTORIAL else _PAPER_BLOCKS
    yield "#"
    yield f"# {', '.join(COLUMNS)}"
    yield from (f"# {line}" for line in row_texts(table))


def _header(plan: Plan) -> Iterator[str]:
    yield f"nc: {plan.classes}  # number of classes"
    if plan.trainer is Trainer.ULTRALYTICS:
        yield "# No scales: they would change the backbone's channels and repeats too."
        return
    yield "depth_multiple: 1.0  # the table's own repeats"
    yield "width_multiple: 1.0  # the table's own channels"
    if plan.head is Head.DETECT:
        yield from _ANCHORS.splitlines()
    else:
        yield "anchors: 3  # the trainer asks for the key; nothing reads it"


def suggested_name(table: StageTable, plan: Plan) -> str:
    """A file name; Ultralytics tells a classification network by "-cls" in it."""
    ending = "-cls" if plan.head is Head.CLASSIFY else ""
    return f"{table.name or 'stage-table'}-{plan.trainer}{ending}.yaml"
