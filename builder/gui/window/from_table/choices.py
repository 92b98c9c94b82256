"""The choices beside a stage table: what for, how the rows are written, for which trainer."""

from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSpinBox, QWidget

from builder.core.templates import Blocks, Form, Head, Plan, Trainer

_MOST_CLASSES = 100_000
Choice = TypeVar("Choice", bound=StrEnum)


class Choices(QWidget):
    """Fields for a plan.

    Signals:
        changed(): The plan is another one.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.head, self.trainer = QComboBox(), QComboBox()
        self.form, self.blocks = QComboBox(), QComboBox()
        self.classes = QSpinBox()
        self._fill()
        self._place()
        self._default = Plan().classes
        self.classes.setRange(1, _MOST_CLASSES)
        self.classes.setValue(self._default)
        for box in (self.head, self.trainer, self.form, self.blocks):
            box.currentIndexChanged.connect(self._follow)
        self.classes.valueChanged.connect(self.changed)

    def plan(self) -> Plan:
        """What is chosen."""
        return Plan(
            _chosen(self.head, Head),
            _chosen(self.form, Form),
            _chosen(self.blocks, Blocks),
            _chosen(self.trainer, Trainer),
            self.classes.value(),
        )

    def _fill(self) -> None:
        self.head.addItem(self.tr("Detection: neck and Detect"), Head.DETECT)
        self.head.addItem(self.tr("Classification"), Head.CLASSIFY)
        self.trainer.addItem("YOLOv5", Trainer.YOLOV5)
        self.trainer.addItem("Ultralytics", Trainer.ULTRALYTICS)
        self.form.addItem(self.tr("Two rows for a stage"), Form.ROWS)
        self.form.addItem(self.tr("A row for every block"), Form.BLOCKS)
        self.form.addItem(self.tr("One row for all stages"), Form.BACKBONE)
        self._tip(self.form, Form.ROWS, self.tr("The first block, then the others with a number"))
        words = self.tr("One block with several outputs, for forks that count it as five rows")
        self._tip(self.form, Form.BACKBONE, words)
        self.blocks.addItem(self.tr("The paper's"), Blocks.PAPER)
        self.blocks.addItem(self.tr("The tutorials'"), Blocks.TUTORIAL)
        words = self.tr("FusedMBConvBlock, MBConvBlock: se_ratio of the channels that go in")
        self._tip(self.blocks, Blocks.PAPER, words)
        words = self.tr("FusedMBConv, MBConv: se_ratio of the expanded channels")
        self._tip(self.blocks, Blocks.TUTORIAL, words)

    def _tip(self, box: QComboBox, choice: StrEnum, words: str) -> None:
        place = box.findData(choice)
        box.setItemData(place, words, Qt.ItemDataRole.ToolTipRole)

    def _place(self) -> None:
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("&Network"), self.head),
            (self.tr("&Trainer"), self.trainer),
            (self.tr("&Rows"), self.form),
            (self.tr("&Blocks"), self.blocks),
            (self.tr("C&lasses"), self.classes),
        )
        for number, (words, field) in enumerate(fields):
            label = QLabel(words)
            label.setBuddy(field)
            row, column = divmod(number, 2)
            self._grid.addWidget(label, row, 2 * column)
            self._grid.addWidget(field, row, 2 * column + 1)

    def _follow(self) -> None:
        plan = self.plan()
        usual = Plan(plan.head).classes
        self.blocks.setEnabled(plan.form is not Form.BACKBONE)
        if plan.nc == self._default != usual:
            self.classes.blockSignals(True)
            self.classes.setValue(usual)
            self.classes.blockSignals(False)
        self._default = usual
        self.changed.emit()


def _chosen(box: QComboBox, kind: type[Choice]) -> Choice:
    # Qt hands the data back as plain text.
    return kind(box.currentData())
