"""What to build for one row, as a key: equal recipes are built once and remembered.

The dry pass is a pure function of recipe and input shapes, so remembering changes nothing but the
time: an edit re-computes only the rows that it changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Any

from builder.core import shapes
from builder.core.analysis import measured
from builder.core.dialects import ModuleCall, Resolved, ResolvedRow
from builder.core.facts import channels_of, is_measured

BUILT, RUN = 1024, 4096  # remembered; a built block takes up to some hundred kilobytes


class Mode(Enum):
    """In which state modules run."""

    EVALUATION = "evaluation"
    TRAINING = "training"
    RAW = "raw"  # the row's module trains, what it holds does not: a head's raw predictions


@dataclass(frozen=True, slots=True)
class Recipe:
    """A row's module, its arguments and how often it is repeated.

    `text` stands for `args` in comparisons: in Python 1 == True == 1.0, in a network not.

    Attributes:
        activation: What the classes `holders` take instead of their default.
        kwargs: What the trainer sets beside the arguments.
    """

    implementation: str
    text: str
    copies: int
    activation: ModuleCall | None
    args: tuple[object, ...] = field(compare=False)
    holders: tuple[str, ...] = ("conv:Conv",)
    kwargs: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, row: ResolvedRow, resolved: Resolved) -> "Recipe | None":
        """The recipe of `row`; None if the trainer stops at it or it cannot be known."""
        args = row.args if row.call is None else row.call
        if row.implementation is None or args is None or row.fatal:
            return None
        return cls(
            row.implementation,
            repr(args),
            row.copies,
            resolved.activation,
            args,
            resolved.holders,
            row.kwargs,
        )


@dataclass(frozen=True, slots=True)
class Built:
    """A built module with its counts, or what kept it from being built.

    Attributes:
        params, trainable: All its parameters, and those that are trained.
        modules, leaves: Its modules without the shared ones; those of them that hold no others.
        shared: The shared modules that it uses.
        takes_text: It takes the text embedding beside its map.
        gives_text: Its output is the text embedding for later rows, and no map.
    """

    module: shapes.Module | None
    params: int = 0
    trainable: int = 0
    modules: int = 0
    leaves: int = 0
    shared: frozenset[int] = frozenset()
    error: shapes.EngineError | None = None
    takes_text: bool = False
    gives_text: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One module's run on given shapes.

    Attributes:
        outputs: What it returned.
        names: For outputs that stand in a dictionary, their keys, as long as `tensors`.
        tensors: The tensors in it, in order; features that a head hands through are left out.
    """

    outputs: object = None
    tensors: tuple[shapes.Tensor, ...] = ()
    names: tuple[str, ...] = ()
    classic_ops: int = 0
    modern_ops: int = 0
    macs: int = 0
    error: shapes.EngineError | None = None


def build(recipe: Recipe) -> Built:
    """Build `recipe` on the shape engine, or from what was measured of it."""
    # What is measured may be known any moment, so it is not remembered here.
    return _build_measured(recipe) if is_measured(recipe.implementation) else _build(recipe)


def _build_measured(recipe: Recipe) -> Built:
    try:
        found = measured.build(recipe.implementation, recipe.args, recipe.copies)
    except shapes.EngineError as error:
        return Built(None, error=error)
    return Built(found.module, found.params, found.trainable, found.modules, found.leaves)


@lru_cache(maxsize=BUILT)
def _build(recipe: Recipe) -> Built:
    activations = _activations(recipe.activation, recipe.holders)
    try:
        with shapes.default_activation(activations):
            module: Any = shapes.build(
                recipe.implementation,
                tuple(_argument(value) for value in recipe.args),
                dict(recipe.kwargs),
                copies=recipe.copies,
            )
    except shapes.EngineError as error:
        return Built(None, error=error)
    if getattr(module, "stride", 0) is None and hasattr(module, "nl"):
        # A head decodes with the strides that the network's builder sets.
        module.stride = shapes.Tensor((module.nl,))
    common = shapes.shared_modules() | frozenset(activations.values())
    stock = shapes.take_inventory(module, common)
    return Built(
        module,
        stock.params,
        stock.trainable,
        stock.modules.own,
        stock.modules.leaves,
        stock.modules.shared,
        takes_text=bool(getattr(module, "takes_text", False)),
        gives_text=bool(getattr(module, "gives_text", False)),
    )


