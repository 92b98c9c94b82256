"""Reads a stage table from text that was pasted from anywhere. Never raises, never evaluates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from builder.core.blocks import Words
from builder.core.blocks.stage_tables import StageRow
from builder.core.nn.backbones.stage_tables import FUSED, MOBILE
from builder.core.templates.scan import Cell, RawRow, TableFault, scan
from builder.core.text import Span

COLUMNS: Final[tuple[str, ...]] = (
    "repeats", "kernel", "stride", "expansion", "in", "out", "operator", "se_ratio",
)  # fmt: skip
MAX_ROWS: Final = 64

_OTHER_NAMES = {
    "repeats": "r n repeat num_repeat layers num_layers depth",
    "kernel": "k kernel_size",
    "stride": "s strides",
    "expansion": "e t expand expand_ratio expansion_ratio",
    "in": "i c1 in_c in_ch in_channels input input_channels input_filters cin",
    "out": "o c c2 out_c out_ch out_channels output channels output_channels output_filters cout",
    "operator": "op block type",
    "se_ratio": "se",
}
_COLUMN = {name: name for name in COLUMNS} | {
    other: name for name, others in _OTHER_NAMES.items() for other in others.split()
}
_OPERATORS = {
    FUSED: "0 fused fusedmb fusedmbconv fusedmbconvblock fusedinvertedresidual er",
    MOBILE: "1 mb mbconv mbconvblock mobile invertedresidual ir",
}
_OPERATOR = {name: number for number, names in _OPERATORS.items() for name in names.split()}


class _Limit(NamedTuple):
    """What a column may hold."""

    least: int
    most: int
    words: Words


_LIMITS: Mapping[str, _Limit] = {
    "repeats": _Limit(1, 100, Words("a whole number from 1 to 100", "1 到 100 的整数")),
    "kernel": _Limit(1, 31, Words("an odd number from 1 to 31", "1 到 31 的奇数")),
    "stride": _Limit(1, 2, Words("1 or 2", "1 或 2")),
    "expansion": _Limit(1, 32, Words("a whole number from 1 to 32", "1 到 32 的整数")),
    "in": _Limit(1, 8192, Words("a whole number from 1 to 8192", "1 到 8192 的整数")),
    "out": _Limit(1, 8192, Words("a whole number from 1 to 8192", "1 到 8192 的整数")),
}


class PlacedRow(NamedTuple):
    """One row of a table with the places of its values, in the order of `COLUMNS`."""

    row: StageRow
    span: Span
    cells: tuple[Span, ...]

    def place(self, column: str) -> Span:
        """Where the value of a column stands."""
        return self.cells[COLUMNS.index(column)]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What a text says.

    Attributes:
        rows: The rows that could be read.
        faults: What is wrong, by place; empty if all of the text was read.
    """

    rows: tuple[PlacedRow, ...]
    faults: tuple[TableFault, ...]


def read_table(text: str) -> ReadTable:
    """Read `[repeats, kernel, stride, expansion, in, out, operator, se_ratio]` rows.

    A pasted Python list, YAML or JSON, CSV, columns, or the authors' `r2_k3_s1_e1_i24_o24_c1`. A
    first row of names gives the order of the columns. `#` begins a comment.
    """
    raw, faults = scan(text)
    order = COLUMNS
    if raw and raw[0].names is None and not any(cell.is_number for cell in raw[0].cells):
        order = _header(raw[0], faults)
        raw = raw[1:]
    rows = []
    for item in raw[:MAX_ROWS]:
        row = _row(item, order, faults)
        if row is not None:
            rows.append(row)
    if len(raw) > MAX_ROWS:
        words = Words(f"a table has at most {MAX_ROWS} rows", f"表格最多 {MAX_ROWS} 行")
        faults.append(TableFault(words, raw[MAX_ROWS].span))
    if not rows and not faults:
        words = Words(
            f"there are no rows yet; a row is {', '.join(COLUMNS)}",
            f"还没有任何行；一行为 {', '.join(COLUMNS)}",
        )
        faults.append(TableFault(words, Span(0, 0)))
    faults.sort(key=lambda fault: fault.span)
    return ReadTable(tuple(rows), tuple(faults))


def _header(raw: RawRow, faults: list[TableFault]) -> tuple[str, ...]:
    """The columns that a first row of names gives."""
    names = [_column(cell) for cell in raw.cells]
    for cell, name in zip(raw.cells, names, strict=True):
        if name is None:
            faults.append(_unknown_column(cell))
    found = [name for name in names if name is not None]
    if len(found) == len(names) and sorted(found) != sorted(COLUMNS):
        faults.append(_wrong_columns(found, raw.span))
    return tuple(found) if sorted(found) == sorted(COLUMNS) else COLUMNS


def _column(cell: Cell) -> str | None:
    return _COLUMN.get(cell.text.strip("#").lower().replace(" ", "_").replace("-", "_"))


def _unknown_column(cell: Cell) -> TableFault:
    names = ", ".join(COLUMNS)
    words = Words(
        f"`{_shown(cell)}` is no column; there are {names}",
        f"没有名为“{_shown(cell)}”的列；列有 {names}",
    )
    return TableFault(words, cell.span)


