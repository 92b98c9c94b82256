"""Building blocks and running them: the two calls that everything else makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import Any

from builder.core.diagnostics import Message
from builder.core.shapes.budget import exhausted, state
from builder.core.shapes.containers import Sequential
from builder.core.shapes.errors import EngineError
from builder.core.shapes.loader import load
from builder.core.shapes.module import Module
from builder.core.shapes.refusals import from_constructor, from_python

# The counters are one object for the process.
_LOCK = RLock()


@dataclass(frozen=True, slots=True)
class Run:
    """What one forward pass gave.

    Attributes:
        outputs: What the module returned: a tensor, or a list or tuple of them.
        classic_ops: Operations as thop 0.1.1 counts them; FLOPs are twice as many.
        modern_ops: Operations as ultralytics-thop 2.2.3 counts them.
        macs: Multiply-accumulates of convolutions, linear layers and matrix products.
    """

    outputs: Any
    classic_ops: int
    modern_ops: int
    macs: int


def _check_sizes(value: Any) -> None:
    if isinstance(value, int) and abs(value) > state.argument_limit:
        exhausted(
            Message(
                "more than {limit} in an argument ({value})",
                limit=f"{state.argument_limit:,}",
                value=str(value),
            )
        )
    if isinstance(value, (list, tuple)):
        for inner in value:
            _check_sizes(inner)


def build(
    implementation: str,
    args: Sequence[Any] = (),
    kwargs: Mapping[str, Any] | None = None,
    copies: int = 1,
) -> Module:
    """A block, constructed.

    Args:
        implementation: "csp:C3" or "torch.nn:Upsample".
        args: Positional arguments of the constructor.
        kwargs: Named ones.
        copies: More than one gives an nn.Sequential of that many separate builds.

    Raises:
        LookupError: There is no such block.
        ShapeError: torch refuses the arguments.
        ConstructionError: Python does (wrong number, type or value of arguments).
        Unsupported: The block needs an operation that the engine lacks.
        BudgetExceeded: It is too large.
    """
    with _LOCK:
        state.start()
        if copies > state.repeats_limit:
            exhausted(Message("more than {limit} repeats", limit=f"{state.repeats_limit:,}"))
        named = dict(kwargs or {})
        for value in (*args, *named.values()):
            _check_sizes(value)
        try:
            block = load(implementation)
            if copies == 1:
                return block(*args, **named)
            return Sequential(*[block(*args, **named) for _ in range(copies)])
        except (LookupError, EngineError) as error:
            if isinstance(error, (IndexError, KeyError)):
                raise from_constructor(error) from error
            raise
        except Exception as error:
            raise from_constructor(error) from error


def run(
    module: Module,
    inputs: Any,
    training: bool = False,
    text: Any = None,
    *,
    outermost: bool = False,
) -> Run:
    """The forward pass over shapes.

    Args:
        module: A built block.
        inputs: A tensor, or the list of tensors that the block takes as one argument.
        training: Run as in training: batch norms want more than one value per channel.
        text: The text embedding `(N, classes, values)` that some blocks take beside the map.
        outermost: The module itself is in training mode and what it holds is not, as trainers
            run a head to see its raw predictions.

    Raises:
        ShapeError: torch refuses; `path` says where inside the block.
        Unsupported: The block uses an operation that the engine lacks.
        BudgetExceeded: It needs too much work.
    """
    with _LOCK:
        state.start()
        Module.training = training
        if state.modes_set:  # `train` and `eval` before a run are overruled, as by torch's
            for inner in module.modules():
                inner.__dict__.pop("training", None)
        if outermost:
            module.training = True
        try:
            outputs = module(inputs) if text is None else module(inputs, text)
        except EngineError:
            raise
        except Exception as error:
            raise from_python(type(module).__name__, error) from error
        finally:
            Module.training = True
            module.__dict__.pop("training", None)
        return Run(outputs, state.classic, state.modern, state.macs)


@contextmanager
def default_activation(modules: Mapping[str, Module]) -> Iterator[None]:
    """Builds inside take other activations, as the key `activation:` wants it.

    Args:
        modules: The classes whose default is replaced ("conv:Conv"), each with its activation.
    """
    kinds: list[tuple[Any, Module]] = [(load(holder), one) for holder, one in modules.items()]
    before = [kind.default_act for kind, _ in kinds]
    for kind, module in kinds:
        kind.default_act = module
    try:
        yield
    finally:
        for (kind, _), kept in zip(kinds, before, strict=True):
            kind.default_act = kept
