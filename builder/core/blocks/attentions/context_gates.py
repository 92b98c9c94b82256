"""Gates over channels from the context of a map."""

from builder.core.blocks.arguments import integer, ratio, switch
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Words

BLOCKS = (
    attention(
        "context_gates:GlobalContext",
        switch(
            "use_attn",
            "Weigh the places by attention; False averages them.",
            "是否用注意力对各位置加权；False 为直接平均。",
            True,
        ),
        switch("fuse_add", "Add a transform of the context.", "是否把变换后的上下文相加。", False),
        switch("fuse_scale", "Multiply by a gate from it.", "是否用上下文得到的权重相乘。", True),
        ratio("ratio", 8),
        summary=Words(
            "Global context (GCNet): an attended average of the places gates the channels.",
            "GC 全局上下文注意力：对所有位置加权平均，再得到通道权重。",
        ),
        source="https://arxiv.org/abs/1904.11492",
        icon="mdi6.earth",
    ),
    attention(
        "context_gates:GatherExcite",
        integer(
            "extent",
            "Stride of the gathering windows, even; 0 gathers the whole map.",
            "聚合窗口的步幅，偶数；0 表示聚合整幅图。",
            0,
        ),
        ratio("ratio", 16),
        summary=Words(
            "Gather-excite: channel gates from averages of the map or of large windows.",
            "GE 注意力：由整幅图或大窗口的平均得到通道权重。",
        ),
        source="https://arxiv.org/abs/1810.12348",
        icon="mdi6.arrow-collapse-all",
    ),
)
