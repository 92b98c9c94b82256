"""CoordConv: convolution that knows where it is."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv, Size


class CoordConv(nn.Module):
    """Adds channels that hold the place of each pixel, then convolves.

    Args:
        c1: Input channels; the convolution sees two more, or three with `with_r`.
        c2: Output channels.
        k, s, p, g, d, act: As in `Conv`.
        with_r: Add the distance from the middle too.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)` with the default padding and odd `k`.

    Source:
        https://arxiv.org/abs/1807.03247, with the arguments of the trainer's Conv, as the forks
        whose rows are `[c2, k, s]`. They differ in the distance: here it is 0 in the middle.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: Size = 1,
        s: Size = 1,
        p: Size | None = None,
        g: int = 1,
        d: int = 1,
        act: bool | nn.Module = True,
        with_r: bool = False,
    ) -> None:
        super().__init__()
        self.with_r = with_r
        self.conv = Conv(c1 + 2 + with_r, c2, k, s, p, g, d, act)

    def forward(self, x: Tensor) -> Tensor:
        """Columns and rows run from -1 to 1."""
        batch, _, height, width = x.shape
        shape = (batch, 1, height, width)
        across = torch.linspace(-1, 1, width, dtype=x.dtype, device=x.device).expand(shape)
        down = torch.linspace(-1, 1, height, dtype=x.dtype, device=x.device)
        down = down.view(-1, 1).expand(shape)
        places = [across, down]
        if self.with_r:
            places.append((across**2 + down**2) ** 0.5)
        y: Tensor = self.conv(torch.cat((x, *places), 1))
        return y
