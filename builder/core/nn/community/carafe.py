"""CARAFE: enlarging with kernels that the content decides."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv


class CARAFE(nn.Module):
    """Each new pixel is a weighted mean of a window around its old place; a branch makes weights.

    Args:
        c1: Channels, which stay.
        k_enc: Kernel size of the convolution that makes the weights.
        k_up: Side of the window, odd.
        c_mid: Channels inside the branch.
        scale: Factor of enlargement.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, scale * H, scale * W)`.

    Source:
        https://arxiv.org/abs/1905.02188, in the form of XiaLiPKU/CARAFE, whose rows are `[]`.
        Older YOLOv5 forks (iscyy/yoloair) have another one, with a 1x1 convolution at the end
        and rows `[c2, kernel_size, up_factor]`.
    """

    def __init__(
        self, c1: int, k_enc: int = 3, k_up: int = 5, c_mid: int = 64, scale: int = 2
    ) -> None:
        super().__init__()
        self.scale = scale
        self.comp = Conv(c1, c_mid)
        self.enc = Conv(c_mid, (scale * k_up) ** 2, k=k_enc, act=False)
        self.pix_shf = nn.PixelShuffle(scale)
        self.upsmp = nn.Upsample(scale_factor=scale, mode="nearest")
        # Windows of the enlarged map that step over its copies are windows of the old map.
        self.unfold = nn.Unfold(kernel_size=k_up, dilation=scale, padding=k_up // 2 * scale)

    def forward(self, x: Tensor) -> Tensor:
        """Weights for each new pixel, then the mean of its window."""
        batch, channels, height, width = x.shape
        size = (height * self.scale, width * self.scale)
        weights = torch.softmax(self.pix_shf(self.enc(self.comp(x))), 1)
        windows = self.unfold(self.upsmp(x)).view(batch, channels, -1, *size)
        return torch.einsum("bkhw,bckhw->bchw", weights, windows)