def _wrong_columns(found: list[str], span: Span) -> TableFault:
    missing = [name for name in COLUMNS if name not in found]
    if missing:
        names = ", ".join(missing)
        words = Words(f"no value for {names}", f"缺少 {names}")
    else:
        names = ", ".join(sorted({name for name in found if found.count(name) > 1}))
        words = Words(f"more than one value for {names}", f"{names} 出现了不止一次")
    return TableFault(words, span)


def _row(raw: RawRow, order: tuple[str, ...], faults: list[TableFault]) -> PlacedRow | None:
    cells = _by_column(raw, order, faults)
    if cells is None:
        return None
    before = len(faults)
    values = {name: _whole(name, cells[name], faults) for name in _LIMITS}
    operator = _operator(cells["operator"], faults)
    se_ratio = _se_ratio(cells["se_ratio"], faults)
    if len(faults) > before:
        return None
    repeats, kernel, stride, expansion, c1, c2 = (values[name] for name in COLUMNS[:6])
    row = StageRow(repeats, kernel, stride, expansion, c1, c2, operator, se_ratio)
    return PlacedRow(row, raw.span, tuple(cells[name].span for name in COLUMNS))


def _by_column(
    raw: RawRow, order: tuple[str, ...], faults: list[TableFault]
) -> dict[str, Cell] | None:
    if raw.names is not None:
        return _named(raw, raw.names, faults)
    if len(raw.cells) != len(order):
        count = len(raw.cells)
        words = Words(
            f"a row has {len(order)} values ({', '.join(order)}); this one has {count}",
            f"一行有 {len(order)} 个值（{', '.join(order)}），这一行有 {count} 个",
        )
        faults.append(TableFault(words, raw.span))
        return None
    return dict(zip(order, raw.cells, strict=True))


def _named(
    raw: RawRow, names: tuple[Cell, ...], faults: list[TableFault]
) -> dict[str, Cell] | None:
    """The cells of a row that names its columns itself; a stage as one word leaves two open."""
    names, cells = _of_stage(raw, names) if raw.stage else (names, raw.cells)
    columns = [_column(name) for name in names]
    unknown = [name for name, column in zip(names, columns, strict=True) if column is None]
    if unknown:
        faults += [_unknown_column(name) for name in unknown]
        return None
    found = [column for column in columns if column is not None]
    if sorted(found) != sorted(COLUMNS):
        faults.append(_wrong_columns(found, raw.span))
        return None
    return dict(zip(found, cells, strict=True))


def _of_stage(raw: RawRow, names: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Columns and cells of `r4_k3_s22_e4_i24_o48_se0.25`: `c1` means fused, `s22` both ways."""
    found: dict[str, Cell] = {}
    for name, cell in zip(names, raw.cells, strict=True):
        if name.text == "c":
            found["operator"] = Cell("0" if cell.text == "1" else "1", cell.span)
        elif name.text == "s" and re.fullmatch(r"(\d)\1", cell.text):
            found["s"] = Cell(cell.text[0], cell.span)
        elif name.text not in {"noskip", "p"}:  # no shortcut fits there; how wide it is
            found[name.text] = cell
    found.setdefault("operator", Cell("1", raw.span))
    found.setdefault("se", Cell("0", raw.span))
    return tuple(Cell(name, cell.span) for name, cell in found.items()), tuple(found.values())


def _number(cell: Cell) -> float | None:
    """The value of a cell; None if it is no number, or a longer one than anybody writes."""
    return float(cell.text) if cell.is_number and len(cell.text) <= 40 else None


def _whole(column: str, cell: Cell, faults: list[TableFault]) -> int:
    limit, value = _LIMITS[column], _number(cell)
    good = value is not None and limit.least <= value <= limit.most and value == int(value)
    if value is None or not good or (column == "kernel" and int(value) % 2 == 0):
        faults.append(_must_be(column, limit.words, cell))
        return limit.least
    return int(value)


def _operator(cell: Cell, faults: list[TableFault]) -> int:
    number = _OPERATOR.get(re.sub(r"[^a-z0-9]", "", cell.text.lower()))
    if number is None:
        expected = Words("0 or FusedMBConv, 1 or MBConv", "0（FusedMBConv）或 1（MBConv）")
        faults.append(_must_be("operator", expected, cell))
    return FUSED if number is None else number


def _se_ratio(cell: Cell, faults: list[TableFault]) -> float:
    value = _number(cell)
    if value is None or not 0 <= value <= 1:
        faults.append(_must_be("se_ratio", Words("a number from 0 to 1", "0 到 1 之间的数"), cell))
        return 0
    return int(value) if value == int(value) else value


def _must_be(column: str, expected: Words, cell: Cell) -> TableFault:
    shown = _shown(cell)
    words = Words(
        f"{column} is {expected.en}, not {shown or 'empty'}",
        f"{column} 应为 {expected.zh}，而不是 {shown or '空'}",
    )
    return TableFault(words, cell.span)


def _shown(cell: Cell) -> str:
    return cell.text if len(cell.text) <= 24 else cell.text[:23] + "…"
