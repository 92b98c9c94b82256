"""Pens, brushes and fonts of the picture."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPen,
    QPixmap,
)

from builder.core.blocks import Category
from builder.core.diagnostics import Severity
from builder.gui.theme import DARK, Colours


@dataclass(frozen=True, slots=True)
class Ink:
    """Everything that the items paint with; made once per theme.

    Attributes:
        paper, stripe: Behind the cards; every other band is striped.
        card, hatch: The ground of a card; of one without an output.
        error_tint, warning_tint: Grounds of cards with findings.
        text, faint, accent, error, warning, good, line, border: As in the window's colours.
        ring, found: Around selected cards, around search results.
        error_ring, warning_ring: Around the ends of an edge in question.
        name, small: Type of the module, and of everything else.
        name_metrics, small_metrics: Their widths.
    """

    paper: QColor
    stripe: QColor
    card: QBrush
    hatch: QBrush
    error_tint: QBrush
    warning_tint: QBrush
    accent_tint: QBrush
    text: QColor
    faint: QColor
    accent: QColor
    error: QColor
    warning: QColor
    good: QColor
    line: QColor
    border: QColor
    ring: QColor
    found: QColor
    error_ring: QColor
    warning_ring: QColor
    categories: dict[Category, QColor]
    unknown: QColor
    name: QFont
    small: QFont
    name_metrics: QFontMetricsF
    small_metrics: QFontMetricsF

    def of_severity(self, severity: Severity | None) -> QColor | None:
        """The colour that a finding gives to borders and lines; None for lesser ones."""
        if severity is None or severity < Severity.WARNING:
            return None
        return self.error if severity is Severity.ERROR else self.warning


def make_ink(colours: Colours) -> Ink:
    """The picture's ink in the window's colours."""
    dark = colours is DARK
    card = QColor(colours.raised if dark else "#ffffff")
    name, small = QFont(QGuiApplication.font()), QFont(QGuiApplication.font())
    name.setPixelSize(13)
    name.setWeight(QFont.Weight.DemiBold)
    small.setPixelSize(11)
    for font in (name, small):
        # The picture is scaled: widths must not jump from zoom to zoom.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return Ink(
        paper=QColor(colours.base),
        stripe=QColor(colours.stripe),
        card=QBrush(card),
        hatch=_hatch(card, QColor(colours.line)),
        error_tint=QBrush(mixed(card, QColor(colours.error), 0.16 if dark else 0.08)),
        warning_tint=QBrush(mixed(card, QColor(colours.warning), 0.12 if dark else 0.07)),
        accent_tint=QBrush(mixed(card, QColor(colours.accent), 0.22 if dark else 0.10)),
        text=QColor(colours.text),
        faint=QColor(colours.faint),
        accent=QColor(colours.accent),
        error=QColor(colours.error),
        warning=QColor(colours.warning),
        good=QColor(colours.good),
        line=mixed(QColor(colours.faint), QColor(colours.base), 0.3),
        border=mixed(QColor(colours.line), QColor(colours.faint), 0.25 if dark else 0.1),
        # Not see-through: Qt hands what is to a pool of threads, and waiting for that takes longer
        # than all the rest of the picture.
        ring=mixed(QColor(colours.base), QColor(colours.accent), 0.35),
        error_ring=mixed(QColor(colours.base), QColor(colours.error), 0.5),
        warning_ring=mixed(QColor(colours.base), QColor(colours.warning), 0.5),
        found=QColor("#e0b030" if dark else "#e0a800"),
        categories={category: QColor(text) for category, text in colours.categories.items()},
        unknown=mixed(QColor(colours.faint), QColor(colours.base), 0.4),
        name=name,
        small=small,
        name_metrics=QFontMetricsF(name),
        small_metrics=QFontMetricsF(small),
    )


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """`first` with a share of `second` in it."""
    return QColor.fromRgbF(
        first.redF() * (1 - share) + second.redF() * share,
        first.greenF() * (1 - share) + second.greenF() * share,
        first.blueF() * (1 - share) + second.blueF() * share,
    )


def line_pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen for lines that end squarely, inside their arrowheads."""
    pen = QPen(colour, width, style)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _hatch(ground: QColor, line: QColor) -> QBrush:
    """Calm diagonal stripes: nothing can be known here."""
    side = 8
    tile = QPixmap(side, side)
    tile.fill(ground)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(mixed(ground, line, 0.55), 1.6))
    for start in (-side, 0, side):
        painter.drawLine(QPointF(start - 1, side + 1), QPointF(start + side + 1, -1))
    painter.end()
    return QBrush(tile)
