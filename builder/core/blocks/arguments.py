"""Arguments that many blocks share, so that they read the same everywhere."""

from builder.core.blocks.spec import REQUIRED, Argument, Kind, Words

C1 = Argument(
    "c1",
    Kind.INTEGER,
    Words(
        "Input channels as they are after width scaling; this row must write them itself.",
        "输入通道数（按宽度系数缩放之后的值），该模块需要自己写出。",
    ),
    minimum=1,
)
C2 = Argument(
    "c2",
    Kind.CHANNELS,
    Words(
        "Output channels; the trainer multiplies them by width_multiple and rounds up to 8.",
        "输出通道数；训练时乘以 width_multiple 并向上取整到 8 的倍数。",
    ),
    minimum=1,
)
C2_AS_WRITTEN = Argument(
    "c2",
    Kind.INTEGER,
    Words(
        "Output channels, taken as written: no width scaling.",
        "输出通道数，按原值使用，不做宽度缩放。",
    ),
    minimum=1,
)
C2_OF_INPUT = Argument(
    "c2",
    Kind.CHANNELS,
    Words(
        "The input's channels as a convolution would write them, before width scaling; some "
        "forks read them from the input and leave this out.",
        "输入通道数，与卷积行的写法相同（宽度缩放之前的值）；有些分支自动读取输入通道，行里不写这一项。",
    ),
    minimum=1,
)
ACT = Argument(
    "act",
    Kind.ACTIVATION,
    Words(
        "True: the network's activation (SiLU); False: none; or a module such as nn.ReLU().",
        "True 使用网络默认激活函数（SiLU），False 不使用，也可写 nn.ReLU() 这样的模块。",
    ),
    default=True,
)
SHORTCUT = Argument(
    "shortcut",
    Kind.BOOLEAN,
    Words(
        "Add the input to the output where the channels are equal; necks write False.",
        "通道数相同时把输入加到输出（残差连接）；颈部通常写 False。",
    ),
    default=True,
)
SHORTCUT_OFF = Argument("shortcut", Kind.BOOLEAN, SHORTCUT.help, default=False)
ACT_UNREAD = Argument(
    "act",
    Kind.BOOLEAN,
    Words(
        "Activate. Ultralytics does not read text such as nn.ReLU() as a module: it gives none.",
        "是否使用激活函数。Ultralytics 不把 nn.ReLU() 这类文字读作模块，写了等于不使用。",
    ),
    default=True,
)
PADDING = Argument(
    "p",
    Kind.PADDING,
    Words("Padding; None keeps the size at stride 1.", "填充；None 表示步幅为 1 时尺寸不变。"),
    default=None,
    minimum=0,
)
EQUAL_CHANNELS = Argument(
    "equal_ch",
    Kind.BOOLEAN,
    Words(
        "Share the channels equally between the kernels; False: equally many weights each.",
        "各卷积核平分通道；False 表示各卷积核权重数相等。",
    ),
    default=True,
)
POOL_SIZES = Argument(
    "k",
    Kind.KERNEL,
    Words(
        "Pooling window sizes, odd numbers in a list.",
        "各池化窗口的大小，写成奇数列表。",
    ),
    default=(5, 9, 13),
    minimum=1,
)
DIMENSION = Argument(
    "dimension",
    Kind.INTEGER,
    Words("Dimension to join along; 1 are the channels.", "拼接的维度；1 表示通道维。"),
    default=1,
    minimum=0,
    maximum=3,
)
GAIN = Argument(
    "gain",
    Kind.INTEGER,
    Words(
        "Factor between resolution and channels: sizes change by it, channels by its square.",
        "分辨率与通道互换的倍数：尺寸按它变化，通道按它的平方变化。",
    ),
    default=2,
    minimum=1,
)
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
PROTOTYPES = Argument(
    "nm",
    Kind.INTEGER,
    Words("Number of mask prototypes.", "掩码原型数量。"),
    default=32,
    minimum=1,
)
PROTOTYPE_CHANNELS = Argument(
    "npr",
    Kind.INTEGER,
    Words(
        "Channels of the prototype branch; scaled by width.",
        "原型分支的通道数，受宽度系数缩放。",
    ),
    default=256,
    minimum=1,
)
RATIO_HELP = Words(
    "Channels are divided by this inside the gate.", "注意力分支内部的通道压缩倍数。"
)

ANCHORS = Argument(
    "anchors",
    Kind.ANCHORS,
    Words(
        "Anchors of each level; write anchors to take the header's.",
        "各层锚框；写 anchors 表示使用文件头的值。",
    ),
    default=(),
)


def kernel(default: object = 1) -> Argument:
    """Kernel size `k`."""
    words = Words("Kernel size.", "卷积核大小。")
    return Argument("k", Kind.KERNEL, words, default=default, minimum=1)


def stride(default: object = 1) -> Argument:
    """Stride `s`."""
    words = Words("Stride; 2 halves height and width.", "步幅；2 表示高和宽减半。")
    return Argument("s", Kind.INTEGER, words, default=default, minimum=1)


def groups() -> Argument:
    """Groups `g`."""
    words = Words(
        "Groups of the convolution; must divide its input and output channels.",
        "卷积分组数，必须能整除输入和输出通道数。",
    )
    return Argument("g", Kind.INTEGER, words, default=1, minimum=1)


def dilation() -> Argument:
    """Dilation `d`."""
    words = Words("Dilation: spacing of the kernel's taps.", "空洞率：卷积核采样点的间距。")
    return Argument("d", Kind.INTEGER, words, default=1, minimum=1)


def hidden(default: float = 0.5) -> Argument:
    """Expansion `e`."""
    words = Words(
        "Hidden channels as a fraction of the output channels.",
        "隐藏通道数与输出通道数之比。",
    )
    return Argument("e", Kind.NUMBER, words, default=default, minimum=0.01, maximum=4)


def ratio(name: str, default: object) -> Argument:
    """Reduction inside an attention gate."""
    return Argument(name, Kind.INTEGER, RATIO_HELP, default=default, minimum=1)


def switch(name: str, en: str, zh: str, default: bool) -> Argument:
    """Something on or off that one block alone has."""
    return Argument(name, Kind.BOOLEAN, Words(en, zh), default=default)


def integer(
    name: str, en: str, zh: str, default: object = REQUIRED, minimum: float | None = 0
) -> Argument:
    """A whole number that one block alone has."""
    return Argument(name, Kind.INTEGER, Words(en, zh), default=default, minimum=minimum)
