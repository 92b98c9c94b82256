"""A text that YAML cannot read, to keys and rows with the faults that stand between them."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from builder.core.config.config import SectionName
from builder.core.config.mend_row import Mender
from builder.core.config.node import Mapping, Node, Scalar, Sequence
from builder.core.config.recover_flow import ROW_START, FlowReader, scalar_from, skip_gap
from builder.core.config.recover_log import BREAKS, CLOSING, ODD_BLANKS, OPENING, Log
from builder.core.config.recover_row import read_row
from builder.core.config.tree import MAX_DEPTH, MAX_NODES
from builder.core.diagnostics import Diagnostic, Message
from builder.core.text import Span, TextEdit

_LINE: Final = re.compile(rf"([ \t{ODD_BLANKS}]*)([^{BREAKS}]*)(?:\r\n|[{BREAKS}]|\Z)")
_KEY: Final = re.compile(
    rf"([A-Za-z_][\w.\-]*|'[^'{BREAKS}]*'|\"[^\"{BREAKS}]*\")"
    r"[ \t]*(?:([:\uff1a])(?!//)|(?=[ \t]*(?:#|\Z)))"
)
_HEADING: Final = re.compile(r"\[\s*from\s*,\s*\w+\s*,\s*module\s*,\s*args\s*\]")
_VALUE: Final = re.compile(rf"(?:[^{BREAKS}#]|(?<![ \t{ODD_BLANKS}])#)+")
_BEHIND_DASH: Final = ("", "[", *" \t", *BREAKS, *ODD_BLANKS)
_SECTIONS: Final = frozenset(name.value for name in SectionName)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line with something on it: where its first character stands, and in which column."""

    start: int  # of the line
    first: int  # of its first character that is no blank
    end: int  # past its last character

    @property
    def column(self) -> int:
        return self.first - self.start


@dataclass(frozen=True, slots=True)
class Recovered:
    """What the tolerant reader found."""

    root: Mapping | None
    found: tuple[Diagnostic, ...]


def recover(text: str) -> Recovered:
    """Read `text` line by line and bracket by bracket. Never raises."""
    log = Log(text)
    lines = _lines(log)
    reader = _Reader(log, lines)
    root = reader.mapping(0, len(lines), 0) if lines else None
    return Recovered(root if root and root.pairs else None, tuple(log.found))


def _lines(log: Log) -> list[_Line]:
    """The lines that are no comments and not empty, up to a limit."""
    lines: list[_Line] = []
    for match in _LINE.finditer(log.text):
        words = match[2]
        if words:
            log.odd_characters(match.start(1), match.end(1))
        if not words or words[0] == "#":
            continue
        if _HEADING.match(words):
            place = match.start(2)
            message = Message("this line explains the columns; it needs a `#` in front")
            log.insert("Y118", Span(place, match.end(2)), message, place, "# ")
            continue
        if words[:3] in {"---", "..."} or words[0] == "%":
            continue
        lines.append(_Line(match.start(), match.start(2), match.end(2)))
        if len(lines) > MAX_NODES:
            break
    return lines


