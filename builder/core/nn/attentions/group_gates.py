"""Gates inside groups of channels, which share their weights."""

import torch
from torch import Tensor, nn


def in_groups(channels: int, groups: int) -> int:
    """Channels of one group.

    Raises:
        ValueError: The groups do not share the channels equally.
    """
    if groups < 1 or channels % groups:
        raise ValueError(f"{channels} channels do not fit in {groups} equal groups")
    return channels // groups


class EMA(nn.Module):
    """Efficient multi-scale attention: two branches of each group weigh each other's places.

    Args:
        c1: Channels.
        c2: Channels again.
        factor: Groups of channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2305.13563; 8 groups as in YOLO forks such as
        Krasjet-Yu/YOLO-FaceV2, other copies have 32.
    """

    def __init__(self, c1: int, c2: int, factor: int = 8) -> None:  # noqa: ARG002
        super().__init__()
        channels = in_groups(c1, factor)
        self.groups = factor
        self.softmax = nn.Softmax(-1)
        self.agp = nn.AdaptiveAvgPool2d((1, 1))
        self.pool_h = nn.AdaptiveAvgPool2d((None, 1))
        self.pool_w = nn.AdaptiveAvgPool2d((1, None))
        self.gn = nn.GroupNorm(channels, channels)
        self.conv1x1 = nn.Conv2d(channels, channels, 1)
        self.conv3x3 = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """Gates along both sides in one branch, a 3x3 in the other, then each through the other."""
        batch, _, height, width = x.shape
        grouped = x.reshape(batch * self.groups, -1, height, width)
        rows, columns = self.pool_h(grouped), self.pool_w(grouped).transpose(2, 3)
        both = self.conv1x1(torch.cat((rows, columns), 2))
        rows, columns = torch.split(both, [height, width], 2)
        gated = self.gn(grouped * rows.sigmoid() * columns.transpose(2, 3).sigmoid())
        local = self.conv3x3(grouped)
        weights = self._weighed(gated, local) + self._weighed(local, gated)
        return (grouped * weights.sigmoid()).reshape(x.shape)

    def _weighed(self, asking: Tensor, answering: Tensor) -> Tensor:
        """Places of one branch by the shares that the other's channels have on average."""
        groups, _, height, width = answering.shape
        shares = self.softmax(self.agp(asking).flatten(1).unsqueeze(1))
        places: Tensor = shares @ answering.flatten(2)
        return places.reshape(groups, 1, height, width)


class ShuffleAttention(nn.Module):
    """Shuffle attention: half of each group gets a channel gate, half a spatial one.

    Args:
        c1: Channels.
        c2: Channels again.
        reduction: Not used; forks' rows write it.
        groups: Groups of channels; twice as many must divide the channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2102.00240, with 8 groups as in most forks; the authors take 64.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        reduction: int = 16,  # noqa: ARG002
        groups: int = 8,
    ) -> None:
        super().__init__()
        half = in_groups(c1, 2 * groups)
        self.groups = groups
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.gn = nn.GroupNorm(half, half)
        self.cweight = nn.Parameter(torch.zeros(1, half, 1, 1))
        self.cbias = nn.Parameter(torch.ones(1, half, 1, 1))
        self.sweight = nn.Parameter(torch.zeros(1, half, 1, 1))
        self.sbias = nn.Parameter(torch.ones(1, half, 1, 1))
        self.sigmoid = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Gate the halves, join them, mix the channels of both."""
        batch, channels, height, width = x.shape
        grouped = x.reshape(batch * self.groups, -1, height, width)
        first, second = grouped.chunk(2, 1)
        first = first * self.sigmoid(self.cweight * self.avg_pool(first) + self.cbias)
        second = second * self.sigmoid(self.sweight * self.gn(second) + self.sbias)
        y = torch.cat((first, second), 1).reshape(batch, 2, channels // 2, height, width)
        return y.transpose(1, 2).reshape(x.shape)


class SpatialGroupEnhance(nn.Module):
    """Spatial group-wise enhance: places that resemble their group's average count more.

    Args:
        c1: Channels.
        c2: Channels again.
        groups: Groups of channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/1905.09646, with 8 groups as in most forks; the authors take 64.
    """

    def __init__(self, c1: int, c2: int, groups: int = 8) -> None:  # noqa: ARG002
        super().__init__()
        in_groups(c1, groups)
        self.groups = groups
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.weight = nn.Parameter(torch.zeros(1, groups, 1, 1))
        self.bias = nn.Parameter(torch.ones(1, groups, 1, 1))
        self.sig = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Likeness to the average, normalised over the places, as a gate."""
        batch, _, height, width = x.shape
        grouped = x.reshape(batch * self.groups, -1, height, width)
        likeness = (grouped * self.avg_pool(grouped)).sum(1).flatten(1)
        likeness = likeness - likeness.mean(1, keepdim=True)
        likeness = likeness / (likeness.std(1, keepdim=True) + 1e-5)
        gate = likeness.reshape(batch, self.groups, height, width) * self.weight + self.bias
        gate = self.sig(gate.reshape(batch * self.groups, 1, height, width))
        gated: Tensor = grouped * gate
        return gated.reshape(x.shape)
