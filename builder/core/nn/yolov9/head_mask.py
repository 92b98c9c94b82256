"""Heads that give masks beside boxes, and semantic maps."""

from typing import Any

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.head import Proto
from builder.core.nn.yolov9.head import Channels, DDetect, Detect
from builder.core.nn.yolov9.head_multi import DualDDetect


def coefficient_branches(first: int, ch: Channels, masks: int) -> nn.ModuleList:
    """A branch for each level that gives every cell its mask coefficients."""
    c = max(first // 4, masks)
    return nn.ModuleList(
        nn.Sequential(Conv(x, c, 3), Conv(c, c, 3), nn.Conv2d(c, masks, 1)) for x in ch
    )


def coefficients(x: list[Tensor], branches: nn.ModuleList, levels: int, masks: int) -> Tensor:
    """Mask coefficients of all cells of a group, `(N, masks, A)`."""
    parts = [branches[i](x[i]) for i in range(levels)]
    return torch.cat([part.view(part.shape[0], masks, -1) for part in parts], 2)


class UConv(nn.Module):
    """Two convolutions, then twice the size by bilinear interpolation.

    Args:
        c1: Input channels.
        c_: Channels between.
        c2: Output channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, 2 * H, 2 * W)`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, c1: int, c_: int = 256, c2: int = 256) -> None:
        super().__init__()
        self.cv1 = Conv(c1, c_, 3)
        self.cv2 = nn.Conv2d(c_, c2, 1, 1)
        self.up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve twice, enlarge."""
        y: Tensor = self.up(self.cv2(self.cv1(x)))
        return y


class Segment(Detect):
    """`Detect` with mask coefficients, and prototypes from the first level.

    Args:
        nc: Number of classes.
        nm: Number of mask prototypes.
        npr: Channels inside `Proto`.
        ch: Input channels, one for each level.
        inplace: As in `Detect`.

    Shape:
        Training: the list of `Detect`, coefficients `(N, nm, A)`, prototypes
        `(N, nm, 2 H_0, 2 W_0)`.
        Evaluation: `(N, 4 + nc + nm, A)`, and the training output.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9; YOLACT, https://arxiv.org/abs/1904.02689.
    """

    def __init__(
        self,
        nc: int = 80,
        nm: int = 32,
        npr: int = 256,
        ch: Channels = (),
        inplace: bool = True,
    ) -> None:
        super().__init__(nc, ch, inplace)
        self.nm = nm
        self.npr = npr
        self.proto = Proto(ch[0], npr, nm)
        self.cv4 = coefficient_branches(ch[0], ch, nm)

    def forward(self, x: list[Tensor]) -> Any:
        """Raw predictions, coefficients and prototypes when training; boxes first when not."""
        prototypes = self.proto(x[0])
        masks = coefficients(x, self.cv4, self.nl, self.nm)
        detected: Any = super().forward(x)
        if self.training:
            return detected, masks, prototypes
        boxes, raw = detected
        return torch.cat((boxes, masks), 1), (raw, masks, prototypes)


class DSegment(DDetect):
    """`DDetect` with mask coefficients, and prototypes from an input of their own, the last.

    Args:
        nc: Number of classes.
        nm: Number of mask prototypes.
        npr: Accepted but not used.
        ch: Input channels of the levels, then of the prototypes.
        inplace: As in `Detect`.

    Shape:
        Training: the list of `DDetect`, coefficients `(N, nm, A)`, prototypes of the size of
        the last input.
        Evaluation: `(N, 4 + nc + nm, A)`, and the training output.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(
        self,
        nc: int = 80,
        nm: int = 32,
        npr: int = 256,
        ch: Channels = (),
        inplace: bool = True,
    ) -> None:
        super().__init__(nc, ch[:-1], inplace)
        self.nm = nm
        self.npr = npr
        self.proto = Conv(ch[-1], nm, 1)
        self.cv4 = coefficient_branches(ch[0], ch[:-1], nm)

    def forward(self, x: list[Tensor]) -> Any:
        """Raw predictions, coefficients and prototypes when training; boxes first when not."""
        prototypes = self.proto(x[-1])
        masks = coefficients(x, self.cv4, self.nl, self.nm)
        detected: Any = super().forward(x[:-1])
        if self.training:
            return detected, masks, prototypes
        boxes, raw = detected
        return torch.cat((boxes, masks), 1), (raw, masks, prototypes)


class DualDSegment(DualDDetect):
    """`DualDDetect` with masks: auxiliary levels, main levels, prototype inputs of both.

    Args:
        nc: Number of classes.
        nm: Number of mask prototypes.
        npr: Accepted but not used.
        ch: Input channels of the auxiliary levels, of as many main levels, of the auxiliary
            prototypes, of the main prototypes.
        inplace: As in `Detect`.

    Shape:
        Training: the two lists of `DualDDetect`, two coefficients `(N, nm, A)`, two prototypes
        of the size of the last two inputs.
        Evaluation: `(N, 4 + nc + nm, A)` and the training output, both of the main group.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(
        self,
        nc: int = 80,
        nm: int = 32,
        npr: int = 256,
        ch: Channels = (),
        inplace: bool = True,
    ) -> None:
        super().__init__(nc, ch[:-2], inplace)
        n = self.nl
        self.nm = nm
        self.npr = npr
        self.proto = Conv(ch[-2], nm, 1)
        self.proto2 = Conv(ch[-1], nm, 1)
        self.cv6 = coefficient_branches(ch[0], ch[:n], nm)
        self.cv7 = coefficient_branches(ch[n], ch[n : 2 * n], nm)

    def forward(self, x: list[Tensor]) -> Any:
        """Everything of both groups when training; the main group's when not."""
        prototypes = [self.proto(x[-2]), self.proto2(x[-1])]
        masks = [
            coefficients(x, self.cv6, self.nl, self.nm),
            coefficients(x[self.nl :], self.cv7, self.nl, self.nm),
        ]
        detected: Any = super().forward(x[:-2])
        if self.training:
            return detected, masks, prototypes
        boxes, raw = detected
        return torch.cat((boxes[1], masks[1]), 1), (raw[1], masks[1], prototypes[1])


class Panoptic(Segment):
    """`Segment` with a semantic map from the first level.

    Args:
        nc: Number of classes of things.
        sem_nc: Number of classes of stuff.
        nm: Number of mask prototypes.
        npr: Channels inside `Proto`.
        ch: Input channels, one for each level.
        inplace: As in `Detect`.

    Shape:
        Training: as `Segment`, and a map `(N, sem_nc + nc, 2 H_0, 2 W_0)`.
        Evaluation: `(N, 4 + nc + nm, A)`, and the training output.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(
        self,
        nc: int = 80,
        sem_nc: int = 93,
        nm: int = 32,
        npr: int = 256,
        ch: Channels = (),
        inplace: bool = True,
    ) -> None:
        Detect.__init__(self, nc, ch, inplace)
        self.sem_nc = sem_nc
        self.nm = nm
        self.npr = npr
        self.proto = Proto(ch[0], npr, nm)
        # Before the mask branches, as their keys stand in checkpoints.
        self.uconv = UConv(ch[0], ch[0] // 4, sem_nc + nc)
        self.cv4 = coefficient_branches(ch[0], ch, nm)

    def forward(self, x: list[Tensor]) -> Any:
        """What `Segment` gives, and the semantic map last."""
        semantic = self.uconv(x[0])
        first, *rest = super().forward(x)
        if self.training:
            return (first, *rest, semantic)
        return first, (*rest[0], semantic)
