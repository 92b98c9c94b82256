"""The strip at the left of the text: line numbers, row numbers, marks of findings."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from builder.core.diagnostics import Severity
from builder.gui.theme import Colours, colours

_LEAST_ROW_DIGITS = 3
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Gutter(QWidget):
    """Numbers of lines, and beside them the numbers that `from` cells use.

    The text edit has to be a `NumberedEdit`, which lends it the geometry of its lines.

    Signals:
        width_changed(): The numbers need more or less room than before.
    """

    width_changed = Signal()

    def __init__(self, edit: "NumberedEdit") -> None:
        super().__init__(edit)
        self._edit = edit
        self._rows: dict[int, int] = {}
        self._texts: dict[int, str] = {}
        self._row_digits = _LEAST_ROW_DIGITS
        self._marks: dict[int, Severity] = {}
        self._chosen: frozenset[int] = frozenset()
        self.setToolTip(self.tr("Line, and the number of the row that starts on it"))

    def show_rows(
        self, rows: dict[int, int], texts: dict[int, str], marks: dict[int, Severity]
    ) -> None:
        """Take rows and findings by line, which count from 1, and the rows' numbers in words."""
        if (rows, texts, marks) != (self._rows, self._texts, self._marks):
            self._rows, self._texts, self._marks = rows, texts, marks
            digits = max(map(len, texts.values()), default=0)
            digits = max(_LEAST_ROW_DIGITS, digits)
            if digits != self._row_digits:
                self._row_digits = digits
                self.width_changed.emit()
            self.update()

    def show_chosen(self, rows: frozenset[int]) -> None:
        """Stress the numbers of the selected rows."""
        if rows != self._chosen:
            self._chosen = rows
            self.update()

    def width_needed(self) -> int:
        """Pixels for both numbers and the mark."""
        digit = self.fontMetrics().horizontalAdvance("0")
        lines = max(2, len(str(self._edit.blockCount())))
        return digit * (lines + self._row_digits) + 26

    def sizeHint(self) -> QSize:
        """As wide as the numbers."""
        return QSize(self.width_needed(), 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the text cursor on the line."""
        cursor = self._edit.cursorForPosition(QPoint(0, round(event.position().y())))
        self._edit.setTextCursor(cursor)
        self._edit.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines that can be seen."""
        theme = colours()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.stripe))
        painter.setPen(QColor(theme.line))
        painter.drawLine(self.width() - 1, event.rect().top(), self.width() - 1,
                         event.rect().bottom())  # fmt: skip
        painter.setFont(self._edit.font())
        lines = self._edit.visible_lines(event.rect())
        # One colour after the other: every change of pen makes Qt set its painting up anew.
        self._paint_marks(painter, theme, lines)
        right = self.width() - 1
        split = right - self._row_digits * self.fontMetrics().horizontalAdvance("0") - 10
        painter.setPen(QColor(theme.faint))
        for number, top, height in lines:
            painter.drawText(QRect(0, top, split, height), _RIGHT, str(number))
        rows = [(self._rows[number], top, height)
                for number, top, height in lines if number in self._rows]  # fmt: skip
        for colour, chosen in ((theme.block, False), (theme.accent, True)):
            painter.setPen(QColor(colour))
            for row, top, height in rows:
                if (row in self._chosen) is chosen:
                    box = QRect(split, top, right - 8 - split, height)
                    painter.drawText(box, _RIGHT, self._texts[row])
        painter.end()

    def _paint_marks(
        self, painter: QPainter, theme: Colours, lines: list[tuple[int, int, int]]
    ) -> None:
        for number, top, height in lines:
            severity = self._marks.get(number)
            if severity is not None:
                colour = QColor(theme.of_severity(severity))
                painter.fillRect(QRect(0, top, 3, height), colour)


class NumberedEdit(QPlainTextEdit):
    """A plain text edit that tells where its lines stand."""

    def visible_lines(self, area: QRect) -> list[tuple[int, int, int]]:
        """Number (from 1), top and height in pixels of the lines that `area` shows."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        lines: list[tuple[int, int, int]] = []
        while block.isValid() and top <= area.bottom():
            height = self.blockBoundingRect(block).height()
            if block.isVisible() and top + height >= area.top():
                lines.append((block.blockNumber() + 1, round(top), round(height)))
            top += height
            block = block.next()
        return lines
