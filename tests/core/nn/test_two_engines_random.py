"""Random arguments, sensible or not: both engines build and refuse the same."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from builder.core import shapes  # noqa: E402
from builder.core.blocks import Argument, BlockSpec, ChannelRule, Kind  # noqa: E402
from builder.core.blocks.catalogue import ALL  # noqa: E402
from tests.core.nn.block_cases import block_class  # noqa: E402

pytestmark = pytest.mark.torch

Call = tuple[str, list[Any], list[tuple[int, ...]] | tuple[int, ...]]

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


@st.composite
def calls(draw: st.DrawFn, spec: BlockSpec) -> Call:
    """A constructor call and its input, mostly of fitting channels."""
    channels = draw(CHANNELS)
    needed = sum(argument.required for argument in spec.arguments)
    count = draw(st.integers(needed, len(spec.arguments)))
    args = [draw(values(argument)) for argument in spec.arguments[:count]]
    if spec.same_channels and args and draw(st.booleans()):
        args[0] = channels
    height, width = draw(st.integers(1, 20)), draw(st.integers(1, 20))
    shape = (draw(st.integers(1, 2)), channels, height, width)
    if spec.channels in {ChannelRule.SCALED, ChannelRule.NORM, ChannelRule.INPUT}:
        args.insert(0, channels)
    if spec.channels is ChannelRule.MAPS:
        # Attention in some of them wants a map of at least one window at stride 32.
        side = draw(st.sampled_from([32, 33, 224, 250]))
        shape = (draw(st.integers(1, 2)), draw(st.sampled_from([3, 3, 3, 1])), side, side + height)
    if spec.repeats_inside:
        args.insert(2, draw(st.integers(1, 3)))
    if spec.channels is ChannelRule.HEAD:
        args += draw(st.sampled_from([[], [[channels, channels]]]))
    many = {"one": 0, "many": 2, "exactly 2": 2, "exactly 3": 3}[spec.arity]
    return spec.implementation, args, [shape] * many if many else shape


def flat(value: Any) -> list[tuple[int, ...]]:
    if isinstance(value, torch.Tensor | shapes.Tensor):
        return [tuple(value.shape)]
    if isinstance(value, dict):
        value = value.values()
    return [shape for item in value or () for shape in flat(item)]


def on_torch(call: Call) -> list[tuple[int, ...]] | None:
    implementation, args, inputs = call
    # Whole backbones are large; they hold nothing in which the devices disagree.
    device = "meta" if implementation.startswith("backbones.") else "cpu"
    try:
        with torch.device(device):
            module = block_class(implementation)(*args)
            x = (
                [torch.zeros(shape) for shape in inputs]
                if isinstance(inputs, list)
                else torch.zeros(inputs)
            )
            return flat(module(x))
    except Exception:  # noqa: BLE001 -- torch has many names for a refusal
        return None


def on_shapes(call: Call) -> list[tuple[int, ...]] | None:
    implementation, args, inputs = call
    try:
        module = shapes.build(implementation, args)
        x: Any = (
            [shapes.Tensor(shape) for shape in inputs]
            if isinstance(inputs, list)
            else shapes.Tensor(inputs)
        )
        return flat(shapes.run(module, x, training=True).outputs)
    except shapes.Unsupported:
        raise
    except shapes.EngineError:
        return None


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("spec", ALL, ids=str)
def test_same_shapes_or_both_refuse(spec: BlockSpec) -> None:
    @settings(max_examples=6 if spec.channels is ChannelRule.MAPS else 25)  # networks are slow
    @given(call=calls(spec))
    def agrees(call: Call) -> None:
        expected = on_torch(call)
        # On transposed convolutions to an empty map torch's own devices disagree.
        assume(not any(0 in shape for shape in expected or []))
        assert on_shapes(call) == expected

    agrees()
