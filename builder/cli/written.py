"""The text of a file as printing needs it: its characters and its lines."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from builder.core.text import LineIndex


class Written(Protocol):
    """A text whose lines can be found; a `Config` is one."""

    @property
    def text(self) -> str:
        """Its characters."""

    @property
    def lines(self) -> LineIndex:
        """Finds lines and columns in it."""


@dataclass(frozen=True)
class Source:
    """The text of a file without what was made of it, so that it can travel between processes."""

    text: str

    @cached_property
    def lines(self) -> LineIndex:
        """Finds lines and columns in the text."""
        return LineIndex(self.text)
