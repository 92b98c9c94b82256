"""Looking at a change before it is made."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from builder.gui.document import Preview
from builder.gui.window.mending.change_view import ChangeView
from builder.gui.window.mending.words import outcome
from builder.gui.window.room import room_for

SIZE = QSize(1280, 800)


class FixDialog(QDialog):
    """Says what a change does and shows it in the picture and in the text; Apply or Cancel.

    Args:
        titles: The change in words, one line each.
        trust: How far to trust it, in words; "" says nothing.
        preview: What it does.
        parent: The window.
    """

    def __init__(
        self, titles: Sequence[str], trust: str, preview: Preview, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preview"))
        self.view = ChangeView()
        self.titles = QLabel("\n".join(titles))
        self.titles.setTextFormat(Qt.TextFormat.PlainText)
        self.titles.setWordWrap(True)
        font = self.titles.font()
        font.setBold(True)
        self.titles.setFont(font)
        self.outcome = QLabel(" · ".join(filter(None, (outcome(preview), trust))))
        self.outcome.setWordWrap(True)
        self.buttons, self.apply_button = apply_buttons(self)
        column = QVBoxLayout(self)
        column.addWidget(self.titles)
        column.addWidget(self.outcome)
        column.addWidget(self.view, 1)
        column.addWidget(self.buttons)
        self.view.show_preview(preview)
        self.resize(room_for(self, SIZE))
        self.apply_button.setFocus()


def apply_buttons(dialog: QDialog) -> tuple[QDialogButtonBox, QWidget]:
    """Apply and Cancel for a dialog, and Apply alone."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    apply_button = buttons.addButton(
        QCoreApplication.translate("FixDialog", "Apply"), QDialogButtonBox.ButtonRole.AcceptRole
    )
    apply_button.setDefault(True)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons, apply_button
