"""The main window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from builder.gui.certifier import Certificate, Certifier
from builder.gui.document import Document
from builder.gui.editor import EditorPanel
from builder.gui.icons import icon
from builder.gui.inspector import InspectorPanel
from builder.gui.measurer import Measurer
from builder.gui.palette import PalettePanel
from builder.gui.panel import Panel
from builder.gui.problems import ProblemsPanel
from builder.gui.session import Session
from builder.gui.survey import SurveyPanel
from builder.gui.table import TablePanel
from builder.gui.theme import Scheme, apply
from builder.gui.window import docks as dock_places
from builder.gui.window.actions import ENTRIES, Needs, make_actions
from builder.gui.window.canvas_page import CanvasPage
from builder.gui.window.edit_desk import EditDesk
from builder.gui.window.exporting import export
from builder.gui.window.file_desk import FileDesk
from builder.gui.window.guide import Guide
from builder.gui.window.mending import FixingDesk
from builder.gui.window.menus import Menus
from builder.gui.window.pages import about_html, shortcuts_html
from builder.gui.window.questions import Questions
from builder.gui.window.status import StatusBar
from builder.gui.window.tool_bar import ToolBar
from builder.gui.window.welcome import Welcome

_LAYOUT_VERSION = 2


class MainWindow(QMainWindow):
    """Panels around the canvas; what one of them asks for goes to the desks.

    Signals:
        language_wanted(str): The user has chosen another language.
    """

    language_wanted = Signal(str)

    files: FileDesk
    desk: EditDesk
    bar: ToolBar
    editor: EditorPanel
    guide: Guide
    fixing: FixingDesk

    def __init__(
        self,
        session: Session,
        certifier: Certifier | None = None,
        questions: Questions | None = None,
        measurer: Measurer | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 520)
        self.session = session
        self.scheme = _stored_scheme(session)
        self.files = FileDesk(session, questions or Questions(self), self)
        self.desk = EditDesk(self)
        self.guide = Guide(self)
        self._certifier, self._measurer = certifier, measurer
        self._pages: dict[Document, CanvasPage] = {}
        self._current: Document | None = None
        self._make_panels()
        self.actions_by_name = make_actions(self)
        self.bar = ToolBar(self.actions_by_name, self)
        self.addToolBar(self.bar)
        self.status = StatusBar(self)
        self.setStatusBar(self.status)
        self.menus = Menus(self, self.actions_by_name)
        self._connect()
        self.fixing = FixingDesk(self)
        self.resize(1280, 800)
        self._restore_layout()
        for document in session.documents:
            self._add_page(document)
        self._show_current()

    # --- building ---------------------------------------------------------------------------

    def _make_panels(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setMovable(True)
        self.tabs.setAccessibleName(self.tr("Open files"))
        self.welcome = Welcome(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.tabs)
        self.setCentralWidget(self._stack)
        recent = self.session.settings.value("palette/recent") or []
        names = [recent] if isinstance(recent, str) else list(recent)
        self.palette_panel = PalettePanel(names)
        self.editor = EditorPanel()
        self.inspector = InspectorPanel()
        self.problems = ProblemsPanel()
        self.table = TablePanel()
        self.survey = SurveyPanel()
        panels: dict[str, QWidget] = {
            "palette": self.palette_panel,
            "editor": self.editor,
            "inspector": self.inspector,
            "problems": self.problems,
            "table": self.table,
            "survey": self.survey,
        }
        titles = {
            "palette": self.tr("Blocks"),
            "editor": self.tr("YAML"),
            "inspector": self.tr("Layer"),
            "problems": self.tr("Problems"),
            "table": self.tr("Layers"),
            "survey": self.tr("All scales"),
        }
        self.docks = dock_places.make_docks(self, panels, titles)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_current)
        self.session.opened.connect(self._add_page)
        self.session.closed.connect(self._remove_page)
        self.files.shown.connect(self.show_document)
        self.files.noted.connect(self.status.note)
        self.files.text_wanted.connect(self.inspector.finish_typing)
        self.desk.noted.connect(self.status.note)
        self.desk.inserted.connect(self.palette_panel.note_use)
        self.desk.placed.connect(self.guide.reveal)
        self.palette_panel.insert_wanted.connect(self.desk.insert)
        self.inspector.change_wanted.connect(self.desk.apply)
        self.editor.block_dropped.connect(self.desk.insert_at_offset)
        self.bar.survey_wanted.connect(self.guide.show_survey)
        self.bar.stepped.connect(self.guide.step_search)
        self.bar.searched.connect(self.guide.search)
        self.welcome.open_wanted.connect(self.files.ask_open)
        self.welcome.new_wanted.connect(self.files.new)
        self.welcome.table_wanted.connect(self.files.new_from_table)
        self.welcome.path_wanted.connect(self.files.open)
        self.welcome.example_wanted.connect(self.files.new_from)
        if self._certifier is not None:
            self._certifier.changed.connect(self.set_certificate)
            self.set_certificate(self._certifier.certificate)
        if self._measurer is not None:
            self._measurer.noted.connect(self.status.note)

    # --- documents --------------------------------------------------------------------------

    @property
    def document(self) -> Document | None:
        """The document in hand."""
        return self._current

    @property
    def page(self) -> CanvasPage | None:
        """The canvas page of the document in hand."""
        return self._pages.get(self._current) if self._current else None

    def show_document(self, document: Document) -> None:
        """Bring a document to the front."""
        page = self._pages.get(document)
        if page is not None:
            self.tabs.setCurrentWidget(page)

    def _add_page(self, document: Document) -> None:
        page = CanvasPage(document)
        self.desk.serve(page.canvas)
        page.canvas.activated.connect(self._edit_row)
        page.notice.wanted.connect(self.fixing.repair)
        self._pages[document] = page
        document.renamed.connect(self._name_tabs)
        document.modified_changed.connect(self._name_tabs)
        document.selection.changed.connect(self._enable_actions)
        document.buffer.undoAvailable.connect(self._enable_actions)
        document.buffer.redoAvailable.connect(self._enable_actions)
        place = self.tabs.addTab(page, document.name)
        right = QTabBar.ButtonPosition.RightSide
        self.tabs.tabBar().setTabButton(place, right, self._close_button(document))
        self._name_tabs()
        self.tabs.setCurrentWidget(page)
        self._show_current()

    def _close_button(self, document: Document) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("close"))
        button.setIconSize(QSize(13, 13))
        button.setAutoRaise(True)
        button.setToolTip(self.tr("Close"))
        button.setAccessibleName(self.tr("Close"))
        button.clicked.connect(lambda: self.files.close(document))
        return button

    def _remove_page(self, document: Document) -> None:
        page = self._pages.pop(document)
        page.set_document(None)
        self.tabs.removeTab(self.tabs.indexOf(page))
        self._show_current()
        page.deleteLater()

    def _show_current(self) -> None:
        widget = self.tabs.currentWidget()
        document = widget.document if isinstance(widget, CanvasPage) else None
        self._stack.setCurrentWidget(self.tabs if document else self.welcome)
        if document is None:
            self.welcome.show_recent(self.session.recent)
        if document is not self._current:
            self._current = document
            self.desk.set_document(document)
            for panel in self._followers():
                panel.set_document(document)
            self.fixing.set_document(document)
            self.bar.set_document(document)
            self.status.set_document(document)
            for worker in (self._certifier, self._measurer):
                if worker is not None:
                    worker.set_document(document)
        self._name_tabs()
        self._enable_actions()

    def _followers(self) -> tuple[Panel, ...]:
        return (self.editor, self.inspector, self.problems, self.table, self.survey,
                self.palette_panel)  # fmt: skip

    def _name_tabs(self) -> None:
        for document, page in self._pages.items():
            place = self.tabs.indexOf(page)
            self.tabs.setTabText(place, document.name + (" •" if document.modified else ""))
            self.tabs.setTabToolTip(place, str(document.path or self.tr("not saved yet")))
        name = f"{self._current.name}[*] – " if self._current else ""
        self.setWindowTitle(f"{name}Model Config Builder")
        self.setWindowModified(bool(self._current and self._current.modified))

    def _enable_actions(self) -> None:
        document = self._current
        rows = document.selection.indices if document else ()
        there = {
            Needs.NOTHING: True,
            Needs.DOCUMENT: document is not None,
            Needs.ROWS: bool(rows),
            Needs.ONE_ROW: len(rows) == 1,
            Needs.UNDO: bool(document and document.buffer.isUndoAvailable()),
            Needs.REDO: bool(document and document.buffer.isRedoAvailable()),
        }
        for entry in ENTRIES:
            self.actions_by_name[entry.name].setEnabled(there[entry.needs])

    # --- what actions and panels ask for ----------------------------------------------------

    def clipboard(self, verb: str) -> None:
        """Cut, copy or paste text where the keyboard is in a text, else rows."""
        widget = QApplication.focusWidget()
        if isinstance(widget, QPlainTextEdit | QLineEdit):
            {"cut": widget.cut, "copy": widget.copy, "paste": widget.paste}[verb]()
        elif widget is self.table.view and verb == "copy":
            self.table.copy_as_text()
        else:
            {"cut": self.desk.cut_rows, "copy": self.desk.copy_rows,
             "paste": self.desk.paste_rows}[verb]()  # fmt: skip

    def canvas_do(self, name: str) -> None:
        """Fit or zoom the canvas in hand."""
        if self.page is not None:
            getattr(self.page.canvas, name)()

    def step_tab(self, step: int) -> None:
        """Go to the file `step` tabs further on, round the end."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def export(self) -> None:
        """Write a figure or a table of the document in hand."""
        if self._current is not None:
            note = export(self._current, self.files.questions)
            if note:
                self.status.note(note)

    def tell_shortcuts(self) -> None:
        """Show all keys."""
        self.files.questions.tell(self.tr("Keyboard shortcuts"), shortcuts_html())

    def tell_about(self) -> None:
        """Show what this program is."""
        self.files.questions.tell(self.tr("About"), about_html())

    def use_scheme(self, scheme: Scheme) -> None:
        """Dress the program in another theme."""
        self.scheme = scheme
        self.session.settings.setValue("window/theme", scheme.value)
        apply(scheme)

    def set_certificate(self, certificate: Certificate) -> None:
        """Show in the status bar what torch says."""
        self.status.set_certificate(certificate)

    def _edit_row(self, index: int) -> None:
        if self._current is not None:
            self._current.selection.set((index,))
            self.docks["inspector"].show()
            self.docks["inspector"].raise_()
            self.inspector.focus_form()

    # --- layout, drops and the end ----------------------------------------------------------

    def reset_layout(self) -> None:
        """Put every panel back where a fresh installation has it."""
        dock_places.arrange(self, self.docks)
        self.bar.show()

    def save_layout(self) -> None:
        """Remember where everything stands."""
        settings = self.session.settings
        settings.setValue("window/geometry", self.saveGeometry())
        settings.setValue("window/state", self.saveState(_LAYOUT_VERSION))
        settings.setValue("palette/recent", self.palette_panel.recent)
        settings.sync()

    def _restore_layout(self) -> None:
        dock_places.arrange(self, self.docks)
        settings = self.session.settings
        geometry, state = settings.value("window/geometry"), settings.value("window/state")
        if geometry is not None:
            self.restoreGeometry(geometry)
        else:
            area = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1600, area.width()), min(980, area.height() - 40))
        if state is None or not self.restoreState(state, _LAYOUT_VERSION):
            dock_places.resize(self, self.docks)

    def retire(self) -> None:
        """Go without questions: another window shows the same session."""
        for document, page in self._pages.items():
            page.set_document(None)
            document.disconnect(self)
        self._pages.clear()
        for panel in self._followers():
            panel.set_document(None)
        self.bar.set_document(None)
        self.status.set_document(None)
        self.hide()
        self.deleteLater()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _dropped_files(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files that were dropped."""
        for path in _dropped_files(event.mimeData().urls()):
            self.files.open(path)
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "status"):
            self.status.follow_theme()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes; remember the layout."""
        if not self.files.may_close_all():
            event.ignore()
            return
        self.save_layout()
        for document in self.session.documents:
            document.close()
        event.accept()


def _dropped_files(urls: Sequence[QUrl]) -> list[Path]:
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _stored_scheme(session: Session) -> Scheme:
    value = str(session.settings.value("window/theme") or Scheme.SYSTEM.value)
    return Scheme(value) if value in set(Scheme) else Scheme.SYSTEM
