"""Trading resolution for channels without a convolution."""

from torch import Tensor, nn

from builder.core.nn.yolov7.conv import phases


class ReOrg(nn.Module):
    """Moves each 2x2 patch into channels.

    Shape:
        `(N, C, H, W)` -> `(N, 4 * C, H / 2, W / 2)` for even H and W.

    Source:
        YOLOv7; the reorganisation layer of YOLOv2, https://arxiv.org/abs/1612.08242.
    """

    def forward(self, x: Tensor) -> Tensor:
        """The four phases of the pixel grid, one after another."""
        return phases(x)
