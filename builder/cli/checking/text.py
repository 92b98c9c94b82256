"""Findings as a compiler prints them, and how many there are in all."""

from collections.abc import Callable, Iterator, Sequence

from builder.cli.checking.shown import Shown, mendable
from builder.cli.colour import Paint
from builder.cli.findings import tally
from builder.cli.snippet import render


def findings(
    files: Sequence[Shown], paint: Paint, words: Callable[[str], str] = str
) -> Iterator[str]:
    """Each finding with an empty line behind it."""
    for file in files:
        for one in file.found:
            yield render(file.path, file.written, one, words, paint=paint) + "\n"


def summary(files: Sequence[Shown], not_checked: int = 0) -> str:
    """One line: "3 files checked: 2 errors, 1 note; 1 can be mended by `builder fix`"."""
    number = len(files)
    left = f", {not_checked} not" if not_checked else ""
    counted = tally(one for file in files for one in file.found)
    known = sum(file.known for file in files)
    if known:
        counted += f" (and {known} in the baseline)"
    return f"{number} file{'s' * (number != 1)} checked{left}: {counted}{_mending(files)}"


def _mending(files: Sequence[Shown]) -> str:
    safe, unsafe = mendable(files)
    if safe:
        more = f", {unsafe} more with --unsafe" if unsafe else ""
        return f"; {safe} can be mended by `builder fix`{more}"
    return f"; {unsafe} can be mended by `builder fix --unsafe`" if unsafe else ""
