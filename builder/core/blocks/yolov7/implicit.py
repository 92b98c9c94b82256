"""YOLOv7's implicit knowledge."""

from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words
from builder.core.blocks.yolov7.arguments import STOCK


def _implicit(name: str, mean: float, summary: Words, icon: str) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.BASIC,
        implementation=f"yolov7.implicit:{name}",
        channels=ChannelRule.SAME,
        arguments=(
            Argument(
                "channel",
                Kind.INTEGER,
                Words(
                    "Channels of the input as they are after width scaling.",
                    "输入通道数（按宽度系数缩放之后的值）。",
                ),
                minimum=1,
            ),
            Argument(
                "mean",
                Kind.NUMBER,
                Words("Mean of the numbers before training.", "训练前数值的均值。"),
                default=mean,
            ),
            Argument(
                "std",
                Kind.NUMBER,
                Words("Deviation of the numbers before training.", "训练前数值的标准差。"),
                default=0.02,
                minimum=0,
            ),
        ),
        summary=summary,
        source="YOLOR, https://arxiv.org/abs/2105.04206; YOLOv7",
        example="[{c}]",
        stock=STOCK,
        icon=icon,
    )


BLOCKS = (
    _implicit(
        "ImplicitA",
        0.0,
        Words("Adds a learnt number to each channel.", "给每个通道加上一个可学习的数。"),
        "mdi6.plus-box-outline",
    ),
    _implicit(
        "ImplicitM",
        1.0,
        Words("Multiplies each channel by a learnt number.", "给每个通道乘以一个可学习的数。"),
        "mdi6.close-box-outline",
    ),
)
