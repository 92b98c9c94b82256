"""Rows that lost their line or their dash on the way from a page."""

import re
from typing import Final

from builder.core.config.config import SectionName
from builder.core.config.pasted import marks
from builder.core.config.recover_flow import ROW_START
from builder.core.diagnostics import Diagnostic, Message
from builder.core.text import Span, TextEdit

_NAMES: Final = "|".join(name.value for name in SectionName)
_BULLET: Final = re.compile(
    r"^([ \t]*)([*\u2022\u00b7\u2219\u25cf\u25aa\u25e6\u2010-\u2015\u2212])([ \t]+)(?=\[)",
    re.MULTILINE,
)
_BEHIND_KEY: Final = re.compile(rf"^([ \t]*)(?:{_NAMES})[ \t]*:([ \t]+)-[ \t]+(?=\[)", re.MULTILINE)
_DASH_ROW: Final = re.compile(r"^([ \t]*)-[ \t]*\[", re.MULTILINE)
_BETWEEN_ROWS: Final = re.compile(r"(?<=\])([ \t]+)(-[ \t]+)?(?=\[)")


def bullets(text: str) -> list[Diagnostic]:
    """Bullets and long dashes in front of rows."""
    found = list(_BULLET.finditer(text))
    if not any(ROW_START.match(text, match.end()) for match in found):
        return []
    places = [Span(*match.span(2)) for match in found]
    message = Message("`{mark}` stands where a row needs a dash", mark=places[0].of(text))
    edits = [TextEdit(place, "-") for place in places]
    return [marks("Y119", places[0], message, Message("Write dashes"), edits)]


def run_together(text: str) -> list[Diagnostic]:
    """Rows in dashes that stand behind their key or behind another row."""
    rows = [match for match in _DASH_ROW.finditer(text) if ROW_START.match(text, match.end() - 1)]
    indent = rows[0][1] if rows else "  "
    found = [_own_line(Span(*match.span(2)), text, indent) for match in _BEHIND_KEY.finditer(text)]
    for row in rows:
        end = len(text)
        for mark in "\n\r#":
            at = text.find(mark, row.start())
            end = min(end, at if at >= 0 else end)
        for gap in _BETWEEN_ROWS.finditer(text, row.end(), end):
            if ROW_START.match(text, gap.end()):
                dash = "" if gap[2] else "- "
                found.append(_own_line(Span(*gap.span(1)), text, row[1], dash))
    return found


def _own_line(blank: Span, text: str, indent: str, dash: str = "") -> Diagnostic:
    end = "\r\n" if "\r\n" in text else "\n"
    message = Message("a row begins in the middle of this line")
    edits = [TextEdit(blank, f"{end}{indent}{dash}")]
    return marks("Y122", Span(blank.end, blank.end + 1), message, Message("Begin a line"), edits)
