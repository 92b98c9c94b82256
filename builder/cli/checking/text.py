"""Findings as a compiler prints them, and how many there are in all."""

from collections.abc import Callable, Iterator, Sequence

from builder.cli.checking.shown import Shown, mendable
from builder.cli.colour import Paint
from builder.cli.findings import tally
from builder.cli.snippet import render
from builder.core.diagnostics import Message


def findings(
    files: Sequence[Shown], paint: Paint, words: Callable[[str], str] = str
) -> Iterator[str]:
    """Each finding with an empty line behind it."""
    for file in files:
        for one in file.found:
            yield render(file.path, file.written, one, words, paint=paint) + "\n"


def summary(files: Sequence[Shown], not_checked: int = 0) -> Message:
    """One line: "3 files checked: 2 errors, 1 note; 1 can be mended by `builder fix`"."""
    number = len(files)
    checked = (
        Message("1 file checked")
        if number == 1
        else Message("{number} files checked", number=number)
    )
    if not_checked:
        checked = Message("{checked}, {number} not", checked=checked, number=not_checked)
    counted = tally(one for file in files for one in file.found)
    known = sum(file.known for file in files)
    if known:
        counted = Message("{counted} (and {number} in the baseline)", counted=counted, number=known)
    line = Message("{checked}: {counted}", checked=checked, counted=counted)
    mending = _mending(files)
    return Message("{line}; {mending}", line=line, mending=mending) if mending else line


def _mending(files: Sequence[Shown]) -> Message | None:
    safe, unsafe = mendable(files)
    if safe and unsafe:
        return Message(
            "{safe} can be mended by `builder fix`, {unsafe} more with --unsafe",
            safe=safe,
            unsafe=unsafe,
        )
    if safe:
        return Message("{safe} can be mended by `builder fix`", safe=safe)
    if unsafe:
        return Message("{unsafe} can be mended by `builder fix --unsafe`", unsafe=unsafe)
    return None
