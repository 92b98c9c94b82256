"""Whether a table hangs together, and whether it carries the network that is planned."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from builder.core.blocks import Words
from builder.core.nn.backbones.stage_tables import FUSED
from builder.core.templates.plan import Blocks, Form, Head, Plan
from builder.core.templates.read_table import PlacedRow
from builder.core.templates.scan import TableFault

MAX_BLOCKS = 400
DETECTED = (8, 16, 32)
"""The strides that a detection head reads."""
_STEM_STRIDE = 2
_DIVISOR = 8


def check_table(rows: Sequence[PlacedRow], plan: Plan) -> tuple[TableFault, ...]:
    """What is wrong with rows that could be read, by place."""
    found = [*_odd_channels(rows), *_breaks(rows), *_too_many(rows)]
    if plan.head is Head.DETECT:
        found += _levels(rows)
    if plan.form is not Form.BACKBONE:
        found += (_small_gates if plan.blocks is Blocks.TUTORIAL else _lone_gates)(rows)
    return tuple(sorted(found, key=lambda fault: fault.span))


def _odd_channels(rows: Sequence[PlacedRow]) -> Iterator[TableFault]:
    """Trainers round the channels of a row up, though the width is 1.0."""
    for number, placed in enumerate(rows):
        channels = {"out": placed.row.c2} if number else {"in": placed.row.c1, "out": placed.row.c2}
        for column, given in channels.items():
            if given % _DIVISOR:
                made = ceil(given / _DIVISOR) * _DIVISOR
                words = Words(
                    f"trainers make {made} channels of {given}: take a multiple of {_DIVISOR}",
                    f"训练程序会把 {given} 个通道变成 {made} 个：请使用 {_DIVISOR} 的倍数",
                )
                yield TableFault(words, placed.place(column))


def _breaks(rows: Sequence[PlacedRow]) -> Iterator[TableFault]:
    for number, (before, after) in enumerate(pairwise(rows), start=1):
        given, taken = before.row.c2, after.row.c1
        if given != taken:
            words = Words(
                f"stage {number + 1} takes {taken} channels, but stage {number} gives {given}",
                f"第 {number + 1} 级输入 {taken} 个通道，但第 {number} 级输出 {given} 个",
            )
            yield TableFault(words, after.place("in"))


def _too_many(rows: Sequence[PlacedRow]) -> Iterator[TableFault]:
    total = 0
    for placed in rows:
        total += placed.row.repeats
        if total > MAX_BLOCKS:
            words = Words(
                f"that makes {total} blocks; at most {MAX_BLOCKS} are written",
                f"总共 {total} 个块，最多 {MAX_BLOCKS} 个",
            )
            yield TableFault(words, placed.place("repeats"))
            return


def _levels(rows: Sequence[PlacedRow]) -> Iterator[TableFault]:
    """A detection head reads the strides 8, 16 and 32: no fewer, and none goes unread."""
    stride = _STEM_STRIDE
    for placed in rows:
        stride *= placed.row.stride
        if stride > DETECTED[-1]:
            words = Words(
                f"this stage has stride {stride}; a detection head reads 8, 16 and 32",
                f"这一级的步幅为 {stride}；检测头只读取 8、16、32",
            )
            yield TableFault(words, placed.place("stride"))
            return
    if rows and stride < DETECTED[-1]:
        words = Words(
            f"a detection head reads the strides 8, 16 and 32; the last stage has {stride}",
            f"检测头需要步幅 8、16、32；最后一级的步幅只有 {stride}",
        )
        yield TableFault(words, rows[-1].place("stride"))


def _lone_gates(rows: Sequence[PlacedRow]) -> Iterator[TableFault]:
    """The paper's FusedMBConv without expansion is one convolution; no gate fits behind it."""
    for placed in rows:
        row = placed.row
        fused = row.operator == FUSED and row.expansion == 1
        if fused and row.se_ratio > 0 and row.c1 != row.c2:
            words = Words(
                "FusedMBConv with expansion 1 takes squeeze-excite only where in equals out",
                "expansion 为 1 的 FusedMBConv 只有在 in 等于 out 时才能使用 SE",
            )
            yield TableFault(words, placed.place("se_ratio"))


def _small_gates(rows: Sequence[PlacedRow]) -> Iterator[TableFault]:
    """The tutorials' squeeze-excite has no channels where the paper's still has one."""
    for placed in rows:
        row = placed.row
        inside = min(row.c1, row.c2 if row.repeats > 1 else row.c1) * row.expansion
        if row.se_ratio > 0 and int(inside * row.se_ratio) < 1:
            words = Words(
                f"se_ratio {row.se_ratio} of {inside} channels leaves none",
                f"se_ratio {row.se_ratio} 乘以 {inside} 个通道后不足 1 个",
            )
            yield TableFault(words, placed.place("se_ratio"))
