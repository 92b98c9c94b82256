"""What stands in a built block: parameters and modules, shared ones once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import prod

from builder.core.shapes.module import Module
from builder.core.shapes.tensor import Parameter


@dataclass(frozen=True, slots=True)
class ModuleCount:
    """Modules of a block.

    Attributes:
        own: Distinct modules, the block itself included, without the shared ones.
        leaves: Those of `own` that hold no module.
        shared: Identities of the shared modules that the block uses.
    """

    own: int
    leaves: int
    shared: frozenset[int]


def walk(module: Module, seen: set[Module]) -> None:
    """Add a module and everything in it."""
    seen.add(module)
    if module.leaf:
        return
    for value in module.__dict__.values():
        if isinstance(value, Module) and value not in seen:
            walk(value, seen)


def all_modules(module: Module) -> set[Module]:
    """A module and everything in it."""
    seen: set[Module] = set()
    walk(module, seen)
    return seen


def count_modules(module: Module, shared: Iterable[Module] = ()) -> ModuleCount:
    """How many modules a block made itself, and which of the shared ones it uses.

    Args:
        module: A built block.
        shared: Modules that other blocks may hold too, such as the default activation.
    """
    common = {id(one) for one in shared}
    own = leaves = 0
    used: set[int] = set()
    for one in all_modules(module):
        if id(one) in common:
            used.add(id(one))
            continue
        own += 1
        leaves += one.leaf or not any(isinstance(v, Module) for v in one.__dict__.values())
    return ModuleCount(own, leaves, frozenset(used))


def parameter_counts(modules: Collection[Module]) -> tuple[int, int]:
    """All and trained parameters of distinct modules, shared tensors once."""
    total = trained = 0
    seen: set[int] = set()
    for module in modules:
        mine = module.__dict__
        if module.leaf and "weight" not in mine and "bias" not in mine:
            total += module.extra_params
            trained += module.extra_params
            continue
        module.materialize()
        for value in mine.values():
            if isinstance(value, Parameter) and id(value) not in seen:
                seen.add(id(value))
                size = prod(value.shape)
                total += size
                trained += size if value.trained else 0
    return total, trained
