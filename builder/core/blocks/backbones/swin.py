"""Swin transformer: its stages as rows, and the whole tiny network."""

from builder.core.blocks.arguments import C2, integer
from builder.core.blocks.backbones.whole import network
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

_SOURCE = "Swin Transformer, https://arxiv.org/abs/2103.14030"


def _rate(name: str, en: str, zh: str) -> Argument:
    return Argument(name, Kind.NUMBER, Words(en, zh), default=0.0, minimum=0, maximum=1)


BLOCKS = (
    BlockSpec(
        name="PatchEmbed",
        category=Category.BACKBONE,
        implementation="backbones.swin:PatchEmbed",
        channels=ChannelRule.SCALED,
        arguments=(
            Argument("c2", Kind.CHANNELS, C2.help, default=96, minimum=1),
            integer("patch_size", "Side of a patch.", "图像块的边长。", 4, 1),
        ),
        summary=Words(
            "Cuts the image into patches and makes each a vector: one strided convolution.",
            "把图像切成小块并映射为向量（一个大步幅卷积）。",
        ),
        source=_SOURCE,
        example="[{c}, 4]",
        icon="mdi6.grid",
    ),
    BlockSpec(
        name="SwinStage",
        category=Category.BACKBONE,
        implementation="backbones.swin:SwinStage",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            integer("depth", "Blocks; half of them shift windows.", "块数，其中一半移动窗口。"),
            integer(
                "num_heads",
                "Attention heads; must divide the channels.",
                "注意力头数，必须整除通道数。",
                minimum=1,
            ),
            integer("window_size", "Side of a window.", "窗口边长。", minimum=1),
            Argument(
                "mlp_ratio",
                Kind.NUMBER,
                Words(
                    "Features inside the perceptron, as a multiple of the channels.",
                    "MLP 隐藏层宽度与通道数之比。",
                ),
                default=4.0,
                minimum=0.01,
            ),
            Argument(
                "qkv_bias",
                Kind.BOOLEAN,
                Words("Bias for queries, keys and values.", "Q、K、V 是否带偏置。"),
                default=True,
            ),
            _rate("drop", "Dropout of the outputs.", "输出的随机失活概率。"),
            _rate("attn_drop", "Dropout of the attention weights.", "注意力权重的随机失活概率。"),
            _rate("drop_path", "Stochastic depth of every branch.", "各分支的随机深度概率。"),
        ),
        summary=Words(
            "A stage of Swin blocks: attention inside windows, then inside shifted ones.",
            "Swin 阶段：先在窗口内、再在移位窗口内做自注意力。",
        ),
        source=_SOURCE,
        example="[{c}, 2, 2, 7]",
        same_channels=True,
        icon="mdi6.view-grid-outline",
    ),
    BlockSpec(
        name="PatchMerging",
        category=Category.BACKBONE,
        implementation="backbones.swin:PatchMerging",
        channels=ChannelRule.SCALED,
        arguments=(C2,),
        summary=Words(
            "Halves the resolution and doubles the channels; c2 must be twice the input's.",
            "分辨率减半、通道翻倍；c2 必须是输入通道数的两倍。",
        ),
        source=_SOURCE,
        example="[128]",
        icon="mdi6.arrow-collapse",
    ),
    network("swin:SwinTransformer_Tiny", "Swin-T", _SOURCE, "mdi6.view-grid"),
)
