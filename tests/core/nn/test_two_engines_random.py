"""Random arguments, sensible or not: both engines build and refuse the same."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from builder.core import shapes  # noqa: E402
from builder.core.blocks import Argument, BlockSpec, Category, ChannelRule, Kind  # noqa: E402
from tests.core.nn.block_cases import BLOCKS, block_class, nested  # noqa: E402

pytestmark = pytest.mark.torch

# Implementation, arguments, inputs, shape of the text if the block takes one.
Call = tuple[str, list[Any], list[Any] | tuple[int, ...], tuple[int, ...] | None]

SMALL = st.integers(1, 6)
CHANNELS = st.sampled_from([1, 3, 4, 8, 12, 16, 32, 33, 48])
ODD = st.sampled_from([1, 3, 5, 7])
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.CHANNELS: CHANNELS,
    Kind.CLASSES: st.integers(1, 20),
    Kind.INTEGER: SMALL,
    Kind.NUMBER: st.sampled_from([0, 0.1, 0.25, 0.5, 0.75, 1.0]),
    Kind.BOOLEAN: st.booleans(),
    Kind.ACTIVATION: st.booleans(),
    Kind.KERNEL: st.one_of(SMALL, ODD),
    Kind.PADDING: st.one_of(st.none(), st.integers(0, 3)),
    Kind.ANCHORS: st.just([[10, 13, 16, 30], [30, 61, 62, 45]]),
}


def values(argument: Argument) -> st.SearchStrategy[Any]:
    """What a row may hold there, right or wrong for this block."""
    if argument.choices:
        return st.sampled_from(argument.choices)
    if isinstance(argument.default, tuple):
        return st.lists(ODD, min_size=1, max_size=3)
    return VALUES.get(argument.kind, st.none())


def as_the_parser_calls(
    draw: st.DrawFn, spec: BlockSpec, args: list[Any], shape: tuple[int, ...]
) -> tuple[list[Any], Any]:
    """What the parser puts into the written args, and the inputs that go with it."""
    channels = shape[1]
    many = {"one": 0, "many": 2, "exactly 2": 2, "exactly 3": 3}[spec.arity]
    inputs: Any = [shape] * many if many else shape
    match spec.channels:
        case ChannelRule.SCALED | ChannelRule.NORM | ChannelRule.MIDDLE | ChannelRule.INPUT:
            args.insert(0, channels)
        case ChannelRule.SAME | ChannelRule.STAGE if args and draw(st.booleans()):
            args[0] = channels
        case ChannelRule.SPLIT:
            args = [channels, draw(st.lists(CHANNELS, min_size=1, max_size=3)), *args[1:]]
        case ChannelRule.LAST:
            args = [draw(st.lists(st.integers(0, 2), max_size=3))]
            inputs = [[shape, draw(st.sampled_from([shape, (1, 4, 3, 3)]))], *inputs]
        case ChannelRule.NAMED:
            args, inputs = args[1:], [shape, (1, 4, 3, 3)]
        case ChannelRule.SCALED_MANY | ChannelRule.SECOND:
            place = 0 if spec.channels is ChannelRule.SCALED_MANY else 1
            args.insert(place, [channels] * many)
        case ChannelRule.HEAD_BOXES:
            args += [draw(st.integers(1, 8)), draw(st.booleans()), [channels] * many]
        case ChannelRule.HEAD:
            many = draw(st.sampled_from([2, 2, 1, 3, 4, 6]))
            inputs = [shape] * many
            args += draw(st.sampled_from([[], [[channels] * many]]))
        case _:
            pass
    if spec.repeats_inside:
        args.insert(4 if spec.channels is ChannelRule.MIDDLE else 2, draw(st.integers(1, 3)))
    return args, inputs


@st.composite
def calls(draw: st.DrawFn, spec: BlockSpec) -> Call:
    """A constructor call and its input, mostly of fitting channels."""
    channels = draw(CHANNELS)
    needed = sum(argument.required for argument in spec.arguments)
    if spec.channels is ChannelRule.HEAD_BOXES:
        needed = len(spec.arguments)
    count = draw(st.integers(needed, len(spec.arguments)))
    args = [draw(values(argument)) for argument in spec.arguments[:count]]
    if spec.same_channels and args and draw(st.booleans()):
        args[0] = channels
    size = st.integers(1, 20 if spec.category is not Category.HEAD else 6)
    height, width = draw(size), draw(size)
    shape = (draw(st.integers(1, 2)), channels, height, width)
    if spec.channels is ChannelRule.MAPS:
        # Attention in some of them wants a map of at least one window at stride 32.
        side = draw(st.sampled_from([32, 33, 224, 250]))
        shape = (shape[0], draw(st.sampled_from([3, 3, 3, 1])), side, side + height)
    args, inputs = as_the_parser_calls(draw, spec, args, shape)
    return spec.implementation, args, inputs, draw(texts(spec, shape[0], args))


def texts(spec: BlockSpec, batch: int, args: list[Any]) -> st.SearchStrategy[Any]:
    """The shape of the text that a block takes; a head wants as many classes as it has."""
    if not getattr(block_class(spec.implementation), "takes_text", False):
        return st.none()
    classes = st.just(args[0]) if spec.channels is ChannelRule.HEAD_BOXES else SMALL
    return st.tuples(st.just(batch), classes, st.sampled_from([4, 512]))


def flat(value: Any) -> list[tuple[int, ...]]:
    if isinstance(value, torch.Tensor | shapes.Tensor):
        return [tuple(value.shape)]
    if isinstance(value, dict):
        value = value.values()
    return [shape for item in value or () for shape in flat(item)]


def on_torch(call: Call) -> list[tuple[int, ...]] | None:
    implementation, args, inputs, text = call
    # Whole backbones are large; they hold nothing in which the devices disagree.
    device = "meta" if implementation.startswith("backbones.") else "cpu"
    try:
        with torch.device(device):
            module = block_class(implementation)(*args)
            beside = [torch.zeros(text)] if text else []
            return flat(module(nested(torch.zeros, inputs), *beside))
    except Exception:  # noqa: BLE001 -- torch has many names for a refusal
        return None


def on_shapes(call: Call) -> list[tuple[int, ...]] | None:
    implementation, args, inputs, text = call
    try:
        module = shapes.build(implementation, args)
        beside = shapes.Tensor(text) if text else None
        return flat(shapes.run(module, nested(shapes.Tensor, inputs), True, beside).outputs)
    except shapes.Unsupported:
        raise
    except shapes.EngineError:
        return None


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("spec", BLOCKS, ids=str)
def test_same_shapes_or_both_refuse(spec: BlockSpec) -> None:
    @settings(max_examples=6 if spec.channels is ChannelRule.MAPS else 25)  # networks are slow
    @given(call=calls(spec))
    def agrees(call: Call) -> None:
        expected = on_torch(call)
        # On transposed convolutions to an empty map torch's own devices disagree.
        assume(not any(0 in shape for shape in expected or []))
        assert on_shapes(call) == expected

    agrees()
