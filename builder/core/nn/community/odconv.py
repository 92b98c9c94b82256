"""Omni-dimensional dynamic convolution: attention over every dimension of the kernels."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812


class KernelAttention(nn.Module):
    """Gates for input channels, filters, kernel places, and a share for each kernel.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size; with 1 there is no gate for places.
        g: Groups; a depth-wise convolution has no gate for filters.
        reduction: Hidden channels as a fraction of c1.
        kernel_num: Kernels; a single one has no share.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, 1, 1)`, `(N, c2, 1, 1)`, `(N, 1, 1, 1, k, k)` and
        `(N, kernel_num, 1, 1, 1, 1)`; None for those that don't exist.

    Source:
        As `ODConv2d`. While training, one image alone has no batch statistics: torch refuses.
    """

    def __init__(self, c1: int, c2: int, k: int, g: int, reduction: float, kernel_num: int) -> None:
        super().__init__()
        hidden = max(int(c1 * reduction), 16)
        self.k = k
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Conv2d(c1, hidden, 1, bias=False)
        self.bn = nn.BatchNorm2d(hidden)
        self.relu = nn.ReLU(inplace=True)
        self.channel_fc = nn.Conv2d(hidden, c1, 1)
        self.filter_fc = None if g == c1 == c2 else nn.Conv2d(hidden, c2, 1)
        self.spatial_fc = None if k == 1 else nn.Conv2d(hidden, k * k, 1)
        self.kernel_fc = None if kernel_num == 1 else nn.Conv2d(hidden, kernel_num, 1)
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor | None, Tensor | None, Tensor | None]:
        """All gates from the averages of the channels."""
        y = self.relu(self.bn(self.fc(self.avgpool(x))))
        batch = y.shape[0]
        channels = torch.sigmoid(self.channel_fc(y))
        filters = places = kernels = None
        if self.filter_fc is not None:
            filters = torch.sigmoid(self.filter_fc(y))
        if self.spatial_fc is not None:
            places = torch.sigmoid(self.spatial_fc(y)).view(batch, 1, 1, 1, self.k, self.k)
        if self.kernel_fc is not None:
            kernels = torch.softmax(self.kernel_fc(y), 1).view(batch, -1, 1, 1, 1, 1)
        return channels, filters, places, kernels


class ODConv2d(nn.Module):
    """Convolution whose kernel is mixed from several for each image, gated in all dimensions.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride.
        p: Padding.
        d: Dilation.
        g: Groups.
        reduction: Hidden channels of the attention, as a fraction of c1; at least 16.
        kernel_num: Kernels to mix.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H', W')`, sizes as in nn.Conv2d.

    Source:
        https://openreview.net/forum?id=DmpCfq6Mg39, OSVAI/ODConv. No bias, normalisation or
        activation after it. Counters of operations don't see the mixed convolution.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int,
        s: int = 1,
        p: int = 0,
        d: int = 1,
        g: int = 1,
        reduction: float = 0.0625,
        kernel_num: int = 4,
    ) -> None:
        super().__init__()
        self.s, self.p, self.d, self.g = s, p, d, g
        self.attention = KernelAttention(c1, c2, k, g, reduction, kernel_num)
        self.weight = nn.Parameter(torch.empty(kernel_num, c2, c1 // g, k, k))
        for i in range(kernel_num):
            nn.init.kaiming_normal_(self.weight[i], mode="fan_out", nonlinearity="relu")

    def forward(self, x: Tensor) -> Tensor:
        """Gate the input, mix a kernel for each image, convolve all images as groups."""
        channels, filters, places, kernels = self.attention(x)
        batch, _, height, width = x.shape
        weight = self.weight.unsqueeze(0)
        weight = weight if places is None else places * weight
        weight = weight if kernels is None else kernels * weight
        # Without places and shares all images have one kernel; it is repeated for the groups.
        weight = weight.sum(1).expand(batch, -1, -1, -1, -1).flatten(0, 1)
        row = (x * channels).reshape(1, -1, height, width)
        y = F.conv2d(row, weight, None, self.s, self.p, self.d, self.g * batch)
        y = y.view(batch, -1, y.shape[-2], y.shape[-1])
        return y if filters is None else y * filters
