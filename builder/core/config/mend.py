"""Why YAML cannot read a text: the tolerant reader's findings, checked against YAML."""

from dataclasses import dataclass, replace
from typing import Final

from builder.core.config.node import Mapping, Node
from builder.core.config.recover import recover
from builder.core.config.recover_log import narrow
from builder.core.config.tree import Fault, parse_tree
from builder.core.diagnostics import Applicability, Diagnostic, Message, Severity
from builder.core.text import LineIndex, Span, apply_edits, invert, map_offset

# YAML's own words for what it met, in words for people who do not write parsers.
_WORDS: Final = {
    "mapping values are not allowed in this context": Message("a `:` stands where no key can be"),
    "did not find expected ',' or ']'": Message("a comma or a `]` is missing before here"),
    "did not find expected ',' or '}'": Message("a comma or a `}` is missing before here"),
    "could not find expected ':'": Message("this line is no key, no row and no comment"),
    "did not find expected key": Message("this line does not line up with the keys above"),
    "did not find expected '-' indicator": Message(
        "this line does not line up with the rows above"
    ),
    "did not find expected node content": Message("a value is missing before here"),
    "found character that cannot start any token": Message(
        "no value can begin with this character"
    ),
    "found unexpected end of stream": Message("the file ends inside quotes"),
}


@dataclass(frozen=True, slots=True)
class Mended:
    """The keys and rows of a broken text, and what is wrong with it."""

    root: Mapping | None
    found: tuple[Diagnostic, ...]


def explain_fault(text: str, fault: Fault) -> Mended:
    """Read what YAML stopped at, and see whether the proposed fixes make it readable."""
    recovered = recover(text)
    if fault.limit:
        return Mended(recovered.root, (_stopped(fault, len(text)),))
    found = recovered.found
    edits = [edit for one in found for fix in one.fixes[:1] for edit in fix.edits]
    try:
        mended = apply_edits(text, edits)
    except ValueError:  # two fixes want the same characters; each is right on its own
        return Mended(recovered.root, _doubtful(found))
    tree = parse_tree(mended)
    if tree.fault is not None:
        offset = map_offset(tree.fault.offset, invert(text, edits))
        rest = replace(tree.fault, offset=min(offset, len(text)))
        if _is_news(text, rest, found):
            found = (*found, _stopped(rest, len(text)))
    elif not found:
        found = (_stopped(fault, len(text)),)
    elif _narrow(_rows(tree.root)) != _narrow(_rows(recovered.root)):
        found = _doubtful(found)
    return Mended(recovered.root, found)


def _rows(root: Node | None) -> list[object]:
    if not isinstance(root, Mapping):
        return []
    return [node.value if node else None for node in map(root.get, ("backbone", "head"))]


def _narrow(value: object) -> object:
    """A value without the full-width characters and quotes that a fix takes from its words."""
    if isinstance(value, list):
        return [_narrow(item) for item in value]
    if not isinstance(value, str):
        return value
    return narrow(value).strip("'\"")


def _doubtful(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The findings with fixes that are offered, but not applied unasked."""
    return tuple(
        replace(
            one,
            fixes=tuple(replace(fix, applicability=Applicability.UNSAFE) for fix in one.fixes),
        )
        for one in found
    )


def _is_news(text: str, fault: Fault, found: tuple[Diagnostic, ...]) -> bool:
    """Whether no finding stands on the line of a fault or the line above."""
    lines = LineIndex(text)
    line = lines.position(fault.offset).line
    near = {line, line - 1}
    return all(lines.position(one.span.start).line not in near for one in found)


def _stopped(fault: Fault, length: int) -> Diagnostic:
    start = min(fault.offset, length)
    place = Span(start, min(start + 1, length))
    if fault.limit:
        message = Message("{fault}; not all of it is read", fault=fault.message)
        return Diagnostic("Y110", Severity.ERROR, message, place)
    words = _WORDS.get(fault.message, fault.message)
    message = Message("YAML cannot read on here: {reason}", reason=words)
    return Diagnostic("Y101", Severity.ERROR, message, place)
