"""Arguments that several of YOLOv7's blocks have."""

from builder.core.blocks.arguments import C2, SHORTCUT, groups, hidden
from builder.core.blocks.spec import Argument, Kind, Words

STOCK = ("yolov7",)
SOURCE = "YOLOv7, https://github.com/WongKinYiu/yolov7"
DEPLOY = Argument(
    "deploy",
    Kind.BOOLEAN,
    Words(
        "Make the single convolution that stands for all branches after training.",
        "直接构建训练后合并所有分支的单个卷积。",
    ),
    default=False,
)
LAYER_SCALE = Argument(
    "layer_scale_init_value",
    Kind.NUMBER,
    Words(
        "What the factor of each channel starts at; 0: no factors.",
        "各通道缩放系数的初始值；0 表示不使用。",
    ),
    default=1e-6,
    minimum=0,
)


def shortcut(default: bool = True) -> Argument:
    """Shortcut with a default."""
    return Argument("shortcut", Kind.BOOLEAN, SHORTCUT.help, default=default)


def unused(name: str, default: object, kind: Kind = Kind.INTEGER) -> Argument:
    """An argument that a row may write and the block ignores."""
    words = Words("Not used by this block.", "该模块不使用此参数。")
    return Argument(name, kind, words, default=default)


def many_groups(default: int) -> Argument:
    """Groups with a default."""
    words = groups().help
    return Argument("g", Kind.INTEGER, words, default=default, minimum=1)


def bottleneck(default: int = 1) -> tuple[Argument, ...]:
    """What a bottleneck takes, with a default for its groups."""
    return (C2, shortcut(), many_groups(default), hidden())
