"""Rows whose numbers are kept facts, because only a library's own code can run them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from builder.core import shapes
from builder.core.diagnostics import Listed, Message
from builder.core.facts import Facts, Outputs, Run, Shape, Subject, Wanted, store


class Unmeasured(shapes.EngineError):
    """Nobody has measured this yet.

    Attributes:
        wanted: What has to be measured; None where that is not known before the row runs.
    """

    def __init__(self, subject: Subject, wanted: Wanted | None = None) -> None:
        words = wanted.words if wanted else subject.words
        super().__init__(
            Message("{model} has not been measured: {reason}", model=words, reason=_needs(subject))
        )
        self.wanted = wanted


def _needs(subject: Subject) -> str:
    failed = store().unbuilt(subject)
    if failed is not None:
        return failed.reason
    packages = subject.missing_packages()
    if not packages:
        return Message("torch has not been asked yet")
    return Message(
        "needs {packages} ({command})",
        packages=Listed(packages),
        command=f"pip install {' '.join(packages)}",
    )


@dataclass(frozen=True, slots=True)
class Measured:
    """A built row.

    Attributes:
        module: Stands for it; of its parameters it has the first one only.
        params, trainable, modules, leaves: As `Built` has them.
    """

    module: shapes.Module
    params: int
    trainable: int
    modules: int
    leaves: int


def build(implementation: str, args: Sequence[object], copies: int) -> Measured:
    """The counts of a row.

    Raises:
        ConstructionError: The trainer cannot build it.
        Unmeasured: There are no facts.
    """
    subject = _subject(implementation, args)
    facts = store().find(subject)
    if facts is None:
        raise Unmeasured(subject)
    return Measured(
        _stand_in(facts.first),
        copies * facts.params,
        copies * facts.trainable,
        copies * facts.modules + (copies > 1),  # several stand in a Sequential
        copies * facts.leaves,
    )


def _subject(implementation: str, args: Sequence[object]) -> Subject:
    try:
        subject = Subject.of(implementation, args)
    except TypeError as error:
        raise shapes.ConstructionError(str(error)) from error
    refused = store().unbuilt(subject)
    if refused is not None and refused.final:
        raise shapes.ConstructionError(refused.reason)
    return subject


@lru_cache(maxsize=64)
def _stand_in(first: Shape) -> shapes.Module:
    module = shapes.Module()
    if first:
        module.register_parameter("first", shapes.Parameter(shapes.Tensor(first)))
    return module


def run(
    implementation: str, args: Sequence[object], copies: int, inputs: object, *, training: bool
) -> shapes.Run:
    """What comes out of a row for these inputs.

    Raises:
        ConstructionError: The trainer cannot build it.
        ShapeError: The model refuses the input.
        Unmeasured: Nobody knows.
    """
    subject = _subject(implementation, args)
    facts = store().find(subject)
    value, passes = inputs, list[Run]()
    for _ in range(copies):
        passes.append(_pass(subject, facts, value, training=training))
        value = _tensors(passes[-1].outputs)
    return shapes.Run(
        value,
        sum(one.classic_ops for one in passes),
        sum(one.modern_ops for one in passes),
        sum(one.macs for one in passes),
    )


def _pass(subject: Subject, facts: Facts | None, given: object, *, training: bool) -> Run:
    if not isinstance(given, shapes.Tensor):
        kind = type(given).__name__
        message = Message("{model} takes one map, not a {kind}", model=subject.words, kind=kind)
        raise shapes.ShapeError("forward", (), message)
    found = facts.run(given.shape, training=training) if facts else None
    if found is None:
        raise Unmeasured(subject, Wanted(subject, given.shape, training))
    if found.refusal:
        raise shapes.ShapeError("forward", (given.shape,), found.refusal)
    return found


def _tensors(outputs: Outputs) -> object:
    """Shapes as tensors of the engine; how much of the image they see is not known."""
    if isinstance(outputs, tuple):
        return shapes.Tensor(outputs, inf)
    if isinstance(outputs, list):
        return [_tensors(one) for one in outputs]
    if isinstance(outputs, dict):
        return {name: _tensors(one) for name, one in outputs.items()}
    return None
