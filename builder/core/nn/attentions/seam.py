"""Gates from depthwise convolutions, made for faces that are partly hidden."""

import torch
from torch import Tensor, nn


class Residual(nn.Module):
    """Adds its input to what a module makes of it.

    Args:
        fn: The module.

    Shape:
        Any -> the same.

    Source:
        https://arxiv.org/abs/2208.02019.
    """

    def __init__(self, fn: nn.Module) -> None:
        super().__init__()
        self.fn = fn

    def forward(self, x: Tensor) -> Tensor:
        """Add."""
        y: Tensor = self.fn(x) + x
        return y


def mixing_layer(channels: int, k: int = 3) -> nn.Sequential:
    """A depthwise convolution with a shortcut, then a 1x1, each with GELU and normalisation."""
    depthwise = nn.Sequential(
        nn.Conv2d(channels, channels, k, padding=k // 2, groups=channels),
        nn.GELU(),
        nn.BatchNorm2d(channels),
    )
    pointwise = nn.Conv2d(channels, channels, 1)
    return nn.Sequential(Residual(depthwise), pointwise, nn.GELU(), nn.BatchNorm2d(channels))


def squeezed_gate(channels: int, reduction: int) -> nn.Sequential:
    """Squeeze-and-excitation's layers."""
    return nn.Sequential(
        nn.Linear(channels, channels // reduction, bias=False),
        nn.ReLU(inplace=True),
        nn.Linear(channels // reduction, channels, bias=False),
        nn.Sigmoid(),
    )


class SEAM(nn.Module):
    """Separated and enhanced attention: an exponential gate from depthwise convolutions.

    Args:
        c1: Channels.
        c2: Channels again.
        n: Layers in a row.
        reduction: Channels are divided by this inside the gate.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2208.02019 and Krasjet-Yu/YOLO-FaceV2, where n has no default.
    """

    def __init__(self, c1: int, c2: int, n: int = 1, reduction: int = 16) -> None:  # noqa: ARG002
        super().__init__()
        self.DCovN = nn.Sequential(*(mixing_layer(c1) for _ in range(n)))
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.fc = squeezed_gate(c1, reduction)

    def forward(self, x: Tensor) -> Tensor:
        """Layers, average, a gate between 1 and e."""
        gate = torch.exp(self.fc(self.avg_pool(self.DCovN(x)).flatten(1)))
        gated: Tensor = x * gate[..., None, None]
        return gated


class MultiSEAM(nn.Module):
    """SEAM on patches of three sizes; the averages of all and of the map make the gate.

    Args:
        c1: Channels.
        c2: Channels again.
        depth: Layers in a row in each branch.
        kernel_size: Of the depthwise convolutions, odd.
        patch_size: Sides of the patches, one for each of the three branches.
        reduction: Channels are divided by this inside the gate.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2208.02019 and Krasjet-Yu/YOLO-FaceV2: patches of 3, 5 and 7, where
        the paper has 6, 7 and 8; depth has no default there.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        depth: int = 1,
        kernel_size: int = 3,
        patch_size: tuple[int, ...] = (3, 5, 7),
        reduction: int = 16,
    ) -> None:
        super().__init__()
        self.DCovN0, self.DCovN1, self.DCovN2 = (
            nn.Sequential(
                nn.Conv2d(c1, c1, patch, stride=patch),
                nn.GELU(),
                nn.BatchNorm2d(c1),
                *(mixing_layer(c1, kernel_size) for _ in range(depth)),
            )
            for patch in patch_size
        )
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.fc = squeezed_gate(c1, reduction)

    def forward(self, x: Tensor) -> Tensor:
        """Three sizes of patches and the map itself, averaged, a gate between 1 and e."""
        maps = (self.DCovN0(x), self.DCovN1(x), self.DCovN2(x), x)
        seen = torch.stack([self.avg_pool(y).flatten(1) for y in maps]).mean(0)
        gated: Tensor = x * torch.exp(self.fc(seen))[..., None, None]
        return gated
