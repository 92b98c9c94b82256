"""The dry forward pass over all rows, past every one that fails."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.core import shapes
from builder.core.analysis.measured import Unmeasured
from builder.core.analysis.recipe import Built, Mode, Outcome, Recipe, build, run
from builder.core.analysis.report import Fault, Status
from builder.core.blocks import Category
from builder.core.diagnostics import Listed, Message, Row
from builder.core.dialects import Resolved, ResolvedRow

# A row that cannot be told from the file alone, as against one at which the trainer stops.
_UNTELLABLE = frozenset(
    "unknown-module unmodelled-module code-as-module runs-code opaque-text many-from".split()
)
MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Passed:
    """What one pass made of one row.

    Attributes:
        outcome: Its run, whose tensors are shown.
        counted: The run whose operations count: a head's in evaluation. None: `outcome`.
        value: What later rows read; None: the outcome's outputs.
    """

    status: Status
    built: Built | None = None
    outcome: Outcome | None = None
    inputs: tuple[shapes.Tensor, ...] | None = None
    fault: Fault | None = None
    blocked_by: tuple[int, ...] = ()
    counted: Outcome | None = None
    value: object = None


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
        words = Message("only the first {number} rows are analysed", number=MOST_ROWS)
        fault = Fault(words)
        return Step(row, refused=Passed(Status.UNKNOWN, fault=fault))
    if (trap := row.fatal) is not None:
        status = Status.UNKNOWN if trap.kind in _UNTELLABLE else Status.ERROR
        return Step(row, refused=Passed(status, fault=Fault(trap.message)))
    recipe = Recipe.of(row, resolved)
    built = build(recipe) if recipe else None
    # What nobody has measured is asked for again where the input's shape is known.
    if built is not None and built.error is not None and not isinstance(built.error, Unmeasured):
        refused = Passed(_status(built.error), built, fault=_fault(built.error))
        return Step(row, recipe, built, refused)
    return Step(row, recipe, built)


def is_head(row: ResolvedRow) -> bool:
    """Whether the row makes predictions, which differ between training and evaluation."""
    return row.spec is not None and row.spec.category is Category.HEAD


def forward(
    steps: Sequence[Step],
    resolved: Resolved,
    image_size: tuple[int, int],
    mode: Mode,
    channels: int | None = None,
) -> list[Passed]:
    """Run every row on an image of `(H, W)`.

    Args:
        steps: All rows, prepared.
        resolved: What they were prepared from.
        image_size: `(H, W)` of the image.
        mode: `TRAINING` for all rows; or `RAW`: heads give raw predictions and the rest is in
            evaluation, which is how a network is shown; or `EVALUATION`.
        channels: Channels of the image, if they are not those of `resolved`.
    """
    image = shapes.image(*image_size, channels or resolved.input_channels)
    text = shapes.Tensor(resolved.text) if resolved.text else None
    going = _Pass(mode, image, [step.row.number for step in steps], text)
    for step in steps:
        going.done.append(step.refused or going.take(step))
    return going.done


@dataclass(slots=True)
class _Pass:
    """One pass under way.

    Attributes:
        numbers: By which number rows name each row.
        text: The text embedding as earlier rows left it.
        own_text: As it was at the start, which heads take.
    """

    mode: Mode
    image: shapes.Tensor
    numbers: Sequence[str]
    text: shapes.Tensor | None
    own_text: shapes.Tensor | None = None
    done: list[Passed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.own_text = self.text

    def take(self, step: Step) -> Passed:
        """Run one row."""
        row, recipe, built = step.row, step.recipe, step.built
        sources = row.sources or ()
        needed = (*sources, row.index - 1) if built is not None and built.gives_text else sources
        blocking = [s for s in needed if s >= 0 and self.done[s].status is not Status.OK]
        if blocking or recipe is None or built is None:
            rows = tuple(dict.fromkeys(blocking))
            return Passed(Status.BLOCKED, built, fault=self._blocked(rows), blocked_by=rows)
        picks = row.picks or (None,) * len(sources)
        outputs = [self._read(s, pick) for s, pick in zip(sources, picks, strict=True)]
        inputs = _shown(outputs)
        given = outputs if row.many else outputs[0]
        return self._run(step, recipe, built, given, inputs)

    def _blocked(self, rows: tuple[int, ...]) -> Fault:
        if not rows:
            return Fault(Message("an earlier row that it depends on cannot be read"))
        parts = [Row(row, self.numbers[row]) for row in rows]
        if len(parts) == 1:
            return Fault(Message("{row} has no output", row=parts[0]))
        numbers = Listed([row.as_number for row in parts], "")
        return Fault(Message("rows {rows} have no output", rows=numbers))

    def _read(self, source: int, pick: int | None) -> object:
        if source == -1:
            return self.image
        passed = self.done[source]
        assert passed.outcome is not None
        value = passed.outcome.outputs if passed.value is None else passed.value
        if pick is not None and isinstance(value, list | tuple):
            return value[pick]
        return value

    def _run(
        self,
        step: Step,
        recipe: Recipe,
        built: Built,
        given: object,
        inputs: tuple[shapes.Tensor, ...],
    ) -> Passed:
        head = is_head(step.row)
        text = (self.own_text if head else self.text) if built.takes_text else None
        mode = self.mode
        if mode is Mode.RAW and not head:
            mode = Mode.EVALUATION
        outcome = run(recipe, given, mode, text)
        if outcome.error is not None:
            return Passed(_status(outcome.error), built, None, inputs, _fault(outcome.error))
        if head and (fault := _anchor_fault(step.row)):
            return Passed(Status.ERROR, built, None, inputs, fault)
        counted = run(recipe, given, Mode.EVALUATION, text) if mode is Mode.RAW else None
        if counted is not None and counted.error is not None:
            return Passed(_status(counted.error), built, None, inputs, _fault(counted.error))
        value = None
        if built.gives_text and self.done and isinstance(outcome.outputs, shapes.Tensor):
            self.text = outcome.outputs
            value = self._read(step.row.index - 1, None)  # the map goes past the row
        return Passed(Status.OK, built, outcome, inputs, None, (), counted, value)


def _anchor_fault(row: ResolvedRow) -> Fault | None:
    """The trainer divides the anchors by the strides, level by level, so there must be as many."""
    if row.implementation not in {"head:Detect", "head:Segment"}:
        return None
    anchors, channels = (row.args or (None, None))[1], (row.args or (None,))[-1]
    if isinstance(anchors, list) and isinstance(channels, list) and len(anchors) != len(channels):
        words = Message(
            "{anchors} rows of anchors for {inputs} inputs",
            anchors=len(anchors),
            inputs=len(channels),
        )
        return Fault(words, "div")
    return None


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
    wanted = error.wanted if isinstance(error, Unmeasured) else None
    return Fault(error.message, path=error.path, unmeasured=wanted)
