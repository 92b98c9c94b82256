"""YOLOv7's convolution that is re-parameterised while training."""

from builder.core.blocks.arguments import C2, integer, kernel, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words
from builder.core.blocks.yolov7.arguments import DEPLOY, STOCK

BLOCKS = (
    BlockSpec(
        name="RepConv_OREPA",
        category=Category.CONVOLUTION,
        implementation="yolov7.orepa:RepConv_OREPA",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            kernel(3),
            stride(),
            integer("padding", "Padding; must be 1.", "填充，必须为 1。", 1),
            integer("dilation", "Used with deploy only.", "仅在 deploy 时使用的空洞率。", 1, 1),
            integer(
                "groups",
                "Groups; only deploy runs with more than 1.",
                "分组数；大于 1 时仅 deploy 可运行。",
                1,
                1,
            ),
            Argument(
                "padding_mode",
                Kind.TEXT,
                Words("Used with deploy only.", "仅在 deploy 时使用的填充方式。"),
                default="zeros",
                choices=("zeros", "reflect", "replicate", "circular"),
            ),
            DEPLOY,
            Argument(
                "use_se",
                Kind.BOOLEAN,
                Words(
                    "True is refused: the trainer lacks the part.",
                    "训练端缺少该部件，不能写 True。",
                ),
                default=False,
            ),
            Argument(
                "nonlinear",
                Kind.ACTIVATION,
                Words(
                    "A module such as nn.ReLU(); SiLU if nothing is written, None for none.",
                    "nn.ReLU() 这样的模块；不写为 SiLU，None 表示不使用。",
                ),
                default=True,
            ),
        ),
        summary=Words(
            "RepConv whose 3x3 kernel is summed from five learnt ones before it is used.",
            "3x3 卷积核由五个可学习的核相加得到的 RepConv。",
        ),
        source="OREPA, https://arxiv.org/abs/2204.00826; YOLOv7",
        example="[{c}, 3, 1]",
        stock=STOCK,
        icon="mdi6.merge",
    ),
)