class _Reader:
    """Reads lines `start`..`stop` of the list of lines as one thing."""

    def __init__(self, log: Log, lines: list[_Line]) -> None:
        self._log, self._text, self._lines = log, log.text, lines
        self._mender = Mender(log.text)

    def mapping(self, start: int, stop: int, depth: int) -> Mapping | None:
        """Keys with their values; None if the first line has no key."""
        heads = self._heads(start, stop, top=depth == 0)
        if not heads:
            return None
        if heads[0][0] > start:
            self._unreadable(self._lines[start])
        pairs: list[tuple[Scalar, Node]] = []
        for (at, key), (after, _) in zip(heads, [*heads[1:], (stop, None)], strict=True):
            pairs.append(self._pair(at, after, key, depth))
        end = max(pairs[-1][1].span.end, pairs[-1][0].span.end)
        return Mapping(Span(pairs[0][0].span.start, end), tuple(pairs), flow=False)

    def _heads(self, start: int, stop: int, top: bool) -> list[tuple[int, re.Match[str]]]:
        """The lines that begin a key of this mapping, with what they say."""
        heads: list[tuple[int, re.Match[str]]] = []
        column: int | None = None
        for number in range(start, stop):
            line = self._lines[number]
            match = _KEY.match(self._text, line.first, line.end)
            if match is None or not self._is_key(match, line):
                continue
            section = top and match[1] in _SECTIONS
            if column is None or line.column <= column or section:
                heads.append((number, match))
                column = line.column if column is None else column
                if section and line.column > column:
                    self._shifted_key(line, match, column)
        return heads

    def _is_key(self, match: re.Match[str], line: _Line) -> bool:
        if match[2]:
            after = self._text[match.end() : match.end() + 1]
            spaced = match.end() >= line.end or after in " \t" + ODD_BLANKS
            return spaced or match[2] != ":" or bool(re.match(r"[\w.\-\['\"]", after))
        return match[1] in _SECTIONS  # `head` without its colon

    def _shifted_key(self, line: _Line, match: re.Match[str], column: int) -> None:
        gone = Span(line.start + column, line.first)
        message = Message("`{key}:` must stand in the same column as the keys above", key=match[1])
        fix = (Message("Unindent it"), (TextEdit(gone, ""),))
        self._log.report("Y104", Span(*match.span(1)), message, fix)

    def _pair(self, at: int, after: int, match: re.Match[str], depth: int) -> tuple[Scalar, Node]:
        name = match[1].strip("'\"")
        key = Scalar(Span(*match.span(1)), name)
        colon = match.end()
        if not match[2]:
            message = Message("`{key}` needs a colon", key=name)
            self._log.insert("Y117", key.span, message, key.span.end, ":")
        else:
            self._log.odd_characters(*match.span(2))
            behind = self._text[colon : colon + 1]
            if behind and behind not in " \t" + BREAKS + ODD_BLANKS:
                message = Message("a blank is missing behind the colon of `{key}`", key=name)
                self._log.insert("Y117", Span(colon - 1, colon), message, colon, " ")
        stop = self._lines[after - 1].end if after > at else colon
        section = name if depth == 0 and name in _SECTIONS else None
        return key, self._value(colon, stop, at, after, section, depth)

    def _value(
        self, pos: int, stop: int, at: int, after: int, section: str | None, depth: int
    ) -> Node:
        """The value that begins behind `pos`, on line `at` or below, before line `after`."""
        first = skip_gap(self._text, pos, stop)
        while first < stop and self._in_heading(first, at, after):
            first = skip_gap(self._text, self._text.find("]", first) + 1, stop)
        if first >= stop or depth >= MAX_DEPTH:
            return Scalar(Span(pos, pos), None)
        line = next((n for n in range(at, after) if self._lines[n].end > first), after)
        char = self._text[first]
        if section and line > at and self._loses_first_dash(first, line, after):
            return self._block(line, after, section, depth)
        if char in OPENING:
            return self._flow(first, stop, line, at, after, section)
        on_own_line = line > at and self._lines[line].first == first
        if on_own_line and self._is_dash(first):
            return self._block(line, after, section, depth)
        if on_own_line:
            inner = self.mapping(line, after, depth + 1)
            if inner is not None:
                return inner
        node = scalar_from(self._log, first, stop, _VALUE)
        if line + 1 < after:
            self._unreadable(self._lines[line + 1])
        return node

    def _loses_first_dash(self, first: int, line: int, after: int) -> bool:
        """Whether a row stands here and the rows below it have dashes."""
        return bool(ROW_START.match(self._text, first)) and any(
            self._is_dash_row(one) for one in self._lines[line + 1 : after]
        )

    def _is_dash_row(self, line: _Line) -> bool:
        if not self._is_dash(line.first):
            return False
        content = skip_gap(self._text, line.first + 1, line.end)
        return bool(ROW_START.match(self._text, content, line.end))

    def _in_heading(self, pos: int, at: int, after: int) -> bool:
        return bool(_HEADING.match(self._text, pos)) and not any(
            self._lines[n].first == pos for n in range(at, after)
        )

    def _is_dash(self, pos: int) -> bool:
        behind = self._text[pos + 1 : pos + 2]
        # A row that touches its dash is meant as one, though YAML reads `-[` and `--` as words.
        touched = behind == "-" and self._text[pos + 2 : pos + 3] in _BEHIND_DASH
        return self._text[pos] == "-" and (touched or behind in _BEHIND_DASH)

    def _flow(
        self, first: int, stop: int, line: int, at: int, after: int, section: str | None
    ) -> Node:
        reader = FlowReader(self._log, stop, section)
        node = reader.read(first)
        if section and line > at and self._lines[line].column <= self._lines[at].column:
            self._lost_indent(section, line, after, node)
        elif section and line > at:
            self._tabs(line, after, node)
        rest = skip_gap(self._text, reader.end, stop)
        if rest < stop:
            self._leftover(rest, stop)
        return node

    def _lost_indent(self, section: str, line: int, after: int, node: Node) -> None:
        first = self._lines[line]
        moved = [one for one in self._lines[line:after] if one.first < node.span.end]
        edits = tuple(TextEdit(Span(one.start, one.start), "  ") for one in moved)
        message = Message(
            "the list of `{key}:` lost its indentation: it must stand further right than its key",
            key=section,
        )
        place = Span(first.first, first.first + 1)
        self._log.report("Y104", place, message, (Message("Indent the list"), edits))

    def _tabs(self, line: int, after: int, node: Node) -> None:
        """Tabs in front of a list in brackets; YAML minds that in front of its first line."""
        lines = [one for one in self._lines[line:after] if one.first < node.span.end]
        blanks = [Span(one.start, one.first) for one in lines]
        if "\t" not in blanks[0].of(self._text):
            return
        edits = tuple(
            TextEdit(span, span.of(self._text).replace("\t", "  "))
            for span in blanks
            if "\t" in span.of(self._text)
        )
        message = Message("a tab indents this line; YAML wants spaces")
        self._log.report("Y108", blanks[0], message, (Message("Indent with spaces"), edits))

    def _leftover(self, pos: int, stop: int) -> None:
        end = min(
            (at for at in (self._text.find(b, pos, stop) for b in BREAKS) if at >= 0), default=stop
        )
        words = self._text[pos:end].strip()
        if not any(mark in words for mark in OPENING + CLOSING):
            message = Message("these words behind a list are a comment that needs a `#`")
            blank = "" if self._text[pos - 1].isspace() else " "
            self._log.insert("Y118", Span(pos, pos + len(words)), message, pos, f"{blank}# ")
            return
        message = Message("`{text}` cannot be read here", text=words[:40])
        self._log.report("Y118", Span(pos, end), message)

    def _unreadable(self, line: _Line) -> None:
        shown = self._text[line.first : line.end].strip()[:40]
        message = Message("`{text}` is neither a key, a row nor a comment", text=shown)
        self._log.report("Y118", Span(line.first, line.end), message)

    def _block(self, start: int, stop: int, section: str | None, depth: int) -> Sequence:
        """A list with dashes on lines `start`..`stop`."""
        column = self._column(start, stop, section)
        heads = [start]
        for number in range(start + 1, stop):
            line = self._lines[number]
            if self._is_dash(line.first):
                # Left of the words of the row above it can only be the next row.
                begins = line.column <= column or line.column < self._inside(heads[-1])
                begins = begins or (section is not None and self._is_dash_row(line))
            else:
                begins = section is not None and self._lost_dash(line, column)
            if begins:
                heads.append(number)
        items = [
            self._item(at, after, column, depth, rows=section is not None)
            for at, after in zip(heads, [*heads[1:], stop], strict=True)
        ]
        first = self._lines[start].first
        return Sequence(Span(first, max(items[-1].span.end, first)), tuple(items), flow=False)

    def _inside(self, number: int) -> int:
        """The column where the content of a line with a dash begins."""
        line = self._lines[number]
        return skip_gap(self._text, line.first + 1, line.end) - line.start

    def _column(self, start: int, stop: int, section: str | None) -> int:
        """Where the dashes of a list stand: most rows cannot be wrong."""
        rows = [one.column for one in self._lines[start:stop] if section and self._is_dash_row(one)]
        return Counter(rows).most_common(1)[0][0] if rows else self._lines[start].column

    def _lost_dash(self, line: _Line, column: int) -> bool:
        """Whether a row stands without its dash, in the column of the dashes or of the rows."""
        return line.column <= column + 2 and bool(ROW_START.match(self._text, line.first, line.end))

    def _item(self, at: int, after: int, column: int, depth: int, rows: bool) -> Node:
        line = self._lines[at]
        self._check_column(line, column)
        dash = self._is_dash(line.first)
        pos = line.first + dash
        if dash and self._text[pos : pos + 1] in {"[", "-"}:
            message = Message("a blank is missing behind the dash")
            self._log.insert("Y117", Span(pos - 1, pos), message, pos, " ")
        if not dash:
            edit = TextEdit(Span(line.start, line.first), " " * column + "- ")
            fix = (Message("Insert the dash"), (edit,))
            self._log.report("Y119", Span(pos, pos + 1), Message("this row lost its dash"), fix)
        stop = self._lines[after - 1].end
        first = skip_gap(self._text, pos, stop)
        if first < line.end and self._is_dash(first):
            return self._nested(at, after, first, depth)
        row = (
            read_row(self._log, self._mender, first, line.end)
            if rows and first < line.end
            else None
        )
        if row is not None:
            for below in self._lines[at + 1 : after]:
                self._unreadable(below)
            return row
        return self._value(pos, stop, at, after, None, depth + 1)

    def _nested(self, at: int, after: int, first: int, depth: int) -> Node:
        """A row in dashes whose first dash stands on the line of the outer one."""
        if depth >= MAX_DEPTH:
            return Scalar(Span(first, first), None)
        kept = self._lines[at]
        self._lines[at] = _Line(kept.start, first, kept.end)
        node = self._block(at, after, None, depth + 1)
        self._lines[at] = kept
        return node

    def _check_column(self, line: _Line, column: int) -> None:
        blanks = Span(line.start, line.first)
        if "\t" in blanks.of(self._text):
            spaces = blanks.of(self._text).replace("\t", "  ")
            self._log.report(
                "Y108",
                Span(line.start, line.first),
                Message("a tab indents this line; YAML wants spaces"),
                (Message("Indent with spaces"), (TextEdit(blanks, spaces),)),
            )
        elif line.column != column and self._is_dash(line.first):
            message = Message(
                "this row stands in column {column}, the others in {others}",
                column=line.column + 1,
                others=column + 1,
            )
            edit = TextEdit(blanks, " " * column)
            self._log.report(
                "Y104", Span(line.first, line.first + 1), message, (Message("Indent it"), (edit,))
            )
