"""Sentences of the core as rich text whose rows and places can be followed."""

from html import escape

from builder.core.diagnostics import Cell, Row, pieces_of
from builder.core.text import Span
from builder.gui.language import language_code
from builder.gui.theme import colours


def sentence_html(message: str) -> str:
    """A message in the window's language, with links on its rows and quoted cells."""
    parts = []
    for text, part in pieces_of(message, language_code()):
        words = escape(text)
        if isinstance(part, Row):
            words = link(words, f"row:{part.index}")
        elif isinstance(part, Cell):
            words = span_link(words, part.span)
        parts.append(words)
    return "".join(parts)


def span_link(words: str, span: Span) -> str:
    """Words that lead to a stretch of the text."""
    return link(words, f"span:{span.start}:{span.end}")


def link(words: str, target: str) -> str:
    """Words (rich text) that lead somewhere, in the colour of links."""
    style = f"color:{colours().accent}; text-decoration:none"
    return f'<a href="{target}" style="{style}">{words}</a>'
