"""A text to a tree: as YAML reads it, else with patience, else without what a page left in it."""

from dataclasses import dataclass
from typing import Final

from builder.core.config.config import SectionName
from builder.core.config.mend import explain_fault
from builder.core.config.node import Mapping, Node, Sequence
from builder.core.config.peel import peel
from builder.core.config.tree import parse_tree
from builder.core.diagnostics import Diagnostic

_SECTIONS: Final = tuple(name.value for name in SectionName)
_CELLS: Final = 4


@dataclass(frozen=True, slots=True)
class Understood:
    """What could be made of a text.

    Attributes:
        root: Its keys and rows.
        found: What is wrong with its YAML.
        broken: Whether YAML cannot read it.
    """

    root: Node | None
    found: tuple[Diagnostic, ...]
    broken: bool

    @property
    def rows(self) -> int:
        """How many rows of four cells were found."""
        root = self.root if isinstance(self.root, Mapping) else None
        lists = [root.get(name) for name in _SECTIONS] if root else []
        rows = [row for one in lists if isinstance(one, Sequence) for row in one.items]
        return sum(isinstance(row, Sequence) and len(row.items) == _CELLS for row in rows)


def understand(text: str) -> Understood:
    """Read a text of characters that YAML allows. Never raises."""
    plain = _as_it_is(text)
    if plain.rows and not plain.broken:
        return plain
    peeled = peel(text)
    if not peeled.found:
        return plain
    inner = _as_it_is(peeled.text)
    better = (inner.rows, -len(inner.found)) > (plain.rows, -len(plain.found))
    if not inner.rows or not better:
        return plain
    found = (*peeled.found, *peeled.findings(inner.found))
    return Understood(peeled.node(inner.root), found, broken=True)


def _as_it_is(text: str) -> Understood:
    tree = parse_tree(text)
    if tree.fault is None:
        return Understood(tree.root, tuple(tree.diagnostics), broken=False)
    mended = explain_fault(text, tree.fault)
    return Understood(mended.root, (*tree.diagnostics, *mended.found), broken=True)
