"""YOLOv7's bottlenecks."""

from builder.core.blocks.arguments import C2, kernel, stride
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Words
from builder.core.blocks.yolov7.arguments import STOCK, bottleneck

_RESNET = "ResNet, https://arxiv.org/abs/1512.03385; YOLOv7"
_RESNEXT = "ResNeXt, https://arxiv.org/abs/1611.05431; YOLOv7"
_REPVGG = "RepVGG, https://arxiv.org/abs/2101.03697; YOLOv7"


def _bottleneck(
    name: str, arguments: tuple[Argument, ...], summary: Words, source: str, example: str = "[{c}]"
) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.CSP,
        implementation=f"yolov7.bottleneck:{name}",
        channels=ChannelRule.SCALED,
        arguments=arguments,
        summary=summary,
        source=source,
        example=example,
        stock=STOCK,
        icon="mdi6.ghost" if name == "Ghost" else "mdi6.bottle-wine-outline",
    )


BLOCKS = (
    _bottleneck(
        "Bottleneck",
        bottleneck(),
        Words(
            "1x1 and 3x3 convolution with a shortcut around them.",
            "1x1 与 3x3 卷积组成的残差瓶颈块。",
        ),
        _RESNET,
    ),
    _bottleneck(
        "RepBottleneck",
        bottleneck(),
        Words(
            "Bottleneck with RepConv for its 3x3; only e = 0.5 runs, as the trainer ships it.",
            "3x3 换成 RepConv 的瓶颈块；按训练端的实现只有 e = 0.5 能运行。",
        ),
        _REPVGG,
    ),
    _bottleneck(
        "Res",
        bottleneck(),
        Words(
            "1x1, 3x3 and 1x1 convolution with a shortcut around them.",
            "1x1、3x3、1x1 卷积组成的 ResNet 残差块。",
        ),
        _RESNET,
    ),
    _bottleneck(
        "RepRes",
        bottleneck(),
        Words("Res with RepConv for its 3x3.", "3x3 换成 RepConv 的 Res。"),
        _REPVGG,
    ),
    _bottleneck(
        "ResX",
        bottleneck(32),
        Words("Res with 32 groups.", "使用 32 组卷积的 Res（ResNeXt）。"),
        _RESNEXT,
    ),
    _bottleneck(
        "RepResX",
        bottleneck(32),
        Words("ResX with RepConv for its 3x3.", "3x3 换成 RepConv 的 ResX。"),
        _REPVGG,
    ),
    _bottleneck(
        "Ghost",
        (C2, kernel(3), stride()),
        Words(
            "Two ghost modules with a shortcut; stride 2 halves the size.",
            "两个 Ghost 模块加残差连接；步幅 2 时尺寸减半。",
        ),
        "GhostNet, https://arxiv.org/abs/1911.11907; YOLOv7",
        "[{c}, 3, 1]",
    ),
)
