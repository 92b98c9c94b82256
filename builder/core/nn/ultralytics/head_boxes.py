"""Heads that predict more than a box: masks, rotation, keypoints."""

import math
from typing import Any

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.ultralytics.head import Channels, Detect, Raw, all_levels, side_branches
from builder.core.nn.ultralytics.keypoint_flow import RealNVP
from builder.core.nn.ultralytics.prototypes import Proto, Proto26, with_prototypes


class Segment(Detect):
    """Detection head with mask coefficients, and prototypes from the first level.

    Args:
        nc: Number of classes.
        nm: Number of mask prototypes.
        npr: Channels inside `Proto`.
        reg_max, end2end, ch, legacy: As in `Detect`.

    Shape:
        Training: as `Detect`, with "mask_coefficient" `(N, nm, cells)` and "proto"
        `(N, nm, 2 H_0, 2 W_0)`.
        Evaluation: `(N, 4 + nc + nm, cells)` and the prototypes as a pair, then the training
        output.

    Source:
        Ultralytics YOLOv8; YOLACT, https://arxiv.org/abs/1904.02689.
    """

    def __init__(
        self,
        nc: int = 80,
        nm: int = 32,
        npr: int = 256,
        reg_max: int = 16,
        end2end: bool | None = False,
        ch: Channels = (),
        legacy: bool = False,
    ) -> None:
        super().__init__(nc, reg_max, end2end, ch, legacy)
        self.nm = nm
        self.npr = npr
        self.proto = self.prototypes(ch)
        self.cv4 = side_branches(ch, nm)
        self.pair("cv4")

    def prototypes(self, ch: Channels) -> nn.Module:
        """The module that makes the prototypes."""
        return Proto(ch[0], self.npr, self.nm)

    def forward(self, x: list[Tensor]) -> Any:
        """The output of `Detect` with prototypes."""
        return with_prototypes(super().forward(x), self.proto(x[0]))

    def predict(self, x: list[Tensor], prefix: str) -> Raw:
        """Raw predictions with mask coefficients."""
        masks = all_levels(getattr(self, f"{prefix}cv4"), x)
        return {**super().predict(x, prefix), "mask_coefficient": masks}

    def extras(self, raw: Raw, centres: Tensor, strides: Tensor) -> list[Tensor]:  # noqa: ARG002
        """The mask coefficients as they are."""
        return [raw["mask_coefficient"]]


class Segment26(Segment):
    """`Segment` with prototypes from all levels.

    Args:
        nc, nm, npr, reg_max, end2end, ch, legacy: As in `Segment`.

    Shape:
        As `Segment`; when training "proto" is a pair of prototypes and class maps
        `(N, nc, H_0, W_0)`.

    Source:
        Ultralytics YOLO26.
    """

    def prototypes(self, ch: Channels) -> nn.Module:
        """Prototypes from all levels."""
        return Proto26(ch, self.npr, self.nm, self.nc)

    def forward(self, x: list[Tensor]) -> Any:
        """The output of `Detect` with prototypes."""
        return with_prototypes(Detect.forward(self, x), self.proto(x))


class OBB(Detect):
    """Detection head for rotated boxes: one angle more per cell.

    Args:
        nc: Number of classes.
        ne: Values per cell beside the box; the angle is the first and only one.
        reg_max, end2end, ch, legacy: As in `Detect`.

    Shape:
        Training: as `Detect`, with "angle" `(N, ne, cells)` in radians from -pi/4 to 3 pi/4.
        Evaluation: `(N, 4 + nc + ne, cells)`, and the training output.

    Source:
        Ultralytics YOLOv8.
    """

    def __init__(
        self,
        nc: int = 80,
        ne: int = 1,
        reg_max: int = 16,
        end2end: bool | None = False,
        ch: Channels = (),
        legacy: bool = False,
    ) -> None:
        super().__init__(nc, reg_max, end2end, ch, legacy)
        self.ne = ne
        self.cv4 = side_branches(ch, ne)
        self.pair("cv4")

    def predict(self, x: list[Tensor], prefix: str) -> Raw:
        """Raw predictions with angles."""
        turn = all_levels(getattr(self, f"{prefix}cv4"), x)
        return {**super().predict(x, prefix), "angle": self.angle(turn)}

    def angle(self, turn: Tensor) -> Tensor:
        """Radians from what the branch gives."""
        return (turn.sigmoid() - 0.25) * math.pi

    def boxes(self, sides: Tensor, centres: Tensor, raw: Raw) -> Tensor:
        """Centre and size; the distances are measured along the turned axes."""
        before, after = sides.chunk(2, 1)
        across, down = ((after - before) / 2).chunk(2, 1)
        cosine, sine = raw["angle"].cos(), raw["angle"].sin()
        moved = torch.cat((across * cosine - down * sine, across * sine + down * cosine), 1)
        return torch.cat((centres + moved, before + after), 1)

    def extras(self, raw: Raw, centres: Tensor, strides: Tensor) -> list[Tensor]:  # noqa: ARG002
        """The angle."""
        return [raw["angle"]]


