"""Fonts of the window."""

from PySide6.QtGui import QFont, QFontDatabase

_CODE = (
    "JetBrains Mono", "Cascadia Mono", "Consolas", "SF Mono", "Menlo", "DejaVu Sans Mono",
    "Noto Sans Mono", "Noto Sans Mono CJK SC", "Microsoft YaHei UI", "PingFang SC",
)  # fmt: skip


def code_font() -> QFont:
    """A font with letters of one width, and Chinese ones from fonts that have them."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font = QFont(system)
    font.setFamilies([*_CODE, system.family()])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPointSizeF(max(9.0, min(system.pointSizeF(), 10.0)))
    return font
