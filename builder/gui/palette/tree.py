"""The tree of blocks by category, from which blocks are dragged."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from builder.core.blocks import BlockSpec, Category
from builder.gui.icons import icon
from builder.gui.manual import block_html, category_words
from builder.gui.mime import block_to_mime
from builder.gui.theme import colours

NAME_ROLE = Qt.ItemDataRole.UserRole


class BlockTree(QTreeWidget):
    """Blocks under their categories; the ones used last stand on top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setIconSize(QSize(18, 18))
        self.setUniformRowHeights(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setAccessibleName(self.tr("Blocks"))
        self._folded: set[str] = set()
        self.itemCollapsed.connect(lambda item: self._folded.add(item.text(0)))
        self.itemExpanded.connect(lambda item: self._folded.discard(item.text(0)))

    def show_blocks(
        self, found: Sequence[BlockSpec], recent: Sequence[BlockSpec], *, unfold: bool
    ) -> None:
        """Fill the tree.

        Args:
            found: Blocks under their categories.
            recent: Blocks that stand on top once more.
            unfold: Show every category's blocks, even if the user had folded it.
        """
        folded = set(self._folded)
        self.clear()
        if recent:
            group = self._group(self.tr("Recently used"), "history", colours().faint)
            for spec in recent:
                group.addChild(_Item(spec))
        for category in Category:
            blocks = [spec for spec in found if spec.category is category]
            if blocks:
                colour = colours().categories[category]
                group = self._group(category_words(category), "circle", colour)
                for spec in blocks:
                    group.addChild(_Item(spec))
        for place in range(self.topLevelItemCount()):
            item = self.topLevelItem(place)
            assert item is not None
            item.setExpanded(unfold or item.text(0) not in folded)
        self._folded = folded

    def current_block(self) -> str | None:
        """The chosen block's name; None on a category."""
        item = self.currentItem()
        name = item.data(0, NAME_ROLE) if item else None
        return name if isinstance(name, str) else None

    def choose_first(self) -> None:
        """Choose the first block, so that Enter takes it."""
        group = self.topLevelItem(0)
        first = group.child(0) if group is not None else None
        if first is not None:
            self.setCurrentItem(first)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the chosen block with its name as the picture."""
        del actions
        name = self.current_block()
        if name is None:
            return
        drag = QDrag(self)
        drag.setMimeData(block_to_mime(name))
        drag.setPixmap(self._picture(name))
        drag.setHotSpot(QPoint(12, 12))
        drag.exec(Qt.DropAction.CopyAction)

    def sizeHint(self) -> QSize:
        """Narrow, so that the canvas has the room."""
        return QSize(190, 320)

    def _group(self, title: str, picture: str, colour: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([title])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setForeground(0, QColor(colours().faint))
        font = self.font()
        font.setBold(True)
        item.setFont(0, font)
        item.setIcon(0, icon(picture, colour))
        self.addTopLevelItem(item)
        return item

    def _picture(self, name: str) -> QPixmap:
        theme, metrics = colours(), self.fontMetrics()
        ratio = self.devicePixelRatioF()
        size = QSize(metrics.horizontalAdvance(name) + 26, metrics.height() + 12)
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.accent))
        painter.setBrush(QColor(theme.raised))
        area = QRect(QPoint(0, 0), size).adjusted(1, 1, -2, -2)
        painter.drawRoundedRect(area, 5, 5)
        painter.setPen(QColor(theme.text))
        painter.setFont(self.font())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()
        return picture


class _Item(QTreeWidgetItem):
    """One block; its description is written when the mouse rests on it, not for all at once."""

    def __init__(self, spec: BlockSpec) -> None:
        super().__init__([spec.name])
        self._spec = spec
        self.setData(0, NAME_ROLE, spec.name)
        self.setIcon(0, icon(spec.icon, colours().categories[spec.category]))
        self.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        )

    def data(self, column: int, role: int) -> object:
        """What the item keeps, and its tool tip."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return block_html(self._spec)
        return super().data(column, role)
