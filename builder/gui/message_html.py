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
    parts = []
    for text, part in pieces_of(message, language_code()):
        words = escape(text)
        if isinstance(part, Row):
            words = link(words, f"row:{part.index}")
        elif isinstance(part, Cell):
            words = link(words, span_target(part.span))
        parts.append(words)
    return "".join(parts)


def link(words: str, target: str) -> str:
    """Words (rich text) that lead somewhere, in the colour of links."""
    style = f"color:{colours().accent}; text-decoration:none"
    return f'<a href="{target}" style="{style}">{words}</a>'


def span_target(span: Span) -> str:
    """What a link to a stretch of the text says."""
    return f"span:{span.start}:{span.end}"


def place_of(target: str) -> Place:
    """Where a link of `linked` or `span_target` leads."""
    kind, *numbers = target.split(":")
    values = [int(number) for number in numbers]
    return Place(row=values[0]) if kind == "row" else Place(span=Span(*values))
