"""One row whose brackets or commas are wrong: the smallest change that makes it a row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

from builder.core.config.node import Node, Scalar, Style
from builder.core.config.node import Sequence as ListNode
from builder.core.config.recover_log import COMMAS, WIDE, narrow
from builder.core.config.scalars import UnreadableValueError, plain_value
from builder.core.text import Span, TextEdit

_OPEN: Final = "[" + "".join(wide for wide, plain in WIDE.items() if plain == "[")
_CLOSE: Final = "]" + "".join(wide for wide, plain in WIDE.items() if plain == "]")
_MARKS: Final = re.escape(_OPEN + _CLOSE + COMMAS + ";")
_TOKEN: Final = re.compile(
    rf"[{_MARKS}]|'(?:[^'\n\r]|'')*'|\"(?:[^\"\\\n\r]|\\.)*\"|[^\s{_MARKS}]+"
)
_STYLES: Final[dict[str, Style]] = {"'": "single", '"': "double"}
_NAME: Final = re.compile(r"[A-Za-z_][\w.]*\Z")
_ROW: Final = re.compile(r"\[(?:w|\[w+\])ww\[(?:w|\[(?:w|\[w*\])*\])*\]\]\Z")  # w: a word
_CELLS: Final = 4
_MOST_TOKENS: Final = 60
_MOST_CHANGES: Final = 2
_LONGEST: Final = 1000  # characters
_FAR_LESS: Final = 250  # likely, see `_cost`


class _Token(NamedTuple):
    """A bracket, a comma or a word; one that the text lacks has no length."""

    kind: str  # "[", "]", "," or "word"
    start: int
    end: int


class _Op(NamedTuple):
    """A bracket put in before a token, or a token left out."""

    at: int
    kind: str  # "[", "]" or "-" for a token left out


@dataclass(frozen=True, slots=True)
class RowMend:
    """How to make a row of some text.

    Attributes:
        node: The row as it is then, with places in the text as it is.
        brackets: What the brackets lack or have too many; "" where only commas are wrong.
        missing: Whether brackets are missing, not too many.
        place: Where the first wrong bracket stands or belongs.
        edits: Edits of brackets; commas that belong at the same places are part of them.
        commas: Other edits, of commas, one each.
        sure: Whether nothing else can be meant.
    """

    node: ListNode
    brackets: str
    missing: bool
    place: Span
    edits: tuple[TextEdit, ...]
    commas: tuple[TextEdit, ...]
    sure: bool


def row_end(text: str, start: int, end: int) -> int | None:
    """Where the row that begins at `start` ends, if it is one of four cells; else None."""
    tokens = _tokens(text, start, end)
    depth = 0
    for place, token in enumerate(tokens):
        depth += (token.kind == "[") - (token.kind == "]")
        if depth <= 0:
            row = _Parser(text, tokens[: place + 1]).read()
            good = row is not None and not row.commas and _is_row(row.node)
            return token.end if good and place else None
    return None


@dataclass(slots=True)
class Mender:
    """Mends rows of one text, until too many could not be: each costs some milliseconds."""

    text: str
    failures_left: int = 10

    def mend(self, start: int, end: int) -> RowMend | None:
        """See `mend_row`."""
        found = mend_row(self.text, start, end) if self.failures_left > 0 else None
        self.failures_left -= found is None
        return found


def mend_row(text: str, start: int, end: int) -> RowMend | None:
    """The smallest change that makes a row of the text between two offsets; None: there is none."""
    tokens = _tokens(text, start, end) if end - start <= _LONGEST else []
    if not _CELLS <= len(tokens) <= _MOST_TOKENS:
        return None
    letters = "".join("w" if token.kind == "word" else token.kind for token in tokens)
    for count in range(_MOST_CHANGES + 1):
        found: dict[str, tuple[int, tuple[_Op, ...], _Row]] = {}
        for ops in _changes(tokens, count):
            if not _looks_like_row(letters, ops):
                continue
            row = _Parser(text, _changed(tokens, ops)).read()
            if row is not None and _is_row(row.node):
                key, cost = repr(row.node.value), _cost(row, ops, len(tokens))
                # Of places that give the same row the last one: brackets are lost at the end.
                if key not in found or cost <= found[key][0]:
                    found[key] = (cost, ops, row)
        if found:
            ranked = sorted(found.values(), key=lambda one: one[0])
            alone = len(ranked) == 1 or ranked[0][0] + _FAR_LESS < ranked[1][0]
            _, ops, row = ranked[0]
            at_end = all(op.kind == "]" and op.at == len(tokens) for op in ops)
            return _mend(tokens, ops, row, sure=alone and (count < 2 or at_end))
    return None


@dataclass(frozen=True, slots=True)
class _Row:
    """What a parser read: a row, and the commas that it had to think of."""

    node: ListNode
    commas: tuple[TextEdit, ...]


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text, start, end):
        char = match[0]
        kind = "[" if char in _OPEN else "]" if char in _CLOSE else "word"
        found.append(_Token("," if char in COMMAS + ";" else kind, *match.span()))
    return found


def _changes(tokens: Sequence[_Token], count: int) -> Iterator[tuple[_Op, ...]]:
    """All ways to put in or leave out so many brackets, after which as many open as close."""
    kinds = [token.kind for token in tokens]
    surplus = kinds.count("[") - kinds.count("]")
    if abs(surplus) > count or (surplus - count) % 2:
        return
    one = [_Op(at, kind) for at in range(len(tokens) + 1) for kind in "[]"]
    one += [_Op(at, "-") for at, token in enumerate(tokens) if token.kind in "[]"]
    twice = (_Op(len(tokens), "]"),) * count
    for ops in (*combinations(one, count), *((twice,) if count == _MOST_CHANGES else ())):
        if surplus + sum(_opens(tokens, op) for op in ops) == 0:
            yield ops


def _looks_like_row(letters: str, ops: Sequence[_Op]) -> bool:
    """Whether a change may give a row, told from brackets and commas alone: that is quick."""
    for op in sorted(ops, key=lambda op: op.at)[::-1]:
        rest = letters[op.at + 1 :] if op.kind == "-" else op.kind + letters[op.at :]
        letters = letters[: op.at] + rest
    good = "[," not in letters and ",," not in letters
    return good and _ROW.match(letters.replace(",", "")) is not None


def _opens(tokens: Sequence[_Token], op: _Op) -> int:
    """How many more brackets open than close by a change."""
    kind, put = (tokens[op.at].kind, -1) if op.kind == "-" else (op.kind, 1)
    return put if kind == "[" else -put


def _changed(tokens: Sequence[_Token], ops: Sequence[_Op]) -> list[_Token]:
    out: list[_Token] = []
    for at in range(len(tokens) + 1):
        for op in ops:
            if op.at == at and op.kind != "-":
                # A closing bracket belongs behind what it closes, an opening one before.
                behind = op.kind == "]" and at > 0
                place = tokens[at - 1].end if behind else tokens[min(at, len(tokens) - 1)].start
                out.append(_Token(op.kind, place, place))
        if at < len(tokens) and _Op(at, "-") not in ops:
            out.append(tokens[at])
    return out


class _Parser:
    """Reads one list; commas that are missing are thought of."""

    def __init__(self, text: str, tokens: Sequence[_Token]) -> None:
        self._text, self._tokens = text, tokens
        self._commas: list[TextEdit] = []

    def read(self) -> _Row | None:
        """The list that all tokens are, or None if they are something else."""
        stack: list[tuple[int, list[Node]]] = []
        last = len(self._tokens) - 1
        before: str = "["
        for place, token in enumerate(self._tokens):
            if token.kind == ",":
                if before in "[,":
                    return None
                self._semicolon(token)
            else:
                if token.kind != "]" and before in {"word", "]"}:
                    self._lost_comma(self._tokens[place - 1])
                if token.kind == "[":
                    stack.append((token.start, []))
                elif not stack:
                    return None
                elif token.kind == "word":
                    stack[-1][1].append(self._scalar(token))
                else:
                    start, items = stack.pop()
                    if token.end < start:  # both were put in at one place, the wrong way round
                        return None
                    node = ListNode(Span(start, token.end), tuple(items), flow=True)
                    if not stack:
                        return _Row(node, tuple(self._commas)) if place == last else None
                    stack[-1][1].append(node)
            before = token.kind
        return None

    def _semicolon(self, token: _Token) -> None:
        if self._text[token.start] == ";":
            self._commas.append(TextEdit(Span(token.start, token.end), ","))

    def _lost_comma(self, before: _Token) -> None:
        self._commas.append(TextEdit(Span(before.end, before.end), ","))

    def _scalar(self, token: _Token) -> Scalar:
        span, word = Span(token.start, token.end), self._text[token.start : token.end]
        if word[0] in _STYLES and len(word) > 1:
            return Scalar(span, word[1:-1], _STYLES[word[0]])
        try:
            return Scalar(span, plain_value(narrow(word)))
        except UnreadableValueError:
            return Scalar(span, word)


def _is_row(node: ListNode) -> bool:
    if len(node.items) != _CELLS:
        return False
    origin, number, module, args = node.items
    refs = origin.items if isinstance(origin, ListNode) else (origin,)
    whole = all(type(one.value) is int for one in (*refs, number))
    named = isinstance(module.value, str) and bool(_NAME.match(module.value))
    return bool(refs) and whole and named and isinstance(args, ListNode)


def _cost(row: _Row, ops: Sequence[_Op], count: int) -> int:
    """How unlikely a change is beside others.

    One input in brackets and lists inside arguments are rare, and so are brackets too many in the
    middle. Of changes that give the same row that one counts which needs no commas.
    """
    origin, _, _, args = row.node.items
    assert isinstance(args, ListNode)  # _is_row saw to it
    alone = isinstance(origin, ListNode) and len(origin.items) == 1
    nested = any(isinstance(one, ListNode) for one in args.items)
    inner = sum(op.kind == "-" and 0 < op.at < count - 1 for op in ops)
    return 1000 * alone + 400 * nested + 300 * inner + len(row.commas)


def _mend(tokens: Sequence[_Token], ops: Sequence[_Op], row: _Row, *, sure: bool) -> RowMend:
    changed: list[TextEdit] = []
    for op in ops:
        if op.kind == "-":
            changed.append(TextEdit(Span(tokens[op.at].start, tokens[op.at].end), ""))
        else:
            (put,) = [t for t in _changed(tokens, [op]) if t.start == t.end]
            changed.append(TextEdit(Span(put.start, put.start), op.kind))
    places = {edit.span.start: place for place, edit in enumerate(changed)}
    commas: list[TextEdit] = []
    for comma in row.commas:
        at = places.get(comma.span.start)
        if at is None:
            commas.append(comma)
        else:
            changed[at] = TextEdit(changed[at].span, changed[at].text + comma.text)
    missing = not any(op.kind == "-" for op in ops)
    brackets = "".join("]" if op.kind == "]" else "[" for op in ops)
    if not missing:
        brackets = "".join(tokens[op.at].kind for op in ops if op.kind == "-")
    first = min(changed, key=lambda edit: edit.span.start).span if changed else row.node.span
    return RowMend(row.node, brackets, missing, first, _joined(changed), tuple(commas), sure)


def _joined(edits: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
    """Insertions at one place as one edit."""
    out: dict[Span, str] = {}
    for edit in edits:
        out[edit.span] = out.get(edit.span, "") + edit.text
    return tuple(TextEdit(span, text) for span, text in out.items())
