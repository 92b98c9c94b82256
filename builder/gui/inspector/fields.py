"""Form fields for arguments: a widget for each kind, one way to read and to set them all."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from builder.core.blocks import Argument, Kind

LARGEST = 1_000_000
ACTIVATIONS = ("nn.SiLU()", "nn.ReLU()", "nn.LeakyReLU(0.1)", "nn.Hardswish()", "nn.GELU()")
_CLASSES = ("nc",)


class Field(QWidget):
    """One value of a row, shown and edited.

    Signals:
        committed(str): The user has set a value; its YAML text.
        entered(): The keyboard or the mouse came to the field.
    """

    committed = Signal(str)
    entered = Signal()

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(editor)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)
        # A wheel that passes over a form must scroll it, not change a network.
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_text(self, text: str) -> None:
        """Show a value given as YAML text, without telling that it was set."""
        raise NotImplementedError

    def finish(self) -> None:
        """Take what has been typed so far: the text is about to be saved."""

    def half_typed(self) -> bool:
        """Whether what stands in the field is not yet the value that is set."""
        return False

    def _is_undo(self, event: QEvent) -> bool:
        keys = QKeySequence.StandardKey
        return isinstance(event, QKeyEvent) and (
            event.matches(keys.Undo) or event.matches(keys.Redo)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of focus and hover; leave the wheel to the form."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.Enter):
            self.entered.emit()
        if event.type() == QEvent.Type.Wheel and not self.editor.hasFocus():
            event.ignore()
            return True
        # A set value is a step of the document's undo; only half-typed text is the field's.
        shortcut = event.type() == QEvent.Type.ShortcutOverride
        if shortcut and self._is_undo(event) and not self.half_typed():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class TextField(Field):
    """Any YAML, as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        super().__init__(self.line, parent)
        self._shown = ""
        self.line.editingFinished.connect(self._commit)

    def show_text(self, text: str) -> None:
        """Show a value given as YAML text."""
        self._shown = text
        if self.line.text() != text:
            self.line.setText(text)

    def half_typed(self) -> bool:
        """Whether the text is not the value."""
        return self.line.text() != self._shown

    def finish(self) -> None:
        """Take what has been typed."""
        self._commit()

    def _commit(self) -> None:
        text = self.line.text().strip()
        if text == self._shown:
            return
        if not text:
            self.line.setText(self._shown)
            return
        self._shown = text
        self.committed.emit(text)


class WholeField(Field):
    """A whole number."""

    def __init__(self, low: float | None, high: float | None, parent: QWidget | None = None):
        self.spin = QSpinBox()
        self.spin.setRange(
            int(low) if low is not None else -LARGEST, int(high) if high is not None else LARGEST
        )
        self.spin.setKeyboardTracking(False)
        self.spin.setStepType(QSpinBox.StepType.DefaultStepType)
        super().__init__(self.spin, parent)
        self.spin.valueChanged.connect(lambda value: self.committed.emit(str(value)))

    def show_text(self, text: str) -> None:
        """Show a value given as YAML text."""
        if self.spin.text() != text:  # setting it again would paint it again
            self.spin.blockSignals(True)
            self.spin.setValue(int(text))
            self.spin.blockSignals(False)

    def half_typed(self) -> bool:
        """Whether the text is not the value."""
        return self.spin.cleanText() != self.spin.textFromValue(self.spin.value())

    def finish(self) -> None:
        """Take what has been typed."""
        self.spin.interpretText()


class NumberField(Field):
    """A number with a fraction."""

    def __init__(self, low: float | None, high: float | None, parent: QWidget | None = None):
        self.spin = QDoubleSpinBox()
        self.spin.setDecimals(4)
        self.spin.setSingleStep(0.05)
        self.spin.setRange(
            low if low is not None else -LARGEST, high if high is not None else LARGEST
        )
        self.spin.setKeyboardTracking(False)
        super().__init__(self.spin, parent)
        self.spin.valueChanged.connect(lambda value: self.committed.emit(number_text(value)))
        self.spin.textFromValue = number_text  # type: ignore[method-assign]

    def show_text(self, text: str) -> None:
        """Show a value given as YAML text."""
        if self.spin.text() != number_text(float(text)):
            self.spin.blockSignals(True)
            self.spin.setValue(float(text))
            self.spin.blockSignals(False)

    def half_typed(self) -> bool:
        """Whether the text is not the value."""
        return self.spin.cleanText() != number_text(self.spin.value())

    def finish(self) -> None:
        """Take what has been typed."""
        self.spin.interpretText()


