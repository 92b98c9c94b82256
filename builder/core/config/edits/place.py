"""Rows put into a list and taken out of it, in the list's own style; nothing is renumbered."""

from builder.core.config.config import Config, Layer, Section, SectionName
from builder.core.config.edits.lines import (
    comma_behind,
    dash_before,
    end_of,
    indent_of,
    line_end_near,
    starts_line,
    tail_of,
    whole_lines,
)
from builder.core.config.edits.row_text import NewRow
from builder.core.config.node import Scalar, Sequence
from builder.core.text import Span, TextEdit

Edits = tuple[TextEdit, ...]


def rows_of(config: Config, name: SectionName) -> tuple[Layer, ...]:
    """The rows of one section."""
    return tuple(layer for layer in config.layers if layer.section is name)


def place_row(
    config: Config, section: Section, place: int, row: NewRow, comment: str = ""
) -> Edits | None:
    """Edits that make `row` number `place` of a section; `comment` brings its own blanks.

    None: the list is written in a way that this cannot follow.
    """
    rows = rows_of(config, section.name)
    if not rows:
        return _into_empty(config, section, row)
    block = isinstance(section.node, Sequence) and not section.node.flow
    if place == 0:
        return (_block_first if block else _flow_first)(config.text, rows, row, comment)
    return (_block_after if block else _flow_after)(config.text, rows, place - 1, row, comment)


def take_row(config: Config, section: Section, place: int) -> Edits | None:
    """Edits that take row number `place` of a section out, its comment too."""
    rows = rows_of(config, section.name)
    if isinstance(section.node, Sequence) and not section.node.flow:
        return _take_block(config.text, section, rows, place)
    return _take_flow(config.text, rows, place)


def _insert(offset: int, text: str) -> TextEdit:
    return TextEdit(Span(offset, offset), text)


def _into_empty(config: Config, section: Section, row: NewRow) -> Edits | None:
    node = section.node
    if node is not None and node.flow:
        return (_insert(node.span.start + 1, row.flow),)
    value = config.header(section.name.value)
    if isinstance(value, Scalar) and value.value is None and value.span.start == value.span.end:
        return (_insert(value.span.start, f" [{row.flow}]"),)
    return None


def _flow_first(text: str, rows: tuple[Layer, ...], row: NewRow, comment: str) -> Edits:
    first = rows[0]
    start = first.span.start
    one_line = len(rows) > 1 and not starts_line(text, rows[1].span.start) and not comment
    if one_line:
        return (_insert(start, f"{row.flow}, "),)
    indent = indent_of(text, start)
    if len(rows) > 1 and starts_line(text, rows[1].span.start):
        indent = indent_of(text, rows[1].span.start)
    return (_insert(start, f"{row.flow},{comment}{line_end_near(text, start)}{indent}"),)


def _flow_after(
    text: str, rows: tuple[Layer, ...], before: int, row: NewRow, comment: str
) -> Edits:
    layer = rows[before]
    last = before + 1 == len(rows)
    end, tail = end_of(text, layer), tail_of(text, layer)
    indent = _row_indent(text, rows, before)
    line = line_end_near(text, end) + indent
    if tail.alone and tail.comma is not None:
        return (_insert(tail.end, f"{line}{row.flow},{comment}"),)
    if tail.alone and last and comma_behind(text, end) is None:
        return (_insert(end, ","), _insert(tail.end, f"{line}{row.flow}{comment}"))
    if tail.alone:  # the comma stands at the start of the next line, and so does the new one
        return (_insert(tail.end, f"{line}, {row.flow}{comment}"),)
    if last:
        if before and not starts_line(text, layer.span.start) and not comment:
            return (_insert(end, f", {row.flow}"),)
        return _before_closing(text, layer, tail.comma, line, row, comment)
    if not comment:
        return (_insert(end, f", {row.flow}"),)
    return (_insert(end, f",{line}{row.flow}"), _insert(tail.end, f"{comment}{line}"))


def _before_closing(
    text: str, layer: Layer, comma: int | None, line: str, row: NewRow, comment: str
) -> Edits:
    """Put a row between the last one and the bracket that closes the list on its line."""
    end = end_of(text, layer)
    edits = []
    old = ""
    if layer.comment is not None:  # it stands behind the bracket, and stays with its row
        start = layer.comment.start
        while text[start - 1] in " \t":
            start -= 1
        old = Span(start, layer.comment.end).of(text)
        edits.append(TextEdit(Span(start, layer.comment.end), ""))
    at = end if comma is None else comma + 1
    new = f"{'' if comma is not None else ','}{old}{line}{row.flow}"
    # A comment would swallow the bracket, unless the bracket moves in front of it.
    if comment:
        new += f",{comment}{line}"
    return (_insert(at, new), *edits)


