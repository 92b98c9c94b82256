"""Heads of one group of levels, and classification."""

from builder.core.blocks.arguments import C1, PADDING, groups, kernel, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

NC = Argument(
    "nc",
    Kind.CLASSES,
    Words(
        "Number of classes; write nc to take the header's.",
        "类别数；写 nc 表示使用文件头的值。",
    ),
    default=80,
    minimum=1,
)
SOURCE = "YOLOv9, https://arxiv.org/abs/2402.13616; https://github.com/WongKinYiu/yolov9"

BLOCKS = (
    BlockSpec(
        name="Detect",
        category=Category.HEAD,
        implementation="yolov9.head:Detect",
        channels=ChannelRule.HEAD,
        arguments=(NC,),
        summary=Words(
            "Anchor-free boxes; the first input's channels set the width of all branches.",
            "无锚框检测头；各分支宽度由第一个输入的通道数决定。",
        ),
        source=SOURCE,
        arity="many",
        example="[nc]",
        stock=("yolov9",),
        icon="mdi6.target",
    ),
    BlockSpec(
        name="DDetect",
        category=Category.HEAD,
        implementation="yolov9.head:DDetect",
        channels=ChannelRule.HEAD,
        arguments=(NC,),
        summary=Words(
            "Detect with grouped convolutions in its box branches, which makes it lighter.",
            "边框分支使用分组卷积的 Detect，更轻量。",
        ),
        source=SOURCE,
        arity="many",
        example="[nc]",
        stock=("yolov9",),
        icon="mdi6.target",
    ),
    BlockSpec(
        name="Classify",
        category=Category.HEAD,
        implementation="yolov9.head:Classify",
        channels=ChannelRule.SAME,
        arguments=(
            C1,
            Argument("c2", Kind.CLASSES, Words("Number of classes.", "类别数。"), minimum=1),
            kernel(),
            stride(),
            PADDING,
            groups(),
        ),
        summary=Words(
            "Class scores of the whole image: convolution, global average, linear layer.",
            "整图分类：卷积、全局平均池化、全连接层。",
        ),
        source="https://github.com/WongKinYiu/yolov9",
        example="[{c}, 1000]",
        stock=("yolov9",),
        icon="mdi6.tag-outline",
    ),
)
