"""Icons from the Material Design font that qtawesome carries.

qtawesome itself takes a tenth of a second to import, which is a fifth of the whole start; the
font and its table of names are all that is needed. The icons take their colour when they are
painted, so that a change of theme needs no new icons.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)


@cache
def _glyphs() -> tuple[str, dict[str, str]]:
    """The font's family and the characters of its names; empty if it cannot be had."""
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        return "", {}
    folder = Path(spec.origin).parent / "fonts"
    names = next(iter(sorted(folder.glob("materialdesignicons6*charmap*.json"))), None)
    font = next(iter(sorted(folder.glob("materialdesignicons6*.ttf"))), None)
    if names is None or font is None:
        return "", {}
    number = QFontDatabase.addApplicationFont(str(font))
    families = QFontDatabase.applicationFontFamilies(number)
    table = json.loads(names.read_text("utf-8"))
    return (families[0], table) if families else ("", {})


class _GlyphEngine(QIconEngine):
    """Paints one character of the icon font."""

    def __init__(self, character: str, colour: str | None) -> None:
        super().__init__()
        self._character = character
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        group = QPalette.ColorGroup.Normal
        if mode is QIcon.Mode.Disabled:
            group = QPalette.ColorGroup.Disabled
        colour = QGuiApplication.palette().color(group, QPalette.ColorRole.ButtonText)
        if mode is QIcon.Mode.Selected:
            colour = QGuiApplication.palette().color(QPalette.ColorRole.HighlightedText)
        elif self._colour and mode is not QIcon.Mode.Disabled:
            colour = QColor(self._colour)
        font = QFont(_glyphs()[0])
        font.setPixelSize(max(1, round(rect.height() * 0.95)))
        painter.save()
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._character, self._colour)


def icon(name: str, colour: str | None = None) -> QIcon:
    """The icon called `name` ("mdi6.cube-outline" or "cube-outline").

    Args:
        name: Name in the font; an unknown one gives an empty icon.
        colour: `#rrggbb`; None takes the colour of button texts as the theme has it.
    """
    code = _glyphs()[1].get(name.removeprefix("mdi6."))
    if code is None:
        return QIcon()
    return QIcon(_GlyphEngine(chr(int(code, 16)), colour))
