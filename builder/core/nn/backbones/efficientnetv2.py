"""EfficientNetV2 as one block, and the blocks of its classification networks."""

from torch import Tensor, nn

from builder.core.nn.backbones.stage_tables import EFFICIENTNET_V2, FUSED, Row, scaled
from builder.core.nn.efficientnet import SqueezeExcite, StochasticDepth, stem


class MeanSqueezeExcite(nn.Module):
    """Squeeze-excite that averages by a function, which no profiler counts.

    Args:
        c: Channels.
        hidden: Channels inside the gate.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        https://arxiv.org/abs/1709.01507, with EfficientNet's SiLU inside.
    """

    def __init__(self, c: int, hidden: int) -> None:
        super().__init__()
        self.conv_reduce = nn.Conv2d(c, hidden, 1)
        self.act1 = nn.SiLU()
        self.conv_expand = nn.Conv2d(hidden, c, 1)
        self.act2 = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Squeeze to one value a channel, excite, multiply."""
        gate = x.mean((2, 3), keepdim=True)
        y: Tensor = x * self.act2(self.conv_expand(self.act1(self.conv_reduce(gate))))
        return y


class FusedMBConvBlock(nn.Module):
    """FusedMBConv as the classification networks build it.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride.
        expansion: Channels inside, as a multiple of c1; 1 leaves one k x k convolution.
        se_ratio: Channels inside squeeze-excite, as a fraction of *c1*; 0: none.
        drop_rate: Stochastic depth on the branch, where there is a shortcut.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`; a shortcut where s == 1 and c1 == c2.

    Source:
        EfficientNetV2, https://arxiv.org/abs/2104.00298. It computes what FusedMBConv does, but
        for `se_ratio`; names and number of modules are those of
        https://github.com/hankyul2/EfficientNetV2-pytorch.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 3,
        s: int = 1,
        expansion: int = 1,
        se_ratio: float = 0,
        drop_rate: float = 0,
    ) -> None:
        super().__init__()
        inside = c1 * expansion
        self.block = nn.Sequential()
        self.block.add_module("fused", stem(c1, inside if expansion != 1 else c2, k, s))
        if se_ratio > 0:
            self.block.add_module("se", MeanSqueezeExcite(inside, max(1, int(c1 * se_ratio))))
        if expansion != 1:
            self.block.add_module("fused_point_wise", stem(inside, c2, 1, 1, act=False))
        self.stochastic_path = StochasticDepth(drop_rate)
        self.add = s == 1 and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """The branch, plus the input where it fits."""
        y: Tensor = self.block(x)
        return x + self.stochastic_path(y) if self.add else y


class MBConvBlock(nn.Module):
    """MBConv as the classification networks build it: squeeze-excite sized by the input.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size of the depth-wise convolution.
        s: Stride.
        expansion: Channels inside, as a multiple of c1; 1 leaves the first convolution out.
        se_ratio: Channels inside squeeze-excite, as a fraction of *c1*; 0: none.
        drop_rate: Stochastic depth on the branch, where there is a shortcut.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`; a shortcut where s == 1 and c1 == c2.

    Source:
        EfficientNetV2, https://arxiv.org/abs/2104.00298, as the authors size it; names of modules
        as in https://github.com/hankyul2/EfficientNetV2-pytorch.
    """

    gate: type[nn.Module] = MeanSqueezeExcite

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 3,
        s: int = 1,
        expansion: int = 4,
        se_ratio: float = 0.25,
        drop_rate: float = 0,
    ) -> None:
        super().__init__()
        inside = c1 * expansion
        self.block = nn.Sequential()
        if expansion != 1:
            self.block.add_module("linear_bottleneck", stem(c1, inside, 1, 1))
        self.block.add_module("depth_wise", stem(inside, inside, k, s, g=inside))
        if se_ratio > 0:
            self.block.add_module("se", self.gate(inside, max(1, int(c1 * se_ratio))))
        self.block.add_module("point_wise", stem(inside, c2, 1, 1, act=False))
        self.stochastic_path = StochasticDepth(drop_rate)
        self.add = s == 1 and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """The branch, plus the input where it fits."""
        y: Tensor = self.block(x)
        return x + self.stochastic_path(y) if self.add else y


class PooledMBConvBlock(MBConvBlock):
    """MBConvBlock whose squeeze-excite averages by a module, which profilers count.

    Shape:
        As MBConvBlock.

    Source:
        https://github.com/hankyul2/EfficientNetV2-pytorch.
    """

    gate = SqueezeExcite


class EfficientNetHead(nn.Module):
    """Convolution, global average, dropout, linear layer: how EfficientNets classify.

    Args:
        c1: Input channels.
        nc: Classes.
        hidden: Channels of the convolution.
        drop_rate: Dropout before the linear layer.

    Shape:
        `(N, c1, H, W)` -> `(N, nc)`.

    Source:
        EfficientNetV2, https://arxiv.org/abs/2104.00298.
    """

    def __init__(self, c1: int, nc: int, hidden: int = 1280, drop_rate: float = 0.2) -> None:
        super().__init__()
        self.bottleneck = stem(c1, hidden, 1, 1)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten()
        self.dropout = nn.Dropout(drop_rate)
        self.classifier = nn.Linear(hidden, nc)

    def forward(self, x: Tensor) -> Tensor:
        """One score for each class."""
        x = self.flatten(self.avgpool(self.bottleneck(x)))
        y: Tensor = self.classifier(self.dropout(x))
        return y


class EfficientNetStages(nn.Module):
    """A stem and the blocks of a stage table; gives the maps of strides 4 to 32.

    Args:
        rows: The stage table (`stage_tables`).

    Shape:
        `(N, 3, H, W)` -> four maps of strides 4, 8, 16 and 32, their channels in `width_list`.

    Source:
        Names of modules as in https://github.com/hankyul2/EfficientNetV2-pytorch.
    """

    def __init__(self, rows: tuple[Row, ...]) -> None:
        super().__init__()
        blocks: list[nn.Module] = []
        ends: dict[int, tuple[int, int]] = {}
        stride = 2
        for repeats, k, s, expansion, c1, c2, operator, se_ratio in rows:
            stride *= s
            kind = FusedMBConvBlock if operator == FUSED else PooledMBConvBlock
            blocks.append(kind(c1, c2, k, s, expansion, se_ratio))
            blocks += [kind(c2, c2, k, 1, expansion, se_ratio) for _ in range(repeats - 1)]
            ends[stride] = (len(blocks) - 1, c2)
        self.stem = stem(3, rows[0][4], 3, 2)
        self.blocks = nn.Sequential(*blocks)
        # Forks read the channels as `width_list` or as `channel`.
        self.outputs = [ends[stride][0] for stride in (4, 8, 16, 32)]
        self.width_list = [ends[stride][1] for stride in (4, 8, 16, 32)]
        self.channel = list(self.width_list)

    def forward(self, x: Tensor) -> list[Tensor]:
        """All blocks; the maps after the last block of strides 4, 8, 16 and 32."""
        maps = []
        x = self.stem(x)
        for index, block in enumerate(self.blocks):
            x = block(x)
            if index in self.outputs:
                maps.append(x)
        return maps


class efficientnet_v2(EfficientNetStages):  # noqa: N801 -- the name that configs write
    """EfficientNetV2 S, M, L or XL without its head.

    Args:
        name: "efficientnet_v2_s", "…_m", "…_l" or "…_xl".
        width: Factor of all channels.
        depth: Factor of all repeats.

    Shape:
        `(N, 3, H, W)` -> four maps of strides 4, 8, 16 and 32; S: 48, 64, 160, 256 channels.

    Source:
        EfficientNetV2, https://arxiv.org/abs/2104.00298, as in the tutorials for RT-DETR and YOLO.
    """

    def __init__(
        self, name: str = "efficientnet_v2_s", width: float = 1.0, depth: float = 1.0
    ) -> None:
        super().__init__(scaled(EFFICIENTNET_V2[name], width, depth))
