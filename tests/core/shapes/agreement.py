"""Evaluate one expression on real torch and on the shape engine, and compare what comes out."""

import warnings
from typing import Any

import pytest

from builder.core.shapes import EngineError, Tensor, Unsupported
from builder.core.shapes.budget import state
from builder.core.shapes.namespace import torch as stand_in

real = pytest.importorskip("torch")


def outcome_on_torch(expression: str, shapes: dict[str, tuple[int, ...]], device: str) -> Any:
    names = {"torch": real, "nn": real.nn, "F": real.nn.functional}
    with warnings.catch_warnings(), real.device(device), real.no_grad():
        warnings.simplefilter("ignore")
        for name, shape in shapes.items():
            names[name] = real.zeros(shape)
        try:
            return shapes_of(eval(expression, names))
        except Exception as error:  # noqa: BLE001 -- torch refuses in many ways
            return Refusal(error)


def outcome_on_engine(expression: str, shapes: dict[str, tuple[int, ...]]) -> Any:
    state.start()
    names: dict[str, Any] = {"torch": stand_in, "nn": stand_in.nn, "F": stand_in.nn.functional}
    names |= {name: Tensor(shape) for name, shape in shapes.items()}
    try:
        return shapes_of(eval(expression, names))
    except Unsupported:
        raise
    except (
        EngineError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
    ) as error:
        return Refusal(error)


class Refusal:
    """Equal to every other refusal; shows its text."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"refused: {type(self.error).__name__}: {str(self.error)[:300]}"


def shapes_of(value: Any) -> Any:
    if isinstance(value, (list, tuple)) and not all(isinstance(item, int) for item in value):
        return [shapes_of(item) for item in value]
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return tuple(value.shape), str(value.dtype)
    return tuple(value) if isinstance(value, (list, tuple)) else value


def agree(
    expression: str, device: str = "cpu", empty: bool = True, **shapes: tuple[int, ...]
) -> None:
    """The engine gives the shapes and kinds of number that torch gives, or both refuse.

    With `empty` false a result of torch's without values is not compared.
    """
    wanted = outcome_on_torch(expression, shapes, device)
    if not empty and smallest(wanted) == 0:
        return
    ours = outcome_on_engine(expression, shapes)
    emptiness = any(0 in shape for shape in shapes.values()) or smallest(wanted) <= 0
    if ours != wanted and emptiness:
        # torch's own backends disagree on many empty tensors; then either answer will do.
        wanted = outcome_on_torch(expression, shapes, "meta")
        if smallest(wanted) < 0:  # torch's slip, as in `torch.zeros(()).expand(0, -1)`
            return
    assert ours == wanted, (expression, shapes)


def smallest(outcome: Any) -> int:
    """The smallest size of a tensor; 1 for what is no tensor."""
    tensor = isinstance(outcome, tuple) and bool(outcome) and isinstance(outcome[0], tuple)
    return min(outcome[0], default=1) if tensor else 1
