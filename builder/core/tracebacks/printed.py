"""The table of rows that trainers print while they build, as far as it was pasted."""

import re
from dataclasses import dataclass

_ROW = re.compile(
    r"^[ \t]*(?:\d{4}-\d\d-\d\d \S+ \S+ )?(\d+)[ \t]+(\[[-\d, ]*\]|-?\d+)[ \t]+(\d+)[ \t]+"
    r"(\d+)[ \t]+"
    r"([A-Za-z_][\w.]*(?: at 0x[0-9a-f]+)?)[ \t]*(\[.*)?$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One line of the table.

    Attributes:
        place: Place of the row in the list.
        written_from: Its `from`, without blanks.
        module: The class without its package.
        args: The arguments without blanks; "" if the line was cut.
    """

    place: int
    written_from: str
    module: str
    args: str


def printed_rows(text: str) -> tuple[PrintedRow, ...]:
    """The last table in a text; () if there is none."""
    rows: list[PrintedRow] = []
    for match in _ROW.finditer(text):
        row = PrintedRow(
            int(match[1]),
            match[2].replace(" ", ""),
            match[5].split(" ")[0].rpartition(".")[2],
            "".join((match[6] or "").split()),
        )
        if rows and row.place != rows[-1].place + 1:
            rows = []
        rows.append(row)
    return tuple(rows)
