"""Colours for the words of a model YAML; works line by line and needs no memory of others."""

import re
from collections.abc import Container

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from builder.gui.document.buffer import to_units
from builder.gui.theme import Colours, colours

_TOKEN = re.compile(
    r"""(?P<comment>(?:^|(?<=[\s,\[\]]))\#.*$)
      | (?P<string>'(?:[^']|'')*' | "(?:[^"\\]|\\.)*")
      | (?P<key>^\s*[\w-]+(?=\s*:(?:\s|$)))
      | (?P<number>(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.]))
      | (?P<word>(?<![\w.])[A-Za-z_][\w.]*)""",
    re.VERBOSE,
)
_CONSTANTS = frozenset({"True", "False", "None", "true", "false", "null", "nc", "anchors"})


class YamlHighlighter(QSyntaxHighlighter):
    """Colours comments, keys, numbers, strings and the names of known blocks."""

    def __init__(self, buffer: QTextDocument, blocks: Container[str]) -> None:
        super().__init__(buffer)
        self._blocks = blocks
        self._formats: dict[str, QTextCharFormat] = {}
        self._dressed: Colours | None = None
        self.follow_theme()

    def follow_theme(self) -> None:
        """Take the colours of the theme in force."""
        theme = colours()
        if theme is self._dressed:
            return
        first, self._dressed = self._dressed is None, theme
        self._formats = {
            "comment": _format(theme.comment, italic=True),
            "string": _format(theme.string),
            "key": _format(theme.key, bold=True),
            "number": _format(theme.number),
            "block": _format(theme.block, bold=True),
        }
        if not first:
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line; called by Qt."""
        narrow = text.isascii()
        for found in _TOKEN.finditer(text):
            kind = found.lastgroup or ""
            if kind == "word":
                kind = self._kind_of_word(found.group())
            style = self._formats.get(kind)
            if style is None:
                continue
            start, end = found.span()
            if not narrow:
                start, end = to_units(text, start), to_units(text, end)
            self.setFormat(start, end - start, style)

    def _kind_of_word(self, word: str) -> str:
        if word in self._blocks:
            return "block"
        return "number" if word in _CONSTANTS else ""


def _format(colour: str, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setForeground(QColor(colour))
    if bold:
        style.setFontWeight(QFont.Weight.DemiBold)
    style.setFontItalic(italic)
    return style
