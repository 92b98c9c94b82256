"""Paints a bar behind the number of a table cell."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from builder.gui.table.layer_model import SHARE_ROLE
from builder.gui.theme import colours


class BarDelegate(QStyledItemDelegate):
    """A cell whose lower edge shows the value's share of the largest one."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell, then its bar."""
        super().paint(painter, option, index)
        share = index.data(SHARE_ROLE)
        if not isinstance(share, float) or share <= 0:
            return
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colour = QColor("#ffffff") if chosen else QColor(colours().accent)
        colour.setAlpha(190 if chosen else 150)
        width = max(1, round((area.width() - 8) * share))
        painter.fillRect(QRect(area.right() - 3 - width, area.bottom() - 3, width, 3), colour)
