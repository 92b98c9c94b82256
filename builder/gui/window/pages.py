"""Pages of the Help menu."""

from html import escape
from itertools import zip_longest

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
    # Two halves side by side: one column is higher than a small screen.
    half = (len(rows) + 1) // 2
    pairs = zip_longest(rows[:half], rows[half:], fillvalue=("", ""))
    lines = "".join(f"<tr>{_cells(*left)}{_cells(*right)}</tr>" for left, right in pairs)
    return f'<table cellspacing="3">{lines}</table>'


def _cells(keys: str, words: str) -> str:
    return (
        f'<td style="white-space:pre"><b>{escape(keys)}</b></td>'
        f'<td style="white-space:pre;padding-left:12px;padding-right:24px">{escape(words)}</td>'
    )


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
