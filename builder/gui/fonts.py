"""Fonts of the window."""

import sys

from PySide6.QtGui import QFont, QFontDatabase

_CODE = (
    "JetBrains Mono", "Cascadia Mono", "Consolas", "SF Mono", "Menlo", "DejaVu Sans Mono",
    "Noto Sans Mono", "Noto Sans Mono CJK SC", "Microsoft YaHei UI", "PingFang SC",
)  # fmt: skip

# A point is 1/72 inch on the screens of macOS and 1/96 inch elsewhere.
_LARGEST = 12.0 if sys.platform == "darwin" else 10.0


def code_font() -> QFont:
    """A font with letters of one width, and Chinese ones from fonts that have them."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font = QFont(system)
    font.setFamilies([*_CODE, system.family()])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPointSizeF(max(9.0, min(system.pointSizeF(), _LARGEST)))
    return font
