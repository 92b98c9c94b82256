"""ScConv: rebuilding redundant features in space, then over channels."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812


class GroupNorm(nn.Module):
    """Group normalisation with the unbiased deviation.

    Args:
        c: Channels, at least as many as groups.
        groups: Groups.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        As `ScConv`.

    Raises:
        ValueError: There are fewer channels than groups.
    """

    def __init__(self, c: int, groups: int) -> None:
        super().__init__()
        if c < groups:
            raise ValueError(f"{c} channels don't fill {groups} groups")
        self.groups = groups
        self.gamma = nn.Parameter(torch.randn(c, 1, 1))
        self.beta = nn.Parameter(torch.zeros(c, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        """Mean 0 and deviation 1 in each group, then scale and shift."""
        y = x.view(x.shape[0], self.groups, -1)
        y = (y - y.mean(2, keepdim=True)) / (y.std(2, keepdim=True) + 1e-10)
        return y.view(x.shape) * self.gamma + self.beta


class SpatialUnit(nn.Module):
    """Tells channels that carry much from those that carry little, and adds them crosswise.

    Args:
        c: Channels, even.
        groups: Groups of the normalisation.
        threshold: Channels whose share of the scale is greater carry much.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        As `ScConv`.
    """

    def __init__(self, c: int, groups: int, threshold: float) -> None:
        super().__init__()
        self.gn = GroupNorm(c, groups)
        self.threshold = threshold
        self.sigomid = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Gate by the normalised map, part at the threshold, swap halves of one part."""
        shares = F.softmax(self.gn.gamma, 0)
        gates = self.sigomid(self.gn(x) * shares)
        much, little = (shares > self.threshold) * gates * x, (shares <= self.threshold) * gates * x
        half = x.shape[1] // 2
        much_1, much_2 = much.split(half, 1)
        little_1, little_2 = little.split(half, 1)
        return torch.cat((much_1 + little_2, much_2 + little_1), 1)


class ChannelUnit(nn.Module):
    """Rich features of one part of the channels, cheap ones of the other, weighed and added.

    Args:
        c: Channels.
        alpha: Share of the channels in the rich part.
        squeeze: Both parts are first divided by this.
        g: Groups of the rich part's convolution.
        k: Its kernel size.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        As `ScConv`.
    """

    def __init__(self, c: int, alpha: float, squeeze: int, g: int, k: int) -> None:
        super().__init__()
        up = int(alpha * c)
        low = c - up
        self.parts = [up, low]
        self.squeeze1 = nn.Conv2d(up, up // squeeze, 1, bias=False)
        self.squeeze2 = nn.Conv2d(low, low // squeeze, 1, bias=False)
        self.GWC = nn.Conv2d(up // squeeze, c, k, 1, k // 2, groups=g)
        self.PWC1 = nn.Conv2d(up // squeeze, c, 1, bias=False)
        self.PWC2 = nn.Conv2d(low // squeeze, c - low // squeeze, 1, bias=False)
        self.advavg = nn.AdaptiveAvgPool2d(1)

    def forward(self, x: Tensor) -> Tensor:
        """Split, squeeze, transform, weigh by the channels' means, fold."""
        up, low = torch.split(x, self.parts, 1)
        up, low = self.squeeze1(up), self.squeeze2(low)
        y = torch.cat((self.GWC(up) + self.PWC1(up), self.PWC2(low), low), 1)
        y = F.softmax(self.advavg(y), 1) * y
        first, second = torch.split(y, y.shape[1] // 2, 1)
        return first + second


class ScConv(nn.Module):
    """Spatial, then channel reconstruction; keeps the shape.

    Args:
        c1: Channels, which stay.
        c2: Channels that the row notes; not used otherwise.
        group_num: Groups of the normalisation.
        gate_treshold: Channels whose share of the scale is greater carry much.
        alpha: Share of the channels in the rich part.
        squeeze_radio: Both parts are first divided by this.
        group_size: Groups of the rich part's convolution.
        group_kernel_size: Its kernel size.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        Li et al., CVPR 2023, "SCConv: Spatial and Channel Reconstruction Convolution for Feature
        Redundancy", as cheng-haha/ScConv writes it, names included; that code is in most forks.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        group_num: int = 16,
        gate_treshold: float = 0.5,
        alpha: float = 0.5,
        squeeze_radio: int = 2,
        group_size: int = 2,
        group_kernel_size: int = 3,
    ) -> None:
        super().__init__()
        self.SRU = SpatialUnit(c1, group_num, gate_treshold)
        self.GRU = ChannelUnit(c1, alpha, squeeze_radio, group_size, group_kernel_size)

    def forward(self, x: Tensor) -> Tensor:
        """Space first."""
        y: Tensor = self.GRU(self.SRU(x))
        return y
