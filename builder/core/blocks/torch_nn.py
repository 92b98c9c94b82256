"""Modules of torch.nn that configs use directly.

YOLOv5's parser hands most of them their arguments as written, and notes the input's channels
as theirs, even for `nn.Conv2d`. YOLOv7 does so too, but for two: it scales `nn.Conv2d` like a
`Conv` and takes `nn.ConvTranspose2d` as it is written, where YOLOv5 does the opposite.
"""

from builder.core.blocks.arguments import integer
from builder.core.blocks.spec import (
    REQUIRED,
    Argument,
    BlockSpec,
    Category,
    ChannelRule,
    Kind,
    Words,
)

_STOCK = ("yolov5", "ultralytics", "yolov7", "yolov9")


def _source(name: str) -> str:
    return f"PyTorch, https://docs.pytorch.org/docs/stable/generated/torch.nn.{name}.html"


def _kernel(default: object = REQUIRED) -> Argument:
    words = Words("Window or kernel size.", "窗口或卷积核大小。")
    return Argument("kernel_size", Kind.KERNEL, words, default=default, minimum=1)


def _stride(default: object) -> Argument:
    words = Words("Stride; None: the window's size.", "步幅；None 表示等于窗口大小。")
    return Argument("stride", Kind.KERNEL, words, default=default, minimum=1)


def _padding(default: object = 0) -> Argument:
    words = Words("Padding on every side.", "四周的填充。")
    return Argument("padding", Kind.PADDING, words, default=default, minimum=0)


def _flag(name: str, en: str, zh: str, default: object = False) -> Argument:
    return Argument(name, Kind.BOOLEAN, Words(en, zh), default=default)


_DILATION = Argument(
    "dilation",
    Kind.KERNEL,
    Words("Spacing of the taps.", "采样点间距。"),
    default=1,
    minimum=1,
)
_GROUPS = integer(
    "groups", "Groups; must divide both channel numbers.", "分组数，须整除两端通道数。", 1, 1
)
_BIAS = _flag("bias", "Learn a bias.", "是否学习偏置。", True)
_IN = integer(
    "in_channels",
    "Input channels as they are after width scaling.",
    "输入通道数（宽度缩放之后的值）。",
    minimum=1,
)
_SCALED_OUT = Argument(
    "out_channels",
    Kind.CHANNELS,
    Words("Output channels before width scaling.", "输出通道数（宽度缩放之前）。"),
    minimum=1,
)
_CONVOLUTION = (_kernel(), _stride(1), _padding(), _DILATION, _GROUPS, _BIAS)
_TRANSPOSED = (
    _kernel(),
    _stride(1),
    _padding(),
    integer("output_padding", "Added to the output's end.", "输出末端的补齐。", 0),
    _GROUPS,
    _BIAS,
    _DILATION,
)
_INPLACE = _flag("inplace", "Overwrite the input.", "是否原地覆盖输入。")
_CEIL = _flag("ceil_mode", "Round sizes up.", "输出尺寸向上取整。")
_OUTPUT_SIZE = Argument(
    "output_size", Kind.KERNEL, Words("Output height and width.", "输出的高和宽。"), minimum=1
)


def _activation(name: str, arguments: tuple[Argument, ...], en: str, zh: str) -> BlockSpec:
    return BlockSpec(
        name=f"nn.{name}",
        category=Category.BASIC,
        implementation=f"torch.nn:{name}",
        channels=ChannelRule.SAME,
        arguments=arguments,
        summary=Words(en, zh),
        source=_source(name),
        stock=_STOCK,
        icon="mdi6.function-variant",
    )


