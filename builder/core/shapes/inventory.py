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


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything that can be counted in a block, from one walk.

    Attributes:
        params: Numbers in all parameters, shared tensors once.
        trainable: Those that are trained.
        modules: Its modules.
    """

    params: int
    trainable: int
    modules: ModuleCount


def all_modules(module: Module) -> set[Module]:
    """A module and everything in it."""
    seen = {module}
    stack = [module]
    while stack:
        one = stack.pop()
        if one.leaf:
            continue
        for value in one.__dict__.values():
            if isinstance(value, Module) and value not in seen:
                seen.add(value)
                stack.append(value)
    return seen


def take_inventory(module: Module, shared: Iterable[Module] = ()) -> Inventory:
    """Count a block's parameters and modules.

    Args:
        module: A built block.
        shared: Modules that other blocks may hold too, such as the default activation.
    """
    modules = all_modules(module)
    return Inventory(*parameter_counts(modules), _sorted(modules, shared))


def count_modules(module: Module, shared: Iterable[Module] = ()) -> ModuleCount:
    """How many modules a block made itself, and which of the shared ones it uses.

    Args:
        module: A built block.
        shared: Modules that other blocks may hold too, such as the default activation.
    """
    return _sorted(all_modules(module), shared)


def _sorted(modules: set[Module], shared: Iterable[Module]) -> ModuleCount:
    used = modules.intersection(shared)
    own = modules - used if used else modules
    leaves = 0
    for one in own:
        if one.leaf or not any(isinstance(value, Module) for value in one.__dict__.values()):
            leaves += 1
    return ModuleCount(len(own), leaves, frozenset(id(one) for one in used))


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
