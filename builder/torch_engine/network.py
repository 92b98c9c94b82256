"""All rows of a config as one real network."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from torch import nn

from builder.core.analysis.forward import is_head
from builder.core.dialects import Printing, Resolved, ResolvedRow
from builder.torch_engine.building import bounded_size, build, find_class, live


@dataclass(frozen=True, slots=True)
class Unbuilt:
    """Why a row has no module; `waiting`: only because an earlier row has none."""

    reason: str
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """The modules of the rows, and the rows."""

    modules: tuple[nn.Module | Unbuilt, ...]
    rows: tuple[ResolvedRow, ...]

    @property
    def whole(self) -> bool:
        """Whether every row has its module."""
        return all(isinstance(module, nn.Module) for module in self.modules)

    def assembled(self) -> nn.Module:
        """The rows that were built inside two containers, as the trainer nests them."""
        built = (module for module in self.modules if isinstance(module, nn.Module))
        return nn.ModuleList([nn.Sequential(*built)])

    def count_layers(self, printing: Printing) -> int:
        """What the trainer prints as layers."""
        network = self.assembled()
        if printing.layers == "leaves":
            return sum(
                1 for module in network.modules() if not any(True for _ in module.children())
            )
        shared_once = not printing.own_activations
        return sum(1 for _ in network.named_modules(remove_duplicate=shared_once))

    def count_params(self, *, trainable: bool = False) -> int:
        """Learnable numbers, shared ones once; `trainable` leaves out the frozen."""
        parameters = self.assembled().parameters()
        return sum(one.numel() for one in parameters if one.requires_grad or not trainable)

    def set_training(self, *, training: bool) -> None:
        """Training or evaluation for all rows; heads themselves always train.

        So they give raw predictions, while what they hold is in evaluation like the rest.
        """
        for module, row in zip(self.modules, self.rows, strict=True):
            if isinstance(module, nn.Module):
                module.train(training)
                module.training = training or is_head(row)

    def params_of(self, row: int) -> int | None:
        """Learnable numbers of one row; None where it has no module."""
        module = self.modules[row]
        if isinstance(module, Unbuilt):
            return None
        return sum(parameter.numel() for parameter in module.parameters())


def build_network(resolved: Resolved) -> Network:
    """Build every row; one that fails leaves the reason in its place."""
    with bounded_size(), _default_activations(resolved):
        return Network(tuple(_build_or_say_why(row) for row in resolved.rows), resolved.rows)


def _build_or_say_why(row: ResolvedRow) -> nn.Module | Unbuilt:
    if row.fatal:
        return Unbuilt(row.fatal.message)
    args = row.args if row.call is None else row.call
    if row.implementation is None or args is None:
        return Unbuilt("an earlier row that it depends on cannot be built", waiting=True)
    try:
        return build(row.implementation, args, row.copies, dict(row.kwargs))
    except Exception as error:  # noqa: BLE001 - a constructor may raise anything
        return Unbuilt(f"{type(error).__name__}: {error}")


@contextmanager
def _default_activations(resolved: Resolved) -> Iterator[None]:
    """The config's `activation` for every Conv that is built inside, and only there."""
    activation = resolved.activation
    if activation is None:
        yield
        return
    kinds: list[Any] = [find_class(holder) for holder in resolved.holders]
    before = [kind.default_act for kind in kinds]
    for kind in kinds:
        kind.default_act = live(activation)
    try:
        yield
    finally:
        for kind, kept in zip(kinds, before, strict=True):
            kind.default_act = kept
