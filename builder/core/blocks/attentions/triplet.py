"""Gates across pairs of dimensions."""

from builder.core.blocks.arguments import switch
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Words

BLOCKS = (
    attention(
        "triplet:TripletAttention",
        switch(
            "no_spatial",
            "Leave out the gate over height and width.",
            "是否去掉高、宽方向的权重。",
            False,
        ),
        summary=Words(
            "Triplet attention: the average of three gates, each over two dimensions.",
            "Triplet 三重注意力：三个方向的权重取平均，几乎不增加参数。",
        ),
        source="https://arxiv.org/abs/2010.03045",
        icon="mdi6.axis",
    ),
    attention(
        "triplet:MCALayer",
        switch(
            "no_spatial", "Leave out the gate over the channels.", "是否去掉通道方向的权重。", False
        ),
        summary=Words(
            "Multidimensional collaborative attention (MCA): gates along all three dimensions.",
            "MCA 多维协同注意力：沿高、宽、通道三个方向的权重。",
        ),
        source="https://doi.org/10.1016/j.engappai.2023.107079",
        icon="mdi6.cube-scan",
    ),
)
