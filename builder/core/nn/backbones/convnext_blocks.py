"""Blocks of ConvNeXt and ConvNeXt V2."""

import torch
from torch import Tensor, nn


class MapLayerNorm(nn.Module):
    """Layer normalisation over the channels of a map, whichever dimension they are.

    Args:
        c: Channels.
        last: Whether they are the last dimension; else the second.

    Shape:
        `(N, c, H, W)` or `(N, H, W, c)` -> the same.

    Source:
        `LayerNorm` of https://github.com/facebookresearch/ConvNeXt.
    """

    def __init__(self, c: int, last: bool) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(c))
        self.bias = nn.Parameter(torch.zeros(c))
        self.last = last

    def forward(self, x: Tensor) -> Tensor:
        """Mean 0 and variance 1 at every place, then weight and bias."""
        if self.last:
            return nn.functional.layer_norm(x, self.weight.shape, self.weight, self.bias, 1e-6)
        mean = x.mean(1, keepdim=True)
        spread = (x - mean).pow(2).mean(1, keepdim=True)
        x = (x - mean) / torch.sqrt(spread + 1e-6)
        return self.weight[:, None, None] * x + self.bias[:, None, None]


class GRN(nn.Module):
    """Global response normalisation: channels compete with each other.

    Args:
        c: Channels.

    Shape:
        `(N, H, W, c)` -> the same.

    Source:
        ConvNeXt V2, https://arxiv.org/abs/2301.00808, section 3.2.
    """

    def __init__(self, c: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.zeros(1, 1, 1, c))
        self.beta = nn.Parameter(torch.zeros(1, 1, 1, c))

    def forward(self, x: Tensor) -> Tensor:
        """Weigh each channel by its norm over the map, compared with the mean of all norms."""
        norm: Tensor = torch.norm(x, p=2, dim=(1, 2), keepdim=True)
        share = norm / (norm.mean(-1, keepdim=True) + 1e-6)
        return self.gamma * (x * share) + self.beta + x


class ConvNeXtBlock(nn.Module):
    """Depth-wise 7x7, then two linear layers at every place, with a shortcut.

    Args:
        c: Channels.
        second: The block of V2, with GRN between the linear layers; else a weight per channel.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        ConvNeXt, https://arxiv.org/abs/2201.03545, figure 4; V2, https://arxiv.org/abs/2301.00808.
    """

    def __init__(self, c: int, second: bool) -> None:
        super().__init__()
        self.dwconv = nn.Conv2d(c, c, 7, padding=3, groups=c)
        self.norm = MapLayerNorm(c, last=True)
        self.pwconv1 = nn.Linear(c, 4 * c)
        self.act = nn.GELU()
        self.grn = GRN(4 * c) if second else None
        self.pwconv2 = nn.Linear(4 * c, c)
        self.gamma = None if second else nn.Parameter(1e-6 * torch.ones(c))
        self.drop_path = nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """Mix places, then channels."""
        y = self.act(self.pwconv1(self.norm(self.dwconv(x).permute(0, 2, 3, 1))))
        y = self.pwconv2(y if self.grn is None else self.grn(y))
        y = y if self.gamma is None else self.gamma * y
        out: Tensor = x + self.drop_path(y.permute(0, 3, 1, 2))
        return out
