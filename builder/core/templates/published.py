"""The tables that come with the program: found by name, told from their rows, written as text."""

import re
from collections.abc import Iterable, Iterator

from builder.core.blocks.stage_tables import TABLES, StageRow, StageTable
from builder.core.templates.read_table import COLUMNS

_EXPLAINED = (
    f"# {', '.join(COLUMNS[:4])},",
    f"# {', '.join(COLUMNS[4:])}",
    "# operator 0: FusedMBConv, 1: MBConv",
)


def find_table(name: str) -> StageTable | None:
    """A published table by its name, however it is spelled: "EfficientNetV2-S", "b0"."""
    wanted = _key(name)
    for table in TABLES.values():
        key = _key(table.name)
        if wanted in {key, key.removeprefix("efficientnet")}:
            return table
    return None


def table_of(rows: Iterable[StageRow]) -> StageTable:
    """The table with these rows: a published one where there is such a one."""
    wanted = tuple(rows)
    same = (table for table in TABLES.values() if table.rows == wanted)
    return next(same, StageTable("", wanted))


def table_text(table: StageTable) -> str:
    """A table as its authors print it, with columns that line up; `read_table` reads it."""
    return "\n".join([*_EXPLAINED, *row_texts(table)]) + "\n"


def row_texts(table: StageTable) -> Iterator[str]:
    """The rows alone, each "[2, 3, 1, 1, 24, 24, 0, 0]," on its line."""
    written = [[str(value) for value in row] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(*written, strict=True)]
    for row in written:
        cells = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        yield f"[{', '.join(cells)}],"


def _key(name: str) -> str:
    return re.sub(r"[\s._-]", "", name.lower())