def _row_indent(text: str, rows: tuple[Layer, ...], index: int) -> str:
    """The indentation of a new row behind row `index`: its own, or the next row's."""
    for layer in (rows[index], *rows[index + 1 : index + 2], *rows[:index]):
        if starts_line(text, layer.span.start):
            return indent_of(text, layer.span.start)
    return indent_of(text, rows[index].span.start)


def _block_first(text: str, rows: tuple[Layer, ...], row: NewRow, comment: str) -> Edits | None:
    dash = dash_before(text, rows[0])
    if dash is None:
        return None
    line = line_end_near(text, dash) + indent_of(text, dash)
    return (_insert(dash, _dashed(text, rows[0], dash, row, comment) + line),)


def _block_after(
    text: str, rows: tuple[Layer, ...], before: int, row: NewRow, comment: str
) -> Edits | None:
    layer = rows[before]
    dash, tail = dash_before(text, layer), tail_of(text, layer)
    if dash is None or not tail.alone or tail.comma is not None:
        return None
    line = line_end_near(text, tail.end) + indent_of(text, dash)
    return (_insert(tail.end, line + _dashed(text, layer, dash, row, comment)),)


def _dashed(text: str, like: Layer, dash: int, row: NewRow, comment: str) -> str:
    """A row of a block list, written as the row `like` is."""
    start = like.span.start
    blanks = text[dash + 1 : start]
    if blanks.strip(" \t") or not blanks:
        blanks = " "
    if isinstance(like.node, Sequence) and not like.node.flow and blanks != "":
        indent = indent_of(text, dash) + " " + blanks
        return f"-{blanks}{row.block(line_end_near(text, start), indent)}{comment}"
    return f"-{blanks}{row.flow}{comment}"


def _take_block(text: str, section: Section, rows: tuple[Layer, ...], place: int) -> Edits | None:
    layer = rows[place]
    dash, tail = dash_before(text, layer), tail_of(text, layer)
    if dash is None or not tail.alone or not starts_line(text, dash):
        return None
    gone = TextEdit(whole_lines(text, dash, tail.end), "")
    if len(rows) > 1:
        return (gone,)
    colon = text.find(":", section.key.span.end, dash)
    return None if colon < 0 else (_insert(colon + 1, " []"), gone)


def _take_flow(text: str, rows: tuple[Layer, ...], place: int) -> Edits:
    layer, end, tail = rows[place], end_of(text, rows[place]), tail_of(text, rows[place])
    start = layer.span.start
    edits: list[TextEdit] = []
    if place and place + 1 == len(rows) and comma_behind(text, end) is None:
        # It was last and had no comma: the row that is last now has none either.
        comma = comma_behind(text, end_of(text, rows[place - 1]))
        if comma is not None:
            edits.append(TextEdit(Span(comma, comma + 1), ""))
    if tail.alone and starts_line(text, start) and (tail.comma is not None or edits or not place):
        return (*edits, TextEdit(whole_lines(text, start, tail.end), ""))
    if place and tail.alone and not starts_line(text, start):
        before = tail_of(text, rows[place - 1])
        if before.comma is not None and not before.alone:
            return (*edits, TextEdit(Span(before.comma + 1, tail.end), ""))
    if place + 1 < len(rows) and tail.comma is not None:
        return (TextEdit(_up_to_next(text, layer, rows[place + 1], tail.end), ""),)
    comma = comma_behind(text, end)
    if comma is not None and tail.comma is None:
        edits.append(TextEdit(Span(comma, comma + 1), ""))
    own = Span(start, end if tail.comma is None else tail.comma + 1)
    if layer.comment is not None:
        blanks = layer.comment.start
        while blanks > own.end and text[blanks - 1] in " \t":
            blanks -= 1
        edits.append(TextEdit(Span(blanks, layer.comment.end), ""))
    return (*edits, TextEdit(own, ""))


def _up_to_next(text: str, layer: Layer, following: Layer, tail_end: int) -> Span:
    """A row with all that keeps the next one away; comments between the two stay."""
    start, stop = layer.span.start, following.span.start
    between = text[tail_end:stop]
    return Span(start, tail_end if between.strip() else stop)
