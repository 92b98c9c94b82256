"""Joining several feature maps into one."""

import torch
from torch import Tensor, nn


class Concat(nn.Module):
    """Concatenates its inputs.

    Args:
        dimension: Along which; 1 are the channels.

    Shape:
        `(N, c_i, H, W)` for each input -> `(N, sum of c_i, H, W)`.

    Source:
        YOLOv5.
    """

    def __init__(self, dimension: int = 1) -> None:
        super().__init__()
        self.d = dimension

    def forward(self, x: list[Tensor]) -> Tensor:
        """One tensor of all."""
        return torch.cat(x, self.d)


class Sum(nn.Module):
    """Adds its inputs, all but the first with a learnt weight if asked.

    Args:
        n: Number of inputs.
        weight: Weigh inputs 1 to n - 1 by 2 * sigmoid(w).

    Shape:
        n times `(N, C, H, W)` -> `(N, C, H, W)`.

    Source:
        YOLOv5; weights in the spirit of https://arxiv.org/abs/1911.09070.
    """

    def __init__(self, n: int, weight: bool = False) -> None:
        super().__init__()
        self.weight = weight
        self.iter = range(n - 1)
        if weight:
            self.w = nn.Parameter(-torch.arange(1.0, n) / 2)

    def forward(self, x: list[Tensor]) -> Tensor:
        """The first plus the (weighted) others."""
        y = x[0]
        if self.weight:
            w = torch.sigmoid(self.w) * 2
            for i in self.iter:
                y = y + x[i + 1] * w[i]
        else:
            for i in self.iter:
                y = y + x[i + 1]
        return y
