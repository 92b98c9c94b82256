"""What turns features into predictions: detection, masks, classes."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv, autopad

Anchors = list[list[float]] | tuple[tuple[float, ...], ...]
Decoded = tuple[Tensor, list[Tensor]]


class Detect(nn.Module):
    """YOLOv5's anchor-based detection head: one 1x1 convolution for each level.

    Args:
        nc: Number of classes.
        anchors: For each level `w, h, w, h, …` in pixels of the image.
        ch: Input channels, one for each level.
        inplace: Accepted because trainers pass it; nothing is done in place here.

    Attributes:
        stride: Pixels of the image per cell, one for each level. Whoever builds the network
            sets it and divides the buffer `anchors` by it; decoding needs it.

    Shape:
        Input: for each level `(N, ch[i], H_i, W_i)`.
        Training: for each level `(N, na, H_i, W_i, nc + 5)`.
        Evaluation: `(N, sum of na * H_i * W_i, nc + 5)` with x, y, w, h in pixels, and the
        training output.

    Source:
        YOLOv5; anchors as in YOLOv3, https://arxiv.org/abs/1804.02767.
    """

    stride: Tensor | None = None
    anchors: Tensor

    def __init__(
        self,
        nc: int = 80,
        anchors: Anchors = (),
        ch: list[int] | tuple[int, ...] = (),
        inplace: bool = True,
    ) -> None:
        super().__init__()
        self.nc = nc
        self.no = nc + 5
        self.nl = len(anchors)
        self.na = len(anchors[0]) // 2
        self.inplace = inplace
        pixels = torch.tensor(anchors, dtype=torch.float32)
        self.register_buffer("anchors", pixels.view(self.nl, -1, 2))
        self.m = nn.ModuleList(nn.Conv2d(c, self.no * self.na, 1) for c in ch)

    def forward(self, x: list[Tensor]) -> list[Tensor] | Decoded:
        """Raw predictions when training; decoded boxes too when not."""
        raw = self.predict(x)
        return raw if self.training else (self.decode(raw), raw)

    def predict(self, x: list[Tensor]) -> list[Tensor]:
        """Raw predictions of every level, `(N, na, H, W, no)`."""
        raw = []
        for i in range(self.nl):
            y = self.m[i](x[i])
            batch, _, height, width = y.shape
            y = y.view(batch, self.na, self.no, height, width)
            raw.append(y.permute(0, 1, 3, 4, 2).contiguous())
        return raw

    def decode(self, raw: list[Tensor]) -> Tensor:
        """Boxes in pixels and probabilities, all levels in one `(N, boxes, no)`.

        Raises:
            RuntimeError: Nobody has set `stride`.
        """
        if self.stride is None:
            raise RuntimeError("set Detect.stride before decoding")
        return torch.cat([self.decode_level(i, y) for i, y in enumerate(raw)], 1)

    def decode_level(self, level: int, raw: Tensor) -> Tensor:
        """Boxes and probabilities of one level, `(N, na * H * W, no)`."""
        assert self.stride is not None
        batch, _, height, width, _ = raw.shape
        stride = self.stride[level]
        rows = torch.arange(height, device=raw.device, dtype=raw.dtype)
        columns = torch.arange(width, device=raw.device, dtype=raw.dtype)
        y, x = torch.meshgrid(rows, columns, indexing="ij")
        corner = torch.stack((x, y), 2) - 0.5
        anchor = (self.anchors[level] * stride).view(1, self.na, 1, 1, 2)
        centre = (raw[..., 0:2].sigmoid() * 2 + corner) * stride
        size = (raw[..., 2:4].sigmoid() * 2) ** 2 * anchor
        rest = self.activate(raw[..., 4:])
        return torch.cat((centre, size, rest), 4).view(batch, -1, self.no)

    def activate(self, rest: Tensor) -> Tensor:
        """Probabilities from what follows the box."""
        return rest.sigmoid()


class Proto(nn.Module):
    """Mask prototypes at twice the resolution of its input.

    Args:
        c1: Input channels.
        c_: Channels between.
        c2: Number of prototypes.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, 2 * H, 2 * W)`.

    Source:
        YOLACT, https://arxiv.org/abs/1904.02689, as in YOLOv5.
    """

    def __init__(self, c1: int, c_: int = 256, c2: int = 32) -> None:
        super().__init__()
        self.cv1 = Conv(c1, c_, 3)
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")
        self.cv2 = Conv(c_, c_, 3)
        self.cv3 = Conv(c_, c2)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, enlarge, convolve."""
        y: Tensor = self.cv3(self.cv2(self.upsample(self.cv1(x))))
        return y


class Segment(Detect):
    """Detection head with mask coefficients, and prototypes from the first level.

    Args:
        nc: Number of classes.
        anchors: For each level `w, h, w, h, …` in pixels of the image.
        nm: Number of mask prototypes.
        npr: Channels inside `Proto`.
        ch: Input channels, one for each level.
        inplace: As in `Detect`.

    Shape:
        Training: the list of `Detect` with `nc + 5 + nm` values, and `(N, nm, 2 H_0, 2 W_0)`.
        Evaluation: the decoded boxes, the prototypes, the list.

    Source:
        YOLOv5 v7.0; YOLACT, https://arxiv.org/abs/1904.02689.
    """

    def __init__(
        self,
        nc: int = 80,
        anchors: Anchors = (),
        nm: int = 32,
        npr: int = 256,
        ch: list[int] | tuple[int, ...] = (),
        inplace: bool = True,
    ) -> None:
        super().__init__(nc, anchors, ch, inplace)
        self.nm = nm
        self.npr = npr
        self.no = 5 + nc + nm
        self.m = nn.ModuleList(nn.Conv2d(c, self.no * self.na, 1) for c in ch)
        self.proto = Proto(ch[0], npr, nm)

    def forward(  # type: ignore[override]
        self, x: list[Tensor]
    ) -> tuple[list[Tensor], Tensor] | tuple[Tensor, Tensor, list[Tensor]]:
        """Raw predictions and prototypes when training; decoded boxes first when not."""
        prototypes: Tensor = self.proto(x[0])
        raw = self.predict(x)
        return (raw, prototypes) if self.training else (self.decode(raw), prototypes, raw)

    def activate(self, rest: Tensor) -> Tensor:
        """Probabilities; the mask coefficients stay as they are."""
        classes = self.nc + 1
        return torch.cat((rest[..., :classes].sigmoid(), rest[..., classes:]), -1)


class Classify(nn.Module):
    """Classification head: convolution to 1280 channels, global average, linear.

    Args:
        c1: Input channels.
        c2: Number of classes.
        k, s, p, g: Of the convolution, as in `Conv`.
        dropout_p: Probability of dropping a feature before the linear layer.

    Shape:
        `(N, c1, H, W)`, or several that are concatenated -> `(N, c2)`.

    Source:
        YOLOv5; 1280 as in EfficientNet-B0, https://arxiv.org/abs/1905.11946.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 1,
        s: int = 1,
        p: int | None = None,
        g: int = 1,
        dropout_p: float = 0.0,
    ) -> None:
        super().__init__()
        hidden = 1280
        self.conv = Conv(c1, hidden, k, s, autopad(k, p), g)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.drop = nn.Dropout(p=dropout_p, inplace=True)
        self.linear = nn.Linear(hidden, c2)

    def forward(self, x: Tensor | list[Tensor]) -> Tensor:
        """Scores before softmax."""
        if isinstance(x, list):
            x = torch.cat(x, 1)
        y: Tensor = self.linear(self.drop(self.pool(self.conv(x)).flatten(1)))
        return y
