"""All rows of a config as one real network."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from torch import nn

from builder.core.dialects import ModuleCall, Resolved, ResolvedRow
from builder.core.nn.conv import Conv
from builder.core.nn.head import Detect
from builder.torch_engine.building import bounded_size, build, live


@dataclass(frozen=True, slots=True)
class Unbuilt:
    """Why a row has no module; `waiting`: only because an earlier row has none."""

    reason: str
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """The modules of the rows."""

    modules: tuple[nn.Module | Unbuilt, ...]

    @property
    def whole(self) -> bool:
        """Whether every row has its module."""
        return all(isinstance(module, nn.Module) for module in self.modules)

    def assembled(self) -> nn.Module:
        """The rows that were built inside two containers, as the trainer nests them."""
        built = (module for module in self.modules if isinstance(module, nn.Module))
        return nn.ModuleList([nn.Sequential(*built)])

    def count_layers(self) -> int:
        """What YOLOv5 7.0 prints as layers: every module once, containers too."""
        return sum(1 for _ in self.assembled().modules())

    def count_params(self, *, trainable: bool = False) -> int:
        """Learnable numbers, shared ones once; `trainable` leaves out the frozen."""
        parameters = self.assembled().parameters()
        return sum(one.numel() for one in parameters if one.requires_grad or not trainable)

    def set_training(self, *, training: bool) -> None:
        """Training or evaluation for all rows; heads always train, to give raw predictions."""
        for module in self.modules:
            if isinstance(module, nn.Module):
                module.train(training or isinstance(module, Detect))

    def params_of(self, row: int) -> int | None:
        """Learnable numbers of one row; None where it has no module."""
        module = self.modules[row]
        if isinstance(module, Unbuilt):
            return None
        return sum(parameter.numel() for parameter in module.parameters())


def build_network(resolved: Resolved) -> Network:
    """Build every row; one that fails leaves the reason in its place."""
    with bounded_size(), _default_activation(resolved.activation):
        return Network(tuple(_build_or_say_why(row) for row in resolved.rows))


def _build_or_say_why(row: ResolvedRow) -> nn.Module | Unbuilt:
    if row.fatal:
        return Unbuilt(row.fatal.message)
    if row.implementation is None or row.args is None:
        return Unbuilt("an earlier row that it depends on cannot be built", waiting=True)
    try:
        return build(row.implementation, row.args, row.copies)
    except Exception as error:  # noqa: BLE001 - a constructor may raise anything
        return Unbuilt(f"{type(error).__name__}: {error}")


@contextmanager
def _default_activation(activation: ModuleCall | None) -> Iterator[None]:
    """The config's `activation` for every Conv that is built inside, and only there."""
    before = Conv.default_act
    if activation is not None:
        made = live(activation)
        assert isinstance(made, nn.Module)
        Conv.default_act = made
    try:
        yield
    finally:
        Conv.default_act = before
