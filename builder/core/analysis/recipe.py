"""What to build for one row, as a key: equal recipes are built once and remembered.

The dry pass is a pure function of recipe and input shapes, so remembering changes nothing but the
time: an edit re-computes only the rows that it changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from builder.core import shapes
from builder.core.dialects import ModuleCall, ResolvedRow

REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Recipe:
    """A row's module, its arguments and how often it is repeated.

    `text` stands for `args` in comparisons: in Python 1 == True == 1.0, in a network not.
    """

    implementation: str
    text: str
    copies: int
    activation: ModuleCall | None
    args: tuple[object, ...] = field(compare=False)

    @classmethod
    def of(cls, row: ResolvedRow, activation: ModuleCall | None) -> "Recipe | None":
        """The recipe of `row`; None if the trainer stops at it or it cannot be known."""
        if row.implementation is None or row.args is None or row.fatal:
            return None
        return cls(row.implementation, repr(row.args), row.copies, activation, row.args)


@dataclass(frozen=True, slots=True)
class Built:
    """A built module with its counts, or what kept it from being built."""

    module: shapes.Module | None
    params: int = 0
    trainable: int = 0
    modules: int = 0
    shared: frozenset[int] = frozenset()
    error: shapes.EngineError | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One module's run on given shapes."""

    outputs: object = None
    tensors: tuple[shapes.Tensor, ...] = ()
    classic_ops: int = 0
    modern_ops: int = 0
    macs: int = 0
    error: shapes.EngineError | None = None


@lru_cache(maxsize=REMEMBERED)
def build(recipe: Recipe) -> Built:
    """Build `recipe` on the shape engine."""
    try:
        with shapes.default_activation(_activation(recipe.activation)):
            module = shapes.build(
                recipe.implementation,
                tuple(_argument(value) for value in recipe.args),
                copies=recipe.copies,
            )
    except shapes.EngineError as error:
        return Built(None, error=error)
    stock = shapes.take_inventory(module, [shared_activation(recipe.activation)])
    return Built(
        module, stock.params, stock.trainable, stock.modules.own, stock.modules.shared
    )  # fmt: skip


def run(recipe: Recipe, inputs: object, *, training: bool) -> Outcome:
    """Run `recipe` on a tensor, or on a list of them.

    Args:
        recipe: What to run; it must have been built without error.
        inputs: `(N, C, H, W)` tensors of the shape engine.
        training: Run in training mode, where batch normalisation refuses single values.
    """
    return _run(recipe, _key(inputs), training)


@lru_cache(maxsize=REMEMBERED)
def _run(recipe: Recipe, key: object, training: bool) -> Outcome:
    module = build(recipe).module
    assert module is not None
    try:
        result = shapes.run(module, _tensors(key), training=training)
    except shapes.EngineError as error:
        return Outcome(error=error)
    return Outcome(
        result.outputs,
        tuple(_flat(result.outputs)),
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
def _activation(call: ModuleCall | None) -> shapes.Module | None:
    # One instance for all layers, as in the trainer: it counts once among the modules.
    return None if call is None else _module(call)


def shared_activation(call: ModuleCall | None) -> shapes.Module:
    """The activation that all Conv of a network share."""
    given = _activation(call)
    if given is not None:
        return given
    default: object = vars(shapes.load("conv:Conv"))["default_act"]
    assert isinstance(default, shapes.Module)
    return default


def _key(inputs: object) -> object:
    if isinstance(inputs, shapes.Tensor):
        return (inputs.shape, inputs.receptive_field, inputs.jump)
    if isinstance(inputs, list | tuple):
        return ("list", *map(_key, inputs))
    if isinstance(inputs, dict):  # a head's raw predictions, by name
        return ("dict", *((name, _key(value)) for name, value in inputs.items()))
    if inputs is None:
        return ("none",)
    raise TypeError(f"not a layer's output: {type(inputs).__name__}")


def _tensors(key: object) -> object:
    assert isinstance(key, tuple)
    if key[0] == "list":
        return [_tensors(item) for item in key[1:]]
    if key[0] == "dict":
        return {name: _tensors(value) for name, value in key[1:]}
    if key[0] == "none":
        return None
    return shapes.Tensor(*key)


def _flat(outputs: object) -> Iterable[shapes.Tensor]:
    if isinstance(outputs, shapes.Tensor):
        yield outputs
    elif isinstance(outputs, list | tuple | dict):
        for item in outputs.values() if isinstance(outputs, dict) else outputs:
            yield from _flat(item)
