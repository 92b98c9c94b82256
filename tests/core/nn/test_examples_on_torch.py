"""A row with a block's example arguments builds and runs, as the parser would call it."""

from typing import Any

import pytest
import yaml

torch = pytest.importorskip("torch")

from builder.core.blocks import BlockSpec, ChannelRule  # noqa: E402
from tests.core.nn.block_cases import BLOCKS, block_class  # noqa: E402

pytestmark = pytest.mark.torch

CHANNELS = 64
HEADS = {ChannelRule.HEAD, ChannelRule.HEAD_BOXES}
NAMES = {"nc": 2, "anchors": [[10, 13, 16, 30], [30, 61, 62, 45]], "None": None}
EXAMPLE_BATCH = {"ODConv2d": 2}  # whose averages are normalised over the batch
INPUTS = {"one": 1, "many": 2, "exactly 2": 2, "exactly 3": 3}
# Heads of several groups, or with inputs for prototypes.
MORE_INPUTS = {"IAuxDetect": 4, "TripleDetect": 3, "TripleDDetect": 3, "DualDSegment": 4}


# What YOLOv7 ships so that no input fits; their summaries say so.
REFUSING = {"RepBottleneckCSPA", "RepBottleneckCSPB", "RepBottleneckCSPC"}


def inputs_of(spec: BlockSpec) -> int:
    return MORE_INPUTS.get(spec.name, INPUTS[spec.arity])


def arguments(spec: BlockSpec) -> list[Any]:
    """What the constructor gets for the example, at width 1."""
    written = yaml.safe_load(spec.example.format(c=CHANNELS))
    args = [NAMES.get(value, value) if isinstance(value, str) else value for value in written]
    repeats = [2] if spec.repeats_inside else []
    match spec.channels:
        case ChannelRule.SCALED | ChannelRule.INPUT:
            return [CHANNELS, *args[:1], *repeats, *args[1:]]
        case ChannelRule.MIDDLE:
            return [CHANNELS, *args[:3], *repeats, *args[3:]]
        case ChannelRule.SPLIT:
            return [CHANNELS, *args]
        case ChannelRule.SCALED_MANY:
            return [[CHANNELS] * INPUTS[spec.arity], *args]
        case ChannelRule.NORM:
            return [CHANNELS]
        case ChannelRule.NAMED:
            return args[1:]
        case ChannelRule.HEAD:
            return [*args, [CHANNELS] * inputs_of(spec)]
        case ChannelRule.HEAD_BOXES:
            return [*args, 16, None, [CHANNELS] * inputs_of(spec)]
        case ChannelRule.SECOND:
            return [*args[:1], [CHANNELS] * inputs_of(spec), *args[1:]]
        case _:
            return args


def inputs(spec: BlockSpec) -> Any:
    """What the layers before give; some blocks read a layer with several outputs."""
    x = torch.zeros(EXAMPLE_BATCH.get(spec.name, 1), CHANNELS, 16, 16)
    match spec.channels:
        case ChannelRule.MAPS:
            return torch.zeros(1, 3, 224, 224)
        case ChannelRule.SCALED_MANY:  # neighbouring levels
            return [x[:, :, :: 2**i, :: 2**i] for i in range(inputs_of(spec))]
        case ChannelRule.NAMED:
            return [x, x]
        case ChannelRule.LAST:
            return [[x, x], x]
        case ChannelRule.HEAD_BOXES | ChannelRule.HEAD if "ultralytics" in spec.stock:
            # Some heads enlarge deeper levels to the size of the first.
            sides = [16 >> level for level in range(inputs_of(spec))]
            return [torch.zeros(1, CHANNELS, side, side) for side in sides]
    return x if spec.arity == "one" else [x] * inputs_of(spec)


def channels_promised(spec: BlockSpec) -> int:
    """What the parser notes for the example."""
    match spec.channels:
        case ChannelRule.SUM:
            return CHANNELS * INPUTS[spec.arity]
        case ChannelRule.FOLD | ChannelRule.STAGE | ChannelRule.QUADRUPLE:
            return CHANNELS * 4
        case ChannelRule.UNFOLD:
            return CHANNELS // 4
        case ChannelRule.HALF:
            return CHANNELS // 2
    return CHANNELS


# What a parser notes for these is not what comes out; their summaries say so.
UNTRACKED = {
    "Proto": 32, "nn.PixelShuffle": CHANNELS // 4, "ImagePoolingAttn": 2,
    "UConv": 256, "EfficientNetHead": 2, "PatchMerging": 2 * CHANNELS,
}  # fmt: skip


@pytest.mark.parametrize("spec", BLOCKS, ids=str)
def test_example_builds_and_keeps_what_its_rule_promises(spec: BlockSpec) -> None:
    module = block_class(spec.implementation)(*arguments(spec))
    text = [torch.ones(1, 2, 512)] if getattr(module, "takes_text", False) else []
    if spec.name in REFUSING:
        with pytest.raises(RuntimeError, match=r"should contain \d+ elements not \d+"):
            module(inputs(spec))
        return
    output = module(inputs(spec), *text)
    if spec.channels is ChannelRule.MAPS:
        # Forks note these as the channels of the slots, and read either name.
        assert [y.shape[1] for y in output] == module.width_list == module.channel
        assert [224 // y.shape[2] for y in output] == [2, 4, 8, 16, 32][-len(output) :]
        return
    if spec.channels in HEADS or spec.name == "RTDETRDecoder":
        return
    if spec.name == "Classify":
        assert output.shape[1] == arguments(spec)[1]
        return
    if spec.channels is ChannelRule.SPLIT:
        assert [one.shape[1] for one in output] == arguments(spec)[1]
        return
    expected = UNTRACKED.get(spec.name, channels_promised(spec))
    for one in output if isinstance(output, tuple) else [output]:
        assert one.shape[1] == expected
