"""Halving the size without losing a value."""

from builder.core.blocks.arguments import C2, integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_SPD = "SPD-Conv, https://arxiv.org/abs/2208.03641"
_DIMENSION = integer("dimension", "Not used by this block.", "该模块不使用此参数。", 1)

BLOCKS = (
    BlockSpec(
        name="space_to_depth",
        category=Category.RESAMPLE,
        implementation="community.space_to_depth:space_to_depth",
        channels=ChannelRule.QUADRUPLE,
        arguments=(_DIMENSION,),
        summary=Words(
            "Moves each 2x2 patch into channels: four times as many, half the size.",
            "把每个 2x2 像素块移入通道维：通道变为 4 倍，尺寸减半。",
        ),
        source=_SPD,
        example="[1]",
        icon="mdi6.view-grid-plus-outline",
    ),
    BlockSpec(
        name="SPDConv",
        category=Category.CONVOLUTION,
        implementation="community.space_to_depth:SPDConv",
        channels=ChannelRule.SCALED,
        arguments=(C2, _DIMENSION),
        summary=Words(
            "Space to depth, then a 3x3 convolution: halves the size without loss.",
            "空间转深度后接 3x3 卷积，无损下采样。",
        ),
        source=_SPD,
        example="[{c}]",
        icon="mdi6.view-grid-outline",
    ),
    BlockSpec(
        name="HWD",
        category=Category.RESAMPLE,
        implementation="community.space_to_depth:HWD",
        channels=ChannelRule.SCALED,
        arguments=(C2,),
        summary=Words(
            "Haar wavelet downsampling: half the size, all four bands mixed by 1x1.",
            "Haar 小波下采样：尺寸减半，四个子带经 1x1 卷积融合。",
        ),
        source="https://doi.org/10.1016/j.patcog.2023.109819; apple1986/HWD",
        example="[{c}]",
        icon="mdi6.waveform",
    ),
)
