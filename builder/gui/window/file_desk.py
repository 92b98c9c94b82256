"""Files of the window: open, save, close, and every question about unsaved work."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from builder.core.text import CannotEncodeError, read_file
from builder.core.text.line_ends import normalize
from builder.gui.document import Document
from builder.gui.session import Session
from builder.gui.window.questions import Questions, Unsaved
from builder.resources import examples

NEW_TEXT = """\
# [from, number, module, args]
nc: 80  # number of classes
depth_multiple: 1.0  # on the number of repeats
width_multiple: 1.0  # on the channels
anchors:
  - [10, 13, 16, 30, 33, 23]  # P3/8

backbone:
  - [-1, 1, Conv, [64, 6, 2, 2]]  # 0-P1/2
  - [-1, 1, Conv, [128, 3, 2]]  # 1-P2/4
  - [-1, 3, C3, [128]]
  - [-1, 1, Conv, [256, 3, 2]]  # 3-P3/8
  - [-1, 6, C3, [256]]

head:
  - [[-1], 1, Detect, [nc, anchors]]  # P3
"""


class FileDesk(QObject):
    """Opens, saves and closes documents of a session, and asks before anything is lost.

    Signals:
        shown(Document): The user wants to see this document.
        noted(str): Something worth a line in the status bar.
        text_wanted(): What is still being typed into a field must be in the text now.
    """

    shown = Signal(object)
    noted = Signal(str)
    text_wanted = Signal()

    def __init__(self, session: Session, questions: Questions, parent: QObject | None = None):
        super().__init__(parent)
        self._session = session
        self.questions = questions
        self._asking: set[Document] = set()
        session.changed_on_disk.connect(self._offer_reload)

    # --- opening ----------------------------------------------------------------------------

    def ask_open(self) -> None:
        """Open files that the user chooses."""
        for path in self.questions.to_open(self._folder()):
            self.open(path)

    def open(self, path: Path) -> Document | None:
        """Open a file and show it; say why if that cannot be done."""
        try:
            document = self._session.open(path)
        except OSError as error:
            title = self.tr("{0} cannot be opened").format(path.name)
            self.questions.failure(title, error.strerror or str(error))
            return None
        self.shown.emit(document)
        return document

    def new(self) -> None:
        """Start a new file with a small network in it."""
        self.shown.emit(self._session.new(NEW_TEXT, self.tr("untitled.yaml")))

    def new_from(self, path: Path) -> None:
        """Start a new file with the text of another."""
        try:
            text = normalize(read_file(path).text)
        except OSError as error:
            self.questions.failure(path.name, error.strerror or str(error))
            return
        self.shown.emit(self._session.new(text, path.name))

    def new_from_table(self) -> None:
        """Start a new file with a network that is made from a stage table; it is unsaved work."""
        made = self.questions.network_from_table()
        if made is not None:
            self.shown.emit(self._session.new(made.text, made.name, unsaved=True))

    def offer_rescue(self) -> None:
        """Offer unsaved work that a crash left behind."""
        found = self._session.journal.left_behind()
        answer = self.questions.rescue(found) if found else None
        for left in found if answer is not None else ():
            if answer:
                self.shown.emit(self._session.rescue(left))
            else:
                self._session.journal.drop(left.entry)

    # --- saving -----------------------------------------------------------------------------

    def save(self, document: Document | None) -> bool:
        """Save a document, asking where if it never was; False if it is not saved."""
        if document is None:
            return False
        self.text_wanted.emit()
        if document.path is None:
            return self.save_as(document)
        if document.differs_on_disk() and document.path.exists():
            self._asking.add(document)
            try:
                if not self.questions.overwrite(document.name):
                    return False
            finally:
                self._asking.discard(document)
        return self._write(document, None)

    def save_as(self, document: Document | None) -> bool:
        """Save a document under a name that the user chooses; False if it is not saved."""
        if document is None:
            return False
        self.text_wanted.emit()
        start = document.path or self._folder() / document.name
        path = self.questions.to_save(start)
        return path is not None and self._write(document, path)

    def _write(self, document: Document, path: Path | None) -> bool:
        try:
            self._session.save(document, path)
        except CannotEncodeError as error:
            if not self.questions.use_utf8(document.name, error.encoding, error.character):
                return False
            document.use_utf8()
            return self._write(document, path)
        except OSError as error:
            title = self.tr("{0} cannot be saved").format((path or Path(document.name)).name)
            self.questions.failure(title, error.strerror or str(error))
            return False
        self.noted.emit(self.tr("Saved {0}").format(document.name))
        return True

    # --- closing ----------------------------------------------------------------------------

    def close(self, document: Document | None) -> bool:
        """Close a document; False if the user wants to keep it open."""
        if document is None or not self.may_close(document):
            return False
        self._session.close(document)
        return True

    def may_close(self, document: Document) -> bool:
        """Ask about unsaved changes, save them if wished; False to keep the document open."""
        self.text_wanted.emit()
        if not document.modified:
            return True
        self.shown.emit(document)
        answer = self.questions.unsaved(document.name)
        if answer is Unsaved.SAVE:
            return self.save(document)
        return answer is Unsaved.DISCARD

    def may_close_all(self) -> bool:
        """Ask for every document with unsaved changes; False as soon as one is to be kept."""
        return all(self.may_close(document) for document in self._session.documents)

    # --- disk -------------------------------------------------------------------------------

    def _offer_reload(self, document: Document) -> None:
        if document in self._asking:
            return
        if document.path is not None and not document.path.exists():
            document.accept_disk()
            words = self.tr("{0} was removed from the disk; save it to keep it")
            self.noted.emit(words.format(document.name))
            return
        self._asking.add(document)
        try:
            if self.questions.reload(document.name, modified=document.modified):
                document.reload()
            else:
                document.accept_disk()
        except OSError as error:
            self.questions.failure(document.name, error.strerror or str(error))
        finally:
            self._asking.discard(document)

    def _folder(self) -> Path:
        recent = self._session.recent
        if recent:
            return recent[0].parent
        return examples() if examples().is_dir() else Path.cwd()


def templates() -> list[Path]:
    """The example networks that a new file can start from."""
    folder = examples()
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else []
