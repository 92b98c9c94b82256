"""A model config: rows and header with the places where they stand."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from builder.core.config.node import Mapping, Node, Scalar, Sequence
from builder.core.diagnostics import Diagnostic
from builder.core.text import LineIndex, Span


class SectionName(StrEnum):
    """The two lists of rows that trainers read, in reading order."""

    BACKBONE = "backbone"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Ref:
    """One integer that names a layer in a row's `from` cell."""

    value: int
    span: Span


@dataclass(frozen=True)
class Layer:
    """One row `[from, number, module, args]`.

    Attributes:
        index: Its number, counted through backbone and head from 0.
        section: The list that it stands in.
        node: The row as written; its span excludes the dash and the comma.
        from_cell, number, module, args: The four cells; None where the row is too short.
        comment: The comment on the row's last line, from its `#`, without trailing blanks.
    """

    index: int
    section: SectionName
    node: Node
    from_cell: Node | None
    number: Node | None
    module: Node | None
    args: Node | None
    comment: Span | None = None

    @property
    def span(self) -> Span:
        """The characters of the row, brackets included."""
        return self.node.span

    @property
    def name(self) -> str | None:
        """The module's name as written, if it is text."""
        value = self.module.value if self.module is not None else None
        return value if isinstance(value, str) else None

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        """The integers of the `from` cell, in order; other values are left out."""
        cell = self.from_cell
        items: tuple[Node, ...] = (
            cell.items if isinstance(cell, Sequence) else (cell,) if cell else ()
        )
        return tuple(
            Ref(item.value, item.span)
            for item in items
            if isinstance(item, Scalar) and type(item.value) is int
        )


@dataclass(frozen=True, slots=True)
class Section:
    """One list of rows: `key` is its name in the text, `node` the list (None if not a list)."""

    name: SectionName
    key: Scalar
    node: Sequence | None


@dataclass(frozen=True)
class Config:
    """One YAML file's content. Made by `read_config`, which never fails.

    Attributes:
        first_slots: How many numbers row 0 takes up. `from` counts slots: to most trainers each row
            is one, to some forks a whole backbone in row 0 is five. Whoever knows the trainer
            sets it (`numbered`).
    """

    text: str
    root: Mapping | None
    sections: tuple[Section, ...]
    layers: tuple[Layer, ...]
    diagnostics: tuple[Diagnostic, ...]
    first_slots: int = 1

    @cached_property
    def lines(self) -> LineIndex:
        """Finds lines and columns in the text."""
        return LineIndex(self.text)

    def header(self, key: str) -> Node | None:
        """The value of a top-level key, such as `nc`."""
        return self.root.get(key) if self.root else None

    def numbered(self, first_slots: int) -> "Config":
        """The same, with another number of slots for row 0."""
        return self if first_slots == self.first_slots else replace(self, first_slots=first_slots)

    def number_of(self, index: int) -> int:
        """The number by which rows name row `index`; for a row of several slots its last."""
        return index + self.first_slots - 1 if index >= 0 else index

    def number_text(self, index: int) -> str:
        """All numbers of row `index` as people read them: "5"; "0-4" for a row of several slots."""
        several = index == 0 and self.first_slots > 1
        return f"0-{self.first_slots - 1}" if several else str(self.number_of(index))

    def row_of(self, number: int) -> int:
        """The row that a number names; -1 is the image. It may lie outside the rows."""
        return number if number < 0 else max(number - self.first_slots + 1, 0)

    def slot_read(self, index: int, ref: int) -> int:
        """The number that `ref` in row `index` names: -1 is the image (row 0's "previous")."""
        return ref if ref >= 0 else (self.number_of(index) if index else 0) + ref

    def target_of(self, index: int, ref: int) -> int:
        """The row that `ref` in row `index` names: -1 is the image.

        The result may lie outside the rows, or at or after `index`: then the reference is wrong.
        """
        return self.row_of(self.slot_read(index, ref))

    def layer_at(self, offset: int) -> Layer | None:
        """The row at `offset`, or else the first row on its line (comments included)."""
        position = self.lines.position
        line = position(offset).line
        on_line: Layer | None = None
        for layer in self.layers:
            if layer.span.touches(offset):
                return layer
            end = layer.comment.end if layer.comment else layer.span.end
            if on_line is None and position(layer.span.start).line <= line <= position(end).line:
                on_line = layer
        return on_line
