"""What YOLOv7's cross-stage-partial blocks have in common."""

from dataclasses import dataclass

from builder.core.blocks.arguments import C2, hidden
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Kind, Words
from builder.core.blocks.yolov7.arguments import STOCK, many_groups, shortcut, unused

_CSP = "CSPNet, https://arxiv.org/abs/1911.11929"


@dataclass(frozen=True)
class Frame:
    """What surrounds the chain.

    Attributes:
        letter: "A", "B" or "C".
        en, zh: The summary, with "{}" for what the chain is made of.
        narrow: Whether the branches have a fraction of the output channels.
    """

    letter: str
    en: str
    zh: str
    narrow: bool = True


A = Frame("A", "CSP block A: {} beside a bare convolution.", "CSP 模块 A：{}，与一个普通卷积并行。")
B = Frame(
    "B",
    "CSP block B: a convolution, then {} beside a bare one, all as wide as the output.",
    "CSP 模块 B：先卷积，再由{}与一个普通卷积并行，通道数均等于输出。",
    narrow=False,
)
C = Frame(
    "C",
    "CSP block C: {} and a convolution beside a bare one.",
    "CSP 模块 C：{}后接一个卷积，与另一个普通卷积并行。",
)

_CHAINS = {
    "Bottleneck": (Words("`number` bottlenecks", "number 个瓶颈块"), "YOLOv7"),
    "RepBottleneck": (
        Words(
            "`number` bottlenecks of RepConv (as the trainer ships it, it refuses every input)",
            "number 个 RepConv 瓶颈块（按训练端的实现，任何输入都会报错）",
        ),
        "RepVGG, https://arxiv.org/abs/2101.03697; YOLOv7",
    ),
    "Res": (
        Words("`number` ResNet bottlenecks", "number 个 ResNet 瓶颈块"),
        "YOLOv7",
    ),
    "RepRes": (
        Words("`number` ResNet bottlenecks of RepConv", "number 个含 RepConv 的 ResNet 瓶颈块"),
        "RepVGG, https://arxiv.org/abs/2101.03697; YOLOv7",
    ),
    "ResX": (
        Words("`number` ResNeXt bottlenecks", "number 个 ResNeXt 瓶颈块"),
        "ResNeXt, https://arxiv.org/abs/1611.05431; YOLOv7",
    ),
    "RepResX": (
        Words("`number` ResNeXt bottlenecks of RepConv", "number 个含 RepConv 的 ResNeXt 瓶颈块"),
        "RepVGG, https://arxiv.org/abs/2101.03697; YOLOv7",
    ),
    "Ghost": (
        Words("`number` ghost bottlenecks", "number 个 Ghost 瓶颈块"),
        "GhostNet, https://arxiv.org/abs/1911.11907; YOLOv7",
    ),
    "ST": (
        Words("`number` Swin transformer layers", "number 层 Swin Transformer"),
        "Swin Transformer, https://arxiv.org/abs/2103.14030; YOLOv7",
    ),
    "ST2": (
        Words("`number` Swin transformer V2 layers", "number 层 Swin Transformer V2"),
        "Swin Transformer V2, https://arxiv.org/abs/2111.09883; YOLOv7",
    ),
}


def csp(chain: str, frame: Frame, add: bool = True, groups: int = 1) -> BlockSpec:
    """A frame with a chain in it.

    Args:
        chain: What the chain is made of, which starts the block's name.
        frame: What surrounds it.
        add: Default of `shortcut`.
        groups: Default of `g`.
    """
    inside, source = _CHAINS[chain]
    swin = chain.startswith("ST")
    file = "csp_swin" if swin else f"csp_{frame.letter.lower()}"
    return BlockSpec(
        name=f"{chain}CSP{frame.letter}",
        category=Category.CSP,
        implementation=f"yolov7.{file}:{chain}CSP{frame.letter}",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            unused("shortcut", add, Kind.BOOLEAN) if swin else shortcut(add),
            unused("g", groups) if swin else many_groups(groups),
            hidden() if frame.narrow else unused("e", 0.5, Kind.NUMBER),
        ),
        summary=Words(frame.en.format(inside.en), frame.zh.format(inside.zh)),
        source=f"{_CSP}; {source}",
        repeats_inside=True,
        # Narrow frames halve the channels twice: too few for 32 groups in a new row.
        example="[{c}, True, 16]" if groups > 1 and frame.narrow else "[{c}]",
        stock=STOCK,
        icon="mdi6.transit-connection-variant" if swin else "mdi6.source-branch",
    )
