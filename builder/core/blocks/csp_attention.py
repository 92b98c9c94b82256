"""C3 with attention inside."""

from builder.core.blocks.arguments import C2, SHORTCUT, groups, hidden
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule, Words


def _c3_with(name: str, attention: str, source: str) -> BlockSpec:
    return BlockSpec(
        name=name,
        category=Category.CSP,
        implementation=f"csp_attention:{name}",
        channels=ChannelRule.SCALED,
        arguments=(C2, SHORTCUT, groups(), hidden()),
        summary=Words(
            f"C3 with {attention} at the end of every bottleneck.",
            f"在每个瓶颈块末尾加入 {attention} 的 C3。",
        ),
        source=f"{source}; C3 as in YOLOv5",
        repeats_inside=True,
        example="[{c}]",
        icon="mdi6.source-branch-plus",
    )


BLOCKS = (
    _c3_with("C3SE", "SE", "https://arxiv.org/abs/1709.01507"),
    _c3_with("C3ECA", "ECA", "https://arxiv.org/abs/1910.03151"),
    _c3_with("C3CBAM", "CBAM", "https://arxiv.org/abs/1807.06521"),
    _c3_with("C3CA", "CoordAtt", "https://arxiv.org/abs/2103.02907"),
    _c3_with("C3SimAM", "SimAM", "https://proceedings.mlr.press/v139/yang21o.html"),
)
