"""Pages of the Help menu."""

from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from builder import __version__
from builder.gui.window.actions import ENTRIES, plain

translate = QCoreApplication.translate


def shortcuts_html() -> str:
    """All keys as a table, and what the mouse does on the canvas."""
    native = QKeySequence.SequenceFormat.NativeText
    rows = []
    for entry in ENTRIES:
        keys = [QKeySequence(key).toString(native) for key in entry.keys]
        if any(keys):
            words = plain(translate("Actions", str(entry.text))).rstrip("…")
            rows.append((", ".join(key for key in keys if key), words))
    rows += [
        (translate("Pages", "Drag a block"), translate("Pages", "onto an edge or a card: insert")),
        (translate("Pages", "Drag an output"), translate("Pages", "to an input: connect")),
        (translate("Pages", "Double-click a card"), translate("Pages", "edit its arguments")),
    ]
    cells = "".join(
        f'<tr><td><b>{escape(keys)}</b></td><td style="padding-left:16px">{escape(words)}</td></tr>'
        for keys, words in rows
    )
    return f'<table cellspacing="3">{cells}</table>'


def about_html() -> str:
    """Name, version, licence, what it runs on."""
    from PySide6 import __version__ as pyside

    lines = [
        f"<b>Model Config Builder {escape(__version__)}</b>",
        escape(translate("Pages", "See, measure, mend and design detection network configs.")),
        "Apache-2.0",
        f"PySide6 {escape(pyside)}",
        escape(translate("Pages", "Icons: Material Design Icons (Apache-2.0)")),
    ]
    return "<br>".join(lines)