class OBB26(OBB):
    """`OBB` whose branch gives the angle itself, without limits.

    Args:
        nc, ne, reg_max, end2end, ch, legacy: As in `OBB`.

    Shape:
        As `OBB`.

    Source:
        Ultralytics YOLO26.
    """

    def angle(self, turn: Tensor) -> Tensor:
        """What the branch gives."""
        return turn


class Pose(Detect):
    """Detection head with keypoints.

    Args:
        nc: Number of classes.
        kpt_shape: Number of keypoints, and values of each: 2 for x, y or 3 with visibility.
        reg_max, end2end, ch, legacy: As in `Detect`.

    Shape:
        Training: as `Detect`, with "kpts" `(N, keypoints * values, cells)`.
        Evaluation: `(N, 4 + nc + keypoints * values, cells)` in pixels, and the training output.

    Source:
        Ultralytics YOLOv8.
    """

    def __init__(
        self,
        nc: int = 80,
        kpt_shape: tuple[int, int] | list[int] = (17, 3),
        reg_max: int = 16,
        end2end: bool | None = False,
        ch: Channels = (),
        legacy: bool = False,
    ) -> None:
        super().__init__(nc, reg_max, end2end, ch, legacy)
        self.kpt_shape = kpt_shape
        self.nk = kpt_shape[0] * kpt_shape[1]
        self.cv4 = self.keypoint_branches(ch)
        self.pair("cv4")

    def keypoint_branches(self, ch: Channels) -> nn.ModuleList:
        """The branches for the keypoints."""
        return side_branches(ch, self.nk)

    def predict(self, x: list[Tensor], prefix: str) -> Raw:
        """Raw predictions with keypoints."""
        raw = super().predict(x, prefix)
        return {**raw, "kpts": all_levels(getattr(self, f"{prefix}cv4"), x)}

    def extras(self, raw: Raw, centres: Tensor, strides: Tensor) -> list[Tensor]:
        """Keypoints in pixels, and how visible each is."""
        points = raw["kpts"].unflatten(1, tuple(self.kpt_shape))
        places = self.place(points[:, :, :2], centres) * strides
        rest = points[:, :, 2:]
        if self.kpt_shape[1] == 3:
            rest = rest.sigmoid()
        return [torch.cat((places, rest), 2).flatten(1, 2)]

    def place(self, offsets: Tensor, centres: Tensor) -> Tensor:
        """Keypoints in cells from offsets."""
        return offsets * 2 + (centres - 0.5)


class Pose26(Pose):
    """`Pose` that learns how sure it is of each keypoint, with a flow for the shape of errors.

    Args:
        nc, kpt_shape, reg_max, end2end, ch, legacy: As in `Pose`.

    Shape:
        As `Pose`; when training with "kpts_sigma" `(N, keypoints * 2, cells)`.

    Source:
        Ultralytics YOLO26; RLE, https://arxiv.org/abs/2107.11291.
    """

    def __init__(
        self,
        nc: int = 80,
        kpt_shape: tuple[int, int] | list[int] = (17, 3),
        reg_max: int = 16,
        end2end: bool | None = False,
        ch: Channels = (),
        legacy: bool = False,
    ) -> None:
        super().__init__(nc, kpt_shape, reg_max, end2end, ch, legacy)
        width = self.trunk_width(ch)
        self.flow_model = RealNVP()
        self.cv4_kpts = nn.ModuleList(nn.Conv2d(width, self.nk, 1) for _ in ch)
        self.cv4_sigma = nn.ModuleList(nn.Conv2d(width, 2 * kpt_shape[0], 1) for _ in ch)
        self.pair("cv4_kpts", "cv4_sigma")

    def trunk_width(self, ch: Channels) -> int:
        """Channels of what keypoints and their spread are read from."""
        return max(ch[0] // 4, self.kpt_shape[0] * (self.kpt_shape[1] + 2))

    def keypoint_branches(self, ch: Channels) -> nn.ModuleList:
        """Only the convolutions that keypoints and their spread share."""
        width = self.trunk_width(ch)
        return nn.ModuleList(nn.Sequential(Conv(c, width, 3), Conv(width, width, 3)) for c in ch)

    def predict(self, x: list[Tensor], prefix: str) -> Raw:
        """Raw predictions with keypoints; their spread only matters to the loss."""
        trunks = getattr(self, f"{prefix}cv4")
        shared = [trunk(y) for trunk, y in zip(trunks, x, strict=True)]
        raw = Detect.predict(self, x, prefix)
        raw["kpts"] = all_levels(getattr(self, f"{prefix}cv4_kpts"), shared)
        if self.training:
            raw["kpts_sigma"] = all_levels(getattr(self, f"{prefix}cv4_sigma"), shared)
        return raw

    def place(self, offsets: Tensor, centres: Tensor) -> Tensor:
        """Keypoints in cells from offsets."""
        return offsets + centres
