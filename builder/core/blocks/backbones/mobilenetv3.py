"""MobileNetV3 as one block."""

from builder.core.blocks.backbones.whole import WIDTH, network, size

_SOURCE = "MobileNetV3, https://arxiv.org/abs/1905.02244"
_ICON = "mdi6.cellphone"

BLOCKS = (
    network(
        "mobilenetv3:MobileNetV3", "MobileNetV3", _SOURCE, _ICON,
        (size("mode", ("large", "small")), WIDTH),
    ),
    network("mobilenetv3:MobileNetV3_large", "MobileNetV3-Large", _SOURCE, _ICON, (WIDTH,)),
    network("mobilenetv3:MobileNetV3_small", "MobileNetV3-Small", _SOURCE, _ICON, (WIDTH,)),
)  # fmt: skip
