"""YOLOv7's detection heads: anchors, implicit knowledge, auxiliary maps, keypoints."""

import torch
from torch import Tensor, nn

from builder.core.nn.yolov7.implicit import ImplicitA, ImplicitM

Anchors = list[list[float]] | tuple[tuple[float, ...], ...]
Channels = list[int] | tuple[int, ...]
Output = list[Tensor] | tuple[Tensor, list[Tensor]]


class AnchorHead(nn.Module):
    """Base of the heads: anchors, and how raw numbers become boxes.

    Args:
        nc: Number of classes.
        anchors: For each level `w, h, w, h, …` in pixels of the image.
        no: Numbers for each anchor; None is `nc + 5`.

    Attributes:
        stride: Pixels of the image per cell, one for each level. Whoever builds the network
            sets it and divides the buffer `anchors` by it; decoding needs it.
        anchor_grid: The anchors in pixels, as decoding uses them.

    Shape:
        Its subclasses have one.

    Source:
        YOLOv7; anchors as in YOLOv3, https://arxiv.org/abs/1804.02767.
    """

    stride: Tensor | None = None
    anchors: Tensor
    anchor_grid: Tensor

    def __init__(self, nc: int, anchors: Anchors, no: int | None = None) -> None:
        super().__init__()
        self.nc = nc
        self.no = nc + 5 if no is None else no
        self.nl = len(anchors)
        self.na = len(anchors[0]) // 2
        pixels = torch.tensor(anchors, dtype=torch.float32).view(self.nl, -1, 2)
        self.register_buffer("anchors", pixels)
        self.register_buffer("anchor_grid", pixels.clone().view(self.nl, 1, -1, 1, 1, 2))

    def convolutions(self, ch: Channels) -> nn.ModuleList:
        """A 1x1 convolution to all numbers of all anchors for each level."""
        return nn.ModuleList(nn.Conv2d(c, self.no * self.na, 1) for c in ch)

    def shaped(self, y: Tensor, like: Tensor | None = None) -> Tensor:
        """`(N, na * no, H, W)` -> `(N, na, H, W, no)`, with the size of `like` if it is given."""
        height, width = y.shape[2:4] if like is None else like.shape[2:4]
        y = y.view(y.shape[0], self.na, self.no, height, width)
        return y.permute(0, 1, 3, 4, 2).contiguous()

    def finish(self, raw: list[Tensor]) -> Output:
        """Raw predictions when training; decoded boxes too when not."""
        return raw if self.training else (self.decode(raw[: self.nl]), raw[: self.nl])

    def decode(self, raw: list[Tensor]) -> Tensor:
        """Boxes in pixels and probabilities, all levels in one `(N, boxes, numbers)`.

        Raises:
            RuntimeError: Nobody has set `stride`.
        """
        if self.stride is None:
            raise RuntimeError("set the head's stride before decoding")
        return torch.cat([self.decode_level(i, y) for i, y in enumerate(raw)], 1)

    def decode_level(self, level: int, raw: Tensor) -> Tensor:
        """Boxes and probabilities of one level, `(N, na * H * W, no)`."""
        y = raw.sigmoid()
        boxes = torch.cat((self.centre(level, y), self.size(level, y), y[..., 4:]), -1)
        return boxes.view(raw.shape[0], -1, self.no)

    def centre(self, level: int, y: Tensor) -> Tensor:
        """The boxes' centres in pixels from numbers between 0 and 1."""
        assert self.stride is not None
        centre: Tensor = (y[..., 0:2] * 2 - 0.5 + corners(y)) * self.stride[level]
        return centre

    def size(self, level: int, y: Tensor) -> Tensor:
        """The boxes' sizes in pixels from numbers between 0 and 1."""
        size: Tensor = (y[..., 2:4] * 2) ** 2 * self.anchor_grid[level]
        return size


def corners(y: Tensor) -> Tensor:
    """Column and row of each cell of `(N, na, H, W, …)`: `(H, W, 2)`."""
    height, width = y.shape[2:4]
    rows = torch.arange(height, device=y.device, dtype=y.dtype)
    columns = torch.arange(width, device=y.device, dtype=y.dtype)
    row, column = torch.meshgrid(rows, columns, indexing="ij")
    return torch.stack((column, row), 2)


class Detect(AnchorHead):
    """Anchor-based detection head: one 1x1 convolution for each level.

    Args:
        nc: Number of classes.
        anchors: For each level `w, h, w, h, …` in pixels of the image.
        ch: Input channels, one for each level.

    Shape:
        Input: for each level `(N, ch[i], H_i, W_i)`.
        Training: for each level `(N, na, H_i, W_i, nc + 5)`.
        Evaluation: `(N, sum of na * H_i * W_i, nc + 5)` with x, y, w, h in pixels, and the
        training output.

    Source:
        YOLOv7; anchors as in YOLOv3, https://arxiv.org/abs/1804.02767.
    """

    def __init__(self, nc: int = 80, anchors: Anchors = (), ch: Channels = ()) -> None:
        super().__init__(nc, anchors)
        self.m = self.convolutions(ch)

    def forward(self, x: list[Tensor]) -> Output:
        """Convolve each level."""
        return self.finish([self.shaped(self.m[i](x[i])) for i in range(self.nl)])


