"""Gates at every place and channel from large kernels, cut into cheap ones."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv


class LSKblock(nn.Module):
    """Large selective kernel: each place mixes a 5x5's and a 23x23's view.

    Args:
        c1: Channels.
        c2: Channels again.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2303.09030 and zcablii/LSKNet.
    """

    def __init__(self, c1: int, c2: int) -> None:  # noqa: ARG002
        super().__init__()
        self.conv0 = nn.Conv2d(c1, c1, 5, padding=2, groups=c1)
        self.conv_spatial = nn.Conv2d(c1, c1, 7, padding=9, groups=c1, dilation=3)
        self.conv1 = nn.Conv2d(c1, c1 // 2, 1)
        self.conv2 = nn.Conv2d(c1, c1 // 2, 1)
        self.conv_squeeze = nn.Conv2d(2, 2, 7, padding=3)
        self.conv = nn.Conv2d(c1 // 2, c1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Both views, a gate for each from their average and maximum, multiply."""
        near = self.conv0(x)
        far = self.conv2(self.conv_spatial(near))
        near = self.conv1(near)
        both = torch.cat((near, far), 1)
        squeezed = torch.cat((both.mean(1, keepdim=True), both.amax(1, keepdim=True)), 1)
        near_gate, far_gate = self.conv_squeeze(squeezed).sigmoid().chunk(2, 1)
        gated: Tensor = x * self.conv(near * near_gate + far * far_gate)
        return gated


