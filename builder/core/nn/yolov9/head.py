"""Anchor-free heads of one group of levels, and classification."""

from typing import ClassVar

import torch
from torch import Tensor, nn

from builder.core.nn import head
from builder.core.nn.conv import Conv

REG_MAX = 16
"""Distances that the box branch tells apart, in cells, for each side."""

Channels = list[int] | tuple[int, ...]
Grid = tuple[Tensor, Tensor]


class DFL(nn.Module):
    """The mean of a distribution over distances 0, 1, …, c1 - 1, for each of four sides.

    Args:
        c1: How many distances.

    Shape:
        `(N, 4 * c1, A)` -> `(N, 4, A)` for A cells.

    Source:
        Generalized focal loss, https://arxiv.org/abs/2006.04388, as in YOLOv9,
        https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, c1: int = 17) -> None:
        super().__init__()
        self.conv = nn.Conv2d(c1, 1, 1, bias=False).requires_grad_(False)
        self.conv.weight.data.copy_(torch.arange(c1, dtype=torch.float32).view(1, c1, 1, 1))
        self.c1 = c1

    def forward(self, x: Tensor) -> Tensor:
        """Softmax over the distances, then their mean as a convolution that is not trained."""
        batch, _, cells = x.shape
        weights = x.view(batch, 4, self.c1, cells).transpose(2, 1).softmax(1)
        y: Tensor = self.conv(weights)
        return y.view(batch, 4, cells)


class DecoupledHead(nn.Module):
    """What the heads of YOLOv9 share: a box and a class branch for each level, and decoding.

    Args:
        nc: Number of classes.
        levels: Levels in each group.
        inplace: Accepted because trainers pass it; nothing is done in place here.

    Attributes:
        stride: Pixels of the image per cell, one for each level of the first group. Whoever
            builds the network sets it; decoding needs it.

    Shape:
        Set by the heads that inherit from it.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    stride: Tensor | None = None
    groups: ClassVar[int] = 1  # of the last two convolutions of the box branch

    def __init__(self, nc: int, levels: int, inplace: bool) -> None:
        super().__init__()
        self.nc = nc
        self.nl = levels
        self.no = nc + 4 * REG_MAX
        self.inplace = inplace

    def boxes(self, first: int, ch: Channels) -> nn.ModuleList:
        """Box branches; their width comes from the group's first level alone."""
        g = self.groups
        c = -(-max(first // 4, 4 * REG_MAX) // g) * g
        return nn.ModuleList(
            nn.Sequential(Conv(x, c, 3), Conv(c, c, 3, g=g), nn.Conv2d(c, 4 * REG_MAX, 1, groups=g))
            for x in ch
        )

    def classes(self, first: int, ch: Channels) -> nn.ModuleList:
        """Class branches; their width comes from the group's first level and from `nc`."""
        c = max(first, min(2 * self.nc, 128))
        return nn.ModuleList(
            nn.Sequential(Conv(x, c, 3), Conv(c, c, 3), nn.Conv2d(c, self.nc, 1)) for x in ch
        )

    def predict(
        self, x: list[Tensor], boxes: nn.ModuleList, classes: nn.ModuleList
    ) -> list[Tensor]:
        """Raw predictions of one group, for each level `(N, 64 + nc, H, W)`."""
        return [torch.cat((boxes[i](x[i]), classes[i](x[i])), 1) for i in range(self.nl)]

    def grid(self, raw: list[Tensor]) -> Grid:
        """Centres of all cells in cells, `(2, A)`, and their strides, `(A,)`.

        Raises:
            RuntimeError: Nobody has set `stride`.
        """
        if self.stride is None:
            raise RuntimeError(f"set {type(self).__name__}.stride before decoding")
        centres, strides = [], []
        for i, level in enumerate(raw):
            height, width = level.shape[2:]
            rows = torch.arange(height, device=level.device, dtype=level.dtype) + 0.5
            columns = torch.arange(width, device=level.device, dtype=level.dtype) + 0.5
            y, x = torch.meshgrid(rows, columns, indexing="ij")
            centres.append(torch.stack((x, y)).view(2, -1))
            strides.append(self.stride[i].expand(height * width))
        return torch.cat(centres, 1), torch.cat(strides)

    def decode(self, raw: list[Tensor], dfl: nn.Module, grid: Grid) -> Tensor:
        """x, y, width and height in pixels and probabilities, `(N, 4 + nc, A)`."""
        flat = torch.cat([level.view(level.shape[0], self.no, -1) for level in raw], 2)
        sides, scores = torch.split(flat, [4 * REG_MAX, self.nc], 1)
        centres, strides = grid
        before, after = dfl(sides).chunk(2, 1)
        low, high = centres - before, centres + after
        boxes = torch.cat(((low + high) / 2, high - low), 1) * strides
        return torch.cat((boxes, scores.sigmoid()), 1)


class Detect(DecoupledHead):
    """Anchor-free detection head: distances to four sides and class scores for each cell.

    Args:
        nc: Number of classes.
        ch: Input channels, one for each level.
        inplace: Accepted because trainers pass it; nothing is done in place here.

    Shape:
        Input: for each level `(N, ch[i], H_i, W_i)`.
        Training: for each level `(N, 64 + nc, H_i, W_i)`.
        Evaluation: `(N, 4 + nc, sum of H_i * W_i)` with x, y, w, h in pixels, and the
        training output.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, nc: int = 80, ch: Channels = (), inplace: bool = True) -> None:
        super().__init__(nc, len(ch), inplace)
        self.cv2 = self.boxes(ch[0], ch)
        self.cv3 = self.classes(ch[0], ch)
        self.dfl = DFL(REG_MAX)

    def forward(self, x: list[Tensor]) -> list[Tensor] | tuple[Tensor, list[Tensor]]:
        """Raw predictions when training; decoded boxes too when not."""
        raw = self.predict(x, self.cv2, self.cv3)
        return raw if self.training else (self.decode(raw, self.dfl, self.grid(raw)), raw)


class DDetect(Detect):
    """`Detect` whose box branch ends in two convolutions of four groups.

    Shape:
        As `Detect`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    groups = 4


class Classify(head.Classify):
    """Classification head: convolution to 1280 channels, global average, linear.

    Args:
        c1: Input channels.
        c2: Number of classes.
        k, s, p, g: Of the convolution, as in `Conv`.

    Shape:
        `(N, c1, H, W)`, or several that are concatenated -> `(N, c2)`.

    Source:
        YOLOv5 before it could drop features; https://github.com/WongKinYiu/yolov9.
    """

    def __init__(
        self, c1: int, c2: int, k: int = 1, s: int = 1, p: int | None = None, g: int = 1
    ) -> None:
        super().__init__(c1, c2, k, s, p, g)
