"""Gates along the height and along the width from averages over the other side."""

import torch
from torch import Tensor, nn

from builder.core.nn.attentions.group_gates import in_groups


class ELA(nn.Module):
    """Efficient local attention: one 1-D convolution slides along both sides' averages.

    Args:
        c1: Channels; 16 must divide them.
        c2: Channels again.
        kernel_size: Of the 1-D convolution, odd.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2403.01123, the base variant: kernel 7, depthwise. Some forks slide a
        full convolution of kernel 1.
    """

    def __init__(self, c1: int, c2: int, kernel_size: int = 7) -> None:  # noqa: ARG002
        super().__init__()
        in_groups(c1, 16)
        self.conv = nn.Conv1d(c1, c1, kernel_size, padding=kernel_size // 2, groups=c1, bias=False)
        self.gn = nn.GroupNorm(16, c1)
        self.sigmoid = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Average each side away, slide along the other, multiply by both gates."""
        rows = self.sigmoid(self.gn(self.conv(x.mean(3)))).unsqueeze(3)
        columns = self.sigmoid(self.gn(self.conv(x.mean(2)))).unsqueeze(2)
        gated: Tensor = x * rows * columns
        return gated


class SCSA(nn.Module):
    """Spatial and channel synergistic attention: gates along both sides, then self-attention.

    The self-attention is between the channels of each head, on a map averaged in windows.

    Args:
        c1: Channels; 4 and the heads must divide them.
        c2: Channels again.
        head_num: Heads.
        window_size: Side of the windows.
        group_kernel_sizes: Kernel for each quarter of the channels, odd.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2407.05128 and HZAI-ZJNU/SCSA, with averaged windows.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        head_num: int = 8,
        window_size: int = 7,
        group_kernel_sizes: tuple[int, ...] = (3, 5, 7, 9),
    ) -> None:
        super().__init__()
        quarter = in_groups(c1, 4)
        self.head_num = head_num
        self.scaler = in_groups(c1, head_num) ** -0.5
        self.local_dwc, self.global_dwc_s, self.global_dwc_m, self.global_dwc_l = (
            nn.Conv1d(quarter, quarter, k, padding=k // 2, groups=quarter)
            for k in group_kernel_sizes
        )
        self.sa_gate = nn.Sigmoid()
        self.norm_h = nn.GroupNorm(4, c1)
        self.norm_w = nn.GroupNorm(4, c1)
        self.norm = nn.GroupNorm(1, c1)
        self.q = nn.Conv2d(c1, c1, 1, bias=False, groups=c1)
        self.k = nn.Conv2d(c1, c1, 1, bias=False, groups=c1)
        self.v = nn.Conv2d(c1, c1, 1, bias=False, groups=c1)
        self.ca_gate = nn.Sigmoid()
        self.down_func = nn.AvgPool2d(window_size, window_size)

    def forward(self, x: Tensor) -> Tensor:
        """Gate the sides, then the channels."""
        rows = self.sa_gate(self.norm_h(self._slid(x.mean(3)))).unsqueeze(3)
        columns = self.sa_gate(self.norm_w(self._slid(x.mean(2)))).unsqueeze(2)
        x = x * rows * columns
        gated: Tensor = self.ca_gate(self._attended(x)) * x
        return gated

    def _slid(self, side: Tensor) -> Tensor:
        convs = (self.local_dwc, self.global_dwc_s, self.global_dwc_m, self.global_dwc_l)
        quarters = side.chunk(4, 1)
        return torch.cat([conv(part) for conv, part in zip(convs, quarters, strict=True)], 1)

    def _attended(self, x: Tensor) -> Tensor:
        """What each channel takes from its head's others, averaged over the places."""
        small = self.norm(self.down_func(x))
        batch, channels, _, _ = small.shape
        queries, keys, values = (
            conv(small).reshape(batch, self.head_num, channels // self.head_num, -1)
            for conv in (self.q, self.k, self.v)
        )
        shares = torch.softmax(queries @ keys.transpose(2, 3) * self.scaler, -1)
        taken: Tensor = shares @ values
        return taken.mean(3).reshape(batch, channels, 1, 1)
