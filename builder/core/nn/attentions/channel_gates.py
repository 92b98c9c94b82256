"""Gates over channels: one weight for each channel of a map, or of a part of it."""

import math

from torch import Tensor, nn


class ScaleGate(nn.Module):
    """NAM's channel half: the scales of batch normalisation weigh the normalised channels.

    Args:
        c1: Channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2111.12419.
    """

    def __init__(self, c1: int) -> None:
        super().__init__()
        self.bn2 = nn.BatchNorm2d(c1)

    def forward(self, x: Tensor) -> Tensor:
        """Normalise, weigh by the shares of the scales, gate."""
        scales = self.bn2.weight.detach().abs()
        shares = (scales / scales.sum()).view(1, -1, 1, 1)
        gated: Tensor = x * (self.bn2(x) * shares).sigmoid()
        return gated


class NAMAttention(nn.Module):
    """Normalisation-based attention: gates from the scales of a batch normalisation.

    Args:
        c1: Channels.
        c2: Channels again.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2111.12419 as in iscyy/yoloair: the channel half alone. The
        authors' repository puts a ReLU before the sigmoid, which the paper does not have.
    """

    def __init__(self, c1: int, c2: int) -> None:  # noqa: ARG002
        super().__init__()
        self.Channel_Att = ScaleGate(c1)

    def forward(self, x: Tensor) -> Tensor:
        """Gate the channels."""
        y: Tensor = self.Channel_Att(x)
        return y


class EffectiveSEModule(nn.Module):
    """Effective squeeze-and-excitation: one full layer, so no channel information is lost.

    Args:
        c1: Channels.
        c2: Channels again.
        add_maxpool: Mix the maxima half and half with the averages.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/1911.06667 as in timm.
    """

    def __init__(self, c1: int, c2: int, add_maxpool: bool = False) -> None:  # noqa: ARG002
        super().__init__()
        self.add_maxpool = add_maxpool
        self.fc = nn.Conv2d(c1, c1, 1)
        self.gate = nn.Hardsigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Average, one layer, multiply."""
        y = x.mean((2, 3), keepdim=True)
        if self.add_maxpool:
            y = (y + x.amax((2, 3), keepdim=True)) / 2
        gated: Tensor = x * self.gate(self.fc(y))
        return gated


class MLCA(nn.Module):
    """Mixed local channel attention: ECA's gate for the whole map and for each tile of it.

    Args:
        c1: Channels.
        c2: Channels again.
        local_size: Tiles along each side.
        gamma: Divides the logarithm of the channels that gives the kernel.
        b: Added to that logarithm.
        local_weight: Share of the tiles' gates; the rest is the whole map's.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://doi.org/10.1016/j.engappai.2023.106442 and wandahangFY/MLCA.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        local_size: int = 5,
        gamma: int = 2,
        b: int = 1,
        local_weight: float = 0.5,
    ) -> None:
        super().__init__()
        self.local_weight = local_weight
        kernel = int(abs(math.log2(c1) + b) / gamma)
        kernel = kernel if kernel % 2 else kernel + 1
        self.conv = nn.Conv1d(1, 1, kernel, padding=kernel // 2, bias=False)
        self.conv_local = nn.Conv1d(1, 1, kernel, padding=kernel // 2, bias=False)
        self.local_arv_pool = nn.AdaptiveAvgPool2d(local_size)
        self.global_arv_pool = nn.AdaptiveAvgPool2d(1)

    def forward(self, x: Tensor) -> Tensor:
        """Tiles and the whole, each through its convolution over the channels, mixed."""
        batch, channels, height, width = x.shape
        tiles = self.local_arv_pool(x)
        whole = self.global_arv_pool(tiles).view(batch, 1, channels)
        # The channels of one tile follow those of the tile before.
        row = tiles.flatten(2).transpose(1, 2).reshape(batch, 1, -1)
        near = self.conv_local(row).reshape(batch, -1, channels).transpose(1, 2)
        near = near.reshape(tiles.shape).sigmoid()
        far = self.conv(whole).view(batch, channels, 1, 1).sigmoid()
        gate = near * self.local_weight + far * (1 - self.local_weight)
        return x * nn.functional.adaptive_avg_pool2d(gate, (height, width))
