"""The root of a tree to sections, rows and their comments."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Final

from builder.core.config.config import Layer, Section, SectionName
from builder.core.config.mend_row import Mender
from builder.core.config.node import Mapping, Node, Scalar, Sequence
from builder.core.config.pasted import is_prose
from builder.core.config.recover_row import words_of
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Row, Severity
from builder.core.text import Span, TextEdit

_SHAPE: Final = "[from, number, module, args]"
# What may stand between a row and the comment on its last line: its comma, and the
# brackets that close the list around it.
_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
_LINE_REST = re.compile(r"[ \t]*,?[ \t]*(?:[\n\r#]|\Z)")
_COMMENT = re.compile(r"[ \t,\]]*(#[^\n\r\x85\u2028\u2029]*)")


def find_sections(
    text: str, root: Mapping, faults: Collection[Diagnostic] = ()
) -> tuple[tuple[Section, ...], tuple[Layer, ...], list[Diagnostic]]:
    """Sections in reading order, their rows, and what is wrong with their form.

    A row in which one of `faults` stands already gets no second finding for its form.
    """
    sections: list[Section] = []
    layers: list[Layer] = []
    found: list[Diagnostic] = []
    mender = Mender(text)
    for name in SectionName:
        pair = next((pair for pair in reversed(root.pairs) if pair[0].value == name.value), None)
        if pair is None:
            if not (other := _other_file(root)) or not found:
                found.append(other or _missing(name, root))
            continue
        key, value = pair
        rows = value if isinstance(value, Sequence) else None
        if rows is None:
            found.append(_not_a_list(name, key, value))
        sections.append(Section(name, key, rows))
        for node in rows.items if rows else ():
            layer = _layer(text, len(layers), name, node)
            layers.append(layer)
            if not _is_damaged(layer, faults):
                found += _row_findings(mender, layer)
    return tuple(sections), tuple(layers), found


def _layer(text: str, index: int, section: SectionName, node: Node) -> Layer:
    cells: list[Node | None] = list(node.items[:4]) if isinstance(node, Sequence) else []
    cells += [None] * (4 - len(cells))
    origin, number, module, args = cells
    comment = comment_after(text, node.span.end)
    return Layer(index, section, node, origin, number, module, args, comment)


def comment_after(text: str, end: int) -> Span | None:
    """The comment on the line where a row ends, from its `#`, without trailing blanks."""
    match = _COMMENT.match(text, end)
    if match is None:
        return None
    return Span(match.start(1), match.start(1) + len(match[1].rstrip()))


def _is_damaged(layer: Layer, faults: Collection[Diagnostic]) -> bool:
    span = layer.span
    return any(span.touches(fault.span.start) or span.touches(fault.span.end) for fault in faults)


def _row_findings(mender: Mender, layer: Layer) -> list[Diagnostic]:
    node, row = layer.node, Row(layer.index, str(layer.index))
    if not isinstance(node, Sequence):
        fixes = tuple(_row_fixes(mender, node))
        message = Message("{row} is not a list; a row is {shape}", row=row, shape=_SHAPE)
        return [Diagnostic("Y201", Severity.ERROR, message, node.span, layer.index, (), fixes)]
    if len(node.items) == 4:
        return []
    fixes = tuple(_row_fixes(mender, node))
    count = len(node.items)
    values = Message("1 value") if count == 1 else Message("{number} values", number=count)
    message = Message(
        "{row} has {values}; a row has 4: {shape}", row=row, values=values, shape=_SHAPE
    )
    return [Diagnostic("Y202", Severity.ERROR, message, node.span, layer.index, (), fixes)]


def _row_fixes(mender: Mender, node: Node) -> Iterator[Fix]:
    """Brackets and commas that make four cells of it; words become a comment."""
    comment = _lost_comment(mender.text, node)
    if comment is not None:
        edit = TextEdit(Span(comment, comment), "# ")
        yield Fix(Message("Make it a comment"), (edit,), Applicability.SAFE)
        return
    mend = mender.mend(node.span.start, node.span.end)
    if mend is None or not (mend.edits or mend.commas):
        return
    trust = Applicability.SAFE if mend.sure else Applicability.UNSAFE
    title = words_of(mend)[1] if mend.edits else Message("Insert the missing commas")
    yield Fix(title, (*mend.edits, *mend.commas), trust)


def _lost_comment(text: str, node: Node) -> int | None:
    """Where words begin that are a comment: behind a row, or a sentence on a line of its own."""
    words = node.span.of(text)
    if not isinstance(node, Scalar) or node.style != "plain" or _BREAK.search(words):
        return None
    line = max(text.rfind(mark, 0, node.span.start) for mark in "\n\r") + 1
    before = text[line : node.span.start].strip(" \t")
    behind_row = before.endswith(("],", "]")) and not before.startswith("-")
    if _LINE_REST.match(text, node.span.end) and (behind_row or (not before and is_prose(words))):
        return node.span.start
    return None


def _other_file(root: Mapping) -> Diagnostic | None:
    """That a file without any rows is a trainer's other YAML: a data set's, or of training."""
    keys = {key.value for key, _ in root.pairs}
    if keys & {name.value for name in SectionName}:
        return None
    place = Span(root.span.start, root.span.start)
    if keys & {"train", "val"} and keys & {"names", "nc", "path"}:
        message = Message(
            "this is a data set's file (`--data`), not a model's: it has no `backbone:` and no "
            "`head:`"
        )
    elif keys & {"lr0", "lrf"} and keys & {"momentum", "weight_decay", "mosaic"}:
        message = Message(
            "this is a file of training settings (`--hyp`), not a model's: it has no `backbone:` "
            "and no `head:`"
        )
    else:
        return None
    return Diagnostic("Y203", Severity.ERROR, message, place)


def _missing(name: SectionName, root: Mapping) -> Diagnostic:
    names = {str(key.value).casefold(): key for key, _ in root.pairs}
    near = get_close_matches(name.value, names, 1, 0.7)
    key = names[near[0]] if near else None
    if key is not None and key.value not in {section.value for section in SectionName}:
        message = Message(
            "`{key}:` is no list that trainers read; is `{better}:` meant?",
            key=str(key.value),
            better=name.value,
        )
        edit = TextEdit(key.span, name.value)
        fix = Fix(Message("Rename it to `{key}`", key=name.value), (edit,), Applicability.SAFE)
        return Diagnostic("Y203", Severity.ERROR, message, key.span, fixes=(fix,))
    place = Span(root.span.start, root.span.start)
    message = Message(
        "the file has no `{key}:`, the list of rows that trainers read", key=name.value
    )
    return Diagnostic("Y203", Severity.ERROR, message, place)


def _not_a_list(name: SectionName, key: Scalar, value: Node) -> Diagnostic:
    if isinstance(value, Scalar) and value.value is None:
        what = Message("is empty")
    elif isinstance(value, Mapping):
        what = Message("holds `key: value` pairs")
    else:
        what = Message("holds one value")
    message = Message(
        "`{key}:` {fault}; it must be a list of rows {shape}",
        key=name.value,
        fault=what,
        shape=_SHAPE,
    )
    return Diagnostic("Y204", Severity.ERROR, message, key.span)
