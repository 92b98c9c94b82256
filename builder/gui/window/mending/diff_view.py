"""A comparison of two texts, to be read."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from builder.core.text.utf16 import Utf16Offsets
from builder.gui.fonts import code_font
from builder.gui.theme import Colours, colours
from builder.gui.window.mending.diff import DiffLine, Kind, diff_lines

_GROUND, _MARK = 0.13, 0.38
_PAD = 6


class DiffView(QPlainTextEdit):
    """Lines that go in red, lines that come in green, with their numbers at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[DiffLine, ...] = ()
        self._numbers = _Numbers(self)
        self.setReadOnly(True)
        self.setFont(code_font())
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("What changes in the text"))
        self.updateRequest.connect(self._numbers.follow)

    def compare(self, old: str, new: str) -> None:
        """Show what changes between two texts."""
        self.lines = diff_lines(old, new)
        self.setPlainText("\n".join(line.text for line in self.lines))
        self._lay_out()
        self._paint_lines()
        self.verticalScrollBar().setValue(0)

    def number_widths(self) -> tuple[int, int]:
        """Pixels for the numbers of both texts."""
        digit = self.fontMetrics().horizontalAdvance("0")
        digits = [
            len(str(max((number or 0 for number in numbers), default=0)))
            for numbers in ([line.old for line in self.lines], [line.new for line in self.lines])
        ]
        return digits[0] * digit, digits[1] * digit

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers at the left."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_numbers"):
            self._paint_lines()

    def tops(self, rect: QRect) -> list[tuple[int, int, DiffLine]]:
        """Top, height and line of what can be seen in `rect`."""
        seen = []
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid() and block.blockNumber() < len(self.lines):
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > rect.bottom():
                break
            line = self.lines[block.blockNumber()]
            seen.append((round(box.top()), self.fontMetrics().height(), line))
            block = block.next()
        return seen

    def _lay_out(self) -> None:
        width = sum(self.number_widths()) + 4 * _PAD + self.fontMetrics().horizontalAdvance("+")
        self.setViewportMargins(width, 0, 0, 0)
        box = self.contentsRect()
        self._numbers.setGeometry(QRect(box.left(), box.top(), width, box.height()))
        self._numbers.update()

    def _paint_lines(self) -> None:
        theme = colours()
        selections: list[QTextEdit.ExtraSelection] = []
        for number, line in enumerate(self.lines):
            if line.kind in (Kind.GONE, Kind.NEW):
                block = self.document().findBlockByNumber(number)
                cursor = QTextCursor(block)
                selections.append(_selection(cursor, _ground(theme, line.kind, _GROUND), full=True))
                units = Utf16Offsets(line.text)
                for start, end in line.marks:
                    cursor = QTextCursor(block)
                    cursor.setPosition(block.position() + units.to_utf16(start))
                    cursor.setPosition(
                        block.position() + units.to_utf16(end), QTextCursor.MoveMode.KeepAnchor
                    )
                    selections.append(_selection(cursor, _ground(theme, line.kind, _MARK)))
        self.setExtraSelections(selections)


class _Numbers(QWidget):
    """Numbers in the old text, numbers in the new one, and a sign."""

    def __init__(self, view: DiffView) -> None:
        super().__init__(view)
        self._view = view

    def follow(self, rect: QRect, dy: int) -> None:
        """Scroll with the text."""
        if dy:
            self.scroll(0, dy)
        else:
            self.update(0, rect.y(), self.width(), rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what can be seen."""
        theme, view = colours(), self._view
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.stripe))
        painter.setFont(view.font())
        old_width, new_width = view.number_widths()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        sign = 3 * _PAD + old_width + new_width
        for top, height, line in view.tops(event.rect()):
            if line.kind in (Kind.GONE, Kind.NEW):
                ground = _ground(theme, line.kind, _GROUND)
                painter.fillRect(0, top, self.width(), height, ground)
            painter.setPen(QColor(theme.faint))
            places = ((line.old, _PAD, old_width), (line.new, 2 * _PAD + old_width, new_width))
            for number, left, width in places:
                if number is not None:
                    painter.drawText(left, top, width, height, right, str(number))
            if line.kind is not Kind.SAME:
                painter.setPen(_colour(theme, line.kind))
                painter.drawText(sign, top, self.width() - sign, height,
                                 Qt.AlignmentFlag.AlignVCenter, line.kind.value)  # fmt: skip
        painter.end()


def _colour(theme: Colours, kind: Kind) -> QColor:
    return QColor({Kind.GONE: theme.error, Kind.NEW: theme.good}.get(kind, theme.faint))


def _ground(theme: Colours, kind: Kind, share: float) -> QColor:
    base, colour = QColor(theme.base), _colour(theme, kind)
    return QColor.fromRgbF(
        *(
            one * (1 - share) + other * share
            for one, other in zip(base.getRgbF()[:3], colour.getRgbF()[:3], strict=True)  # type: ignore[index]
        )
    )


def _selection(
    cursor: QTextCursor, ground: QColor, *, full: bool = False
) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    look = QTextCharFormat()
    look.setBackground(ground)
    if full:
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
    made.cursor = cursor
    made.format = look
    return made