def channels_of_maps(implementation: str, args: tuple[object, ...]) -> tuple[int, ...] | None:
    """Channels of a whole backbone's maps, as forks ask the module for them; None: unknown."""
    if is_measured(implementation):
        return channels_of(implementation, args)
    built = build(Recipe(implementation, repr(args), 1, None, args))
    channels = getattr(built.module, "channel", None)
    return tuple(channels) if isinstance(channels, list | tuple) else None


def run(recipe: Recipe, inputs: object, mode: Mode, text: shapes.Tensor | None = None) -> Outcome:
    """Run `recipe` on a tensor, or on a list of them.

    Args:
        recipe: What to run; it must have been built without error.
        inputs: `(N, C, H, W)` tensors of the shape engine.
        mode: In training, batch normalisation refuses single values.
        text: The text embedding `(N, classes, values)`, for a module that takes it.
    """
    if is_measured(recipe.implementation):
        return _run_measured(recipe, inputs, training=mode is Mode.TRAINING)
    return _run(recipe, _key(inputs), mode, None if text is None else _key(text))


def _run_measured(recipe: Recipe, inputs: object, *, training: bool) -> Outcome:
    row = (recipe.implementation, recipe.args, recipe.copies)
    try:
        return _outcome(measured.run(*row, inputs, training=training))
    except shapes.EngineError as error:
        return Outcome(error=error)


@lru_cache(maxsize=RUN)
def _run(recipe: Recipe, key: object, mode: Mode, text: object) -> Outcome:
    module = build(recipe).module
    assert module is not None
    try:
        result = shapes.run(
            module,
            _tensors(key),
            mode is Mode.TRAINING,
            None if text is None else _tensors(text),
            outermost=mode is Mode.RAW,
        )
    except shapes.EngineError as error:
        return Outcome(error=error)
    return _outcome(result)


def _outcome(result: shapes.Run) -> Outcome:
    found = list(_flat(result.outputs))
    return Outcome(
        result.outputs,
        tuple(tensor for _, tensor in found),
        tuple(name for name, _ in found) if any(name for name, _ in found) else (),
        result.classic_ops,
        result.modern_ops,
        result.macs,
    )


def _argument(value: object) -> object:
    if isinstance(value, ModuleCall):
        return _module(value)
    if isinstance(value, list):
        return [_argument(item) for item in value]
    return value


def _module(call: ModuleCall) -> shapes.Module:
    args = tuple(_argument(value) for value in call.args)
    return shapes.build(f"torch.nn:{call.name}", args, dict(call.kwargs))


@lru_cache(maxsize=64)
def _activations(call: ModuleCall | None, holders: tuple[str, ...]) -> Mapping[str, shapes.Module]:
    # One instance for each class and all its layers, as in the trainer: so it counts once.
    return {} if call is None else {holder: _module(call) for holder in holders}


def shared_activation(
    call: ModuleCall | None, holders: tuple[str, ...] = ("conv:Conv",)
) -> shapes.Module:
    """The activation that all Conv of a network share."""
    given = _activations(call, holders)
    if given:
        return given[holders[0]]
    default: object = vars(shapes.load("conv:Conv"))["default_act"]
    assert isinstance(default, shapes.Module)
    return default


def _key(inputs: object) -> object:
    if isinstance(inputs, shapes.Tensor):
        return (inputs.shape, inputs.receptive_field, inputs.jump)
    if isinstance(inputs, list | tuple):
        return ("list", *map(_key, inputs))
    if isinstance(inputs, dict):
        return ("dict", *((name, _key(item)) for name, item in inputs.items()))
    return ("nothing",)


def _tensors(key: object) -> object:
    assert isinstance(key, tuple)
    match key[0]:
        case "list":
            return [_tensors(item) for item in key[1:]]
        case "dict":
            return {name: _tensors(item) for name, item in key[1:]}
        case "nothing":
            return None
    return shapes.Tensor(*key)


def _flat(outputs: object, name: str = "") -> Iterator[tuple[str, shapes.Tensor]]:
    """The tensors with their names; what a head only hands through is not its output."""
    if isinstance(outputs, shapes.Tensor):
        yield name, outputs
    elif isinstance(outputs, list | tuple):
        for item in outputs:
            yield from _flat(item, name)
    elif isinstance(outputs, dict):
        for key, item in outputs.items():
            if key != "feats":
                yield from _flat(item, f"{name}.{key}" if name else str(key))