class LSKA(nn.Module):
    """Large separable kernel attention: a large kernel as four strips and a 1x1.

    Args:
        c1: Channels.
        c2: Channels again.
        k_size: The kernel that they stand for: 7, 11, 23, 35, 41 or 53.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2309.01439 and StevenLauHKHK/Large-Separable-Kernel-Attention.
    """

    # Kernel that is stood for: the near strips' length, the far strips' length and dilation.
    strips = {  # noqa: RUF012 -- a constant
        7: (3, 3, 2), 11: (3, 5, 2), 23: (5, 7, 3), 35: (5, 11, 3), 41: (5, 13, 3), 53: (5, 17, 3),
    }  # fmt: skip

    def __init__(self, c1: int, c2: int, k_size: int = 7) -> None:  # noqa: ARG002
        super().__init__()
        if k_size not in self.strips:
            raise ValueError(f"k_size must be one of {list(self.strips)}, not {k_size}")
        near, far, d = self.strips[k_size]
        margin = d * (far // 2)
        self.conv0h = nn.Conv2d(c1, c1, (1, near), padding=(0, near // 2), groups=c1)
        self.conv0v = nn.Conv2d(c1, c1, (near, 1), padding=(near // 2, 0), groups=c1)
        self.conv_spatial_h = nn.Conv2d(
            c1, c1, (1, far), padding=(0, margin), groups=c1, dilation=d
        )
        self.conv_spatial_v = nn.Conv2d(
            c1, c1, (far, 1), padding=(margin, 0), groups=c1, dilation=d
        )
        self.conv1 = nn.Conv2d(c1, c1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The strips one after the other, the 1x1, multiply."""
        near = self.conv0v(self.conv0h(x))
        far = self.conv_spatial_v(self.conv_spatial_h(near))
        gated: Tensor = x * self.conv1(far)
        return gated


class MSCAAttention(nn.Module):
    """Multi-scale convolutional attention: a gate from a 5x5 and strips of 7, 11 and 21 behind it.

    Args:
        c1: Channels.
        c2: Channels again.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2209.08575 and Visual-Attention-Network/SegNeXt, which calls it
        AttentionModule.
    """

    def __init__(self, c1: int, c2: int) -> None:  # noqa: ARG002
        super().__init__()
        self.conv0 = nn.Conv2d(c1, c1, 5, padding=2, groups=c1)
        self.conv0_1 = nn.Conv2d(c1, c1, (1, 7), padding=(0, 3), groups=c1)
        self.conv0_2 = nn.Conv2d(c1, c1, (7, 1), padding=(3, 0), groups=c1)
        self.conv1_1 = nn.Conv2d(c1, c1, (1, 11), padding=(0, 5), groups=c1)
        self.conv1_2 = nn.Conv2d(c1, c1, (11, 1), padding=(5, 0), groups=c1)
        self.conv2_1 = nn.Conv2d(c1, c1, (1, 21), padding=(0, 10), groups=c1)
        self.conv2_2 = nn.Conv2d(c1, c1, (21, 1), padding=(10, 0), groups=c1)
        self.conv3 = nn.Conv2d(c1, c1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The 5x5 plus three strips on it, mixed, multiply."""
        seen = self.conv0(x)
        strips = (
            self.conv0_2(self.conv0_1(seen))
            + self.conv1_2(self.conv1_1(seen))
            + self.conv2_2(self.conv2_1(seen))
        )
        gated: Tensor = x * self.conv3(seen + strips)
        return gated


class CAA(nn.Module):
    """Context anchor attention: a gate from averages seen through two long strips.

    Args:
        c1: Channels.
        c2: Channels again.
        h_kernel_size: Length of the strip along the width, odd.
        v_kernel_size: Length of the strip along the height, odd.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2403.06258; a multiplication by the map as in the forks.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        h_kernel_size: int = 11,
        v_kernel_size: int = 11,
    ) -> None:
        super().__init__()
        across, down = h_kernel_size, v_kernel_size
        self.avg_pool = nn.AvgPool2d(7, 1, 3)
        self.conv1 = Conv(c1, c1)
        self.h_conv = nn.Conv2d(c1, c1, (1, across), padding=(0, across // 2), groups=c1)
        self.v_conv = nn.Conv2d(c1, c1, (down, 1), padding=(down // 2, 0), groups=c1)
        self.conv2 = Conv(c1, c1)
        self.act = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Average, both strips between 1x1 convolutions, multiply."""
        seen = self.v_conv(self.h_conv(self.conv1(self.avg_pool(x))))
        gated: Tensor = x * self.act(self.conv2(seen))
        return gated


class SharedChannelGate(nn.Module):
    """CPCA's channel gate: averages and maxima through one bottleneck, each with its sigmoid.

    Args:
        channels: Of the map.
        hidden: Inside the gate.

    Shape:
        `(N, channels, H, W)` -> `(N, channels, H, W)`.

    Source:
        https://arxiv.org/abs/2306.05196.
    """

    def __init__(self, channels: int, hidden: int) -> None:
        super().__init__()
        self.fc1 = nn.Conv2d(channels, hidden, 1)
        self.fc2 = nn.Conv2d(hidden, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Both gates added, so that the sum may reach 2."""
        average, maximum = (
            nn.functional.adaptive_avg_pool2d(x, 1),
            nn.functional.adaptive_max_pool2d(x, 1),
        )
        first, second = (self.fc2(self.fc1(y).relu()).sigmoid() for y in (average, maximum))
        gated: Tensor = x * (first + second)
        return gated


class CPCA(nn.Module):
    """Channel prior convolutional attention: a channel gate, then strips of three lengths.

    Args:
        c1: Channels.
        c2: Channels again.
        channelAttention_reduce: Channels are divided by this inside the channel gate.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2306.05196 and Cuthbert-Huang/CPCANet, where one 1x1 convolution
        does all three mixings of the channels.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        channelAttention_reduce: int = 4,  # noqa: N803 -- the authors' name
    ) -> None:
        super().__init__()
        self.ca = SharedChannelGate(c1, c1 // channelAttention_reduce)
        self.dconv5_5 = nn.Conv2d(c1, c1, 5, padding=2, groups=c1)
        self.dconv1_7 = nn.Conv2d(c1, c1, (1, 7), padding=(0, 3), groups=c1)
        self.dconv7_1 = nn.Conv2d(c1, c1, (7, 1), padding=(3, 0), groups=c1)
        self.dconv1_11 = nn.Conv2d(c1, c1, (1, 11), padding=(0, 5), groups=c1)
        self.dconv11_1 = nn.Conv2d(c1, c1, (11, 1), padding=(5, 0), groups=c1)
        self.dconv1_21 = nn.Conv2d(c1, c1, (1, 21), padding=(0, 10), groups=c1)
        self.dconv21_1 = nn.Conv2d(c1, c1, (21, 1), padding=(10, 0), groups=c1)
        self.conv = nn.Conv2d(c1, c1, 1)
        self.act = nn.GELU()

    def forward(self, x: Tensor) -> Tensor:
        """Mix, gate the channels, gate every place by the strips' sum, mix."""
        x = self.ca(self.act(self.conv(x)))
        seen = self.dconv5_5(x)
        strips = (
            self.dconv7_1(self.dconv1_7(seen))
            + self.dconv11_1(self.dconv1_11(seen))
            + self.dconv21_1(self.dconv1_21(seen))
        )
        y: Tensor = self.conv(self.conv(strips + seen) * x)
        return y
