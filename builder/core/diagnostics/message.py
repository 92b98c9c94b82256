"""Sentences that remember what they are made of.

Front ends link the parts (a row, a place) and speak the user's language; everything else takes the
sentence as the English text that it is.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol, runtime_checkable

from builder.core.language import translate

_FIELD = re.compile(r"\{(\w+)\}")
ENGLISH = "en"


@runtime_checkable
class Part(Protocol):
    """Something that a sentence names and that each language words in its own way."""

    def in_language(self, language: str) -> str:
        """Its words."""


@runtime_checkable
class Whole(Part, Protocol):
    """A part that is made of parts itself, such as a list of rows."""

    def pieces(self, language: str) -> "tuple[Piece, ...]":
        """Its words, cut at its own parts."""


class Piece(NamedTuple):
    """A stretch of a sentence: its words, and the part that they stand for, if any."""

    text: str
    part: object | None


class Message(str):
    """An English sentence made of a template and parts.

    It is that sentence (a `str`), so it can be compared, printed and put into other texts; a
    message inside a message stays one.

    Args:
        template: English text with `{name}` for each part. It is the key of the translation,
            so nothing that varies may be formatted into it. No `{` stands in it otherwise.
        parts: What the names stand for: `Part`s, messages, or plain values that every language
            writes alike, such as the name of a module.

    Raises:
        KeyError: The template names a part that is not given.
    """

    __slots__ = ("parts", "template")

    template: str
    parts: Mapping[str, object]

    def __new__(cls, template: str, /, **parts: object) -> "Message":
        """Fill the template in English."""
        words = list(_cut(template))
        for place in range(1, len(words), 2):
            words[place] = words_of(parts[words[place]], ENGLISH)
        made = super().__new__(cls, "".join(words))
        made.template, made.parts = template, parts
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """Copies and pickles keep the parts."""
        return _again, (self.template, dict(self.parts))

    def pieces(self, language: str = ENGLISH) -> tuple[Piece, ...]:
        """The sentence in a language, cut at its parts; messages inside are cut as well."""
        pieces = _pieces(translate(self.template, language), self.parts, language)
        return tuple(_flat(pieces, language))

    def in_language(self, language: str) -> str:
        """The sentence in a language; English where it has no translation."""
        if language == ENGLISH:
            return str(self)
        return "".join(piece.text for piece in self.pieces(language))


def in_language(text: str, language: str) -> str:
    """Any text in a language: a message is worded again, other text is looked up as it is."""
    return text.in_language(language) if isinstance(text, Message) else translate(text, language)


def pieces_of(text: str, language: str) -> tuple[Piece, ...]:
    """Any text in a language, cut at its parts; text that is no message is one piece."""
    if isinstance(text, Message):
        return text.pieces(language)
    return (Piece(translate(text, language), None),)


def _again(template: str, parts: Mapping[str, object]) -> Message:
    return Message(template, **parts)


@lru_cache(maxsize=1024)
def _cut(template: str) -> tuple[str, ...]:
    """Words and names of parts by turns, words first and last."""
    return tuple(_FIELD.split(template))


def _pieces(template: str, parts: Mapping[str, object], language: str) -> Iterator[Piece]:
    for place, words in enumerate(_cut(template)):
        if place % 2:
            part = parts[words]
            yield Piece(words_of(part, language), part)
        elif words:
            yield Piece(words, None)


def _flat(pieces: Iterator[Piece], language: str) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece.part, Message | Whole):
            yield from piece.part.pieces(language)
        else:
            yield piece


def words_of(part: object, language: str) -> str:
    """A part, a message or a plain value in words."""
    if isinstance(part, str):  # most often; and a message is one
        return part.in_language(language) if isinstance(part, Message) else part
    if isinstance(part, int | float):
        return f"{part:g}" if isinstance(part, float) else str(part)
    # Asking for the method is ten times as quick as asking for the protocol.
    worded = getattr(part, "in_language", None)
    return str(part) if worded is None else str(worded(language))
