"""Rows behind dashes read with patience, one line each."""

import re
from typing import Final

from builder.core.config.mend_row import Mender, RowMend, mend_row, row_end
from builder.core.config.node import Sequence
from builder.core.config.recover_log import CLOSING, COMMAS, MAX_FINDINGS, ODD_BLANKS, Log
from builder.core.diagnostics import Applicability, Message
from builder.core.text import Span, TextEdit

_HASH: Final = re.compile(rf"(?<=[\s{ODD_BLANKS}{re.escape(CLOSING + COMMAS)}])#")


def read_row(log: Log, mender: Mender, start: int, end: int) -> Sequence | None:
    """The row between `start` and the end of its line, and what is wrong with it, told.

    None if it is a row as it should be, or nothing that could be made one.
    """
    if len(log.found) >= MAX_FINDINGS:
        return None  # what it would tell is not kept
    text = log.text
    comment = _HASH.search(text, start, end)
    end = comment.start() if comment else end
    closes = row_end(text, start, end)
    if closes is not None:
        rest = text[closes:end].strip(" \t" + ODD_BLANKS)
        if not rest:
            return None
        if not set(rest) & set(CLOSING):
            return _with_rest(log, start, closes, end)
    last = max(text.rfind(mark, start, end) for mark in CLOSING) + 1
    mend = mender.mend(start, last) if last > start else None
    if mend is not None:
        _lost_hash(log, last, end)
        end = last
    else:
        mend = mender.mend(start, end)
    if mend is None:
        return None
    _tell(log, mend)
    log.odd_characters(start, end)
    return mend.node


def _with_rest(log: Log, start: int, closes: int, end: int) -> Sequence | None:
    """A row with something behind it that is no bracket: a comma or words."""
    mend = mend_row(log.text, start, closes)
    if mend is None:
        return None
    log.odd_characters(start, closes)
    rest = log.text[closes:end]
    comma = closes + len(rest) - len(rest.lstrip())
    if rest.strip() in set(COMMAS):
        place = Span(comma, comma + 1)
        message = Message("no comma belongs behind a row that begins with a dash")
        fix = (Message("Delete the comma"), (TextEdit(place, ""),))
        log.report("Y102", place, message, fix)
    else:
        _lost_hash(log, closes, end)
    return mend.node


def _lost_hash(log: Log, start: int, end: int) -> None:
    rest = log.text[start:end]
    words = rest.strip(" \t" + COMMAS + ODD_BLANKS)
    if not words:
        return
    place = start + rest.index(words)
    message = Message("these words behind a row are a comment that needs a `#`")
    # A comma in front of them belongs to the comment as well.
    at = start + len(rest) - len(rest.lstrip(" \t" + ODD_BLANKS))
    blank = "" if log.text[at - 1 : at].isspace() else " "
    log.insert("Y118", Span(place, place + len(words)), message, at, f"{blank}# ")


def _tell(log: Log, mend: RowMend) -> None:
    if mend.edits:
        trust = Applicability.SAFE if mend.sure else Applicability.UNSAFE
        at = mend.place.start
        behind = mend.missing and mend.brackets[0] == "]"
        place = mend.place if len(mend.place) else Span(at - behind, at - behind + 1)
        message, title = words_of(mend)
        log.report("Y103" if mend.missing else "Y116", place, message, (title, mend.edits), trust)
    for comma in mend.commas:
        at = comma.span.start
        title = Message("Write `,`") if len(comma.span) else Message("Insert `,`")
        place = comma.span if len(comma.span) else Span(at - 1, at)
        log.report("Y102", place, Message("a comma is missing here"), (title, (comma,)))


def words_of(mend: RowMend) -> tuple[Message, Message]:
    """What is wrong with the brackets of a row, and the title of its fix."""
    shown = mend.brackets
    if not mend.missing:
        one = Message("this row has a bracket too many: `{brackets}`", brackets=shown)
        return one, Message("Delete the `{brackets}`", brackets=shown)
    message = Message("this row lacks a bracket: `{brackets}` is missing", brackets=shown)
    return message, Message("Insert `{brackets}`", brackets=shown)
