"""A line on the terminal that says how far the work is."""

import shutil
import time
from types import TracebackType
from typing import Self, TextIO

from builder.cli.colour import is_terminal
from builder.cli.columns import shorten, visible

_PATIENCE_S = 0.4
_BETWEEN_S = 0.1
_BAR = 20
_CLEAR = "\r\x1b[K"


class Progress:
    """Counts finished files on a terminal; anywhere else it writes nothing.

    It appears after a moment, so that quick work leaves no flicker, and is gone in the end.
    """

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total, self._stream = total, stream
        self._done = 0
        self._shown = False
        self._next = time.monotonic() + _PATIENCE_S if is_terminal(stream) else float("inf")

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away."""
        if self._shown:
            self._write(_CLEAR)

    def advance(self, path: str) -> None:
        """One more file is done."""
        self._done += 1
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _BETWEEN_S
            self._shown = True
            self._write(f"{_CLEAR}{self._line(path)}")

    def _line(self, path: str) -> str:
        full = _BAR * self._done // self._total
        bar = "#" * full + "." * (_BAR - full)
        line = f"[{bar}] {self._done}/{self._total} {visible(path)}"
        return shorten(line, shutil.get_terminal_size().columns - 1)

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
