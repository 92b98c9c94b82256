"""EfficientNet B0 to B7 as one block."""

from builder.core.nn.backbones.efficientnetv2 import EfficientNetStages
from builder.core.nn.backbones.stage_tables import EFFICIENTNET_B0, EFFICIENTNET_SCALES, scaled


class efficient(EfficientNetStages):  # noqa: N801 -- the name that configs write
    """EfficientNet B0 to B7 without its head.

    Args:
        name: "efficientnet-b0" to "efficientnet-b7".
        width: Another factor of all channels, besides the compound scaling's.
        depth: Another factor of all repeats.

    Shape:
        `(N, 3, H, W)` -> four maps of strides 4, 8, 16 and 32; B0: 24, 40, 112, 320 channels.

    Source:
        EfficientNet, https://arxiv.org/abs/1905.11946; the name and its arguments as in the
        tutorials for YOLO.
    """

    def __init__(
        self, name: str = "efficientnet-b0", width: float = 1.0, depth: float = 1.0
    ) -> None:
        own_width, own_depth = EFFICIENTNET_SCALES[name]
        super().__init__(scaled(EFFICIENTNET_B0, own_width * width, own_depth * depth))
