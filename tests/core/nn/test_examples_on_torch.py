"""A row with a block's example arguments builds and runs, as the parser would call it."""

from typing import Any

import pytest
import yaml

torch = pytest.importorskip("torch")

from builder.core.blocks import BlockSpec, ChannelRule  # noqa: E402
from builder.core.blocks.catalogue import ALL  # noqa: E402
from tests.core.nn.block_cases import block_class  # noqa: E402

pytestmark = pytest.mark.torch

CHANNELS = 64
NAMES = {"nc": 2, "anchors": [[10, 13, 16, 30], [30, 61, 62, 45]], "None": None}
INPUTS = {"one": 1, "many": 2, "exactly 2": 2, "exactly 3": 3}


def arguments(spec: BlockSpec) -> list[Any]:
    """What the constructor gets for the example, at width 1."""
    written = yaml.safe_load(spec.example.format(c=CHANNELS))
    args = [NAMES.get(value, value) if isinstance(value, str) else value for value in written]
    match spec.channels:
        case ChannelRule.SCALED if spec.repeats_inside:
            return [CHANNELS, args[0], 2, *args[1:]]
        case ChannelRule.SCALED | ChannelRule.INPUT:
            return [CHANNELS, *args]
        case ChannelRule.NORM:
            return [CHANNELS]
        case ChannelRule.HEAD:
            return [*args, [CHANNELS] * INPUTS[spec.arity]]
        case _:
            return args


@pytest.mark.parametrize("spec", ALL, ids=str)
def test_example_builds_and_keeps_what_its_rule_promises(spec: BlockSpec) -> None:
    module = block_class(spec.implementation)(*arguments(spec))
    x = [torch.zeros(1, CHANNELS, 16, 16)] * INPUTS[spec.arity]
    if spec.channels is ChannelRule.MAPS:
        x = [torch.zeros(1, 3, 224, 224)]
    output = module(x[0] if spec.arity == "one" else list(x))
    if spec.channels is ChannelRule.MAPS:
        # Forks note these as the channels of the slots, and read either name.
        assert [y.shape[1] for y in output] == module.width_list == module.channel
        assert [224 // y.shape[2] for y in output] == [2, 4, 8, 16, 32][-len(output) :]
    if spec.channels in {ChannelRule.HEAD, ChannelRule.MAPS}:
        return
    expected = {
        ChannelRule.SUM: CHANNELS * len(x),
        ChannelRule.FOLD: CHANNELS * 4,
        ChannelRule.UNFOLD: CHANNELS // 4,
    }.get(spec.channels, CHANNELS)
    # What YOLOv5's parser notes for these is not what comes out; their summaries say so.
    untracked = {
        "Classify": 1000, "Proto": 32, "nn.PixelShuffle": CHANNELS // 4, "EfficientNetHead": 2,
        "PatchMerging": 2 * CHANNELS,
    }  # fmt: skip
    assert output.shape[1] == untracked.get(spec.name, expected)
