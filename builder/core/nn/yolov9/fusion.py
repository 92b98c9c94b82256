"""Joining maps of several levels and branches, and learnt offsets and factors."""

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate

from builder.core.nn.conv import Size, autopad


class CBLinear(nn.Module):
    """One convolution whose channels are dealt out to several outputs.

    Args:
        c1: Input channels.
        c2s: Channels of each output.
        k, s, p, g: Of the convolution, as in `Conv`; it has a bias.

    Shape:
        `(N, c1, H, W)` -> for each output `(N, c2s[i], H / s, W / s)`.

    Source:
        CBNet, https://arxiv.org/abs/2107.00420, in the auxiliary branch of YOLOv9,
        https://arxiv.org/abs/2402.13616.
    """

    def __init__(
        self,
        c1: int,
        c2s: list[int],
        k: Size = 1,
        s: Size = 1,
        p: Size | None = None,
        g: int = 1,
    ) -> None:
        super().__init__()
        self.c2s = c2s
        self.conv = nn.Conv2d(c1, sum(c2s), k, s, autopad(k, p), groups=g)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """Convolve, then split."""
        return self.conv(x).split(self.c2s, dim=1)  # type: ignore[no-any-return]


class CBFuse(nn.Module):
    """Adds one output of each `CBLinear` to a map, enlarged or shrunk to its size.

    Args:
        idx: For each `CBLinear` which of its outputs; more entries than that are ignored.

    Shape:
        For each `CBLinear` its outputs, one of them `(N, C, H_i, W_i)`, and last the map
        `(N, C, H, W)` -> `(N, C, H, W)`.

    Source:
        CBNet, https://arxiv.org/abs/2107.00420, as in YOLOv9.
    """

    def __init__(self, idx: list[int]) -> None:
        super().__init__()
        self.idx = idx

    def forward(self, xs: list[Tensor | tuple[Tensor, ...]]) -> Tensor:
        """Pick, resize to the nearest pixel, add."""
        *sources, target = xs
        assert isinstance(target, torch.Tensor)
        size = target.shape[2:]
        picked = [
            interpolate(source[self.idx[i]], size=size, mode="nearest")
            for i, source in enumerate(sources)
        ]
        return torch.stack([*picked, target]).sum(0)


class Shortcut(nn.Module):
    """Adds its first two inputs.

    Args:
        dimension: Accepted but not used.

    Shape:
        2 times `(N, C, H, W)` -> `(N, C, H, W)`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, dimension: int = 0) -> None:
        super().__init__()
        self.d = dimension

    def forward(self, x: list[Tensor]) -> Tensor:
        """The sum."""
        return x[0] + x[1]


class Silence(nn.Module):
    """Passes its input on: as row 0 it gives the image an index.

    Shape:
        Any -> the same.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def forward(self, x: Tensor) -> Tensor:
        """Nothing."""
        return x


class ImplicitA(nn.Module):
    """Adds a learnt number to each channel.

    Args:
        channel: Channels.

    Shape:
        `(N, channel, H, W)` -> the same.

    Source:
        YOLOR, https://arxiv.org/abs/2105.04206, as in YOLOv9.
    """

    def __init__(self, channel: int) -> None:
        super().__init__()
        self.channel = channel
        self.implicit = nn.Parameter(torch.zeros(1, channel, 1, 1))
        nn.init.normal_(self.implicit, std=0.02)

    def forward(self, x: Tensor) -> Tensor:
        """Add."""
        return self.implicit + x


class ImplicitM(nn.Module):
    """Multiplies each channel by a learnt number.

    Args:
        channel: Channels.

    Shape:
        `(N, channel, H, W)` -> the same.

    Source:
        YOLOR, https://arxiv.org/abs/2105.04206, as in YOLOv9.
    """

    def __init__(self, channel: int) -> None:
        super().__init__()
        self.channel = channel
        self.implicit = nn.Parameter(torch.ones(1, channel, 1, 1))
        nn.init.normal_(self.implicit, mean=1.0, std=0.02)

    def forward(self, x: Tensor) -> Tensor:
        """Multiply."""
        return self.implicit * x
