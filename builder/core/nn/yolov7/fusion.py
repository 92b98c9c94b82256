"""YOLOv7's ways to join layers, or halves of one layer."""

import torch
from torch import Tensor, nn


class Chuncat(nn.Module):
    """Concatenates the first halves of all inputs, then their second halves.

    Args:
        dimension: Along which to halve and join; 1 are the channels.

    Shape:
        `(N, c_i, H, W)` for each input -> `(N, sum of c_i, H, W)`.

    Source:
        YOLOv7, https://github.com/WongKinYiu/yolov7.
    """

    def __init__(self, dimension: int = 1) -> None:
        super().__init__()
        self.d = dimension

    def forward(self, x: list[Tensor]) -> Tensor:
        """Halve each, then join."""
        firsts, seconds = [], []
        for part in x:
            first, second = part.chunk(2, self.d)
            firsts.append(first)
            seconds.append(second)
        return torch.cat(firsts + seconds, self.d)


class Shortcut(nn.Module):
    """Adds its first two inputs.

    Args:
        dimension: Not used.

    Shape:
        2 times `(N, C, H, W)` -> `(N, C, H, W)`.

    Source:
        YOLOv7.
    """

    def __init__(self, dimension: int = 0) -> None:
        super().__init__()
        self.d = dimension

    def forward(self, x: list[Tensor]) -> Tensor:
        """The sum."""
        return x[0] + x[1]


class Foldcut(nn.Module):
    """Adds the two halves of its input.

    Args:
        dimension: Along which to halve; 1 are the channels. The default halves the batch.

    Shape:
        `(N, C, H, W)` -> `(N, C / 2, H, W)` with dimension 1.

    Source:
        YOLOv7.
    """

    def __init__(self, dimension: int = 0) -> None:
        super().__init__()
        self.d = dimension

    def forward(self, x: Tensor) -> Tensor:
        """Halve, then add."""
        first, second = x.chunk(2, self.d)
        return first + second
