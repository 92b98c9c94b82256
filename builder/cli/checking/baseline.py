"""A file of findings that are known, so that only new ones are shown.

A finding is known by its file, its code and what its row says without its `from` cell and its
comment. So it stays known when rows are inserted or renumbered, when the file gets other lines,
and when a new version of this program words it otherwise. Where several are alike they are
counted: one more is new.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.cli.columns import visible
from builder.cli.exit_code import UsageError
from builder.cli.paths import name_of
from builder.cli.written import Written
from builder.core.diagnostics import Diagnostic

NAMES = "surrogateescape"
"""How names of files that are no UTF-8 go through the file and come back."""
_VERSION = 1
_MOST = 120  # characters of a row that are kept

Known = tuple[str, str, str]  # file, code, what the row says
Counts = Mapping[Known, int]


def identity(written: Written, found: Diagnostic) -> tuple[str, str]:
    """What a finding is known by inside its file: its code and the words of its row or line."""
    return found.code, _words(_row_at(written, found))[:_MOST]


def _row_at(written: Written, found: Diagnostic) -> str:
    """The line that the finding begins in, without its comment; of a row, what follows `from`."""
    lines = written.lines
    line = lines.position(found.span.start).line
    text = written.text[lines.start_of(line) : lines.end_of(line)].partition("#")[0].strip()
    return _without_from(text) if found.layer is not None else text


def _without_from(row: str) -> str:
    """What follows the `from` cell: `3, C3, [256]` of `- [[-1, 6], 3, C3, [256]],`."""
    cells = row.lstrip("-[ \t")
    before, bracket, after = cells.partition("]")
    listed = bool(bracket) and not any(letter.isalpha() for letter in before)
    rest = (after if listed else cells.partition(",")[2]).strip(" \t,")
    while rest.endswith("]") and rest.count("]") > rest.count("["):
        rest = rest[:-1].rstrip(" \t,")
    return rest


def _words(text: str) -> str:
    return " ".join(text.split())


class Baseline:
    """The known findings; paths in it are relative to the folder that it lies in.

    Args:
        path: Where it is or will be.
        counts: How often each is known.
    """

    def __init__(self, path: Path, counts: Counts) -> None:
        self._folder = path.absolute().parent
        self._left = Counter(counts)
        self._seen: set[str] = set()

    def new_among(
        self,
        file: str,
        written: Written,
        found: Sequence[Diagnostic],
        others: Sequence[Diagnostic] = (),
    ) -> tuple[Diagnostic, ...]:
        """Those findings of a file that are not known. Ask once for each file.

        Args:
            file: Its name.
            written: Its text.
            found: The findings that are meant.
            others: Those that are not meant this time, and yet not gone.
        """
        name = name_of(file, self._folder)
        self._seen.add(name)
        new = tuple(one for one in found if not self._take((name, *identity(written, one))))
        for one in others:
            self._take((name, *identity(written, one)))
        return new

    def _take(self, known: Known) -> bool:
        """Whether one such finding is left, which is used up."""
        if self._left[known] == 0:
            return False
        self._left[known] -= 1
        return True

    def gone(self) -> int:
        """How many known findings the files that were asked for no longer have."""
        return sum(count for (file, _, _), count in self._left.items() if file in self._seen)


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        UsageError: It cannot be read, or is none.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8", errors=NAMES))
        return Baseline(path, dict(_read(data)))
    except FileNotFoundError as error:
        name = visible(str(path))
        raise UsageError(
            f"{name}: there is no such file; write it with --write-baseline {name}"
        ) from error
    except OSError as error:
        raise UsageError(f"{visible(str(path))}: cannot read it: {error.strerror}") from error
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        raise UsageError(
            f"{visible(str(path))} is no baseline; write it anew with --write-baseline"
        ) from error


def _read(data: Any) -> Iterable[tuple[Known, int]]:
    if data["version"] != _VERSION:
        raise ValueError("another version")
    for file, codes in data["findings"].items():
        for code, rows in codes.items():
            for row, count in rows.items():
                yield (file, code, row), int(count)


def baseline_text(path: Path, files: Iterable[tuple[str, Written, Sequence[Diagnostic]]]) -> str:
    """The text of a baseline that knows these findings; the same for the same findings.

    Args:
        path: Where it will lie.
        files: Names, texts and findings.
    """
    folder = path.absolute().parent
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for file, written, found in files:
        for one in found:
            code, row = identity(written, one)
            counts[name_of(file, folder)][code][row] += 1
    data = {"version": _VERSION, "findings": counts}
    return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
