"""Lists in brackets read with patience: commas and brackets that are missing or too many."""

import re
from dataclasses import dataclass, field
from typing import Final

from builder.core.config.node import Mapping, Node, Scalar, Sequence, Style
from builder.core.config.recover_log import (
    BREAKS,
    CLOSING,
    COMMAS,
    DASHES,
    ODD_BLANKS,
    OPENING,
    WIDE,
    Log,
    narrow,
)
from builder.core.config.scalars import UnreadableValueError, plain_value
from builder.core.config.tree import MAX_DEPTH, MAX_NODES
from builder.core.diagnostics import Applicability, Message
from builder.core.text import Span, TextEdit

_GAP = re.compile(rf"(?:[ \t{ODD_BLANKS}{BREAKS}]++|#[^{BREAKS}]*+)*+")
_PLAIN = re.compile(
    rf"(?:[^{BREAKS}#{re.escape(OPENING + CLOSING + COMMAS)}]|(?<![ \t{ODD_BLANKS},\[\]])#)+"
)
_WORDS = re.compile(rf"[^{BREAKS}]+")
_QUOTED = re.compile(rf"'(?:[^'{BREAKS}]|'')*'|\"(?:[^\"\\{BREAKS}]|\\.)*\"")
_INT = rf"[-{DASHES}]?\d+"
_REF = rf"(?:{_INT}|\[\s*{_INT}(?:\s*,\s*{_INT})*\s*,?\s*\])"
_COMMA = rf"\s*[{COMMAS}]\s*"
_BARE = rf"{_REF}{_COMMA}\d+{_COMMA}['\"]?[A-Za-z_]"
ROW_START: Final = re.compile(rf"[\[\uff3b\u3010]\s*{_BARE}")
_BARE_ROW: Final = re.compile(_BARE)
_STYLES: Final[dict[str, Style]] = {"'": "single", '"': "double"}


@dataclass(slots=True)
class _Open:
    start: int
    mapping: bool
    items: list[Node] = field(default_factory=list)
    full: bool = False  # an item stands there and no comma has come after it
    virtual: bool = False  # its bracket is missing in the text

    def node(self, end: int | None) -> Node:
        last = self.items[-1].span.end if self.items else self.start + (not self.virtual)
        span = Span(self.start, last if end is None else end)
        if not self.mapping:
            return Sequence(span, tuple(self.items), flow=True, closed=end is not None)
        pairs = zip(self.items[::2], self.items[1::2], strict=False)
        known = tuple((key, value) for key, value in pairs if isinstance(key, Scalar))
        return Mapping(span, known, flow=True)


def skip_gap(text: str, pos: int, end: int) -> int:
    """The next character that is no blank, line end or comment."""
    match = _GAP.match(text, pos, end)
    return match.end() if match else pos


def scalar_from(log: Log, pos: int, end: int, pattern: re.Pattern[str]) -> Scalar:
    """One word at `pos`, quoted or not; an open quote ends with the word."""
    text = log.text
    quoted = _QUOTED.match(text, pos, end)
    if quoted:
        try:
            value = plain_from_quotes(quoted[0])
        except ValueError:
            value = quoted[0][1:-1]
        return Scalar(Span(pos, quoted.end()), value, _STYLES[text[pos]])
    match = pattern.match(text, pos, end)
    raw = match[0] if match else text[pos]
    word = raw.rstrip(" \t" + ODD_BLANKS)
    span = Span(pos, pos + max(len(word), 1))
    log.odd_characters(span.start, span.end)
    if word[:1] in _STYLES and word:
        message = Message("the quote {quote} is opened here and never closed", quote=word[0])
        log.insert("Y106", Span(pos, pos + 1), message, span.end, word[0])
        return Scalar(span, word[1:], _STYLES[word[0]])
    try:
        return Scalar(span, plain_value(narrow(word)))
    except UnreadableValueError:
        return Scalar(span, word)


