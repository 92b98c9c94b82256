"""The dry forward pass over all rows, past every one that fails."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.core import shapes
from builder.core.analysis.recipe import Built, Outcome, Recipe, build, run
from builder.core.analysis.report import Fault, Status
from builder.core.dialects import Resolved, ResolvedRow

# A row that cannot be told from the file alone, as against one at which the trainer stops.
_UNTELLABLE = {"unknown-module", "code-as-module", "runs-code", "opaque-text"}
MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Passed:
    """What one pass made of one row."""

    status: Status
    built: Built | None = None
    outcome: Outcome | None = None
    inputs: tuple[shapes.Tensor, ...] | None = None
    fault: Fault | None = None
    blocked_by: tuple[int, ...] = ()


def forward(
    resolved: Resolved, image_size: tuple[int, int], *, training: bool, channels: int | None = None
) -> list[Passed]:
    """Run every row of `resolved` on an image of `(H, W)`.

    Args:
        resolved: The rows as the trainer reads them.
        image_size: `(H, W)` of the image.
        training: Run all rows in training mode; else only the heads, whose outputs in
            evaluation are decoded boxes and say nothing of the network.
        channels: Channels of the image; by default the config's.
    """
    image = shapes.image(*image_size, resolved.input_channels if channels is None else channels)
    done: list[Passed] = []
    for row in resolved.rows:
        done.append(_forward_row(row, resolved, image, done, training))
    return done


def _forward_row(
    row: ResolvedRow, resolved: Resolved, image: shapes.Tensor, done: list[Passed], training: bool
) -> Passed:
    if row.index >= MOST_ROWS:
        return Passed(Status.UNKNOWN, fault=Fault(f"only the first {MOST_ROWS} rows are analysed"))
    if (trap := row.fatal) is not None:
        status = Status.UNKNOWN if trap.kind in _UNTELLABLE else Status.ERROR
        return Passed(status, fault=Fault(trap.message))
    sources = row.sources or ()
    blocking = tuple(
        s for s in dict.fromkeys(sources) if s >= 0 and done[s].status is not Status.OK
    )
    recipe = Recipe.of(row, resolved.activation)
    built = build(recipe) if recipe else None
    if built is not None and built.error is not None:
        return Passed(_status(built.error), built, fault=_fault(built.error))
    if blocking or recipe is None:
        return Passed(Status.BLOCKED, built, fault=_blocked(blocking), blocked_by=blocking)
    outputs = [image if s == -1 else _outputs(done[s]) for s in sources]
    inputs = _shown(outputs)
    head = row.implementation in HEADS
    given = outputs if row.many else outputs[0]
    outcome = run(recipe, given, training=training or head)
    if outcome.error is not None:
        return Passed(_status(outcome.error), built, None, inputs, _fault(outcome.error))
    if head and (fault := _anchor_fault(row)):
        return Passed(Status.ERROR, built, None, inputs, fault)
    return Passed(Status.OK, built, outcome, inputs)


HEADS = frozenset({"head:Detect", "head:Segment"})


def _anchor_fault(row: ResolvedRow) -> Fault | None:
    """The trainer divides the anchors by the strides, level by level, so there must be as many."""
    anchors, channels = (row.args or (None, None))[1], (row.args or (None,))[-1]
    if isinstance(anchors, list) and isinstance(channels, list) and len(anchors) != len(channels):
        return Fault(f"{len(anchors)} rows of anchors for {len(channels)} inputs", "div")
    return None


def _outputs(passed: Passed) -> object:
    assert passed.outcome is not None
    return passed.outcome.outputs


def _shown(outputs: Sequence[object]) -> tuple[shapes.Tensor, ...]:
    flat: list[shapes.Tensor] = []
    for output in outputs:
        if isinstance(output, shapes.Tensor):
            flat.append(output)
        elif isinstance(output, list | tuple):
            flat += _shown(output)
    return tuple(flat)


def _status(error: shapes.EngineError) -> Status:
    known = isinstance(error, shapes.ShapeError | shapes.ConstructionError)
    return Status.ERROR if known else Status.UNKNOWN


def _fault(error: shapes.EngineError) -> Fault:
    if isinstance(error, shapes.ShapeError):
        return Fault(error.message, error.operation, error.shapes, error.path)
    return Fault(error.message, path=error.path)


def _blocked(rows: tuple[int, ...]) -> Fault:
    if not rows:
        return Fault("an earlier row that it depends on cannot be read")
    names = ", ".join(map(str, rows))
    return Fault(f"row {names} has no output" if len(rows) == 1 else f"rows {names} have no output")
