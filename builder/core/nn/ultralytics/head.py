"""Detection heads without anchors: boxes as distances from the centres of the cells."""

import copy
from typing import Any

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv, DWConv

Channels = list[int] | tuple[int, ...]
Raw = dict[str, Any]


def plain_branch(c1: int, hidden: int, c2: int) -> nn.Sequential:
    """Two 3x3 convolutions and a 1x1 one with bias."""
    return nn.Sequential(Conv(c1, hidden, 3), Conv(hidden, hidden, 3), nn.Conv2d(hidden, c2, 1))


def light_branch(c1: int, hidden: int, c2: int) -> nn.Sequential:
    """The same with each 3x3 convolution split into a depth-wise and a 1x1 one."""
    return nn.Sequential(
        nn.Sequential(DWConv(c1, c1, 3), Conv(c1, hidden)),
        nn.Sequential(DWConv(hidden, hidden, 3), Conv(hidden, hidden)),
        nn.Conv2d(hidden, c2, 1),
    )


def side_branches(ch: Channels, c2: int) -> nn.ModuleList:
    """For each level a branch of `c2` more values per cell: masks, angles, keypoints."""
    hidden = max(ch[0] // 4, c2)
    return nn.ModuleList(plain_branch(c, hidden, c2) for c in ch)


def all_levels(branches: nn.ModuleList, maps: list[Tensor]) -> Tensor:
    """Each branch on its map, and all cells in one row: `(N, values, cells)`."""
    return torch.cat([branch(x).flatten(2) for branch, x in zip(branches, maps, strict=True)], 2)


def cells(maps: list[Tensor], stride: Tensor) -> tuple[Tensor, Tensor]:
    """Centres of all cells, `(2, cells)` in units of their level, and strides, `(1, cells)`."""
    centres, strides = [], []
    for x, step in zip(maps, stride, strict=True):
        height, width = x.shape[-2:]
        rows = torch.arange(height, device=x.device, dtype=x.dtype) + 0.5
        columns = torch.arange(width, device=x.device, dtype=x.dtype) + 0.5
        down, across = torch.meshgrid(rows, columns, indexing="ij")
        centres.append(torch.stack((across, down)).flatten(1))
        strides.append(step.expand(1, height * width))
    return torch.cat(centres, 1), torch.cat(strides, 1)


class DFL(nn.Module):
    """Distances as the mean of a distribution over `0 … c1 - 1`; its weights stay as they are.

    Args:
        c1: Bins of the distribution.

    Shape:
        `(N, 4 * c1, cells)` -> `(N, 4, cells)`.

    Source:
        Generalized Focal Loss, https://arxiv.org/abs/2006.04388, as in Ultralytics YOLOv8.
    """

    def __init__(self, c1: int = 16) -> None:
        super().__init__()
        self.conv = nn.Conv2d(c1, 1, 1, bias=False).requires_grad_(False)
        with torch.no_grad():
            self.conv.weight.copy_(torch.arange(c1, dtype=torch.float32).view(1, c1, 1, 1))
        self.c1 = c1

    def forward(self, x: Tensor) -> Tensor:
        """Softmax over the bins, then their mean."""
        bins = x.view(x.shape[0], 4, self.c1, -1).transpose(1, 2)
        y: Tensor = self.conv(bins.softmax(1))
        return y.squeeze(1)


class Detect(nn.Module):
    """Detection head with decoupled branches: distances to the four sides, class scores.

    Args:
        nc: Number of classes.
        reg_max: Bins of the distribution over each distance; 1 predicts the distance itself.
        end2end: Add a second pair of branches that is trained with one box per object.
        ch: Input channels, one for each level.
        legacy: Full convolutions in the class branch, as in YOLOv8 and before. Ultralytics sets
            this where no row names C3k2, A2C2f or C2fCIB.

    Attributes:
        stride: Pixels of the image per cell, one for each level; decoding needs it. Whoever
            builds the network sets it.

    Shape:
        Input: for each level `(N, ch[i], H_i, W_i)`.
        Training: "boxes" `(N, 4 * reg_max, cells)`, "scores" `(N, nc, cells)`, and the maps as
        "feats"; with `end2end` two of these, "one2many" and "one2one".
        Evaluation: `(N, 4 + nc, cells)` with x, y, w, h in pixels, and the training output. As in
        a freshly built network the first pair of branches is decoded.

    Source:
        Ultralytics YOLOv8, YOLO11 and YOLO26; two pairs as in YOLOv10,
        https://arxiv.org/abs/2405.14458.
    """

    stride: Tensor | None = None

    def __init__(
        self,
        nc: int = 80,
        reg_max: int = 16,
        end2end: bool | None = False,
        ch: Channels = (),
        legacy: bool = False,
    ) -> None:
        super().__init__()
        self.nc = nc
        self.nl = len(ch)
        self.reg_max = reg_max
        self.paired = bool(end2end)
        box = max(16, ch[0] // 4, 4 * reg_max)
        self.cv2 = nn.ModuleList(plain_branch(c, box, 4 * reg_max) for c in ch)
        self.cv3 = self.class_branches(ch, legacy)
        self.dfl = DFL(reg_max) if reg_max > 1 else nn.Identity()
        self.pair("cv2", "cv3")

    def class_branches(self, ch: Channels, legacy: bool) -> nn.ModuleList:
        """The branches for the class scores."""
        branch = plain_branch if legacy else light_branch
        return nn.ModuleList(branch(c, self.class_width(ch), self.nc) for c in ch)

    def class_width(self, ch: Channels) -> int:
        """Channels inside the class branch."""
        return max(ch[0], min(self.nc, 100))

    def pair(self, *names: str) -> None:
        """Copy these branches for the one-to-one predictions, if there are any."""
        for name in names if self.paired else ():
            setattr(self, f"one2one_{name}", copy.deepcopy(getattr(self, name)))

    def forward(self, x: list[Tensor]) -> Any:
        """Raw predictions when training; decoded boxes too when not."""
        return self.run(x)

    def run(self, x: list[Tensor], *text: Tensor) -> Any:
        """Predict with each pair of branches, and decode outside training."""
        raw = self.predict(x, "", *text)
        result: Raw = raw
        if self.paired:
            # The one-to-one loss does not reach the backbone.
            apart = [y.detach() for y in x] if self.training else x
            result = {"one2many": raw, "one2one": self.predict(apart, "one2one_", *text)}
        return result if self.training else (self.decode(raw), result)

    def predict(self, x: list[Tensor], prefix: str) -> Raw:
        """Raw predictions of the branches whose names start with `prefix`."""
        return {
            "boxes": all_levels(getattr(self, f"{prefix}cv2"), x),
            "scores": all_levels(getattr(self, f"{prefix}cv3"), x),
            "feats": x,
        }

    def decode(self, raw: Raw) -> Tensor:
        """Boxes in pixels and probabilities, then what the task adds.

        Raises:
            RuntimeError: Nobody has set `stride`.
        """
        if self.stride is None:
            raise RuntimeError("set stride before decoding")
        centres, strides = cells(raw["feats"], self.stride)
        boxes = self.boxes(self.dfl(raw["boxes"]), centres, raw) * strides
        return torch.cat((boxes, raw["scores"].sigmoid(), *self.extras(raw, centres, strides)), 1)

    def boxes(self, sides: Tensor, centres: Tensor, raw: Raw) -> Tensor:  # noqa: ARG002
        """Centre and size from the distances to left, top, right and bottom, in cells."""
        before, after = sides.chunk(2, 1)
        return torch.cat((centres + (after - before) / 2, before + after), 1)

    def extras(self, raw: Raw, centres: Tensor, strides: Tensor) -> list[Tensor]:  # noqa: ARG002
        """What a cell has beside its box and scores, decoded."""
        return []


class v10Detect(Detect):  # noqa: N801 -- its name in configs
    """YOLOv10's head: light class branches, and all branches twice.

    Args:
        nc: Number of classes.
        ch: Input channels, one for each level.

    Shape:
        As `Detect` with `end2end`.

    Source:
        YOLOv10, https://arxiv.org/abs/2405.14458.
    """

    def __init__(self, nc: int = 80, ch: Channels = ()) -> None:
        super().__init__(nc, end2end=True, ch=ch)
