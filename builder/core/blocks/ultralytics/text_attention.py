"""Blocks of YOLO-World that read the text beside the maps."""

from builder.core.blocks.arguments import C2, SHORTCUT_OFF, groups, hidden, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "YOLO-World, https://arxiv.org/abs/2401.17270; Ultralytics"

BLOCKS = (
    BlockSpec(
        name="C2fAttn",
        category=Category.ATTENTION,
        implementation="ultralytics.text_attention:C2fAttn",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer(
                "ec",
                "Channels of the comparison; the trainer puts c2 * e here, whatever is written.",
                "比较所用的通道数；训练时总是改为 c2 * e。",
                128,
                1,
            ),
            integer(
                "nh",
                "Heads, scaled by width too; must divide c2 * e, and rows must write it.",
                "注意力头数，同样受宽度系数缩放；须整除 c2 * e，行中必须写出。",
                1,
                1,
            ),
            integer("gc", "Values of the text embedding.", "文本嵌入的维数。", 512, 1),
            SHORTCUT_OFF,
            groups(),
            hidden(),
        ),
        summary=Words(
            "C2f whose last step is gated by the text embedding.",
            "最后一步由文本嵌入控制的 C2f。",
        ),
        source=_SOURCE,
        repeats_inside=True,
        example="[{c}, 32, 2]",
        stock=("ultralytics",),
        icon="mdi6.text-recognition",
    ),
    BlockSpec(
        name="ImagePoolingAttn",
        category=Category.ATTENTION,
        implementation="ultralytics.text_attention:ImagePoolingAttn",
        channels=ChannelRule.SECOND,
        arguments=(
            integer("ec", "Channels of the attention.", "注意力的通道数。", 256, 1),
            integer("ct", "Values of the text embedding.", "文本嵌入的维数。", 512, 1),
            integer("nh", "Heads; must divide ec.", "注意力头数，须整除 ec。", 8, 1),
            integer("k", "Each map is pooled to k x k.", "每张特征图池化为 k x k。", 3, 1),
            Argument(
                "scale",
                Kind.BOOLEAN,
                Words(
                    "Learn a factor, from 0, for what is added to the text.",
                    "为加到文本上的部分学习一个系数，初始为 0。",
                ),
                default=False,
            ),
        ),
        summary=Words(
            "The text embedding attends to pooled pixels of the maps; gives the text, not a map.",
            "文本嵌入对池化后的特征做注意力；输出的是文本嵌入，不是特征图。",
        ),
        source=_SOURCE,
        arity="many",
        example="[256]",
        stock=("ultralytics",),
        icon="mdi6.text-search",
    ),
)
