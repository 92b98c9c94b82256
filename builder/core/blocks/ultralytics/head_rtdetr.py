"""RT-DETR's head."""

from builder.core.blocks.arguments import NC, integer
from builder.core.blocks.spec import Argument, BlockSpec, Category, ChannelRule, Kind, Words

BLOCKS = (
    BlockSpec(
        name="RTDETRDecoder",
        category=Category.HEAD,
        implementation="ultralytics.head_rtdetr:RTDETRDecoder",
        channels=ChannelRule.SECOND,
        arguments=(
            NC,
            integer("hd", "Values of a query.", "查询向量的维数。", 256, 1),
            integer("nq", "Number of queries: boxes per image.", "查询数，即每图的框数。", 300, 1),
            integer(
                "ndp",
                "Places that a query looks at, for each head and level.",
                "每个查询在每个头、每层上的采样点数。",
                4,
                1,
            ),
            integer("nh", "Attention heads; must divide hd.", "注意力头数，须整除 hd。", 8, 1),
            integer("ndl", "Decoder layers.", "解码层数。", 6, 1),
            integer(
                "d_ffn", "Hidden values of the feed-forward nets.", "前馈网络的隐藏维数。", 1024, 1
            ),
            Argument(
                "dropout",
                Kind.NUMBER,
                Words("Probability of dropping a value.", "随机丢弃的概率。"),
                default=0.0,
                minimum=0,
                maximum=1,
            ),
            Argument(
                "act",
                Kind.ANY,
                Words(
                    "Activation module; None for ReLU. A row can't write a module here.",
                    "激活函数模块；None 表示 ReLU。配置行中无法写出模块。",
                ),
                default=None,
            ),
            integer(
                "eval_idx",
                "The last decoder layer to run outside training; -1 for all.",
                "推理时运行到哪一解码层；-1 表示全部。",
                -1,
                None,
            ),
            integer("nd", "Denoising queries in training.", "训练时的去噪查询数。", 100),
            Argument(
                "label_noise_ratio",
                Kind.NUMBER,
                Words(
                    "Share of denoising queries with a wrong class.",
                    "去噪查询中类别标签被打乱的比例。",
                ),
                default=0.5,
                minimum=0,
                maximum=1,
            ),
            Argument(
                "box_noise_scale",
                Kind.NUMBER,
                Words("How far the boxes of denoising queries are off.", "去噪查询框的扰动幅度。"),
                default=1.0,
                minimum=0,
            ),
            Argument(
                "learnt_init_query",
                Kind.BOOLEAN,
                Words(
                    "Queries start from learnt values, and not from the pixels.",
                    "查询使用可学习的初值，而不取自像素特征。",
                ),
                default=False,
            ),
        ),
        summary=Words(
            "RT-DETR's head: a transformer decoder turns the best pixels into boxes, without NMS.",
            "RT-DETR 解码头：由 Transformer 解码器从最佳像素得到框，无需 NMS。",
        ),
        source="RT-DETR, https://arxiv.org/abs/2304.08069",
        arity="many",
        example="[nc]",
        stock=("ultralytics",),
        icon="mdi6.set-center",
    ),
)
