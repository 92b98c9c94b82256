"""What the window asks its user; tests answer in its place."""

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from builder.gui.document import Rescued
from builder.gui.window.save_dialog import SaveDialog

if TYPE_CHECKING:
    from builder.gui.window.from_table import NewNetwork

translate = QCoreApplication.translate


class Unsaved(Enum):
    """What to do with unsaved changes."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Questions:
    """Modal questions over one window."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def unsaved(self, name: str) -> Unsaved:
        """What becomes of the unsaved changes of a file that is to be closed."""
        box = self._box(
            QMessageBox.Icon.Question,
            translate("Questions", "Save the changes to {0}?").format(name),
            translate("Questions", "They are lost if you do not save them."),
        )
        kind = QMessageBox.StandardButton
        box.setStandardButtons(kind.Save | kind.Discard | kind.Cancel)
        box.setDefaultButton(kind.Save)
        answer = box.exec()
        return {kind.Save: Unsaved.SAVE, kind.Discard: Unsaved.DISCARD}.get(
            kind(answer), Unsaved.CANCEL
        )

    def reload(self, name: str, *, modified: bool) -> bool:
        """Whether to read a file again that another program has changed."""
        words = (
            translate(
                "Questions", "Reloading replaces your unsaved changes; undo brings them back."
            )
            if modified
            else translate("Questions", "You have no unsaved changes in it.")
        )
        return self._choose(
            translate("Questions", "{0} was changed by another program").format(name),
            words,
            translate("Questions", "Reload"),
            translate("Questions", "Keep mine"),
            first_is_default=not modified,
        )

    def overwrite(self, name: str) -> bool:
        """Whether to save over a file that another program has changed meanwhile."""
        return self._choose(
            translate("Questions", "{0} was changed by another program").format(name),
            translate("Questions", "Saving replaces those changes by yours."),
            translate("Questions", "Save over it"),
            translate("Questions", "Cancel"),
            first_is_default=False,
        )

    def use_utf8(self, name: str, encoding: str, character: str) -> bool:
        """Whether to save as UTF-8 what the file's own encoding cannot hold."""
        words = translate("Questions", "{0} has no character “{1}”.").format(encoding, character)
        return self._choose(
            translate("Questions", "{0} cannot be saved in its encoding").format(name),
            words,
            translate("Questions", "Save as UTF-8"),
            translate("Questions", "Cancel"),
            first_is_default=True,
        )

    def rescue(self, found: list[Rescued]) -> bool | None:
        """Whether to open unsaved work after a crash; None asks again next time."""
        names = [left.path.name if left.path else "untitled" for left in found]
        box = self._box(
            QMessageBox.Icon.Information,
            translate("Questions", "The program did not end well last time"),
            translate("Questions", "Unsaved work was kept: {0}").format(", ".join(names[:8])),
        )
        role = QMessageBox.ButtonRole
        yes = box.addButton(translate("Questions", "Open it"), role.AcceptRole)
        no = box.addButton(translate("Questions", "Throw it away"), role.DestructiveRole)
        box.addButton(translate("Questions", "Later"), role.RejectRole)
        box.setDefaultButton(yes)
        box.exec()
        clicked = box.clickedButton()
        return True if clicked is yes else (False if clicked is no else None)

    def network_from_table(self) -> "NewNetwork | None":
        """A new network that is made from a stage table; None: no network."""
        from builder.gui.window.from_table import FromTableDialog  # late: few ask for it

        dialog = FromTableDialog(self._parent)
        made = dialog.network if dialog.exec() else None
        dialog.deleteLater()
        return made

    def to_open(self, folder: Path) -> list[Path]:
        """Files to open."""
        names, _ = QFileDialog.getOpenFileNames(
            self._parent, translate("Questions", "Open"), str(folder), _filters()
        )
        return [Path(name) for name in names]

    def to_save(self, start: Path) -> Path | None:
        """Where to save; None: nowhere."""
        return self._name_of(
            SaveDialog(self._parent, translate("Questions", "Save as"), start, _filters())
        )

    def to_export(self, start: Path, filters: str) -> Path | None:
        """Where to export to; None: nowhere."""
        return self._name_of(
            SaveDialog(self._parent, translate("Questions", "Export"), start, filters)
        )

    def failure(self, title: str, words: str) -> None:
        """Say that something could not be done, and why."""
        box = self._box(QMessageBox.Icon.Warning, title, words)
        box.exec()

    def tell(self, title: str, html: str) -> None:
        """Show a page of words."""
        box = self._box(QMessageBox.Icon.NoIcon, title, html)
        box.setWindowTitle(title)
        box.exec()

    def _name_of(self, dialog: SaveDialog) -> Path | None:
        names = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(names[0]) if names else None

    def _choose(self, title: str, words: str, yes: str, no: str, *, first_is_default: bool) -> bool:
        box = self._box(QMessageBox.Icon.Question, title, words)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        reject = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(accept if first_is_default else reject)
        box.setEscapeButton(reject)
        box.exec()
        return box.clickedButton() is accept

    def _box(self, picture: QMessageBox.Icon, title: str, words: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setIcon(picture)
        box.setText(title)
        box.setInformativeText(words)
        return box


def _filters() -> str:
    yaml = translate("Questions", "Model configs")
    every = translate("Questions", "All files")
    return f"{yaml} (*.yaml *.yml);;{every} (*)"
