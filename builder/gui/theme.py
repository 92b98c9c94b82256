"""Colours of the window: one set for light, one for dark."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from builder.core.blocks import Category
from builder.core.diagnostics import Severity


class Scheme(StrEnum):
    """What the user chose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """What colours mean; everything is a `#rrggbb` text.

    Attributes:
        window, base, stripe, raised: Backgrounds: panels, fields, every other row, buttons.
        text, faint: Words, and words that matter less.
        line: Borders between areas.
        accent: Selection and focus.
        row: Background of the text line in hand.
        error, warning, info, hint: Severities.
        good: "All is well".
        bar: Bars in table cells.
        comment, number, string, key, block: Words of the YAML text.
        categories: The colour of each palette group.
    """

    window: str
    base: str
    stripe: str
    raised: str
    text: str
    faint: str
    line: str
    accent: str
    row: str
    error: str
    warning: str
    info: str
    hint: str
    good: str
    bar: str
    comment: str
    number: str
    string: str
    key: str
    block: str
    categories: dict[Category, str]

    def of_severity(self, severity: Severity) -> str:
        """The colour of a finding."""
        return {
            Severity.ERROR: self.error,
            Severity.WARNING: self.warning,
            Severity.INFO: self.info,
            Severity.HINT: self.hint,
        }[severity]


LIGHT = Colours(
    window="#f2f3f5", base="#ffffff", stripe="#f7f8fa", raised="#fafbfc", text="#1f2329",
    faint="#667080", line="#d3d7de", accent="#2866c8", row="#eef3fc",
    error="#c62828", warning="#b26a00", info="#2866c8", hint="#667080", good="#2e7d32",
    bar="#a9c4ee", comment="#6a7a6a", number="#0b6e99", string="#9a4f00", key="#7a3e9d",
    block="#1d4fa3",
    categories={
        Category.CONVOLUTION: "#3b74c9", Category.CSP: "#2a8f8f", Category.ATTENTION: "#b0529c",
        Category.BACKBONE: "#5a67b8", Category.POOLING: "#7a8b2f", Category.FUSION: "#c2751f",
        Category.RESAMPLE: "#4d8f4d", Category.HEAD: "#33425f", Category.BASIC: "#76808f",
    },
)  # fmt: skip

DARK = Colours(
    window="#22252b", base="#1a1d22", stripe="#1f2228", raised="#2c3038", text="#dde1e7",
    faint="#98a1ae", line="#3a3f49", accent="#4a86e0", row="#262c38",
    error="#f2736b", warning="#e3a74a", info="#6ea8f5", hint="#98a1ae", good="#7cc47f",
    bar="#34547f", comment="#7f9480", number="#6cc3e0", string="#e0a26b", key="#c594e0",
    block="#82b1f7",
    categories={
        Category.CONVOLUTION: "#6c9fe8", Category.CSP: "#56bcbc", Category.ATTENTION: "#d98bc8",
        Category.BACKBONE: "#909be8", Category.POOLING: "#b0c060", Category.FUSION: "#e5a155",
        Category.RESAMPLE: "#85c485", Category.HEAD: "#ccd6ea", Category.BASIC: "#a3acb9",
    },
)  # fmt: skip


def colours() -> Colours:
    """The set in force, told from the application's palette."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def apply(scheme: Scheme) -> None:
    """Dress the application in a scheme; what paints itself asks `colours()` again."""
    app = QGuiApplication.instance()
    assert isinstance(app, QApplication)
    hints = app.styleHints()
    hints.setColorScheme(
        {
            Scheme.SYSTEM: Qt.ColorScheme.Unknown,
            Scheme.LIGHT: Qt.ColorScheme.Light,
            Scheme.DARK: Qt.ColorScheme.Dark,
        }[scheme]
    )
    dark = scheme is Scheme.DARK or (
        scheme is Scheme.SYSTEM and hints.colorScheme() == Qt.ColorScheme.Dark
    )
    chosen = DARK if dark else LIGHT
    app.setPalette(_palette(chosen))
    app.setStyleSheet(_sheet(chosen))


def _palette(c: Colours) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette(QColor(c.raised), QColor(c.window))
    for which, colour in (
        (role.Window, c.window), (role.WindowText, c.text), (role.Base, c.base),
        (role.AlternateBase, c.stripe), (role.Text, c.text), (role.Button, c.raised),
        (role.ButtonText, c.text), (role.ToolTipBase, c.raised), (role.ToolTipText, c.text),
        (role.PlaceholderText, c.faint), (role.Highlight, c.accent), (role.Accent, c.accent),
        (role.HighlightedText, "#ffffff"), (role.Link, c.accent), (role.BrightText, "#ffffff"),
        (role.Mid, c.line),
    ):  # fmt: skip
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(group.Disabled, which, _mixed(c.text, c.window, 0.55))
    palette.setColor(group.Disabled, role.Highlight, QColor(c.line))
    return palette


def _mixed(first: str, second: str, share: float) -> QColor:
    a, b = QColor(first), QColor(second)
    return QColor.fromRgbF(
        a.redF() * (1 - share) + b.redF() * share,
        a.greenF() * (1 - share) + b.greenF() * share,
        a.blueF() * (1 - share) + b.blueF() * share,
    )


def _sheet(c: Colours) -> str:
    """The few things that Fusion cannot be told through a palette."""
    return f"""
QMainWindow::separator {{ background: {c.line}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {c.accent}; }}
QToolBar {{ border: 0; border-bottom: 1px solid {c.line}; padding: 3px 6px; spacing: 4px; }}
QStatusBar {{ border-top: 1px solid {c.line}; }}
QStatusBar::item {{ border: 0; }}
QToolButton::menu-indicator {{ image: none; }}
QToolTip {{ color: {c.text}; background: {c.raised}; border: 1px solid {c.line}; padding: 3px; }}
QHeaderView::section {{ background: {c.window}; color: {c.faint}; border: 0; padding: 3px 6px;
  border-bottom: 1px solid {c.line}; border-right: 1px solid {c.line}; }}
"""