BLOCKS = (
    BlockSpec(
        name="nn.Upsample",
        category=Category.RESAMPLE,
        implementation="torch.nn:Upsample",
        channels=ChannelRule.SAME,
        arguments=(
            Argument(
                "size",
                Kind.ANY,
                Words("Output size; None where a factor is given.", "输出尺寸；给倍数时写 None。"),
                default=None,
            ),
            Argument(
                "scale_factor",
                Kind.NUMBER,
                Words("Enlargement.", "放大倍数。"),
                default=None,
                minimum=0,
            ),
            Argument(
                "mode",
                Kind.TEXT,
                Words("Interpolation.", "插值方式。"),
                default="nearest",
                choices=("nearest", "bilinear", "bicubic", "nearest-exact"),
            ),
            Argument(
                "align_corners",
                Kind.ANY,
                Words(
                    "For bilinear and bicubic: align the corners.", "双线性/双三次插值时对齐角点。"
                ),
                default=None,
                choices=(None, True, False),
            ),
        ),
        summary=Words("Enlarges by interpolation.", "插值上采样。"),
        source=_source("Upsample"),
        example="[None, 2, 'nearest']",
        stock=_STOCK,
        icon="mdi6.arrow-expand-all",
    ),
    BlockSpec(
        name="nn.MaxPool2d",
        category=Category.POOLING,
        implementation="torch.nn:MaxPool2d",
        channels=ChannelRule.SAME,
        arguments=(
            _kernel(),
            _stride(None),
            _padding(),
            _DILATION,
            _flag("return_indices", "Also return places.", "同时返回位置。"),
            _CEIL,
        ),
        summary=Words("Largest value of each window.", "最大池化。"),
        source=_source("MaxPool2d"),
        example="[2, 2]",
        stock=_STOCK,
        icon="mdi6.arrow-collapse-all",
    ),
    BlockSpec(
        name="nn.AvgPool2d",
        category=Category.POOLING,
        implementation="torch.nn:AvgPool2d",
        channels=ChannelRule.SAME,
        arguments=(
            _kernel(),
            _stride(None),
            _padding(),
            _CEIL,
            _flag("count_include_pad", "Count the padding as zeros.", "把填充的零计入平均。", True),
            integer("divisor_override", "Divide by this.", "改用此除数。", None, 1),
        ),
        summary=Words("Mean of each window.", "平均池化。"),
        source=_source("AvgPool2d"),
        example="[2, 2]",
        stock=_STOCK,
        icon="mdi6.arrow-collapse-all",
    ),
    BlockSpec(
        name="nn.AdaptiveAvgPool2d",
        category=Category.POOLING,
        implementation="torch.nn:AdaptiveAvgPool2d",
        channels=ChannelRule.SAME,
        arguments=(_OUTPUT_SIZE,),
        summary=Words("Averages to a given size.", "自适应平均池化到给定尺寸。"),
        source=_source("AdaptiveAvgPool2d"),
        example="[1]",
        stock=_STOCK,
        icon="mdi6.arrow-collapse-all",
    ),
    BlockSpec(
        name="nn.ZeroPad2d",
        category=Category.BASIC,
        implementation="torch.nn:ZeroPad2d",
        channels=ChannelRule.SAME,
        arguments=(
            Argument(
                "padding",
                Kind.KERNEL,
                Words(
                    "One number, or [left, right, top, bottom].", "一个数，或 [左, 右, 上, 下]。"
                ),
            ),
        ),
        summary=Words("Pads with zeros.", "零填充。"),
        source=_source("ZeroPad2d"),
        example="[[0, 1, 0, 1]]",
        stock=_STOCK,
        icon="mdi6.border-outside",
    ),
    BlockSpec(
        name="nn.Conv2d",
        category=Category.BASIC,
        implementation="torch.nn:Conv2d",
        channels=ChannelRule.SAME,
        arguments=(
            _IN,
            integer(
                "out_channels",
                "Output channels; the parser does not follow them: keep them equal to the input's.",
                "输出通道数；解析器不跟踪该值，应与输入通道数相同。",
                minimum=1,
            ),
            *_CONVOLUTION,
        ),
        summary=Words("A bare convolution.", "普通卷积，不含归一化与激活。"),
        source=_source("Conv2d"),
        example="[{c}, {c}, 1]",
        stock=("yolov5", "ultralytics", "yolov9"),
        same_channels=True,
        icon="mdi6.filter-outline",
    ),
    BlockSpec(
        name="nn.ConvTranspose2d",
        category=Category.RESAMPLE,
        implementation="torch.nn:ConvTranspose2d",
        channels=ChannelRule.SCALED,
        arguments=(
            _SCALED_OUT,
            *_TRANSPOSED,
        ),
        summary=Words("Transposed convolution: learnt enlargement.", "转置卷积，可学习的上采样。"),
        source=_source("ConvTranspose2d"),
        example="[{c}, 2, 2]",
        stock=("yolov5", "ultralytics", "yolov9"),
        icon="mdi6.arrow-expand-all",
    ),
    BlockSpec(
        name="nn.Conv2d",
        category=Category.BASIC,
        implementation="torch.nn:Conv2d",
        channels=ChannelRule.SCALED,
        arguments=(_SCALED_OUT, *_CONVOLUTION),
        summary=Words("A bare convolution.", "普通卷积，不含归一化与激活。"),
        source=_source("Conv2d"),
        example="[{c}, 1]",
        stock=("yolov7",),
        icon="mdi6.filter-outline",
    ),
    BlockSpec(
        name="nn.ConvTranspose2d",
        category=Category.RESAMPLE,
        implementation="torch.nn:ConvTranspose2d",
        channels=ChannelRule.SAME,
        arguments=(
            _IN,
            integer(
                "out_channels",
                "Output channels; YOLOv7 does not follow them: keep them equal to the input's.",
                "输出通道数；YOLOv7 不跟踪该值，应与输入通道数相同。",
                minimum=1,
            ),
            *_TRANSPOSED,
        ),
        summary=Words("Transposed convolution: learnt enlargement.", "转置卷积，可学习的上采样。"),
        source=_source("ConvTranspose2d"),
        example="[{c}, {c}, 2, 2]",
        stock=("yolov7",),
        same_channels=True,
        icon="mdi6.arrow-expand-all",
    ),
    BlockSpec(
        name="nn.BatchNorm2d",
        category=Category.BASIC,
        implementation="torch.nn:BatchNorm2d",
        channels=ChannelRule.NORM,
        arguments=(),
        summary=Words(
            "Batch normalisation; YOLOv5 always takes the input's channels, whatever is written.",
            "批归一化；YOLOv5 忽略该行参数，直接使用输入通道数。",
        ),
        source=_source("BatchNorm2d"),
        stock=_STOCK,
        icon="mdi6.chart-histogram",
    ),
    BlockSpec(
        name="nn.Identity",
        category=Category.BASIC,
        implementation="torch.nn:Identity",
        channels=ChannelRule.SAME,
        arguments=(),
        summary=Words("Passes its input on.", "恒等映射，原样输出。"),
        source=_source("Identity"),
        stock=_STOCK,
        icon="mdi6.equal",
    ),
    BlockSpec(
        name="nn.Dropout",
        category=Category.BASIC,
        implementation="torch.nn:Dropout",
        channels=ChannelRule.SAME,
        arguments=(
            Argument(
                "p",
                Kind.NUMBER,
                Words("Probability of zeroing a value.", "置零概率。"),
                default=0.5,
                minimum=0,
                maximum=1,
            ),
            _INPLACE,
        ),
        summary=Words("Zeroes random values while training.", "训练时随机置零。"),
        source=_source("Dropout"),
        example="[0.5]",
        stock=_STOCK,
        icon="mdi6.water-off-outline",
    ),
    BlockSpec(
        name="nn.PixelShuffle",
        category=Category.RESAMPLE,
        implementation="torch.nn:PixelShuffle",
        channels=ChannelRule.SAME,
        arguments=(
            integer(
                "upscale_factor",
                "Enlargement; its square divides the channels.",
                "放大倍数，其平方须整除通道数。",
                minimum=1,
            ),
        ),
        summary=Words(
            "Moves channels into pixels; YOLOv5 does not follow the smaller channel number.",
            "把通道重排为像素；YOLOv5 不跟踪变小的通道数。",
        ),
        source=_source("PixelShuffle"),
        example="[2]",
        stock=_STOCK,
        icon="mdi6.grid",
    ),
    _activation("ReLU", (_INPLACE,), "max(0, x).", "ReLU 激活函数。"),
    _activation("SiLU", (_INPLACE,), "x * sigmoid(x).", "SiLU（Swish）激活函数。"),
    _activation(
        "LeakyReLU",
        (
            Argument(
                "negative_slope",
                Kind.NUMBER,
                Words("Slope below zero.", "负半轴斜率。"),
                default=0.01,
            ),
            _INPLACE,
        ),
        "x, or a small part of it below zero.",
        "LeakyReLU 激活函数。",
    ),
)
