"""Trading resolution for channels and back, without losing a value."""

from torch import Tensor, nn


class Contract(nn.Module):
    """Moves squares of pixels into channels.

    Args:
        gain: Side of the square; must divide height and width.

    Shape:
        `(N, C, H, W)` -> `(N, C * gain**2, H / gain, W / gain)`.

    Source:
        YOLOv5.
    """

    def __init__(self, gain: int = 2) -> None:
        super().__init__()
        self.gain = gain

    def forward(self, x: Tensor) -> Tensor:
        """The place in the square becomes the slow part of the channel index."""
        batch, channels, height, width = x.shape
        g = self.gain
        y = x.view(batch, channels, height // g, g, width // g, g).permute(0, 3, 5, 1, 2, 4)
        return y.contiguous().view(batch, channels * g * g, height // g, width // g)


class Expand(nn.Module):
    """Moves channels into squares of pixels: the inverse of `Contract`.

    Args:
        gain: Side of the square; its square must divide the channels.

    Shape:
        `(N, C, H, W)` -> `(N, C / gain**2, H * gain, W * gain)`.

    Source:
        YOLOv5.
    """

    def __init__(self, gain: int = 2) -> None:
        super().__init__()
        self.gain = gain

    def forward(self, x: Tensor) -> Tensor:
        """The slow part of the channel index becomes the place in the square."""
        batch, channels, height, width = x.shape
        g = self.gain
        y = x.view(batch, g, g, channels // g**2, height, width).permute(0, 3, 4, 1, 5, 2)
        return y.contiguous().view(batch, channels // g**2, height * g, width * g)