class ImplicitHead(AnchorHead):
    """Base of the heads with implicit knowledge around each convolution.

    Shape:
        Its subclasses have one.

    Source:
        YOLOR, https://arxiv.org/abs/2105.04206, as in YOLOv7.
    """

    m: nn.ModuleList
    ia: nn.ModuleList
    im: nn.ModuleList

    def add_knowledge(self, ch: Channels) -> None:
        """Numbers to add before, and to multiply with after the convolution of each level."""
        self.ia = nn.ModuleList(ImplicitA(c) for c in ch)
        self.im = nn.ModuleList(ImplicitM(self.no * self.na) for _ in ch)

    def predict(self, level: int, x: Tensor) -> Tensor:
        """Add, convolve, multiply."""
        y: Tensor = self.im[level](self.m[level](self.ia[level](x)))
        return y


class IDetect(ImplicitHead):
    """`Detect` with implicit knowledge.

    Args:
        nc: Number of classes.
        anchors: For each level `w, h, w, h, …` in pixels of the image.
        ch: Input channels, one for each level.

    Shape:
        As `Detect`.

    Source:
        YOLOR, https://arxiv.org/abs/2105.04206, as in YOLOv7.
    """

    def __init__(self, nc: int = 80, anchors: Anchors = (), ch: Channels = ()) -> None:
        super().__init__(nc, anchors)
        self.m = self.convolutions(ch)
        self.add_knowledge(ch)

    def forward(self, x: list[Tensor]) -> Output:
        """Each level by itself."""
        return self.finish([self.shaped(self.predict(i, x[i])) for i in range(self.nl)])


class IAuxDetect(ImplicitHead):
    """`IDetect` on the first half of its inputs, `Detect` on the other half to help training.

    Args:
        nc: Number of classes.
        anchors: For each level `w, h, w, h, …` in pixels of the image.
        ch: Input channels: of the lead maps of all levels, then of the auxiliary ones.

    Shape:
        Input: two maps for each level, `(N, ch[i], H_i, W_i)`; all lead maps come first.
        Training: for each input `(N, na, H_i, W_i, nc + 5)`.
        Evaluation: `(N, sum of na * H_i * W_i, nc + 5)` with x, y, w, h in pixels, and the
        training output, both of the lead maps.

    Source:
        YOLOv7, https://arxiv.org/abs/2207.02696.
    """

    def __init__(self, nc: int = 80, anchors: Anchors = (), ch: Channels = ()) -> None:
        super().__init__(nc, anchors)
        lead, auxiliary = ch[: self.nl], ch[self.nl :]
        self.m = self.convolutions(lead)
        self.m2 = self.convolutions(auxiliary)
        self.add_knowledge(lead)

    def forward(self, x: list[Tensor]) -> Output:
        """Lead maps, then auxiliary ones, which evaluation computes and drops."""
        lead = [self.shaped(self.predict(i, x[i])) for i in range(self.nl)]
        auxiliary = [self.shaped(self.m2[i](x[self.nl + i]), y) for i, y in enumerate(lead)]
        return self.finish(lead + auxiliary)


class IKeypoint(ImplicitHead):
    """`IDetect` with keypoints for each box.

    Args:
        nc: Number of classes; evaluation works for 1.
        anchors: For each level `w, h, w, h, …` in pixels of the image.
        nkpt: Keypoints; evaluation works for 17.
        ch: Input channels, one for each level.

    Shape:
        Input: for each level `(N, ch[i], H_i, W_i)`.
        Training: for each level `(N, na, H_i, W_i, nc + 5 + 3 * nkpt)`.
        Evaluation: `(N, sum of na * H_i * W_i, nc + 5 + 3 * nkpt)` with x, y, w, h and the
        keypoints' x, y in pixels, and the training output with the keypoints decoded in it.

    Source:
        YOLO-Pose, https://arxiv.org/abs/2204.06806, as in YOLOv7.
    """

    # The trainer's decoding is written for one class and the 17 keypoints of a person.
    box_numbers = 6
    points = 17

    def __init__(
        self, nc: int = 80, anchors: Anchors = (), nkpt: int = 17, ch: Channels = ()
    ) -> None:
        super().__init__(nc, anchors)
        self.nkpt = nkpt
        self.no_kpt = 3 * nkpt
        self.m = self.convolutions(ch)
        self.add_knowledge(ch)
        self.m_kpt = nn.ModuleList(nn.Conv2d(c, self.no_kpt * self.na, 1) for c in ch)
        self.no += self.no_kpt

    def forward(self, x: list[Tensor]) -> Output:
        """Boxes and keypoints of each level."""
        return self.finish([self.shaped(self.both(i, x[i])) for i in range(self.nl)])

    def both(self, level: int, x: Tensor) -> Tensor:
        """Box numbers, then those of the keypoints, from the bare input."""
        boxes = self.predict(level, x)
        return torch.cat((boxes, self.m_kpt[level](x)), 1) if self.nkpt else boxes

    def decode_level(self, level: int, raw: Tensor) -> Tensor:
        """Boxes and keypoints of one level, `(N, na * H * W, no)`."""
        box = (raw[..., : self.box_numbers] if self.nkpt else raw).sigmoid()
        points = raw[..., self.box_numbers :]
        if self.nkpt:
            self.decode_points(level, points)
        parts = (self.centre(level, box), self.size(level, box), box[..., 4:], points)
        return torch.cat(parts, -1).view(raw.shape[0], -1, self.no)

    def decode_points(self, level: int, points: Tensor) -> None:
        """Decode x, y and the probability of each keypoint in their place, as the trainer does."""
        assert self.stride is not None
        corner = corners(points)
        for axis in (0, 1):
            place = corner[..., axis : axis + 1].expand(-1, -1, self.points)
            found = (points[..., axis::3] * 2 - 0.5 + place) * self.stride[level]
            points[..., axis::3] = found
        points[..., 2::3] = points[..., 2::3].sigmoid()
