"""What stands in a built block: parameters and modules, shared ones once."""

from __future__ import annotations

from collections.abc import Iterable
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


def take_inventory(module: Module, shared: Iterable[Module] = ()) -> Inventory:
    """Count a block's parameters and modules.

    Args:
        module: A built block.
        shared: Modules that other blocks may hold too, such as the default activation.
    """
    common = set(shared)
    seen, stack = {module}, [module]
    untouched = own = leaves = 0
    used: list[int] = []
    parameters: dict[int, Parameter] = {}
    while stack:
        one = stack.pop()
        mine = one.__dict__
        holds = False
        if one.leaf and "weight" not in mine and "bias" not in mine:
            untouched += one.extra_params
        else:
            one.materialize()
            for value in mine.values():
                if isinstance(value, Module):
                    holds = True
                    if value not in seen:
                        seen.add(value)
                        stack.append(value)
                elif isinstance(value, Parameter):
                    parameters[id(value)] = value
        if one in common:
            used.append(id(one))
        else:
            own += 1
            leaves += not holds
    sizes = [(prod(one.shape), one.trained) for one in parameters.values()]
    return Inventory(
        untouched + sum(size for size, _ in sizes),
        untouched + sum(size for size, trained in sizes if trained),
        ModuleCount(own, leaves, frozenset(used)),
    )


def count_modules(module: Module, shared: Iterable[Module] = ()) -> ModuleCount:
    """How many modules a block made itself, and which of the shared ones it uses.

    Args:
        module: A built block.
        shared: Modules that other blocks may hold too, such as the default activation.
    """
    return take_inventory(module, shared).modules
