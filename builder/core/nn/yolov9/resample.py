"""Trading resolution for channels."""

import torch
from torch import Tensor, nn


class ReOrg(nn.Module):
    """Moves each 2x2 patch into channels: every other pixel of every other row, four times.

    Shape:
        `(N, C, H, W)` -> `(N, 4 * C, H / 2, W / 2)` for even H and W.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9; the slicing of YOLOv5's Focus.
    """

    def forward(self, x: Tensor) -> Tensor:
        """The phases, rows first."""
        even, odd = x[..., ::2], x[..., 1::2]
        phases = (even[..., ::2, :], even[..., 1::2, :], odd[..., ::2, :], odd[..., 1::2, :])
        return torch.cat(phases, 1)
