"""What users put in the place of SPPF."""

from builder.core.blocks.arguments import C2, POOL_SIZES, groups, hidden, integer
from builder.core.blocks.community.unused import UNUSED_G, UNUSED_N, UNUSED_SHORTCUT_OFF
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_YOLOV6 = "YOLOv6, https://arxiv.org/abs/2209.02976"
_WINDOW = integer("k", "Pooling window, odd.", "池化窗口，奇数。", 5, 1)

BLOCKS = (
    BlockSpec(
        name="SPPFCSPC",
        category=Category.POOLING,
        implementation="community.pyramid_pooling:SPPFCSPC",
        channels=ChannelRule.SCALED,
        arguments=(C2, UNUSED_N, UNUSED_SHORTCUT_OFF, UNUSED_G, hidden(), _WINDOW),
        summary=Words(
            "SPPCSPC of YOLOv7 made fast: one window three times in a row.",
            "YOLOv7 的 SPPCSPC 加速版：同一池化窗口串联三次。",
        ),
        source="iscyy/yoloair; YOLOv7, https://arxiv.org/abs/2207.02696",
        example="[{c}]",
        icon="mdi6.layers-triple",
    ),
    BlockSpec(
        name="SPPCSPC_group",
        category=Category.POOLING,
        implementation="community.pyramid_pooling:SPPCSPC_group",
        channels=ChannelRule.SCALED,
        arguments=(C2, UNUSED_N, UNUSED_SHORTCUT_OFF, UNUSED_G, hidden(), POOL_SIZES),
        summary=Words(
            "SPPCSPC of YOLOv7 with four groups in every convolution.",
            "每个卷积都分为四组的 SPPCSPC。",
        ),
        source="iscyy/yoloair; YOLOv7, https://arxiv.org/abs/2207.02696",
        example="[{c}]",
        icon="mdi6.layers-triple-outline",
    ),
    BlockSpec(
        name="SimConv",
        category=Category.CONVOLUTION,
        implementation="community.pyramid_pooling:SimConv",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer("k", "Kernel size.", "卷积核大小。", minimum=1),
            integer("s", "Stride; 2 halves height and width.", "步幅。", minimum=1),
            groups(),
            Argument(
                "bias",
                Kind.BOOLEAN,
                Words("Whether the convolution has a bias.", "卷积是否带偏置。"),
                default=False,
            ),
        ),
        summary=Words(
            "Convolution, batch normalisation, ReLU.", "卷积、批归一化与 ReLU（YOLOv6）。"
        ),
        source=_YOLOV6,
        example="[{c}, 3, 1]",
        icon="mdi6.grid",
    ),
    BlockSpec(
        name="SimSPPF",
        category=Category.POOLING,
        implementation="community.pyramid_pooling:SimSPPF",
        channels=ChannelRule.SCALED,
        arguments=(C2, _WINDOW),
        summary=Words("SPPF with ReLU, as in YOLOv6.", "使用 ReLU 的 SPPF（YOLOv6）。"),
        source=_YOLOV6,
        example="[{c}, 5]",
        icon="mdi6.layers-outline",
    ),
    BlockSpec(
        name="ASPP",
        category=Category.POOLING,
        implementation="community.pyramid_pooling:ASPP",
        channels=ChannelRule.SCALED,
        arguments=(
            Argument(
                "c2",
                Kind.CHANNELS,
                Words("Output channels, and those of every branch.", "输出通道数，各分支相同。"),
                default=256,
                minimum=1,
            ),
        ),
        summary=Words(
            "Dilated convolutions with rates 6, 12 and 18 and the mean side by side.",
            "空洞率 6、12、18 的卷积与全局平均并联。",
        ),
        source="https://arxiv.org/abs/1706.05587; iscyy/yoloair",
        example="[{c}]",
        icon="mdi6.blur-radial",
    ),
)
