"""What a pasted text tells beside its error: where its table of rows ends, what has changed."""

import re
from collections.abc import Iterator

from builder.core.analysis import Report
from builder.core.diagnostics import Listed, Message, Row
from builder.core.dialects import TITLES
from builder.core.tracebacks.kinds import Kind
from builder.core.tracebacks.paste import Paste, file_name
from builder.core.tracebacks.printed import PrintedRow, printed_rows

_PATH = re.compile(r"\bmodel\.(\d{1,4})((?:\.\w+)*)")
_YAML_FILE = re.compile(r"in \"([^\"\n]+\.ya?ml)\", line \d")
_MOST_PATHS = 3
# Files in which trainers read the rows of a config.
_TRAINERS = {"tasks.py": ("ultralytics",), "yolo.py": ("yolov5", "yolov7", "yolov9")}
# What only comes when all rows are built: when an image runs through them, or weights are loaded.
_IN_THE_PASS = frozenset(
    {Kind.JOINED_SIZES, Kind.CHANNELS, Kind.BROADCAST, Kind.NORM, Kind.MATRICES, Kind.ONE_VALUE,
     Kind.SMALL_MAP, Kind.ENTRY_INDEX, Kind.DUAL_HEAD}
)  # fmt: skip
_WHEN_BUILT = _IN_THE_PASS | {Kind.STATE, Kind.STATE_KEYS, Kind.TRANSFERRED}


def notes_of(report: Report, paste: Paste, kind: Kind | None = None) -> tuple[Message, ...]:
    """Facts about the config that the text gives away.

    Args:
        report: The analysis of the config.
        paste: The text.
        kind: What its error says; None if that is not known.
    """
    rows = printed_rows(paste.text)
    # A table that ends before is just cut.
    cut = kind in _WHEN_BUILT and bool(rows) and rows[-1].place + 1 < len(report.layers)
    end = () if cut else tuple(_end(report, rows, kind))
    other = _other_file(report, paste) if kind is Kind.YAML else _other_trainer(report, paste)
    return (*other, *_changed(report, rows), *end, *_paths(report, paste))


def _other_file(report: Report, paste: Paste) -> Iterator[Message]:
    """That the message is about a file of another name."""
    named = _YAML_FILE.findall(paste.text)[-1:]
    if named and report.file and file_name(named[0]) != file_name(report.file):
        yield Message(
            "the message names {named}, and this config is {own}",
            named=named[0],
            own=file_name(report.file),
        )


def _other_trainer(report: Report, paste: Paste) -> Iterator[Message]:
    """That the config was run by another trainer than it is read for."""
    files = [one.file for one in paste.frames if one.builds and one.file in _TRAINERS]
    ran = _TRAINERS[files[-1]] if files else ()
    if ran and report.trainer not in ran:
        yield Message(
            "the calls are those of {trainers}, and this config is read as one of {own}: read it "
            "as the trainer that ran it",
            trainers=Listed([TITLES[one] for one in ran], "or"),
            own=TITLES[report.trainer],
        )


def _row(report: Report, place: int) -> Row:
    return Row(place, report.config.number_text(place))


def _end(report: Report, rows: tuple[PrintedRow, ...], kind: Kind | None) -> Iterator[Message]:
    if not rows:
        return
    last = rows[-1].place
    if last + 1 < len(report.layers):
        yield Message(
            "the printed table ends with {last}, so the trainer stopped while it built {next}",
            last=_row(report, last),
            next=_row(report, last + 1),
        )
    elif last + 1 == len(report.layers) and kind not in _IN_THE_PASS:
        yield Message("the printed table is complete: all rows were built")
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
