"""The picture: cards and edges kept in step with a report."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsScene

from builder.core.analysis.report import Report
from builder.core.diagnostics import Diagnostic
from builder.core.layout import (
    EMPTY,
    IMAGE,
    Edge,
    Layout,
    ghost_points,
    place,
    source_number,
)
from builder.gui.canvas.card import NO_TEXT, CardItem
from builder.gui.canvas.edge import EdgeItem
from builder.gui.canvas.face import edge_findings, faces_of
from builder.gui.canvas.ink import Ink, make_ink
from builder.gui.canvas.overlay import NOTHING, Overlay
from builder.gui.canvas.targets import OnCard, OnEdge, Target
from builder.gui.theme import colours

_ROOM = 10_000.0
"""Space around the picture, so that zooming at the cursor and panning meet no wall."""


class CanvasScene(QGraphicsScene):
    """Holds an item per card and per edge, and keeps them from report to report.

    Attributes:
        layout: Where things stand.
        report: What is shown; None before the first report.
        overlay: Marks that are laid over the picture; they stay when another report comes, so
            that nothing flickers, until whoever laid them says otherwise.
        ghosts: Edges that the overlay adds.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Few items, and most move at every edit: an index would cost more than it saves.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setSceneRect(-_ROOM, -_ROOM, 2 * _ROOM, 2 * _ROOM)
        self.layout: Layout = EMPTY
        self.report: Report | None = None
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.ink: Ink = make_ink(colours())
        self.cards: dict[int, CardItem] = {}
        self.edges: list[EdgeItem] = []
        self.overlay: Overlay = NOTHING
        self.ghosts: list[EdgeItem] = []
        self.ghost: QRectF | None = None
        self.rubber: tuple[QPointF, QPointF] | None = None
        self._hovered: Target | None = None
        self._lit: Target | None = None
        self.selectionChanged.connect(self._emphasize)

    def show_report(self, report: Report, diagnostics: Sequence[Diagnostic]) -> None:
        """Show another report; items that fit stay."""
        layout = place(report)
        bands_moved = layout.bands != self.layout.bands or layout.width != self.layout.width
        self.layout, self.report, self.diagnostics = layout, report, tuple(diagnostics)
        self._hovered = self._lit = None
        self._show_cards(report)
        self._show_edges(report)
        self._mark()
        self._emphasize()
        if bands_moved:
            self.invalidate(layers=QGraphicsScene.SceneLayer.BackgroundLayer)

    def number(self, index: int) -> str:
        """The number of a row, or of the place behind the last, as rows name it."""
        return self.report.config.number_text(index) if self.report else str(index)

    def last_number(self, index: int) -> str:
        """The number by which a new reader names a row."""
        return str(self.report.config.number_of(index)) if self.report else str(index)

    def number_read(self, target: int, port: int) -> str:
        """The number that a row names at one position of its `from`."""
        reads = self.report.layers[target].reads if self.report else None
        return str(reads[port]) if reads and port < len(reads) else ""

    def picture_rect(self) -> QRectF:
        """The extent of the picture; empty without rows."""
        return QRectF(0, 0, self.layout.width, self.layout.height)

    def refresh_theme(self) -> None:
        """Take the window's colours again."""
        self.ink = make_ink(colours())
        for card in self.cards.values():
            card.set_ink(self.ink)
        for edge in (*self.edges, *self.ghosts):
            edge.set_ink(self.ink)
        self.invalidate()

    def selected(self) -> tuple[int, ...]:
        """Selected rows, ascending."""
        return tuple(index for index, card in sorted(self.cards.items()) if card.isSelected())

    def select(self, indices: Iterable[int]) -> None:
        """Select exactly these rows; unknown ones are left out."""
        wanted = set(indices)
        for index, card in self.cards.items():
            if card.isSelected() != (index in wanted):
                card.setSelected(index in wanted)

    def highlight(self, indices: Iterable[int]) -> None:
        """Ring these rows as search results."""
        wanted = set(indices)
        for index, card in self.cards.items():
            card.set_state("found", index in wanted)

    def hover(self, target: Target | None) -> None:
        """The mouse rests on `target`."""
        if target != self._hovered:
            self._hovered = target
            self._emphasize()

    def light(self, target: Target | None) -> None:
        """A gesture would end on `target`."""
        if target != self._lit:
            self._lit = target
            self._emphasize()

    def dim(self, indices: Iterable[int]) -> None:
        """Step back these cards: the gesture under way cannot end on them."""
        wanted = set(indices)
        for index, card in self.cards.items():
            card.set_state("dimmed", index in wanted)

    def lay_over(self, overlay: Overlay) -> None:
        """Mark edges and cards, and add edges that are not there; `NOTHING` ends it."""
        if overlay == self.overlay:
            return
        self.overlay = overlay
        self._mark()

    def draw_over(self, ghost: QRectF | None, rubber: tuple[QPointF, QPointF] | None) -> None:
        """Show a card on its way, or a line that follows the mouse; None ends it."""
        if (ghost, rubber) != (self.ghost, self.rubber):
            self.ghost, self.rubber = ghost, rubber
            self.invalidate(layers=QGraphicsScene.SceneLayer.ForegroundLayer)

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        """Paint the bands and their names."""
        assert isinstance(rect, QRectF)
        painter.fillRect(rect, self.ink.paper)
        zoom = painter.worldTransform().m11()
        painter.setFont(self.ink.small)
        for number, band in enumerate(self.layout.bands):
            if band.bottom < rect.top() or band.top > rect.bottom():
                continue
            if number % 2:
                stripe = QRectF(rect.left(), band.top, rect.width(), band.bottom - band.top)
                painter.fillRect(stripe, self.ink.stripe)
            if zoom >= NO_TEXT:
                painter.setPen(self.ink.faint)
                painter.drawText(QPointF(14, band.top + 27), band.label)

    def drawForeground(self, painter: QPainter, _rect: QRectF | object) -> None:
        """Paint what a gesture drags."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.ink.accent, 2.0, Qt.PenStyle.DashLine))
        if self.ghost is not None:
            painter.drawRoundedRect(self.ghost, 5, 5)
        if self.rubber is not None:
            painter.drawLine(*self.rubber)
            painter.setBrush(self.ink.accent)
            painter.drawEllipse(self.rubber[1], 4, 4)

    def _show_cards(self, report: Report) -> None:
        several = QCoreApplication.translate("Facts", "{0} outputs")
        faces = faces_of(report, self.diagnostics, self.tr("image"), several)
        for index in self.cards.keys() - self.layout.by_index.keys():
            self.removeItem(self.cards.pop(index))
        for node in self.layout.nodes:
            card = self.cards.get(node.index)
            if card is not None:
                card.present(node, faces[node.index])
            else:
                card = CardItem(node, faces[node.index], self.ink)
                self.cards[node.index] = card
                self.addItem(card)

    def _show_edges(self, report: Report) -> None:
        findings = edge_findings(report, self.diagnostics)
        wanted = self.layout.edges
        while len(self.edges) > len(wanted):
            self.removeItem(self.edges.pop())
        for number, edge in enumerate(wanted):
            severity = findings.get((edge.target, edge.port))
            name = f"{source_number(report, edge)}?" if edge.stub else ""
            if number < len(self.edges):
                self.edges[number].present(edge, severity, name)
            else:
                item = EdgeItem(edge, severity, self.ink, name)
                self.edges.append(item)
                self.addItem(item)

    def _mark(self) -> None:
        """Mark items as the overlay says; what is marked so already costs nothing."""
        overlay = self.overlay
        marks = {(target, port): mark for target, port, mark in overlay.marked}
        for item in self.edges:
            item.set_mark(marks.get((item.edge.target, item.edge.port)))
        for index, card in self.cards.items():
            blamed = index in overlay.blamed
            card.set_state("blamed", blamed and not overlay.doubted)
            card.set_state("doubted", blamed and overlay.doubted)
            card.set_state("changed", index in overlay.changed)
        if overlay.ghosts or self.ghosts:
            self._show_ghosts(overlay)

    def _show_ghosts(self, overlay: Overlay) -> None:
        wanted = []
        for each, mark in overlay.ghosts:
            points = ghost_points(self.layout, each.source, each.target)
            if points:
                wanted.append((Edge(*each, points), mark))
        while len(self.ghosts) > len(wanted):
            self.removeItem(self.ghosts.pop())
        for number, (edge, mark) in enumerate(wanted):
            if number == len(self.ghosts):
                self.ghosts.append(EdgeItem(edge, None, self.ink))
                self.addItem(self.ghosts[-1])
            self.ghosts[number].present(edge, None)
            self.ghosts[number].set_mark(mark)

    def _emphasize(self) -> None:
        """The cards in hand and their edges stand out."""
        hovered = self._hovered.index if isinstance(self._hovered, OnCard) else None
        lit = self._lit.index if isinstance(self._lit, OnCard) else None
        strong = {hovered} if hovered is not None and hovered != IMAGE else set()
        for index, card in self.cards.items():
            card.set_state("hovered", index == hovered)
            card.set_state("lit", index == lit)
            if card.isSelected():
                strong.add(index)
        for item in self.edges:
            pair = OnEdge(item.edge.source, item.edge.target, item.edge.port)
            on = pair == self._hovered or not strong.isdisjoint((pair.source, pair.target))
            item.set_state(strong=on, lit=pair == self._lit)
