"""Layer aggregation."""

from builder.core.blocks.arguments import C2, integer
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words

_SOURCE = "YOLOv9, https://arxiv.org/abs/2402.13616; ELAN, https://arxiv.org/abs/2211.04800"
_C3 = integer(
    "c3",
    "Channels after the first convolution, even, taken as written: no width scaling.",
    "首个卷积之后的通道数，偶数，按原值使用，不做宽度缩放。",
    minimum=2,
)
_C4 = integer(
    "c4",
    "Channels of each step, taken as written: no width scaling.",
    "每一步的通道数，按原值使用，不做宽度缩放。",
    minimum=1,
)

BLOCKS = (
    BlockSpec(
        name="RepNCSPELAN4",
        category=Category.CSP,
        implementation="ultralytics.elan:RepNCSPELAN4",
        channels=ChannelRule.SCALED,
        arguments=(
            C2,
            _C3,
            _C4,
            integer(
                "n",
                "Bottlenecks in each of the two CSP blocks; the depth multiple does not reach it.",
                "两个 CSP 块中各自的瓶颈块数，不受深度系数影响。",
                1,
                0,
            ),
        ),
        summary=Words(
            "GELAN, the workhorse of YOLOv9: two CSP blocks whose steps are all joined.",
            "GELAN，YOLOv9 的主力模块：两个 CSP 块，各步输出全部拼接。",
        ),
        source=_SOURCE,
        example="[{c}, {c}, 32, 1]",
        stock=("ultralytics",),
        icon="mdi6.call-merge",
    ),
    BlockSpec(
        name="ELAN1",
        category=Category.CSP,
        implementation="ultralytics.elan:ELAN1",
        channels=ChannelRule.SCALED,
        arguments=(C2, _C3, _C4),
        summary=Words(
            "ELAN with two 3x3 convolutions whose steps are all joined.",
            "含两个 3x3 卷积的 ELAN，各步输出全部拼接。",
        ),
        source=_SOURCE,
        example="[{c}, {c}, 32]",
        stock=("ultralytics",),
        icon="mdi6.call-merge",
    ),
)
