"""The open files of one run of the program; windows come and go over it."""

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QSettings, QTimer, Signal

from builder.gui.document import Document, Journal, Rescued
from builder.gui.places import Places

MOST_RECENT = 10
MOST_CHOICES = 100
_SETTLE_MS = 150
"""Programs save in several steps; the file is looked at when it has been quiet for so long."""


class Session(QObject):
    """Documents, recently used files, settings and the journal.

    Signals:
        opened(Document), closed(Document): The list of documents has changed.
        recent_changed(): The list of recently used files has changed.
        changed_on_disk(Document): Another program changed or removed a document's file.
    """

    opened = Signal(object)
    closed = Signal(object)
    recent_changed = Signal()
    changed_on_disk = Signal(object)

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings: QSettings = places.open_settings()
        self.journal = Journal(places.journal)
        self._documents: list[Document] = []
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._note_change)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.look_at_disk)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The open documents in the order they were opened."""
        return tuple(self._documents)

    @property
    def recent(self) -> list[Path]:
        """Files used last, latest first; files that are gone are left out."""
        value = self.settings.value("files/recent") or []
        names = [value] if isinstance(value, str) else list(value)
        return [Path(name) for name in names if Path(name).is_file()]

    # --- documents --------------------------------------------------------------------------

    def new(self, text: str, name: str, *, unsaved: bool = False) -> Document:
        """Open a new file that starts as `text`, and is work to be saved if it is `unsaved`."""
        document = self._make()
        document.start_from(text, name, unsaved=unsaved)
        self._add(document)
        return document

    def open(self, path: Path) -> Document:
        """Open a file, or give the document that has it already.

        Raises:
            OSError: The file cannot be read.
        """
        path = path.absolute()
        for document in self._documents:
            if document.path is not None and _same(document.path, path):
                return document
        document = self._make()
        chosen = self._dialects().get(str(path))
        if chosen is not None:
            name, over = chosen
            document.set_options(replace(document.options, dialect=name, dialect_over=over))
        document.load(path)
        self._add(document)
        self.note_recent(path)
        return document

    def rescue(self, left: Rescued) -> Document:
        """Open what a crash left unsaved, as an unsaved change of its file if that is there."""
        if left.path is not None and left.path.is_file():
            document = self.open(left.path)
            document.replace_text(left.text)
        else:
            document = self.new("", left.path.name if left.path else "rescued.yaml")
            document.replace_text(left.text)
        self.journal.drop(left.entry)
        return document

    def save(self, document: Document, path: Path | None = None) -> None:
        """Save a document where it lies, or to `path`.

        Raises:
            OSError: The file cannot be written.
            CannotEncodeError: Its encoding lacks a character.
        """
        old = document.path
        document.save(path)
        if old is not None and old != document.path:
            self._watcher.removePath(str(old))
        self._watch(document)
        if document.path is not None:
            self.note_recent(document.path)

    def close(self, document: Document) -> None:
        """Forget a document and its unsaved work."""
        document.close()
        self._documents.remove(document)
        if document.path is not None:
            self._watcher.removePath(str(document.path))
        self.closed.emit(document)
        document.deleteLater()

    def note_dialect(self, document: Document) -> None:
        """Remember how the user wants a file to be read, until it is read as it says."""
        if document.path is None:
            return
        chosen, path, options = self._dialects(), str(document.path), document.options
        if chosen.pop(path, None) is None and options.dialect is None:
            return
        if options.dialect is not None:
            chosen[path] = options.dialect, options.dialect_over
        latest = [[path, *choice] for path, choice in chosen.items()][-MOST_CHOICES:]
        self.settings.setValue("files/dialects", json.dumps(latest))

    def _dialects(self) -> dict[str, tuple[str, str | None]]:
        """For paths of files the dialect that was chosen and what it was chosen over."""
        try:
            stored = json.loads(str(self.settings.value("files/dialects") or "[]"))
            return {str(path): (str(name), over) for path, name, over in stored}
        except (ValueError, TypeError):  # not written by this program
            return {}

    def note_recent(self, path: Path) -> None:
        """Put a file on top of the ones used last."""
        names = [str(path), *(str(other) for other in self.recent if other != path)]
        self.settings.setValue("files/recent", names[:MOST_RECENT])
        self.recent_changed.emit()

    def forget_recent(self) -> None:
        """Empty the list of files used last."""
        self.settings.setValue("files/recent", [])
        self.recent_changed.emit()

    # --- disk -------------------------------------------------------------------------------

    def look_at_disk(self) -> None:
        """Tell of every document whose file is not what was read or written last."""
        for document in self.documents:
            if document.differs_on_disk():
                self.changed_on_disk.emit(document)
            self._watch(document)

    def _make(self) -> Document:
        document = Document(self.journal, self)
        document.dialect_chosen.connect(lambda: self.note_dialect(document))
        document.renamed.connect(lambda: self.note_dialect(document))
        return document

    def _add(self, document: Document) -> None:
        self._documents.append(document)
        self._watch(document)
        self.opened.emit(document)

    def _watch(self, document: Document) -> None:
        # A file that was replaced by a rename is lost to the watcher and has to be added again.
        path = str(document.path) if document.path and document.path.is_file() else None
        if path is not None and path not in self._watcher.files():
            self._watcher.addPath(path)

    def _note_change(self) -> None:
        self._settle.start()


def _same(first: Path, second: Path) -> bool:
    """Whether both name one file: links and letter case may make two names of it."""
    try:
        return first == second or first.samefile(second)
    except OSError:
        return False
