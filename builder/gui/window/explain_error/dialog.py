"""Edit > Explain an error: the pasted text at the left, what it means at the right."""

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from builder.core.diagnostics import Fix
from builder.core.tracebacks import explain_error, looks_like_error
from builder.gui.document import Document
from builder.gui.fonts import code_font
from builder.gui.icons import icon
from builder.gui.message_html import Place
from builder.gui.window.explain_error.answer_view import AnswerView
from builder.gui.window.room import room_for

_SIZE, _LEAST = QSize(960, 560), QSize(520, 320)
_SHARE, _FROM_CORNER = 0.64, QPoint(24, 96)
_REST_MS = 150
_MOST_ROWS_IN_FIELD = 20_000


class ExplainErrorDialog(QDialog):
    """Explains while text is pasted or typed, and again after every edit of the file.

    It stands beside the window, which stays in use: links lead into it, fixes change its file.

    Signals:
        place_wanted(Place): A link leads there.
        fix_wanted(Fix): A button was pressed, and the fix is of the text as it is.
    """

    place_wanted = Signal(object)
    fix_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explain_error")
        self.setWindowTitle(self.tr("Explain an error"))
        self._document: Document | None = None
        self.field, self.answer, self.file = QPlainTextEdit(), AnswerView(), QLabel()
        self.paste_button = QPushButton(self.tr("&Paste"))
        self.clear_button = QPushButton(self.tr("&Clear"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_REST_MS)
        self._dress()
        self._lay_out()
        self._connect()
        self.setMinimumSize(_LEAST)
        self._place(parent)
        self.refresh()

    # --- building ---------------------------------------------------------------------------

    def _dress(self) -> None:
        field = self.field
        field.setFont(code_font())
        field.setTabChangesFocus(True)
        field.setMaximumBlockCount(_MOST_ROWS_IN_FIELD)
        field.setAccessibleName(self.tr("The trainer's error"))
        field.setPlaceholderText(
            self.tr("Paste what the trainer printed: the traceback, its last line, or all of it.")
        )
        self.paste_button.setIcon(icon("content-paste"))
        self.clear_button.setIcon(icon("eraser"))
        for button in (self.paste_button, self.clear_button):
            button.setAutoDefault(False)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setIcon(icon("close"))  # the style's own is black in the dark
        close.setAutoDefault(False)
        self.file.setTextFormat(Qt.TextFormat.PlainText)

    def _lay_out(self) -> None:
        left, column = QWidget(), QVBoxLayout(self)
        under = QVBoxLayout(left)
        under.setContentsMargins(0, 0, 0, 0)
        label = QLabel(self.tr("The &trainer's error"))
        label.setBuddy(self.field)
        under.addWidget(label)
        under.addWidget(self.field, 1)
        strip = QHBoxLayout()
        strip.addWidget(self.paste_button)
        strip.addWidget(self.clear_button)
        strip.addStretch(1)
        under.addLayout(strip)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.answer)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 6)
        split.setSizes([420, 500])
        split.setHandleWidth(12)
        left.setMinimumWidth(200)
        self.answer.setMinimumWidth(240)
        column.addWidget(split, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.file, 1)
        bottom.addWidget(self.buttons)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._wait.start)
        self._wait.timeout.connect(self.refresh)
        self.paste_button.clicked.connect(self.paste)
        self.clear_button.clicked.connect(self.field.clear)
        self.buttons.rejected.connect(self.close)
        self.answer.followed.connect(self._follow)
        self.answer.fix_wanted.connect(self._mend)

    def _place(self, window: QWidget | None) -> None:
        """At the left, so that a window's text at its right stays in sight."""
        if window is None:
            self.resize(room_for(self, _SIZE))
            return
        share = QSize(round(window.width() * _SHARE), round(window.height() * _SHARE))
        self.resize(room_for(self, share.boundedTo(_SIZE).expandedTo(_LEAST)))
        self.move(window.pos() + _FROM_CORNER)

    # --- following --------------------------------------------------------------------------

    def set_document(self, document: Document | None) -> None:
        """Explain beside another file, or beside none."""
        if self._document is not None:
            self._document.analyzed.disconnect(self._follow_analysis)
        self._document = document
        if document is not None:
            document.analyzed.connect(self._follow_analysis)
        self.refresh()

    def take_clipboard(self) -> None:
        """Begin with what was copied, if it looks like an error and there is nothing yet."""
        text = QGuiApplication.clipboard().text()
        if not self.field.toPlainText().strip() and looks_like_error(text):
            self.field.setPlainText(text)
            self.refresh()

    def paste(self) -> None:
        """Put what was copied in the place of what is there."""
        self.field.setPlainText(QGuiApplication.clipboard().text())
        self.field.setFocus()

    def refresh(self) -> None:
        """Explain the text beside the file as both are now."""
        self._wait.stop()
        text, document = self.field.toPlainText(), self._document
        self.clear_button.setEnabled(bool(text))
        if document is None:
            self.file.setText("")
            self.answer.show_hint(self.tr("Open the config that was trained."))
            return
        analysis = document.analysis
        dialect = analysis.report.dialect
        self.file.setText(self.tr("Beside {0} ({1})").format(document.name, dialect))
        if not text.strip():
            self.answer.show_hint(self.tr("The row that gives the error is told here."))
            return
        found = explain_error(text, analysis.report, analysis.diagnostics)
        self.answer.show_answer(found, analysis.report.config)

    def _follow_analysis(self) -> None:
        self._wait.start()

    def _follow(self, place: Place) -> None:
        if self._document is not None:
            self.place_wanted.emit(place)

    def _mend(self, fix: Fix) -> None:
        """Pass a fix on, unless the text has changed since: the second click of a double click."""
        if self._wait.isActive():
            self.refresh()
        else:
            self.fix_wanted.emit(fix)
