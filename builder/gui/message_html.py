"""Sentences of the core as rich text, whose parts can be followed."""

from html import escape
from typing import NamedTuple

from builder.core.diagnostics import Cell, Row, pieces_of
from builder.core.text import Span
from builder.gui.language import language_code
from builder.gui.theme import colours


class Place(NamedTuple):
    """Where a link leads: a row, or a stretch of the text."""

    row: int | None = None
    span: Span | None = None


def linked(message: str) -> str:
    """A message in the window's language, with links on its rows and quoted cells."""
    return "".join(_linked(text, part) for text, part in pieces_of(message, language_code()))


def _linked(text: str, part: object) -> str:
    words = escape(text)
    match part:
        case Row():
            return link(words, f"row:{part.index}")
        case Cell():
            return span_link(words, part.span)
    return words


def wrapping(words: str) -> str:
    """Plain words for a tool tip: as rich text they wrap there, and `<b>` of a file stays words."""
    return f"<p>{escape(words)}</p>".replace("\n", "<br>")


def span_link(words: str, span: Span) -> str:
    """Words (rich text) that lead to a stretch of the text."""
    return link(words, f"span:{span.start}:{span.end}")


def link(words: str, target: str) -> str:
    """Words (rich text) that lead somewhere, in the colour of links."""
    style = f"color:{colours().accent}; text-decoration:none"
    return f'<a href="{target}" style="{style}">{words}</a>'


def place_of(target: str) -> Place:
    """Where a link of such a sentence leads."""
    kind, *numbers = target.split(":")
    values = [int(number) for number in numbers]
    return Place(row=values[0]) if kind == "row" else Place(span=Span(*values))
