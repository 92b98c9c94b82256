"""Where the trainer would stop at a config, in the order in which it comes to the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.core.analysis import Report, Status
from builder.core.analysis.forward import Passed, Step, forward
from builder.core.analysis.recipe import Mode
from builder.core.tracebacks.explanation import TrainerError
from builder.core.tracebacks.recognise import recognise_words

PROBE = 256
"""Side of the image that the trainers run through a network that they have built."""


class Stage(StrEnum):
    """When the trainer comes to it."""

    BUILD = "build"  # while it reads and builds the rows, one by one
    PROBE = "probe"  # in its own pass, when all rows are built


@dataclass(frozen=True, slots=True)
class Stop:
    """A row at which the trainer stops.

    Attributes:
        row: Its place in the list.
        kind: The trap that the row falls into, such as "bad-reference"; "" for another fault.
        reason: Why, in a sentence.
        operation: The torch operation that refused; "" if none ran.
        shapes: The shapes that it was given.
        path: Where inside the block.
        error: The reason as an error message, if it reads like one.
        side: `(H, W)` of the image of that pass.
    """

    stage: Stage
    row: int
    kind: str
    reason: str
    operation: str = ""
    shapes: tuple[tuple[int, ...], ...] = ()
    path: str = ""
    error: TrainerError | None = None
    side: tuple[int, int] = (PROBE, PROBE)


def build_stops(steps: Sequence[Step]) -> tuple[Stop, ...]:
    """Rows that the trainer cannot build, also those whose module only its copies have."""
    return tuple(stop for step in steps if (stop := _build_stop(step)) is not None)


def _build_stop(step: Step) -> Stop | None:
    row, refused = step.row, step.refused
    if refused is not None and refused.fault is not None:
        kind = row.fatal.kind if row.fatal else ""
        if refused.status is not Status.ERROR and kind != "unknown-module":
            return None
        reason = refused.fault.reason
        return Stop(Stage.BUILD, row.index, kind, reason, error=recognise_words(reason))
    foreign = next((trap for trap in row.traps if trap.kind == "foreign-module"), None)
    return Stop(Stage.BUILD, row.index, foreign.kind, foreign.message) if foreign else None


def pass_stops(
    report: Report, steps: Sequence[Step], size: tuple[int, int] = (PROBE, PROBE)
) -> tuple[Stop, ...]:
    """Rows that fail when an image of `(H, W)` runs through the network, past every failure."""
    probe = size == (PROBE, PROBE)
    done = forward(steps, report.resolved, size, Mode.TRAINING if probe else Mode.RAW)
    return tuple(
        _pass_stop(index, passed, size)
        for index, (step, passed) in enumerate(zip(steps, done, strict=True))
        if passed.status is Status.ERROR and step.refused is None
    )


def _pass_stop(index: int, passed: Passed, size: tuple[int, int]) -> Stop:
    fault = passed.fault
    assert fault is not None
    return Stop(
        Stage.PROBE,
        index,
        "",
        fault.reason,
        fault.operation,
        fault.shapes,
        fault.path,
        recognise_words(fault.reason),
        size,
    )
