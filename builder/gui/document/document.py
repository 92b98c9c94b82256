"""One open file: the buffer that every panel edits and the analysis that every panel shows."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from builder.core.config import Config
from builder.core.facts import Wanted
from builder.core.text import Span, TextEdit, TextFile, decode, encode, write_atomically
from builder.core.text.line_ends import normalize, restore
from builder.gui.document.analysis import Analysis, Options, analyze_text, comment_of
from builder.gui.document.buffer import apply_to, text_of
from builder.gui.document.journal import Journal
from builder.gui.document.selection import Selection

JOURNAL_DELAY_MS = 600


class Document(QObject):
    """A file in hand. The `buffer` is the only state; everything else is computed from it.

    Signals:
        analyzed(Analysis): The text or the options changed, and this is what it means now.
        renamed(): The document has another path.
        modified_changed(bool): Whether there is something to save.
        dialect_chosen(): The user has said how the text is to be read.
        rested(): Nothing has changed for a moment; unsaved work is in the journal.
    """

    analyzed = Signal(object)
    renamed = Signal()
    modified_changed = Signal(bool)
    dialect_chosen = Signal()
    rested = Signal()

    def __init__(self, journal: Journal | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.buffer = QTextDocument(self)
        self.buffer.setDocumentLayout(QPlainTextDocumentLayout(self.buffer))
        self.selection = Selection(self)
        self.name = ""
        # What torch could measure for panels that show the text at other scales or sizes.
        self.also_lacking: tuple[Wanted, ...] = ()
        self._file = TextFile("")
        self._path: Path | None = None
        self._seen = b""
        self._options = Options()
        self._text = ""
        self._analysis = analyze_text("", self._options, "")
        self._journal = journal
        self._entry = journal.new_entry() if journal else None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(JOURNAL_DELAY_MS)
        self._rest.timeout.connect(self._come_to_rest)
        self.buffer.contentsChanged.connect(self._follow_text)
        self.buffer.modificationChanged.connect(self._tell_modified)

    # --- what it is -------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """Where it is saved; None before the first time."""
        return self._path

    @property
    def text(self) -> str:
        r"""The whole text with `\n` between lines."""
        return self._text

    @property
    def modified(self) -> bool:
        """Whether the text differs from what was saved last."""
        return self.buffer.isModified()

    @property
    def analysis(self) -> Analysis:
        """What the text means, always of the text as it is now."""
        return self._analysis

    @property
    def config(self) -> Config:
        """The text as rows and header."""
        return self._analysis.report.config

    @property
    def options(self) -> Options:
        """What the file leaves open."""
        return self._options

    @property
    def file(self) -> TextFile:
        """Encoding, byte order mark and line ends of the file on disk."""
        return self._file

    # --- changing ---------------------------------------------------------------------------

    def set_options(self, options: Options) -> None:
        """Analyze under other options."""
        if options != self._options:
            self._options = options
            self._analyze()

    def choose_dialect(self, name: str | None) -> None:
        """Read the text as `name` says from now on; None: as the file says."""
        over = comment_of(self.config) if name is not None else None
        self.set_options(replace(self._options, dialect=name, dialect_over=over))
        self.dialect_chosen.emit()

    def dialect_edits(self) -> tuple[TextEdit, ...]:
        """Edits that write the dialect in force into the text; none where it says so already."""
        from builder.core.dialects import write_dialect  # late: the window is up before it

        return write_dialect(self.config, self._analysis.report.dialect)

    def refresh(self) -> None:
        """Analyze once more: something that the numbers depend on has become known."""
        self._analyze()

    def apply(self, edits: Iterable[TextEdit]) -> None:
        """Apply edits of the text as it is now, as one step of undo."""
        apply_to(self.buffer, edits)

    def replace_text(self, text: str) -> None:
        """Make `text` the whole text, as one step of undo that touches only what differs."""
        old = self._text
        start = _common_prefix(old, text)
        tail = _common_prefix(old[start:][::-1], text[start:][::-1])
        if old != text:
            span = Span(start, len(old) - tail)
            self.apply([TextEdit(span, text[start : len(text) - tail])])

    # --- disk -------------------------------------------------------------------------------

    def start_from(self, text: str, name: str, *, unsaved: bool = False) -> None:
        """Take `text` as a new file that has no place on disk yet.

        Args:
            text: The whole text; undo goes back to it and no farther.
            name: What the file may be called.
            unsaved: It is work that shall not be lost, though nothing was changed in it yet.
        """
        self.name = name
        self._set_clean_text(text)
        if unsaved:
            self.buffer.setModified(True)
            self._rest.start()

    def load(self, path: Path) -> None:
        """Read a file; the undo stack starts anew.

        Raises:
            OSError: The file cannot be read.
        """
        self._read(path)
        self._set_clean_text(normalize(self._file.text))
        self.renamed.emit()

    def reload(self) -> None:
        """Take the file's text as it is on disk now; undo brings back what was in hand.

        Raises:
            OSError: The file cannot be read.
        """
        assert self._path is not None
        self._read(self._path)
        self.replace_text(normalize(self._file.text))
        self.buffer.setModified(False)

    def save(self, path: Path | None = None) -> None:
        """Write the file where it lies, or to `path` and stay there.

        Raises:
            OSError: The file cannot be written; what was on disk is untouched.
            CannotEncodeError: The file's encoding lacks a character of the text.
        """
        target = path or self._path
        assert target is not None
        written = restore(self._file.text, self._text)
        data = encode(self._file, written)
        write_atomically(target, data)
        self._seen = data
        self._file = replace(self._file, text=written)
        moved, self._path, self.name = target != self._path, target, target.name
        self.buffer.setModified(False)
        self._drop_journal()
        if moved:
            self.renamed.emit()
            self._analyze()

    def differs_on_disk(self) -> bool:
        """Whether another program changed or removed the file since it was read or written."""
        if self._path is None:
            return False
        try:
            return self._path.read_bytes() != self._seen
        except OSError:
            return True

    def accept_disk(self) -> None:
        """Remember what is on disk now as seen, and keep the text in hand as unsaved work."""
        if self._path is not None and self._path.exists():
            self._seen = self._path.read_bytes()
        self.buffer.setModified(True)

    def use_utf8(self) -> None:
        """Save as UTF-8 from now on: the encoding of the file lacks a character."""
        self._file = TextFile(self._file.text)

    def close(self) -> None:
        """Forget unsaved work: the user has saved it or does not want it."""
        self._rest.stop()
        self._drop_journal()

    # --- inside -----------------------------------------------------------------------------

    def _read(self, path: Path) -> None:
        self._seen = path.read_bytes()
        self._file = decode(self._seen)
        self._path, self.name = path, path.name

    def _set_clean_text(self, text: str) -> None:
        self.buffer.setPlainText(text)
        self.buffer.setModified(False)
        self._rest.stop()
        self._follow_text()
        # The name in messages may be new where the text is not.
        if self._analysis.report.file != self._title():
            self._analyze()

    def _title(self) -> str:
        return str(self._path) if self._path else self.name

    def _follow_text(self) -> None:
        text = text_of(self.buffer)
        # Qt also tells of changed formats; the text is cheap to compare.
        if text == self._text:
            return
        self._text = text
        self._analyze()

    def _analyze(self) -> None:
        self._analysis = analyze_text(self._text, self._options, self._title())
        self.selection.keep_below(len(self.config.layers))
        self._rest.start()
        self.analyzed.emit(self._analysis)

    def _come_to_rest(self) -> None:
        if self._journal and self._entry:
            if self.modified:
                self._journal.write(self._entry, self._path, self._text)
            else:
                self._journal.drop(self._entry)
        self.rested.emit()

    def _drop_journal(self) -> None:
        if self._journal and self._entry:
            self._journal.drop(self._entry)

    def _tell_modified(self, modified: bool) -> None:
        self.modified_changed.emit(modified)


def _common_prefix(first: str, second: str) -> int:
    """How many characters both texts start with."""
    length = min(len(first), len(second))
    if first[:length] == second[:length]:
        return length
    low, high = 0, length
    while low < high:
        middle = (low + high + 1) // 2
        if first[:middle] == second[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