class TruthField(Field):
    """True or False."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.box = QCheckBox()
        super().__init__(self.box, parent)
        self.box.toggled.connect(lambda on: self.committed.emit("True" if on else "False"))

    def show_text(self, text: str) -> None:
        """Show a value given as YAML text."""
        self.box.blockSignals(True)
        self.box.setChecked(text.strip().lower() == "true")
        self.box.setText("True" if self.box.isChecked() else "False")
        self.box.blockSignals(False)


class ChoiceField(Field):
    """One of some values; `free` allows others too."""

    def __init__(self, values: tuple[str, ...], *, free: bool, parent: QWidget | None = None):
        self.combo = QComboBox()
        self.combo.addItems(list(values))
        self.combo.setEditable(free)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setMinimumContentsLength(8)
        super().__init__(self.combo, parent)
        self._shown = ""
        self.combo.textActivated.connect(self._commit)
        line = self.combo.lineEdit()
        if line is not None:
            line.editingFinished.connect(lambda: self._commit(self.combo.currentText()))

    def show_text(self, text: str) -> None:
        """Show a value given as YAML text."""
        self._shown = text
        if self.combo.isEditable():
            if self.combo.currentText() != text:
                self.combo.setEditText(text)
            return
        if self.combo.findText(text) < 0:
            self.combo.addItem(text)
        self.combo.setCurrentText(text)

    def half_typed(self) -> bool:
        """Whether the text is not the value."""
        return self.combo.currentText() != self._shown

    def finish(self) -> None:
        """Take what has been typed."""
        self._commit(self.combo.currentText())

    def _commit(self, text: str) -> None:
        text = text.strip()
        if text and text != self._shown:
            self._shown = text
            self.committed.emit(text)


def number_text(value: float) -> str:
    """A number as short as it can be written."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.1f}"


def _is_whole(text: str) -> bool:
    try:
        return -LARGEST <= int(text) <= LARGEST
    except ValueError:
        return False


def _is_number(text: str) -> bool:
    try:
        return -LARGEST <= float(text) <= LARGEST
    except ValueError:
        return False


def _inside(argument: Argument, text: str) -> bool:
    low, high = argument.minimum, argument.maximum
    value = float(text)
    return (low is None or value >= low) and (high is None or value <= high)


def kind_of_field(argument: Argument | None, text: str) -> str:
    """Name the field that can show `text` without changing it: "whole", "truth", "text" and so on.

    A value that its typed field could not hold gets a text field, so that opening a form never
    alters a file.
    """
    if argument is None:
        return "text"
    if argument.choices:
        return "choice"
    special = _SPECIAL.get(argument.kind)
    if special is None:
        return "text"
    name, fits = special
    return name if fits(argument, text) else "text"


_SPECIAL: dict[Kind, tuple[str, Callable[[Argument, str], bool]]] = {
    Kind.CHANNELS: ("whole", lambda a, t: _is_whole(t) and _inside(a, t)),
    Kind.INTEGER: ("whole", lambda a, t: _is_whole(t) and _inside(a, t)),
    Kind.KERNEL: ("whole", lambda a, t: _is_whole(t) and _inside(a, t)),
    Kind.NUMBER: ("number", lambda a, t: _is_number(t) and _inside(a, t)),
    Kind.BOOLEAN: ("truth", lambda _, t: t.lower() in {"true", "false"}),
    Kind.ACTIVATION: ("activation", lambda _a, _t: True),
    Kind.CLASSES: ("classes", lambda _a, _t: True),
}


def make_field(kind: str, argument: Argument | None) -> Field:
    """A field of a kind that `kind_of_field` named."""
    low = argument.minimum if argument else None
    high = argument.maximum if argument else None
    if kind == "whole":
        return WholeField(low, high)
    if kind == "number":
        return NumberField(low, high)
    if kind == "truth":
        return TruthField()
    if kind == "choice" and argument is not None:
        return ChoiceField(tuple(str(choice) for choice in argument.choices), free=False)
    if kind == "activation":
        return ChoiceField(("True", "False", *ACTIVATIONS), free=True)
    if kind == "classes":
        return ChoiceField(_CLASSES, free=True)
    return TextField()
