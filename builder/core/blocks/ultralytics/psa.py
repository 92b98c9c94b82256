"""Self-attention on small maps."""

from builder.core.blocks.arguments import C2, hidden
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_YOLOV10 = "YOLOv10, https://arxiv.org/abs/2405.14458"

BLOCKS = (
    BlockSpec(
        name="PSA",
        category=Category.ATTENTION,
        implementation="ultralytics.psa:PSA",
        channels=ChannelRule.SCALED,
        arguments=(C2, hidden()),
        summary=Words(
            "Half of the channels attend to all pixels; costs (H*W)^2, so use it at P5.",
            "一半通道做全图自注意力；开销随 (H*W) 的平方增长，宜放在 P5。",
        ),
        source=_YOLOV10,
        example="[{c}]",
        stock=("ultralytics",),
        same_channels=True,
        icon="mdi6.image-filter-tilt-shift",
    ),
    BlockSpec(
        name="C2PSA",
        category=Category.ATTENTION,
        implementation="ultralytics.psa:C2PSA",
        channels=ChannelRule.SCALED,
        arguments=(C2, hidden()),
        summary=Words(
            "PSA with `number` attention blocks in a row, as at the end of YOLO11's backbone.",
            "串联 number 个注意力块的 PSA，用于 YOLO11 主干末尾。",
        ),
        source=f"Ultralytics YOLO11; {_YOLOV10}",
        repeats_inside=True,
        example="[{c}]",
        stock=("ultralytics",),
        same_channels=True,
        icon="mdi6.image-filter-tilt-shift",
    ),
    BlockSpec(
        name="C2fPSA",
        category=Category.ATTENTION,
        implementation="ultralytics.psa:C2fPSA",
        channels=ChannelRule.SCALED,
        arguments=(C2, hidden()),
        summary=Words(
            "C2f with `number` attention blocks in place of bottlenecks.",
            "用 number 个注意力块代替瓶颈块的 C2f。",
        ),
        source=f"Ultralytics YOLO11; {_YOLOV10}",
        repeats_inside=True,
        example="[{c}]",
        stock=("ultralytics",),
        same_channels=True,
        icon="mdi6.image-filter-tilt-shift",
    ),
)
