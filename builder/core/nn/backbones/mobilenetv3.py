"""MobileNetV3, large and small, as one block."""

from torch import Tensor, nn

from builder.core.nn.backbones.stage_tables import rounded

# (kernel, expansion, channels, squeeze-excite, h-swish, stride) of every block, as in the paper's
# tables 1 and 2, expansions as factors of the block's input.
LARGE = (
    (3, 1, 16, False, False, 1),
    (3, 4, 24, False, False, 2), (3, 3, 24, False, False, 1),
    (5, 3, 40, True, False, 2), (5, 3, 40, True, False, 1), (5, 3, 40, True, False, 1),
    (3, 6, 80, False, True, 2), (3, 2.5, 80, False, True, 1),
    (3, 2.3, 80, False, True, 1), (3, 2.3, 80, False, True, 1),
    (3, 6, 112, True, True, 1), (3, 6, 112, True, True, 1),
    (5, 6, 160, True, True, 2), (5, 6, 160, True, True, 1), (5, 6, 160, True, True, 1),
)  # fmt: skip
SMALL = (
    (3, 1, 16, True, False, 2),
    (3, 4.5, 24, False, False, 2), (3, 3.67, 24, False, False, 1),
    (5, 4, 40, True, True, 2), (5, 6, 40, True, True, 1), (5, 6, 40, True, True, 1),
    (5, 3, 48, True, True, 1), (5, 3, 48, True, True, 1),
    (5, 6, 96, True, True, 2), (5, 6, 96, True, True, 1), (5, 6, 96, True, True, 1),
)  # fmt: skip


class HardSqueezeExcite(nn.Module):
    """Squeeze-excite with ReLU inside and a piecewise linear gate.

    Args:
        c: Channels; a quarter of them inside.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        MobileNetV3, https://arxiv.org/abs/1905.02244, section 5.3. The quarter is not rounded to a
        multiple of 8, as in the tutorials for YOLO; torchvision's is.
    """

    def __init__(self, c: int) -> None:
        super().__init__()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Sequential(
            nn.Linear(c, c // 4), nn.ReLU(), nn.Linear(c // 4, c), nn.Hardsigmoid()
        )

    def forward(self, x: Tensor) -> Tensor:
        """Multiply every channel by a gate that sees all channels' means."""
        n, c = x.shape[:2]
        y: Tensor = x * self.fc(self.avg_pool(x).view(n, c)).view(n, c, 1, 1)
        return y


class InvertedResidual(nn.Module):
    """Expand, depth-wise convolution, squeeze-excite, project.

    Args:
        c1: Input channels.
        inside: Channels between; if they are c1, nothing expands.
        c2: Output channels.
        k: Kernel size of the depth-wise convolution.
        s: Stride.
        gated: Whether there is squeeze-excite.
        hard: h-swish instead of ReLU.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`; a shortcut where s == 1 and c1 == c2.

    Source:
        MobileNetV3, https://arxiv.org/abs/1905.02244; order of modules as in
        https://github.com/d-li14/mobilenetv3.pytorch.
    """

    def __init__(
        self, c1: int, inside: int, c2: int, k: int, s: int, gated: bool, hard: bool
    ) -> None:
        super().__init__()
        act = nn.Hardswish if hard else nn.ReLU
        gate = HardSqueezeExcite(inside) if gated else nn.Identity()
        depthwise = [
            nn.Conv2d(inside, inside, k, s, k // 2, groups=inside, bias=False),
            nn.BatchNorm2d(inside),
        ]
        project = [nn.Conv2d(inside, c2, 1, bias=False), nn.BatchNorm2d(c2)]
        if inside == c1:
            self.conv = nn.Sequential(*depthwise, act(), gate, *project)
        else:
            expand = [nn.Conv2d(c1, inside, 1, bias=False), nn.BatchNorm2d(inside), act()]
            self.conv = nn.Sequential(*expand, *depthwise, gate, act(), *project)
        self.add = s == 1 and c1 == c2

    def forward(self, x: Tensor) -> Tensor:
        """The branch, plus the input where it fits."""
        y: Tensor = self.conv(x)
        return x + y if self.add else y


def convolved(c1: int, c2: int, k: int, s: int) -> nn.Sequential:
    """Convolution, batch normalisation, h-swish."""
    return nn.Sequential(
        nn.Conv2d(c1, c2, k, s, k // 2, bias=False), nn.BatchNorm2d(c2), nn.Hardswish()
    )


class MobileNetV3(nn.Module):
    """MobileNetV3 without its classifier.

    Args:
        mode: "large" or "small".
        width: Factor of all channels.

    Shape:
        `(N, 3, H, W)` -> four maps of strides 4, 8, 16 and 32, their channels in `width_list`;
        the last one is that of the 1x1 convolution at the end.

    Source:
        MobileNetV3, https://arxiv.org/abs/1905.02244, as in the tutorials for YOLOv5, after
        https://github.com/d-li14/mobilenetv3.pytorch.
    """

    def __init__(self, mode: str = "large", width: float = 1.0) -> None:
        super().__init__()
        table = {"large": LARGE, "small": SMALL}[mode]
        c = rounded(16 * width)
        layers: list[nn.Module] = [convolved(3, c, 3, 2)]
        ends: dict[int, tuple[int, int]] = {}
        stride = 2
        for k, expansion, channels, gated, hard, s in table:
            c1, inside, c = c, rounded(c * expansion), rounded(channels * width)
            layers.append(InvertedResidual(c1, inside, c, k, s, gated, hard))
            stride *= s
            ends[stride] = (len(layers) - 1, c)
        last = rounded(c * 6)
        layers.append(convolved(c, last, 1, 1))
        ends[stride] = (len(layers) - 1, last)
        self.features = nn.Sequential(*layers)
        self.outputs = [ends[stride][0] for stride in (4, 8, 16, 32)]
        # Forks read the channels as `width_list` or as `channel`.
        self.width_list = [ends[stride][1] for stride in (4, 8, 16, 32)]
        self.channel = list(self.width_list)

    def forward(self, x: Tensor) -> list[Tensor]:
        """All layers; the maps after the last one of strides 4, 8, 16 and 32."""
        maps = []
        for index, layer in enumerate(self.features):
            x = layer(x)
            if index in self.outputs:
                maps.append(x)
        return maps


class MobileNetV3_large(MobileNetV3):  # noqa: N801 -- the name that configs write
    """MobileNetV3 large.

    Args:
        width: Factor of all channels.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 24, 40, 112 and 960 channels at width 1.

    Source:
        MobileNetV3, https://arxiv.org/abs/1905.02244, table 1.
    """

    def __init__(self, width: float = 1.0) -> None:
        super().__init__("large", width)


class MobileNetV3_small(MobileNetV3):  # noqa: N801 -- the name that configs write
    """MobileNetV3 small.

    Args:
        width: Factor of all channels.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 16, 24, 48 and 576 channels at width 1.

    Source:
        MobileNetV3, https://arxiv.org/abs/1905.02244, table 2.
    """

    def __init__(self, width: float = 1.0) -> None:
        super().__init__("small", width)
