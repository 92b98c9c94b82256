"""Text to raw rows: cells with their places, whatever the brackets and separators.

Three shapes are told apart. Where there are brackets, each innermost pair is a row: a pasted Python
or YAML list, JSON, calls with keywords. Without brackets each line is a row: CSV, columns, a
Markdown table. A word such as `r4_k3_s2_e4_i24_o48_c1`, as the authors' code writes a stage, is a
row wherever it stands. Nothing is evaluated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from builder.core.blocks import Words
from builder.core.text import Span

MAX_CHARACTERS: Final = 20_000
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
      | (?P<line>[\r\n])
      | (?P<skip>[^\S\r\n]+|[,;|，；、])
      | '(?P<single>[^'\r\n]*)' | "(?P<double>[^"\r\n]*)"
      | (?P<open>[\[({（［【｛])
      | (?P<close>[\])}）］】｝])
      | (?P<colon>[:=：])
      | (?P<word>[^\s,;|，；、'"\#\[\](){}（）［］【】｛｝:=：]+)
      | (?P<stray>.)""",
    re.VERBOSE,
)
_STAGE = re.compile(r"r\d+(?:_[a-z]+[\d.]*)+", re.ASCII)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_RULE = re.compile(r"-+")  # a bullet, or the line below the head of a Markdown table


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong with a table, and where."""

    words: Words
    span: Span


class Cell(NamedTuple):
    """One value as written."""

    text: str
    span: Span

    @property
    def is_number(self) -> bool:
        """Whether it is written as a number."""
        return _NUMBER.fullmatch(self.text) is not None


class RawRow(NamedTuple):
    """The cells of one row.

    Attributes:
        cells: Its values.
        names: The columns that the row itself gives to them; None where order decides.
        span: All of it.
        stage: It is one word of the authors' code.
    """

    cells: tuple[Cell, ...]
    names: tuple[Cell, ...] | None
    span: Span
    stage: bool = False


@dataclass(slots=True)
class _Group:
    """A pair of brackets, or a line, that is being read."""

    start: int
    cells: list[Cell] = field(default_factory=list)
    colons: list[int] = field(default_factory=list)
    has_rows: bool = False


class _Token(NamedTuple):
    kind: str
    text: str
    span: Span


def scan(text: str) -> tuple[list[RawRow], list[TableFault]]:
    """The raw rows of `text`, and what could not be read. Never raises."""
    faults: list[TableFault] = []
    if len(text) > MAX_CHARACTERS:
        words = Words(
            f"the table is longer than {MAX_CHARACTERS:,} characters",
            f"表格超过 {MAX_CHARACTERS:,} 个字符",
        )
        return [], [TableFault(words, Span(MAX_CHARACTERS, len(text)))]
    tokens = list(_tokens(text, faults))
    if any(token.kind == "open" for token in tokens):
        rows = _bracketed(tokens, faults)
    else:
        rows = _lines(tokens, faults)
    return sorted(rows, key=lambda row: row.span.start), faults


def _tokens(text: str, faults: list[TableFault]) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        kind, span = found.lastgroup or "", Span(*found.span())
        if kind == "stray":
            words = Words(f"`{found[0]}` is opened and not closed", f"“{found[0]}” 没有配对")
            faults.append(TableFault(words, span))
        elif kind in {"single", "double"}:
            inner = Span(*found.span(kind))
            yield _Token("word", found[kind].strip(), inner)
        elif kind not in {"comment", "skip"}:
            yield _Token(kind, found[0], span)


def _bracketed(tokens: list[_Token], faults: list[TableFault]) -> list[RawRow]:
    rows: list[RawRow] = []
    outside = _Group(0)
    stack = [outside]
    for token in tokens:
        if token.kind == "open":
            stack.append(_Group(token.span.start))
        elif token.kind == "close" and len(stack) == 1:
            words = Words(f"`{token.text}` closes nothing", f"“{token.text}” 没有对应的左括号")
            faults.append(TableFault(words, token.span))
        elif token.kind == "close":
            _close(stack, token.span.end, rows, faults)
        else:
            _take(stack[-1], token, rows)
    for group in stack[1:]:
        words = Words("this bracket is not closed", "这个括号没有闭合")
        faults.append(TableFault(words, Span(group.start, group.start + 1)))
    faults += _stray_numbers(outside)
    return rows


def _take(group: _Group, token: _Token, rows: list[RawRow]) -> None:
    if token.kind == "colon":
        group.colons.append(len(group.cells))
    elif token.kind == "word" and _STAGE.fullmatch(token.text):
        rows.append(_stage(token))
        group.has_rows = True
    elif token.kind == "word":
        group.cells.append(Cell(token.text, token.span))


def _close(stack: list[_Group], end: int, rows: list[RawRow], faults: list[TableFault]) -> None:
    group = stack.pop()
    stack[-1].has_rows = True
    if group.has_rows:
        faults += _stray_numbers(group)
    elif group.cells:
        _add(group, end, rows, faults)


def _stray_numbers(group: _Group) -> Iterator[TableFault]:
    """Names between rows are those of lists and calls; a number there belongs to a lost row."""
    for cell in group.cells:
        if cell.is_number:
            words = Words(
                f"{cell.text} stands outside of the brackets of a row",
                f"{cell.text} 在各行的括号之外",
            )
            yield TableFault(words, cell.span)


def _lines(tokens: list[_Token], faults: list[TableFault]) -> list[RawRow]:
    rows: list[RawRow] = []
    line = _Group(0)
    for token in [*tokens, _Token("line", "", Span(0, 0))]:
        if token.kind == "line":
            _end_line(line, rows, faults)
            line = _Group(0)
        elif not (token.kind == "word" and _RULE.fullmatch(token.text)):
            _take(line, token, rows)
    return rows


def _end_line(line: _Group, rows: list[RawRow], faults: list[TableFault]) -> None:
    if line.has_rows:
        faults += _stray_numbers(line)
    elif line.cells:
        title = len(line.cells) == 1 and line.colons == [1] and not line.cells[0].is_number
        if not title:  # such as `stages:` above the rows
            line.start = line.cells[0].span.start
            _add(line, line.cells[-1].span.end, rows, faults)


def _add(group: _Group, end: int, rows: list[RawRow], faults: list[TableFault]) -> None:
    span = Span(group.start, end)
    if not group.colons:
        rows.append(RawRow(tuple(group.cells), None, span))
    elif group.colons == list(range(1, len(group.cells), 2)) and len(group.cells) % 2 == 0:
        names, cells = tuple(group.cells[::2]), tuple(group.cells[1::2])
        rows.append(RawRow(cells, names, span))
    else:
        words = Words(
            "a row is values only, or `name: value` throughout",
            "一行要么全是数值，要么全部写成“名称: 数值”",
        )
        faults.append(TableFault(words, span))


def _stage(token: _Token) -> RawRow:
    """A stage as one word: letters are columns, what follows are values."""
    names, cells = [], []
    for part in re.finditer(r"([a-z]+)([\d.]*)", token.text, re.ASCII):
        start = token.span.start
        names.append(Cell(part[1], Span(start + part.start(1), start + part.end(1))))
        cells.append(Cell(part[2], Span(start + part.start(), start + part.end())))
    return RawRow(tuple(cells), tuple(names), token.span, stage=True)
