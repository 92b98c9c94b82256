"""RepVGG."""

from builder.core.blocks.arguments import C2, groups, integer, kernel, stride
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_SOURCE = "https://arxiv.org/abs/2101.03697; DingXiaoH/RepVGG"

BLOCKS = (
    BlockSpec(
        name="RepVGGBlock",
        category=Category.CONVOLUTION,
        implementation="community.repvgg:RepVGGBlock",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            kernel(3),
            stride(),
            integer("p", "Padding; must be half of the kernel.", "填充，须为卷积核的一半。", 1),
            integer("d", "Not used by this block.", "该模块不使用此参数。", 1, 1),
            groups(),
        ),
        summary=Words(
            "3x3, 1x1 and identity added, which fold into one convolution after training.",
            "3x3、1x1 与恒等分支相加，训练后可融合为一个卷积。",
        ),
        source=f"{_SOURCE}; YOLOv5-Lite",
        example="[{c}, 3, 1]",
        icon="mdi6.call-merge",
    ),
    BlockSpec(
        name="RepBlock",
        category=Category.CSP,
        implementation="community.repvgg:RepBlock",
        channels=ChannelRule.SCALED,
        arguments=(C2,),
        summary=Words("`number` RepVGG blocks in a row.", "number 个 RepVGG 块串联。"),
        source=f"YOLOv6, https://arxiv.org/abs/2209.02976; {_SOURCE}",
        repeats_inside=True,
        example="[{c}]",
        icon="mdi6.repeat-variant",
    ),
)
