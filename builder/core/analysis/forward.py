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


@dataclass(frozen=True, slots=True)
class Step:
    """One row made ready for any number of passes: what does not depend on the image.

    Attributes:
        row: The row.
        recipe: What to run; None if it cannot be known.
        built: What came of the recipe.
        refused: What every pass makes of a row that cannot be built.
    """

    row: ResolvedRow
    recipe: Recipe | None = None
    built: Built | None = None
    refused: Passed | None = None


def prepare(resolved: Resolved) -> list[Step]:
    """Build every row of `resolved`."""
    return [_prepare_row(row, resolved) for row in resolved.rows]


def _prepare_row(row: ResolvedRow, resolved: Resolved) -> Step:
    if row.index >= MOST_ROWS:
        fault = Fault(f"only the first {MOST_ROWS} rows are analysed")
        return Step(row, refused=Passed(Status.UNKNOWN, fault=fault))
    if (trap := row.fatal) is not None:
        status = Status.UNKNOWN if trap.kind in _UNTELLABLE else Status.ERROR
        return Step(row, refused=Passed(status, fault=Fault(trap.message)))
    recipe = Recipe.of(row, resolved.activation)
    built = build(recipe) if recipe else None
    if built is not None and built.error is not None:
        refused = Passed(_status(built.error), built, fault=_fault(built.error))
        return Step(row, recipe, built, refused)
    return Step(row, recipe, built)


def forward(
    steps: Sequence[Step], image_size: tuple[int, int], *, training: bool, channels: int
) -> list[Passed]:
    """Run every row on an image of `(H, W)`.

    Args:
        steps: All rows, prepared.
        image_size: `(H, W)` of the image.
        training: Run all rows in training mode; else only the heads, whose outputs in
            evaluation are decoded boxes and say nothing of the network.
        channels: Channels of the image.
    """
    image = shapes.image(*image_size, channels)
    done: list[Passed] = []
    for step in steps:
        done.append(step.refused or _forward_row(step, image, done, training))
    return done


def _forward_row(step: Step, image: shapes.Tensor, done: list[Passed], training: bool) -> Passed:
    row, recipe, built = step.row, step.recipe, step.built
    sources = row.sources or ()
    blocking = [s for s in sources if s >= 0 and done[s].status is not Status.OK]
    if blocking or recipe is None:
        rows = tuple(dict.fromkeys(blocking))
        return Passed(Status.BLOCKED, built, fault=_blocked(rows), blocked_by=rows)
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
        elif isinstance(output, dict):
            flat += _shown(list(output.values()))
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
