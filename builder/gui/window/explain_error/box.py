"""The dialog of a window: one, which is brought back with what was pasted last."""

from typing import TYPE_CHECKING

from builder.gui.window.explain_error.dialog import ExplainErrorDialog

if TYPE_CHECKING:
    from builder.gui.window.window import MainWindow


def open_box(window: "MainWindow") -> ExplainErrorDialog:
    """Show the dialog beside a window, with what was copied if that is an error."""
    box = window.findChild(ExplainErrorDialog) or _made_for(window)
    box.set_document(window.document)
    box.take_clipboard()
    box.show()
    box.raise_()
    box.activateWindow()
    box.field.setFocus()
    return box


def _made_for(window: "MainWindow") -> ExplainErrorDialog:
    box = ExplainErrorDialog(window)
    box.place_wanted.connect(window.guide.go_to_place)
    # As if the panel of problems had asked, so that fixes go one way only.
    box.fix_wanted.connect(window.problems.fix_wanted)
    # Behind the window's own connection, so that it has the file in hand already.
    window.tabs.currentChanged.connect(lambda: box.set_document(window.document))
    return box
