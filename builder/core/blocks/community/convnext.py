"""ConvNeXt's block and the CSP block made of it."""

from builder.core.blocks.arguments import C2, hidden, integer
from builder.core.blocks.community.unused import UNUSED_G, UNUSED_SHORTCUT
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "https://arxiv.org/abs/2201.03545"
DROP_PATH = Argument(
    "drop_path",
    Kind.NUMBER,
    Words(
        "Probability of dropping the branch of a sample while training.",
        "训练时随机丢弃残差分支的概率。",
    ),
    default=0.0,
    minimum=0,
    maximum=1,
)
LAYER_SCALE = Argument(
    "layer_scale_init_value",
    Kind.NUMBER,
    Words(
        "Start of the learnt factor of each channel; 0 leaves it out.",
        "逐通道可学习系数的初始值，0 表示不使用。",
    ),
    default=1e-6,
    minimum=0,
)

BLOCKS = (
    BlockSpec(
        name="ConvNextBlock",
        category=Category.BACKBONE,
        implementation="community.convnext:ConvNextBlock",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            DROP_PATH,
            LAYER_SCALE,
            integer("k", "Kernel of the depth-wise convolution, odd.", "深度卷积核，奇数。", 7, 1),
        ),
        summary=Words(
            "ConvNeXt block: depth-wise 7x7 and two pointwise layers with a shortcut.",
            "ConvNeXt 块：7x7 深度卷积加两层逐点全连接，带残差连接。",
        ),
        source=f"{_SOURCE}; facebookresearch/ConvNeXt",
        example="[{c}]",
        same_channels=True,
        icon="mdi6.alpha-n-box-outline",
    ),
    BlockSpec(
        name="CNeB",
        category=Category.CSP,
        implementation="community.convnext:CNeB",
        channels=ChannelRule.SCALED,
        arguments=(C2, UNUSED_SHORTCUT, UNUSED_G, hidden()),
        summary=Words(
            "C3 with `number` ConvNeXt blocks inside.", "内部为 number 个 ConvNeXt 块的 C3。"
        ),
        source=f"iscyy/yoloair; {_SOURCE}",
        repeats_inside=True,
        example="[{c}]",
        icon="mdi6.source-branch",
    ),
)
