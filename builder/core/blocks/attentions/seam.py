"""Gates for things partly hidden."""

from builder.core.blocks.arguments import integer, ratio
from builder.core.blocks.attentions.entry import attention
from builder.core.blocks.spec import Argument, Kind, Words

BLOCKS = (
    attention(
        "seam:SEAM",
        integer("n", "Layers in a row.", "层数。", 1),
        ratio("reduction", 16),
        summary=Words(
            "Separated and enhanced attention (YOLO-FaceV2): for objects partly hidden.",
            "SEAM 分离增强注意力（YOLO-FaceV2）：应对遮挡目标。",
        ),
        source="https://arxiv.org/abs/2208.02019",
        icon="mdi6.face-recognition",
    ),
    attention(
        "seam:MultiSEAM",
        integer("depth", "Layers in each branch.", "每条分支的层数。", 1),
        integer("kernel_size", "Depthwise kernel, odd.", "深度卷积核，奇数。", 3, 1),
        Argument(
            "patch_size",
            Kind.KERNEL,
            Words("Three patch sizes in a list.", "三种图块大小，写成列表。"),
            default=(3, 5, 7),
            minimum=1,
        ),
        ratio("reduction", 16),
        summary=Words(
            "SEAM on patches of three sizes; a map below twice the largest fails with one image.",
            "多尺度 SEAM：三种图块大小；特征图小于最大图块的两倍时，单张图像无法训练。",
        ),
        source="https://arxiv.org/abs/2208.02019",
        icon="mdi6.face-man-shimmer-outline",
    ),
)
