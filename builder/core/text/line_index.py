"""Offsets to lines and columns and back."""

import io
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a text; line and column count from 1."""

    line: int
    column: int


class LineIndex:
    """Finds the line of an offset in a text with any mixture of line ends."""

    __slots__ = ("_length", "_starts")

    def __init__(self, text: str) -> None:
        # Without translation, such a file ends its lines at `\n`, `\r` and `\r\n`, and no other.
        self._starts = [0, *accumulate(map(len, io.StringIO(text, newline="")))]
        if text and text[-1] not in "\r\n":
            self._starts.pop()
        self._length = len(text)

    def __len__(self) -> int:
        """The number of lines; a text without a line end has one."""
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Line and column of `offset`, both from 1."""
        row = bisect_right(self._starts, offset) - 1
        return Position(row + 1, offset - self._starts[row] + 1)

    def start_of(self, line: int) -> int:
        """Offset of the first character of `line`, which counts from 1."""
        return self._starts[line - 1]

    def end_of(self, line: int) -> int:
        """Offset past the line end of `line`: the start of the next, or the text's end."""
        return self._starts[line] if line < len(self._starts) else self._length
