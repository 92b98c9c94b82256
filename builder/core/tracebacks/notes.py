"""What a pasted text tells beside its error: where its table of rows ends, what has changed."""

import re
from collections.abc import Iterator

from builder.core.analysis import Report
from builder.core.diagnostics import Message, Row
from builder.core.tracebacks.kinds import Kind
from builder.core.tracebacks.paste import Paste
from builder.core.tracebacks.printed import PrintedRow, printed_rows

_PATH = re.compile(r"\bmodel\.(\d{1,4})((?:\.\w+)*)")
_MOST_PATHS = 3
_RUNNING = frozenset(
    {Kind.JOINED_SIZES, Kind.CHANNELS, Kind.BROADCAST, Kind.NORM, Kind.MATRICES, Kind.ONE_VALUE,
     Kind.SMALL_MAP, Kind.ENTRY_INDEX, Kind.STATE, Kind.STATE_KEYS, Kind.TRANSFERRED,
     Kind.DUAL_HEAD}
)  # fmt: skip


def notes_of(report: Report, paste: Paste, kind: Kind | None = None) -> tuple[Message, ...]:
    """Facts about the config that the text gives away.

    Args:
        report: The analysis of the config.
        paste: The text.
        kind: What its error says; None if that is not known.
    """
    rows = printed_rows(paste.text)
    # Some errors only come when all rows are built: a table that ends before is just cut.
    cut = kind in _RUNNING and bool(rows) and rows[-1].place + 1 < len(report.layers)
    end = () if cut else tuple(_end(report, rows))
    return (*_changed(report, rows), *end, *_paths(report, paste))


def _row(report: Report, place: int) -> Row:
    return Row(place, report.config.number_text(place))


def _end(report: Report, rows: tuple[PrintedRow, ...]) -> Iterator[Message]:
    if not rows:
        return
    last = rows[-1].place
    if last + 1 < len(report.layers):
        yield Message(
            "the printed table ends with {last}, so the trainer stopped while it built {next}",
            last=_row(report, last),
            next=_row(report, last + 1),
        )
    elif last + 1 == len(report.layers):
        yield Message(
            "the printed table is complete: all rows were built, and the error came when an image "
            "ran through them"
        )


def _changed(report: Report, rows: tuple[PrintedRow, ...]) -> Iterator[Message]:
    """The first row of the table that is another one in the config."""
    if rows and rows[-1].place >= len(report.layers):
        yield Message(
            "the printed table has {printed} rows or more and this config {own}: it is another "
            "file or has changed since",
            printed=rows[-1].place + 1,
            own=len(report.layers),
        )
        return
    for row in rows:
        own = report.layers[row.place].module
        if own.rpartition(".")[2] != row.module:
            yield Message(
                "{row} is {own} in this config and {printed} in the printed table: it is another "
                "file or has changed since",
                row=_row(report, row.place),
                own=own or "?",
                printed=row.module,
            )
            return


def _paths(report: Report, paste: Paste) -> Iterator[Message]:
    """`model.17.cv1.conv` is row 17; only the first few, for lists of weights have hundreds."""
    places = dict.fromkeys(int(match[1]) for match in _PATH.finditer(paste.text))
    for place in [one for one in places if one < len(report.layers)][:_MOST_PATHS]:
        yield Message(
            "`model.{place}` is {row} ({module})",
            place=place,
            row=_row(report, place),
            module=report.layers[place].module or "?",
        )
