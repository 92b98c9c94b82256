"""Layers with several outputs, layers that choose among them, and layers that fuse them."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from builder.core.nn.conv import autopad

Outputs = tuple[Tensor, ...] | list[Tensor]


class CBLinear(nn.Module):
    """One 1x1 convolution whose output is cut into several maps, for other layers to take.

    Args:
        c1: Input channels.
        c2s: Channels of each output.
        k: Kernel size.
        s: Stride.
        p: Padding; None keeps the size at stride 1.
        g: Groups.

    Shape:
        `(N, c1, H, W)` -> `(N, c, H / s, W / s)` for each c in c2s.

    Source:
        YOLOv9, https://arxiv.org/abs/2402.13616; CBNet, https://arxiv.org/abs/1909.03625.
    """

    def __init__(
        self, c1: int, c2s: list[int], k: int = 1, s: int = 1, p: int | None = None, g: int = 1
    ) -> None:
        super().__init__()
        self.c2s = c2s
        self.conv = nn.Conv2d(c1, sum(c2s), k, s, autopad(k, p), groups=g)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """Convolve once, then cut."""
        pieces: tuple[Tensor, ...] = self.conv(x).split(self.c2s, 1)
        return pieces


class CBFuse(nn.Module):
    """Adds to its last input one output of each of the others, enlarged to the last one's size.

    Args:
        idx: Which output to take from each input but the last.

    Shape:
        lists of `(N, C, h_i, w_i)`, then `(N, C, H, W)` -> `(N, C, H, W)`.

    Source:
        YOLOv9, https://arxiv.org/abs/2402.13616; CBNet, https://arxiv.org/abs/1909.03625.
    """

    def __init__(self, idx: list[int]) -> None:
        super().__init__()
        self.idx = idx

    def forward(self, xs: list[Outputs | Tensor]) -> Tensor:
        """Choose, resize to the nearest pixel, add."""
        *layers, last = xs
        assert isinstance(last, Tensor)
        size = last.shape[2:]
        chosen = [layer[self.idx[i]] for i, layer in enumerate(layers)]
        resized = [F.interpolate(one, size=size, mode="nearest") for one in chosen]
        return torch.stack([*resized, last]).sum(0)


class Index(nn.Module):
    """One of the outputs of a layer that has several.

    Args:
        index: Which, counted from 0.

    Shape:
        list of tensors -> the chosen one.

    Source:
        Ultralytics, https://github.com/ultralytics/ultralytics.
    """

    def __init__(self, index: int = 0) -> None:
        super().__init__()
        self.index = index

    def forward(self, x: Outputs) -> Tensor:
        """The chosen one."""
        return x[self.index]
