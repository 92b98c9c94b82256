"""What sentences are made of, with the values that front ends link or show otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.core.diagnostics.message import Message, in_language
from builder.core.text import Span

_LEVELS = {2**level: f"P{level}" for level in range(1, 9)}


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number: "row 6".

    Attributes:
        index: Its place in the list, for links.
        number: The number as `from` counts it; "0-4" for a row of several slots.
    """

    index: int
    number: str

    def in_language(self, language: str) -> str:
        """Its words."""
        return Message("row {number}", number=self.number).in_language(language)


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the file, quoted: "`[-1, 6]`".

    Attributes:
        span: Where it stands, for links.
        text: What it says.
    """

    span: Span
    text: str

    def in_language(self, language: str) -> str:
        """Its words, alike in every language."""
        del language
        return f"`{self.text}`"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the pyramid: "P3/8", or "stride 6" where there is no such level."""

    stride: float

    @property
    def name(self) -> str | None:
        """The level alone, such as "P3"; None for a stride that is no power of two."""
        return _LEVELS.get(int(self.stride)) if self.stride == int(self.stride) else None

    def in_language(self, language: str) -> str:
        """Its words."""
        if self.name:
            return f"{self.name}/{self.stride:g}"
        return Message("stride {stride}", stride=self.stride).in_language(language)


@dataclass(frozen=True, slots=True)
class Size:
    """Size of a map in pixels, with its level if it has one: "80x80 (P3/8)".

    Attributes:
        height, width: Pixels.
        stride: Image height over map height; None if unknown.
    """

    height: int
    width: int
    stride: float | None = None

    def in_language(self, language: str) -> str:
        """Its words, alike in every language."""
        del language
        level = None if self.stride is None else Level(self.stride).name
        suffix = f" ({level}/{self.stride:g})" if level else ""
        return f"{self.height}x{self.width}{suffix}"


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things one after another: "8, 16 and 32".

    Attributes:
        items: Parts, messages or plain values.
        joint: "and" or "or".
    """

    items: Sequence[object]
    joint: str = "and"

    def in_language(self, language: str) -> str:
        """Its words."""
        words = [_word(item, language) for item in self.items]
        if len(words) < 2:
            return "".join(words)
        comma = in_language(", ", language)
        joint = in_language(f" {self.joint} ", language)
        return f"{comma.join(words[:-1])}{joint}{words[-1]}"


def _word(item: object, language: str) -> str:
    return Message("{item}", item=item).in_language(language)
