"""Where a file shall be written."""

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


class SaveDialog(QFileDialog):
    """Asks for a name; one without an ending gets that of the chosen kind of file.

    The dialog adds it rather than the caller, so that its question about a file that is there
    already is about the name that will be written.
    """

    def __init__(self, parent: QWidget | None, title: str, start: Path, filters: str) -> None:
        super().__init__(parent, title, str(start.parent), filters)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.filterSelected.connect(self._take_ending)
        self._take_ending(self.selectedNameFilter())
        self.selectFile(str(start))

    def _take_ending(self, kind: str) -> None:
        """Take the first ending of a filter such as "Figure (*.svg)"; "All files (*)" has none."""
        ending = re.search(r"\*\.(\w+)", kind)
        self.setDefaultSuffix(ending[1] if ending else "")
