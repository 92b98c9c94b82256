"""A grid of labels and fields that is kept while its values change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from builder.gui.inspector.entries import ACTIVATION, MODULE, Entry
from builder.gui.inspector.fields import (
    ACTIVATIONS,
    ChoiceField,
    Field,
    kind_of_field,
    make_field,
)
from builder.gui.theme import colours

_SHORT = frozenset({"from", "number"})


class Form(QWidget):
    """Entries as fields. The widgets stay as long as the kinds of the entries do.

    So the keyboard stays in a field while its edits change the text.

    Signals:
        set_wanted(Entry, str): The user has set an entry to a YAML text.
        help_wanted(str): The mouse or the keyboard came to an entry with this help.
    """

    set_wanted = Signal(object, str)
    help_wanted = Signal(str)

    def __init__(self, blocks: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks = tuple(blocks)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 2)
        self._structure: tuple[tuple[str, str], ...] = ()
        self._entries: dict[str, Entry] = {}
        self.fields: dict[str, Field] = {}
        self._labels: dict[str, QLabel] = {}

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        structure = tuple((entry.key, self._kind(entry)) for entry in entries)
        if structure != self._structure:
            self._build(structure, entries)
        self._entries = {entry.key: entry for entry in entries}
        faint = colours().faint
        for entry in entries:
            if entry.text or isinstance(self.fields[entry.key], ChoiceField):
                self.fields[entry.key].show_text(entry.text)
            elif self._kind(entry) == "text":
                self.fields[entry.key].show_text("")
            label = self._labels[entry.key]
            label.setText(entry.label + (" *" if entry.needed and not entry.written else ""))
            style = "" if entry.written else f"color: {faint}; font-style: italic;"
            if label.styleSheet() != style:  # setting it again would cost a layout
                label.setStyleSheet(style)
            words = entry.help
            if not entry.written and not entry.needed:
                words += "\n" + self.tr("Not written: the default is shown")
            label.setToolTip(words)
            self.fields[entry.key].setToolTip(words)
            self.fields[entry.key].editor.setAccessibleName(entry.label)
            self.fields[entry.key].editor.setAccessibleDescription(words)

    def _kind(self, entry: Entry) -> str:
        if entry.key in {MODULE, ACTIVATION}:
            return entry.key
        return kind_of_field(entry.argument, entry.text)

    def _make_field(self, kind: str, entry: Entry) -> Field:
        if entry.key == MODULE:
            return ChoiceField(self._blocks, free=True)
        if entry.key == ACTIVATION:
            return ChoiceField(ACTIVATIONS, free=True)
        return make_field(kind, entry.argument)

    def _build(self, structure: tuple[tuple[str, str], ...], entries: Sequence[Entry]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields, self._labels = {}, {}
        self._structure = structure
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, ((key, kind), entry) in enumerate(zip(structure, entries, strict=True)):
            field = self._make_field(kind, entry)
            label = QLabel(entry.label)
            label.setBuddy(field.editor)
            field.committed.connect(lambda text, key=key: self._set(key, text))
            field.entered.connect(lambda key=key: self.help_wanted.emit(self._entries[key].help))
            # `number` is short and shares the line of `from`: the form stays on the screen.
            beside = key == "number" and place > 0
            row = place - 1 if beside else place
            self._grid.addWidget(label, row, 2 if beside else 0, right)
            self._grid.addWidget(field, row, 3 if beside else 1, 1, 1 if key in _SHORT else 3)
            self.fields[key], self._labels[key] = field, label

    def _set(self, key: str, text: str) -> None:
        self.set_wanted.emit(self._entries[key], text)
