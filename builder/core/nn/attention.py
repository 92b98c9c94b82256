"""Attention that keeps the shape: gates over channels, places, or both.

Rows write the output channels, as for a convolution; these blocks need them equal to the
input's.
"""

import math

import torch
from torch import Tensor, nn


class SE(nn.Module):
    """Squeeze-and-excitation: a gate for each channel from all channels' averages.

    Args:
        c1: Channels.
        c2: Channels again.
        ratio: Channels are divided by this inside the gate.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/1709.01507; linear layers without bias, as in most YOLO forks.
    """

    def __init__(self, c1: int, c2: int, ratio: int = 16) -> None:  # noqa: ARG002
        super().__init__()
        hidden = max(c1 // ratio, 1)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.l1 = nn.Linear(c1, hidden, bias=False)
        self.relu = nn.ReLU()
        self.l2 = nn.Linear(hidden, c1, bias=False)
        self.sig = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Average, gate, multiply."""
        batch, channels, _, _ = x.shape
        y: Tensor = self.avgpool(x).view(batch, channels)
        y = self.sig(self.l2(self.relu(self.l1(y))))
        return x * y.view(batch, channels, 1, 1)


class ECA(nn.Module):
    """Efficient channel attention: a gate from each channel's neighbours, by a 1-D convolution.

    Args:
        c1: Channels.
        c2: Channels again.
        k_size: Odd number of neighbours; None takes the paper's function of the channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/1910.03151, gamma 2 and b 1. Many forks always take 3.
    """

    def __init__(self, c1: int, c2: int, k_size: int | None = None) -> None:  # noqa: ARG002
        super().__init__()
        if k_size is None:
            k_size = int(abs((math.log2(c1) + 1) / 2))
            k_size = k_size if k_size % 2 else k_size + 1
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.conv = nn.Conv1d(1, 1, k_size, padding=(k_size - 1) // 2, bias=False)
        self.sigmoid = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Average, slide over the channels, multiply."""
        y = self.avg_pool(x).squeeze(-1).transpose(-1, -2)
        y = self.conv(y).transpose(-1, -2).unsqueeze(-1)
        gated: Tensor = x * self.sigmoid(y)
        return gated


class ChannelAttention(nn.Module):
    """CBAM's first half: channel gates from averages and maxima through one shared MLP.

    Args:
        c1: Channels.
        ratio: Channels are divided by this inside the MLP.

    Shape:
        `(N, c1, H, W)` -> the gate `(N, c1, 1, 1)`.

    Source:
        https://arxiv.org/abs/1807.06521; the MLP as 1x1 convolutions without bias.
    """

    def __init__(self, c1: int, ratio: int = 16) -> None:
        super().__init__()
        hidden = max(c1 // ratio, 1)
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.max_pool = nn.AdaptiveMaxPool2d(1)
        self.f1 = nn.Conv2d(c1, hidden, 1, bias=False)
        self.relu = nn.ReLU()
        self.f2 = nn.Conv2d(hidden, c1, 1, bias=False)
        self.sigmoid = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """The gate."""
        average = self.f2(self.relu(self.f1(self.avg_pool(x))))
        maximum = self.f2(self.relu(self.f1(self.max_pool(x))))
        y: Tensor = self.sigmoid(average + maximum)
        return y


class SpatialAttention(nn.Module):
    """CBAM's second half: a gate for each place from the channels' average and maximum.

    Args:
        kernel_size: Odd.

    Shape:
        `(N, C, H, W)` -> the gate `(N, 1, H, W)`.

    Source:
        https://arxiv.org/abs/1807.06521.
    """

    def __init__(self, kernel_size: int = 7) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 1, kernel_size, padding=kernel_size // 2, bias=False)
        self.sigmoid = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """The gate."""
        both = torch.cat((x.mean(1, keepdim=True), x.amax(1, keepdim=True)), 1)
        y: Tensor = self.sigmoid(self.conv(both))
        return y


class CBAM(nn.Module):
    """Channel attention, then spatial attention.

    Args:
        c1: Channels.
        c2: Channels again.
        ratio: Channels are divided by this inside the channel gate.
        kernel_size: Of the spatial gate, odd.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/1807.06521. The authors' code has biases in the MLP and batch
        normalisation after the 7x7; the YOLOv5 forks leave both out, and so does this.
        Ultralytics ships a class of this name, `CBAM(c1, kernel_size)`, whose channel gate is one
        layer over the averages; its row reader does not find it.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        ratio: int = 16,
        kernel_size: int = 7,
    ) -> None:
        super().__init__()
        self.channel_attention = ChannelAttention(c1, ratio)
        self.spatial_attention = SpatialAttention(kernel_size)

    def forward(self, x: Tensor) -> Tensor:
        """Gate the channels, then the places."""
        x = self.channel_attention(x) * x
        y: Tensor = self.spatial_attention(x) * x
        return y


class CoordAtt(nn.Module):
    """Coordinate attention: gates along the height and the width that know the position.

    Args:
        c1: Channels.
        c2: Channels again.
        reduction: Channels are divided by this inside, but at least 8 are left.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2103.02907. The authors build h-swish from three nested modules
        where this has `nn.Hardswish`, the same function.
    """

    def __init__(self, c1: int, c2: int, reduction: int = 32) -> None:
        super().__init__()
        hidden = max(8, c1 // reduction)
        self.pool_h = nn.AdaptiveAvgPool2d((None, 1))
        self.pool_w = nn.AdaptiveAvgPool2d((1, None))
        self.conv1 = nn.Conv2d(c1, hidden, 1)
        self.bn1 = nn.BatchNorm2d(hidden)
        self.act = nn.Hardswish()
        self.conv_h = nn.Conv2d(hidden, c2, 1)
        self.conv_w = nn.Conv2d(hidden, c2, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Both averages through one convolution, apart again, two gates."""
        _, _, height, width = x.shape
        rows = self.pool_h(x)
        columns = self.pool_w(x).permute(0, 1, 3, 2)
        y = self.act(self.bn1(self.conv1(torch.cat((rows, columns), 2))))
        rows, columns = torch.split(y, [height, width], 2)
        gate_h = self.conv_h(rows).sigmoid()
        gate_w = self.conv_w(columns.permute(0, 1, 3, 2)).sigmoid()
        gated: Tensor = x * gate_w * gate_h
        return gated


class SimAM(nn.Module):
    """Parameter-free attention: places that differ from their channel's mean count more.

    Args:
        channels: Not used; tutorials' rows write it.
        e_lambda: Regularises the variance.

    Shape:
        `(N, C, H, W)` -> `(N, C, H, W)`.

    Source:
        Yang et al., ICML 2021, https://proceedings.mlr.press/v139/yang21o.html.
    """

    def __init__(self, channels: int | None = None, e_lambda: float = 1e-4) -> None:  # noqa: ARG002
        super().__init__()
        self.e_lambda = e_lambda
        self.activation = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Energy of each place against the others of its channel, as a gate."""
        _, _, height, width = x.shape
        others = max(height * width - 1, 1)
        squared = (x - x.mean((2, 3), keepdim=True)) ** 2
        variance = squared.sum((2, 3), keepdim=True) / others
        energy = squared / (4 * (variance + self.e_lambda)) + 0.5
        y: Tensor = x * self.activation(energy)
        return y
