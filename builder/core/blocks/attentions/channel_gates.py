"""Gates over channels."""

from builder.core.blocks.arguments import integer, switch
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Argument, Kind, Words

BLOCKS = (
    attention(
        "channel_gates:NAMAttention",
        summary=Words(
            "Normalisation-based attention: channel gates from batch normalisation's scales.",
            "NAM 注意力：用批归一化的缩放系数得到通道权重。",
        ),
        source="https://arxiv.org/abs/2111.12419",
        icon="mdi6.scale-balance",
    ),
    attention(
        "channel_gates:EffectiveSEModule",
        switch(
            "add_maxpool",
            "Mix the maxima half and half with the averages.",
            "是否把最大池化与平均池化各取一半。",
            False,
        ),
        summary=Words(
            "Effective squeeze-and-excitation: one layer without reduction, a hard sigmoid.",
            "eSE 通道注意力：一层不压缩通道的全连接加 hard sigmoid。",
        ),
        source="https://arxiv.org/abs/1911.06667",
        icon="mdi6.tune-vertical-variant",
    ),
    attention(
        "channel_gates:MLCA",
        integer("local_size", "Tiles along each side of the map.", "特征图每边划分的块数。", 5, 1),
        integer("gamma", "Larger: a shorter kernel.", "越大则卷积核越短。", 2, 1),
        integer("b", "Larger: a longer kernel.", "越大则卷积核越长。", 1),
        Argument(
            "local_weight",
            Kind.NUMBER,
            Words("Share of the tiles' gates.", "局部权重所占的比例。"),
            default=0.5,
            minimum=0,
            maximum=1,
        ),
        summary=Words(
            "Mixed local channel attention: ECA's gates for the map and for tiles of it.",
            "MLCA 注意力：对整幅图和各局部块分别计算 ECA 通道权重再混合。",
        ),
        source="https://doi.org/10.1016/j.engappai.2023.106442",
        icon="mdi6.view-grid-outline",
    ),
)
