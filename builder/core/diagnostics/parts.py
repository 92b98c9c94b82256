"""What sentences are made of, with the values that front ends link or show otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.core.diagnostics.message import ENGLISH, Message, Piece, words_of
from builder.core.text import Span

_LEVELS = {2**level: f"P{level}" for level in range(1, 9)}


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number: "row 6".

    Attributes:
        index: Its place in the list, for links.
        number: The number as `from` counts it; "0-4" for a row of several slots.
        bare: Only the number is said, because the sentence says "rows" before it.
    """

    index: int
    number: str
    bare: bool = False

    @property
    def as_number(self) -> "Row":
        """The same row, said by its number alone."""
        return Row(self.index, self.number, bare=True)

    def in_language(self, language: str) -> str:
        """Its words."""
        if self.bare:
            return self.number
        if language == ENGLISH:  # most often: every sentence is made in it
            return f"row {self.number}"
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
        level = None if self.stride is None else Level(self.stride)
        suffix = f" ({level.in_language(language)})" if level and level.name else ""
        return f"{self.height}x{self.width}{suffix}"


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things one after another: "8, 16 and 32".

    Attributes:
        items: Parts, messages or plain values.
        joint: "and" or "or"; "" for a comma there too.
    """

    items: Sequence[object]
    joint: Literal["and", "or", ""] = "and"

    def pieces(self, language: str) -> tuple[Piece, ...]:
        """Its words, cut at the items."""
        return tuple(self._pieces(language))

    def in_language(self, language: str) -> str:
        """Its words."""
        words = [words_of(item, language) for item in self.items]
        if len(words) < 2:
            return "".join(words)
        comma = _JOINTS[""].in_language(language)
        joint = _between(words[-2], self.joint, words[-1], language)
        return f"{comma.join(words[:-1])}{joint}{words[-1]}"

    def _pieces(self, language: str) -> Iterator[Piece]:
        last = len(self.items) - 1
        for place, item in enumerate(self.items):
            if place:
                before, after = (
                    words_of(one, language) for one in self.items[place - 1 : place + 1]
                )
                joint = self.joint if place == last else ""
                yield Piece(_between(before, joint, after, language), None)
            if isinstance(item, Message):
                yield from item.pieces(language)
            else:
                yield Piece(words_of(item, language), item)


def _between(before: str, joint: str, after: str, language: str) -> str:
    """A joint with its blanks, which Chinese writes only beside Latin words and numbers."""
    words = _JOINTS[joint].in_language(language)
    if not before[-1:].isascii():
        words = words.lstrip(" ")
    return words if after[:1].isascii() else words.rstrip(" ")


_JOINTS = {"": Message(", "), "and": Message(" and "), "or": Message(" or ")}