def plain_from_quotes(text: str) -> str:
    """The words inside quotes."""
    if text[0] == "'":
        return text[1:-1].replace("''", "'")
    return re.sub(r"\\(.)", r"\1", text[1:-1])


class FlowReader:
    """Reads one bracketed list between two offsets.

    Attributes:
        end: The first offset after the list.
    """

    def __init__(self, log: Log, stop: int, section: str | None) -> None:
        self._log, self._text, self._stop = log, log.text, stop
        self._section = section  # the key whose rows these are, if they are rows
        self._stack: list[_Open] = []
        self._nodes = 0
        self._done: Node | None = None
        self.end = stop

    def read(self, pos: int) -> Node:
        """The list that opens at `pos`."""
        if self._section and ROW_START.match(self._text, pos, self._stop):
            message = Message("the list of `{key}:` lost its opening `[`", key=self._section)
            self._log.insert("Y103", Span(pos, pos + 1), message, pos, "[")
            self._stack.append(_Open(pos, mapping=False, virtual=True))
        while self._done is None:
            after = skip_gap(self._text, pos, self._stop)
            self._log.odd_characters(*self._blanks(pos, after))
            if after >= self._stop or self._nodes > MAX_NODES:
                self._run_out()
                break
            fresh = any(mark in self._text[pos:after] for mark in BREAKS)
            pos = self._step(after, fresh)
        assert self._done is not None  # _run_out and the last closing bracket set it
        return self._done

    def _blanks(self, start: int, end: int) -> tuple[int, int]:
        """The part of a gap before its comment, where odd blanks matter."""
        comment = self._text.find("#", start, end)
        return start, end if comment < 0 else comment

    def _step(self, pos: int, fresh: bool) -> int:
        if fresh and self._section:
            self._mend_rows(pos)
        char = self._text[pos]
        if WIDE.get(char, "-") in "[]{},:":  # others belong to the word that begins here
            self._log.odd_characters(pos, pos + 1)
        char = WIDE.get(char, char)
        if char in "[{":
            return self._open(pos, char == "{")
        if char in "]}":
            return self._close(pos, fresh)
        if char == ",":
            return self._comma(pos)
        if char == ":" and self._stack and self._stack[-1].mapping:
            self._stack[-1].full = False
            return pos + 1
        if not fresh and self._section and len(self._stack) == 1 and self._stack[0].items:
            return self._lost_hash(pos)
        node = scalar_from(self._log, pos, self._stop, _PLAIN)
        self._put(node)
        return max(node.span.end, pos + 1)

    def _lost_hash(self, pos: int) -> int:
        """Words behind a row are a comment; the next character to read is on the next line."""
        match = _WORDS.match(self._text, pos, self._stop)
        end = match.end() if match else pos + 1
        message = Message("these words behind a row are a comment that needs a `#`")
        self._log.insert("Y118", Span(pos, end), message, pos, "# ")
        return end

    def _open(self, pos: int, mapping: bool) -> int:
        if len(self._stack) >= MAX_DEPTH:
            message = Message(
                "lists are nested more than {depth} deep; the rest is not read", depth=MAX_DEPTH
            )
            self._log.report("Y110", Span(pos, pos + 1), message)
            self._stop = pos
            return pos
        self._want_comma()
        self._stack.append(_Open(pos, mapping))
        return pos + 1

    def _put(self, node: Node) -> None:
        self._want_comma()
        self._add(node)

    def _add(self, node: Node) -> None:
        self._nodes += 1
        top = self._stack[-1]
        top.items.append(node)
        top.full = True

    def _want_comma(self) -> None:
        top = self._stack[-1] if self._stack else None
        if top is None or not top.full:
            return
        if top.mapping and len(top.items) % 2:
            return
        end = top.items[-1].span.end
        if self._section and self._semicolon(top):
            return
        row = len(self._stack) == 1 and self._section
        what = (
            Message("a comma is missing at the end of this row")
            if row
            else Message("a comma is missing here")
        )
        self._log.insert("Y102", Span(end - 1, end), what, end, ",")
        top.full = False

    def _semicolon(self, top: _Open) -> bool:
        """Whether the last item ends in a semicolon that is meant as a comma; then mend it."""
        item = top.items[-1]
        place = Span(item.span.end - 1, item.span.end)
        if not isinstance(item, Scalar) or place.of(self._text) != ";" or len(item.span) < 2:
            return False
        top.items[-1] = scalar_from(self._log, item.span.start, place.start, _PLAIN)
        top.full = False
        fix = (Message("Write `,`"), (TextEdit(place, ","),))
        self._log.report("Y102", place, Message("a comma is missing here"), fix)
        return True

    def _comma(self, pos: int) -> int:
        top = self._stack[-1]
        if not top.full:
            edit = TextEdit(Span(pos, pos + 1), "")
            message = Message("no value stands before this comma")
            fix = (Message("Delete the comma"), (edit,))
            self._log.report("Y102", Span(pos, pos + 1), message, fix, Applicability.UNSAFE)
        top.full = False
        return pos + 1

    def _close(self, pos: int, fresh: bool) -> int:
        if fresh and self._section and len(self._stack) > 1 and self._too_few_left(pos):
            self._close_rows()
        if len(self._stack) == 1 and self._section and self._goes_on(pos + 1):
            if not self._lost_args(pos):
                self._too_many(pos)
            return pos + 1
        self._pop(pos + 1)
        return pos + 1

    def _pop(self, end: int | None) -> None:
        node = self._stack.pop().node(end)
        if self._stack:
            self._add(node)
            return
        self._done = node
        self.end = node.span.end if end is None else end

    def _too_many(self, pos: int) -> None:
        edit = TextEdit(Span(pos, pos + 1), "")
        message = Message(
            "one `]` too many: it ends the list of `{key}:` before its last row", key=self._section
        )
        fix = (Message("Delete the `]`"), (edit,))
        self._log.report("Y116", Span(pos, pos + 1), message, fix)

    def _lost_args(self, pos: int) -> bool:
        """Whether the row before lost the `[` of its arguments; then it ends here, mended."""
        items = self._stack[0].items
        row = items[-1] if items else None
        if not isinstance(row, Sequence) or len(row.items) < 4 or not self._stack[0].full:
            return False
        if not isinstance(row.items[3], Scalar):
            return False
        start = row.items[3].span.start
        message = Message("the arguments of this row lost their opening `[`")
        self._log.insert("Y103", row.items[3].span, message, start, "[")
        args = Sequence(Span(start, row.span.end), row.items[3:], flow=True)
        items[-1] = Sequence(Span(row.span.start, pos + 1), (*row.items[:3], args), flow=True)
        return True

    def _goes_on(self, pos: int) -> bool:
        """Whether rows or their closing bracket follow although the list is closed."""
        after = skip_gap(self._text, pos, self._stop)
        if self._text[after : after + 1] in tuple(COMMAS) and after < self._stop:
            after = skip_gap(self._text, after + 1, self._stop)
        if after >= self._stop:
            return False
        return self._text[after] in OPENING + CLOSING or bool(
            _BARE_ROW.match(self._text, after, self._stop)
        )

    def _too_few_left(self, pos: int) -> bool:
        """Whether fewer brackets close than are open, so that this one closes the list."""
        rest = self._text[pos : min(pos + 400, self._stop)]
        words = re.sub(rf"#[^{BREAKS}]*", "", rest)
        return "[" not in words and words.count("]") < len(self._stack)

    def _mend_rows(self, pos: int) -> None:
        """On a new line: end rows that lost their bracket, begin one that lost its own."""
        if len(self._stack) > 1 and ROW_START.match(self._text, pos, self._stop):
            self._close_rows()
        if len(self._stack) == 1 and _BARE_ROW.match(self._text, pos, self._stop):
            self._want_comma()
            message = Message("this row lost its opening `[`")
            self._log.insert("Y103", Span(pos, pos + 1), message, pos, "[")
            self._stack.append(_Open(pos, mapping=False, virtual=True))

    def _close_rows(self) -> None:
        """Close everything down to the list of rows, and say that brackets are missing."""
        missing = len(self._stack) - 1
        if missing == 1 and self._lost_from_end():
            return
        comma = any(not frame.full for frame in self._stack[1:])
        end = _end_inside(self._stack)
        brackets = "]" * missing
        message = Message("this row is not closed: `{brackets}` is missing", brackets=brackets)
        what = brackets if comma or self._stack[-1].items == [] else brackets + ","
        self._log.insert("Y103", Span(max(end - 1, 0), end), message, end, what)
        for _ in range(missing):
            self._pop(None)
        self._stack[-1].full = False

    def _lost_from_end(self) -> bool:
        """Whether `[[-1, 6, 1, Concat, [1]],` lost the bracket behind its 6; then mend it."""
        items = self._stack[1].items
        row = items[0] if len(items) == 1 else None
        cells = row.items if isinstance(row, Sequence) else ()
        if row is None or len(cells) < 5 or not isinstance(cells[-3].value, int):
            return False
        if not all(type(cell.value) is int for cell in cells[:-3]):
            return False
        end = cells[-4].span.end
        message = Message("the inputs of this row are not closed: `]` is missing")
        self._log.insert("Y103", Span(end - 1, end), message, end, "]")
        origin = Sequence(Span(row.span.start, end), cells[:-3], flow=True, closed=False)
        self._stack[1].items[:] = [origin, *cells[-3:]]
        self._pop(row.span.end)
        self._stack[-1].full = False
        return True

    def _run_out(self) -> None:
        """The text ends, or another key begins, and brackets are still open."""
        depth = len(self._stack)
        if not depth:
            self._done = Sequence(Span(self._stop, self._stop), (), flow=True, closed=False)
            return
        outer, end = self._stack[0], _end_inside(self._stack)
        place = Span(max(end - 1, 0), end)
        if self._section:
            message = Message(
                "the list of `{key}:` is not closed: a `]` is missing behind here",
                key=self._section,
            )
        else:
            message = Message("this list is not closed: a `]` is missing")
        edits = [TextEdit(Span(end, end), "]" * (depth - 1))] if depth > 1 else []
        at, closing = self._closing_line(outer, end)
        if depth > 1 and at == end:
            edits, closing = [], "]" * (depth - 1) + closing
        edits.append(TextEdit(Span(at, at), closing))
        self._log.report("Y103", place, message, (Message("Insert the missing `]`"), tuple(edits)))
        while self._stack:
            self._pop(None)
        self.end = self._stop  # nothing can stand behind a list that never ends

    def _closing_line(self, outer: _Open, end: int) -> tuple[int, str]:
        """Where the last bracket goes: a line of its own under its partner, or right here."""
        text = self._text
        tail = re.compile(rf"[ \t]*,?[ \t]*(?:#[^{BREAKS}]*)?").match(text, end, self._stop)
        at = tail.end() if tail else end
        breaks = re.compile(r"\r\n|[\n\r]").search(text, outer.start, end)
        if breaks is None or not self._section:
            return end, "}" if outer.mapping else "]"
        line = max(text.rfind(mark, 0, outer.start) for mark in BREAKS) + 1
        indent = re.sub(r"[^\t]", " ", text[line : outer.start])
        return at, f"{breaks[0]}{indent}]"


def _end_inside(stack: list[_Open]) -> int:
    """Where the last thing in the open lists ends."""
    top = stack[-1]
    return top.items[-1].span.end if top.items else top.start + (not top.virtual)
