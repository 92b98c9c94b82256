"""Heads for the whole image and for every pixel: classes, segments, depth."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from builder.core.nn.conv import Conv


class Classify(nn.Module):
    """Classification head: convolution to 1280 channels, global average, linear.

    Args:
        c1: Input channels.
        c2: Number of classes.
        k, s, p, g: Of the convolution, as in `Conv`.

    Shape:
        Input: `(N, c1, H, W)`, or several maps that are concatenated.
        Training: `(N, c2)`. Evaluation: probabilities `(N, c2)`, and the same before softmax.

    Source:
        Ultralytics YOLOv8; 1280 as in EfficientNet-B0, https://arxiv.org/abs/1905.11946.
    """

    def __init__(
        self, c1: int, c2: int, k: int = 1, s: int = 1, p: int | None = None, g: int = 1
    ) -> None:
        super().__init__()
        self.conv = Conv(c1, 1280, k, s, p, g)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.drop = nn.Dropout(p=0.0, inplace=True)
        self.linear = nn.Linear(1280, c2)

    def forward(self, x: Tensor | list[Tensor]) -> Tensor | tuple[Tensor, Tensor]:
        """Scores when training; probabilities and scores when not."""
        if isinstance(x, list):
            x = torch.cat(x, 1)
        scores: Tensor = self.linear(self.drop(self.pool(self.conv(x)).flatten(1)))
        return scores if self.training else (scores.softmax(1), scores)


class SemanticSegment(nn.Module):
    """Classes of all pixels from the first map; the second one helps to train.

    Args:
        nc: Number of classes.
        ch: Input channels of the maps, of which two are used.

    Shape:
        Input: `(N, ch[0], H, W)`, `(N, ch[1], H / 2, W / 2)`.
        Training: `(N, nc, H, W)`, and `(N, nc, H / 2, W / 2)` if there are two maps.
        Evaluation: `(N, nc, H, W)`.

    Source:
        Ultralytics YOLO26.
    """

    def __init__(self, nc: int = 19, ch: list[int] | tuple[int, ...] = ()) -> None:
        super().__init__()
        self.nc = nc
        self.nl = len(ch)
        self.classifier = self.branch(ch[0], ch[0])
        self.aux_head = self.branch(ch[1], ch[0]) if len(ch) > 1 else None

    def branch(self, c1: int, hidden: int) -> nn.Sequential:
        """Two convolutions, the second one to the classes."""
        return nn.Sequential(Conv(c1, hidden, 3), nn.Conv2d(hidden, self.nc, 1))

    def forward(self, x: list[Tensor]) -> Any:
        """Scores before softmax."""
        scores = self.classifier(x[0])
        if self.training and self.aux_head is not None:
            return scores, self.aux_head(x[1])
        return scores


class Depth(nn.Module):
    """Distance of all pixels: maps are joined from the smallest to the largest, then enlarged.

    Args:
        c_mid: Channels inside.
        ch: Input channels of the maps; each map is half the size of the one before.

    Attributes:
        cal_a, cal_b: Calibration of the logarithm of the distance, `a * x + b`.

    Shape:
        `(N, ch[i], H / 2**i, W / 2**i)` for each map -> `(N, 1, 2 * H, 2 * W)`, in metres; when
        training as "depth" of a dictionary.

    Source:
        Ultralytics YOLO26.
    """

    cal_a: Tensor
    cal_b: Tensor

    def __init__(self, c_mid: int = 256, ch: list[int] | tuple[int, ...] = ()) -> None:
        super().__init__()
        self.nl = len(ch)
        self.proj = nn.ModuleList(Conv(c, c_mid) for c in ch)
        self.refine = nn.ModuleList(
            nn.Sequential(Conv(c_mid, c_mid, 3), Conv(c_mid, c_mid, 3)) for _ in ch[:-1]
        )
        half, last = c_mid // 2, nn.Conv2d(c_mid // 4, 1, 1)
        nn.init.constant_(last.bias, 0.182)  # type: ignore[arg-type]  # 1.2 m to start with
        self.head = nn.Sequential(
            Conv(c_mid, half, 3), nn.ConvTranspose2d(half, half, 2, 2), Conv(half, c_mid // 4, 3),
            last,
        )  # fmt: skip
        self.register_buffer("cal_a", torch.ones(1))
        self.register_buffer("cal_b", torch.zeros(1))

    def forward(self, x: list[Tensor]) -> dict[str, Tensor] | Tensor:
        """Distances from 2 cm to 148 m, calibrated outside training."""
        *larger, joined = [project(y) for project, y in zip(self.proj, x, strict=True)]
        for y, refine in reversed(list(zip(larger, self.refine, strict=True))):
            grown = functional.interpolate(
                joined, scale_factor=2, mode="bilinear", align_corners=True
            )
            joined = refine(grown + y)
        logarithm: Tensor = self.head(joined).clamp(-4.0, 5.0)
        if self.training:
            return {"depth": logarithm.exp()}
        return (self.cal_a * logarithm + self.cal_b).exp()
