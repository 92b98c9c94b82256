"""Everything that menus, the tool bar and keys can do, as one table."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from builder.gui.icons import icon

if TYPE_CHECKING:
    from builder.gui.window.window import MainWindow

_Key = QKeySequence.StandardKey


def _explain_error(window: "MainWindow") -> None:
    from builder.gui.window.explain_error import open_box  # late: few ask for it

    open_box(window)


class Needs(Enum):
    """What must be there for an action to make sense."""

    NOTHING = "nothing"
    DOCUMENT = "document"
    ROWS = "rows"  # at least one selected row
    ONE_ROW = "one row"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Entry:
    """One action.

    Attributes:
        name: Object name, also for tests.
        menu: The menu it stands in: "file", "edit", "view" or "help".
        text: Source text in the translation context "Actions".
        run: What it does.
        icon: Name of an icon, or "".
        keys: Shortcuts; the first is shown.
        needs: What must be there.
        line_above: A separator comes before it.
    """

    name: str
    menu: str
    text: object  # what the stub of QT_TRANSLATE_NOOP gives
    run: "Callable[[MainWindow], object]"
    icon: str = ""
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    needs: Needs = Needs.DOCUMENT
    line_above: bool = False


ENTRIES: tuple[Entry, ...] = (
    Entry("new", "file", QT_TRANSLATE_NOOP("Actions", "&New"),
          lambda w: w.files.new(), "file-plus-outline", (_Key.New,), Needs.NOTHING),
    Entry("new_from_table", "file", QT_TRANSLATE_NOOP("Actions", "New from stage &table…"),
          lambda w: w.files.new_from_table(), "table-plus", (), Needs.NOTHING),
    Entry("open", "file", QT_TRANSLATE_NOOP("Actions", "&Open…"),
          lambda w: w.files.ask_open(), "folder-open-outline", (_Key.Open,), Needs.NOTHING),
    Entry("save", "file", QT_TRANSLATE_NOOP("Actions", "&Save"),
          lambda w: w.files.save(w.document), "content-save-outline", (_Key.Save,),
          line_above=True),
    Entry("save_as", "file", QT_TRANSLATE_NOOP("Actions", "Save &as…"),
          lambda w: w.files.save_as(w.document), "", ("Ctrl+Shift+S",)),
    Entry("export", "file", QT_TRANSLATE_NOOP("Actions", "&Export figure or table…"),
          lambda w: w.export(), "export-variant", ("Ctrl+Shift+E",), line_above=True),
    Entry("close", "file", QT_TRANSLATE_NOOP("Actions", "&Close"),
          lambda w: w.files.close(w.document), "", (_Key.Close,), line_above=True),
    Entry("quit", "file", QT_TRANSLATE_NOOP("Actions", "&Quit"),
          lambda w: w.close(), "", ("Ctrl+Q",), Needs.NOTHING),

    Entry("undo", "edit", QT_TRANSLATE_NOOP("Actions", "&Undo"),
          lambda w: w.desk.undo(), "undo", (_Key.Undo,), Needs.UNDO),
    Entry("redo", "edit", QT_TRANSLATE_NOOP("Actions", "&Redo"),
          lambda w: w.desk.redo(), "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), Needs.REDO),
    Entry("cut", "edit", QT_TRANSLATE_NOOP("Actions", "Cu&t"),
          lambda w: w.clipboard("cut"), "content-cut", (_Key.Cut,), line_above=True),
    Entry("copy", "edit", QT_TRANSLATE_NOOP("Actions", "&Copy"),
          lambda w: w.clipboard("copy"), "content-copy", (_Key.Copy,)),
    Entry("paste", "edit", QT_TRANSLATE_NOOP("Actions", "&Paste"),
          lambda w: w.clipboard("paste"), "content-paste", (_Key.Paste,)),
    Entry("find", "edit", QT_TRANSLATE_NOOP("Actions", "&Find rows"),
          lambda w: w.bar.focus_search(), "magnify", (_Key.Find,), line_above=True),
    Entry("duplicate", "edit", QT_TRANSLATE_NOOP("Actions", "&Duplicate rows"),
          lambda w: w.desk.duplicate_selected(), "content-duplicate", ("Ctrl+D",), Needs.ROWS,
          line_above=True),
    Entry("delete", "edit", QT_TRANSLATE_NOOP("Actions", "De&lete rows"),
          lambda w: w.desk.remove_selected(), "delete-outline", ("Del",), Needs.ROWS),
    Entry("move_up", "edit", QT_TRANSLATE_NOOP("Actions", "Move row u&p"),
          lambda w: w.desk.move_selected(-1), "arrow-up", ("Alt+Up",), Needs.ONE_ROW),
    Entry("move_down", "edit", QT_TRANSLATE_NOOP("Actions", "Move row do&wn"),
          lambda w: w.desk.move_selected(1), "arrow-down", ("Alt+Down",), Needs.ONE_ROW),
    Entry("comment", "edit", QT_TRANSLATE_NOOP("Actions", "Comment lines out or &in"),
          lambda w: w.editor.view.toggle_comment(), "", ("Ctrl+/",), line_above=True),
    Entry("complete", "edit", QT_TRANSLATE_NOOP("Actions", "Complete the w&ord"),
          lambda w: w.editor.view.suggest(by_hand=True), "", ("Ctrl+Space",)),
    Entry("fix", "edit", QT_TRANSLATE_NOOP("Actions", "Apply the first fi&x here"),
          lambda w: w.guide.fix_here(), "auto-fix", ("Ctrl+.",)),
    Entry("fix_all", "edit", QT_TRANSLATE_NOOP("Actions", "Fix all &safe…"),
          lambda w: w.fixing.fix_all(), "check-all", ("Ctrl+Shift+.",)),
    Entry("repair", "edit", QT_TRANSLATE_NOOP("Actions", "&Repair references…"),
          lambda w: w.fixing.repair(), "source-branch-sync", ("Ctrl+R",)),
    Entry("explain_error", "edit", QT_TRANSLATE_NOOP("Actions", "&Explain an error…"),
          _explain_error, "bug-outline", ("F9",)),

    Entry("fit", "view", QT_TRANSLATE_NOOP("Actions", "&Fit the network"),
          lambda w: w.canvas_do("fit"), "fit-to-page-outline", ("Ctrl+0",)),
    Entry("zoom_in", "view", QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
          lambda w: w.canvas_do("zoom_in"), "magnify-plus-outline", ("Ctrl++", "Ctrl+=")),
    Entry("zoom_out", "view", QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
          lambda w: w.canvas_do("zoom_out"), "magnify-minus-outline", ("Ctrl+-",)),
    Entry("survey", "view", QT_TRANSLATE_NOOP("Actions", "Compare all s&cales"),
          lambda w: w.guide.show_survey(), "table-multiple", ("Ctrl+Shift+A",), line_above=True),
    Entry("next_problem", "view", QT_TRANSLATE_NOOP("Actions", "Next pro&blem"),
          lambda w: w.guide.next_problem(), "", ("F8",)),
    Entry("next_file", "view", QT_TRANSLATE_NOOP("Actions", "Next fi&le"),
          lambda w: w.step_tab(1), "", ("Ctrl+Tab", "Ctrl+PgDown"), line_above=True),
    Entry("previous_file", "view", QT_TRANSLATE_NOOP("Actions", "Pre&vious file"),
          lambda w: w.step_tab(-1), "", ("Ctrl+Shift+Tab", "Ctrl+PgUp")),
    Entry("reset_layout", "view", QT_TRANSLATE_NOOP("Actions", "&Reset the layout"),
          lambda w: w.reset_layout(), "", (), Needs.NOTHING, line_above=True),

    Entry("shortcuts", "help", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"),
          lambda w: w.tell_shortcuts(), "keyboard-outline", ("F1",), Needs.NOTHING),
    Entry("about", "help", QT_TRANSLATE_NOOP("Actions", "&About"),
          lambda w: w.tell_about(), "information-outline", (), Needs.NOTHING),
)  # fmt: skip

TOOL_BAR: tuple[str, ...] = ("open", "save", "|", "undo", "redo", "|", "repair")


def make_actions(window: "MainWindow") -> dict[str, QAction]:
    """The table as Qt actions that belong to a window."""
    made: dict[str, QAction] = {}
    for entry in ENTRIES:
        action = QAction(QCoreApplication.translate("Actions", str(entry.text)), window)
        action.setObjectName(entry.name)
        if entry.icon:
            action.setIcon(icon(entry.icon))
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        words = plain(action.text())
        action.setIconText(words.rstrip("…"))
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{words} ({key})" if key else words)
        action.triggered.connect(lambda _checked=False, entry=entry: entry.run(window))
        made[entry.name] = action
    return made


def plain(text: str) -> str:
    """A menu text without the mark of its key: "&Open…" and "打开(&O)…" give the words."""
    before, mark, _ = text.partition("(&")
    return before if mark else text.replace("&", "")
