"""Heads of Ultralytics for the whole image and for every pixel."""

from builder.core.blocks.arguments import PADDING, groups, integer, kernel, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="Classify",
        category=Category.HEAD,
        implementation="ultralytics.head_dense:Classify",
        channels=ChannelRule.SCALED,
        arguments=(
            Argument(
                "c2",
                Kind.CLASSES,
                Words(
                    "Number of classes, usually nc; the one output that width never scales.",
                    "类别数，通常写 nc；唯一不受宽度系数缩放的输出。",
                ),
                minimum=1,
            ),
            kernel(),
            stride(),
            PADDING,
            groups(),
        ),
        summary=Words(
            "Class scores of the whole image: convolution, global average, linear layer.",
            "整图分类：卷积、全局平均池化、全连接层。",
        ),
        source="Ultralytics YOLOv8, https://github.com/ultralytics/ultralytics",
        example="[nc]",
        stock=("ultralytics",),
        icon="mdi6.tag-outline",
    ),
    BlockSpec(
        name="SemanticSegment",
        category=Category.HEAD,
        implementation="ultralytics.head_dense:SemanticSegment",
        channels=ChannelRule.HEAD,
        arguments=(
            Argument(
                "nc",
                Kind.CLASSES,
                Words(
                    "Number of classes; write nc to take the header's.",
                    "类别数；写 nc 表示使用文件头的值。",
                ),
                default=19,
                minimum=1,
            ),
        ),
        summary=Words(
            "A class for every cell of its first input; the second one only helps to train.",
            "为第一个输入的每个位置预测类别；第二个输入只在训练时辅助。",
        ),
        source="Ultralytics YOLO26, https://github.com/ultralytics/ultralytics",
        arity="many",
        example="[nc]",
        stock=("ultralytics",),
        icon="mdi6.texture-box",
    ),
    BlockSpec(
        name="Depth",
        category=Category.HEAD,
        implementation="ultralytics.head_dense:Depth",
        channels=ChannelRule.HEAD,
        arguments=(
            integer(
                "c_mid",
                "Channels inside; the only argument that the trainer reads, and not scaled.",
                "内部通道数；训练器只读取这一个参数，且不做宽度缩放。",
                256,
                4,
            ),
        ),
        summary=Words(
            "Distance of every pixel, from maps that double in size from one to the next.",
            "单目深度估计头，输入特征图的尺寸须逐级相差一倍。",
        ),
        source="Ultralytics YOLO26, https://github.com/ultralytics/ultralytics",
        arity="many",
        example="[256]",
        stock=("ultralytics",),
        icon="mdi6.gradient-horizontal",
    ),
)
