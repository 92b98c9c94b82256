"""YAML events to a tree of nodes with spans, within limits that no text can exceed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import yaml

from builder.core.config.node import Mapping, Node, Scalar, Sequence, Style
from builder.core.config.scalars import (
    COLLECTION_TAGS,
    UnreadableValueError,
    plain_value,
    shown_tag,
    tagged_value,
)
from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.text import Span

MAX_DEPTH: Final = 64
MAX_NODES: Final = 50_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STYLES: Final[dict[str | None, Style]] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "block",
    ">": "block",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Where and why YAML stopped reading; `limit` marks our own limits."""

    message: str
    offset: int
    limit: bool = False


@dataclass(slots=True)
class Tree:
    """What came of a text: a root, findings on the way, and the fault that ended it."""

    root: Node | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    fault: Fault | None = None


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read."""

    start: int
    flow: bool
    mapping: bool
    anchor: str | None
    before: int  # nodes counted before it
    items: list[Node] = field(default_factory=list)
    height: int = 0


@dataclass(frozen=True, slots=True)
class _Anchored:
    node: Node
    nodes: int
    height: int


class _LimitError(Exception):
    """The text is larger, deeper or repeats more than any network config."""

    def __init__(self, message: Message, offset: int) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


def parse_tree(text: str) -> Tree:
    """Read `text` as YAML.

    The text may hold only characters that YAML allows. Never recurses, never raises.
    """
    body = text.lstrip("\ufeff")  # YAML skips a byte order mark and does not count it
    shift = len(text) - len(body)
    builder = _TreeBuilder(shift)
    try:
        for event in yaml.parse(body, Loader=_LOADER):
            if not builder.take(event):
                break
    except _LimitError as error:
        builder.tree.fault = Fault(error.message, error.offset, limit=True)
    except yaml.MarkedYAMLError as error:
        builder.tree.fault = _fault_of(error, len(body), shift)
    except yaml.YAMLError as error:
        builder.tree.fault = Fault(str(error).splitlines()[0], shift)
    return builder.tree


def _fault_of(error: yaml.MarkedYAMLError, length: int, shift: int) -> Fault:
    mark = error.problem_mark or error.context_mark
    return Fault(
        error.problem or error.context or Message("YAML stops here"),
        min(mark.index, length) + shift if mark else shift,
    )


class _TreeBuilder:
    """Turns events into nodes on a stack of its own."""

    def __init__(self, shift: int) -> None:
        self.tree = Tree()
        self._shift = shift
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._nodes = 0

    def take(self, event: yaml.Event) -> bool:
        """Use one event; False when nothing after it matters."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.tree.root is not None:
            start = self._at(event.start_mark)
            self._report(
                "Y115",
                Span(start, start + 3),
                Message("a second document begins here; trainers refuse such a file"),
            )
            return False
        return True

    def _at(self, mark: Any) -> int:
        # The types of PyYAML allow an event without marks; the loaders make none.
        offset: int = mark.index
        return offset + self._shift

    def _span(self, event: yaml.Event) -> Span:
        start = self._at(event.start_mark)
        return Span(start, max(start, self._at(event.end_mark)))

    def _report(
        self, code: str, span: Span, message: Message, severity: Severity = Severity.ERROR
    ) -> None:
        self.tree.diagnostics.append(Diagnostic(code, severity, message, span))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        span = self._span(event)
        style = _STYLES[event.style]
        text: str = event.value
        value: object = text
        try:
            if event.tag is not None and event.tag != "!":
                value = tagged_value(event.tag, text)
            elif style == "plain" and event.tag is None:
                value = plain_value(text)
        except UnreadableValueError as error:
            message = Message("{fault}; it is kept as text", fault=error.message)
            self._report("Y113" if event.tag else "Y114", span, message)
        self._add(Scalar(span, value, style), event.anchor, 1, 0)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        start = self._at(event.start_mark)
        if len(self._stack) >= MAX_DEPTH:
            words = Message("lists are nested more than {depth} deep", depth=MAX_DEPTH)
            raise _LimitError(words, start)
        if event.tag is not None and event.tag != "!" and event.tag not in COLLECTION_TAGS:
            self._report("Y113", self._span(event), _not_data(event.tag))
        self._stack.append(
            _Open(
                start,
                bool(event.flow_style),
                isinstance(event, yaml.MappingStartEvent),
                event.anchor,
                self._nodes,
            )
        )

    def _close(self, event: yaml.Event) -> None:
        opened = self._stack.pop()
        end = self._at(event.end_mark)
        items = opened.items
        # A block ends where its last item does; the event's mark stands behind comments.
        if not opened.flow and items:
            end = items[-1].span.end
        span = Span(opened.start, max(end, opened.start))
        node: Node
        if opened.mapping:
            node = self._mapping(span, items, opened.flow)
        else:
            node = Sequence(span, tuple(items), opened.flow)
        self._add(node, opened.anchor, self._nodes - opened.before + 1, opened.height + 1)

    def _mapping(self, span: Span, items: list[Node], flow: bool) -> Mapping:
        own: list[tuple[Scalar, Node]] = []
        merged: list[tuple[Scalar, Node]] = []
        seen: set[object] = set()
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._report("Y112", key.span, Message("a key must be a word, not a list"))
            elif key.style == "plain" and key.value == "<<":
                merged += _merged_pairs(value)
            else:
                if key.value in seen:
                    self._report(
                        "Y111",
                        key.span,
                        Message(
                            "the key `{key}` stands here a second time; only this one counts",
                            key=str(key.value),
                        ),
                        Severity.WARNING,
                    )
                seen.add(key.value)
                own.append((key, value))
        return Mapping(span, (*merged, *own), flow)

    def _alias(self, event: yaml.AliasEvent) -> None:
        span = self._span(event)
        anchored = self._anchors.get(event.anchor or "")
        if anchored is None:
            words = Message("`*{name}` names nothing above it", name=event.anchor)
            self._report("Y112", span, words)
            self._add(Scalar(span, None), None, 1, 0)
            return
        if len(self._stack) + anchored.height > MAX_DEPTH:
            words = Message("`*{name}` nests lists too deep", name=event.anchor)
            raise _LimitError(words, span.start)
        self._nodes += anchored.nodes - 1
        self._add(replace(anchored.node, span=span), None, 1, anchored.height)

    def _add(self, node: Node, anchor: str | None, nodes: int, height: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            words = Message("the file holds more than {number} values", number=f"{MAX_NODES:,}")
            raise _LimitError(words, node.span.start)
        if anchor is not None:
            self._anchors[anchor] = _Anchored(node, nodes, height)
        if not self._stack:
            if self.tree.root is None:
                self.tree.root = node
            return
        top = self._stack[-1]
        top.items.append(node)
        top.height = max(top.height, height)


def _not_data(tag: str) -> Message:
    return Message(
        "the tag `{tag}` is not plain data; it is ignored, and trainers refuse it",
        tag=shown_tag(tag),
    )


def _merged_pairs(value: Node) -> Iterator[tuple[Scalar, Node]]:
    """What `<<: value` brings in; where several mappings meet, an earlier one wins."""
    sources = value.items if isinstance(value, Sequence) else (value,)
    for source in reversed(sources):
        if isinstance(source, Mapping):
            yield from source.pairs
