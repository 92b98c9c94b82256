"""A whole model of torchvision as one row."""

from builder.core.blocks.arguments import C2_AS_WRITTEN, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_MODEL = Argument(
    "model",
    Kind.TEXT,
    Words(
        "The model's name in torchvision, such as resnet18.",
        "torchvision 中的模型名，如 resnet18。",
    ),
)
_WEIGHTS = Argument(
    "weights",
    Kind.TEXT,
    Words(
        "Pretrained weights that the trainer downloads; None starts from random ones.",
        "训练器下载的预训练权重；None 表示随机初始化。",
    ),
    default="DEFAULT",
)
_UNWRAP = Argument(
    "unwrap",
    Kind.BOOLEAN,
    Words(
        "Keep the model's layers as a chain; False: the whole model without its head.",
        "把模型的各层取出并依次连接；False 表示保留去掉分类头的整个模型。",
    ),
    default=True,
)
_SPLIT = Argument(
    "split",
    Kind.BOOLEAN,
    Words(
        "Give the input and every layer's output, for Index rows to choose from.",
        "输出输入本身和每一层的结果，供 Index 行选取。",
    ),
    default=False,
)

BLOCKS = (
    BlockSpec(
        name="TorchVision",
        category=Category.BACKBONE,
        implementation="torchvision:TorchVision",
        channels=ChannelRule.NAMED,
        arguments=(
            C2_AS_WRITTEN,
            _MODEL,
            _WEIGHTS,
            _UNWRAP,
            integer(
                "truncate",
                "Layers to leave out at the end of the chain: 2 are a classifier's pool and head.",
                "从末尾去掉的层数；2 即分类网络的池化层和分类头。",
                2,
            ),
            _SPLIT,
        ),
        summary=Words(
            "A model of torchvision that takes the image; its numbers are measured by torch once.",
            "以图像为输入的 torchvision 模型；其数值由 torch 测量一次后保存。",
        ),
        source="Ultralytics; torchvision, https://github.com/pytorch/vision",
        example="[512, resnet18, DEFAULT, True, 2]",
        stock=("ultralytics",),
        icon="mdi6.package-variant-closed",
    ),
)
