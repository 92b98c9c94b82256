"""Mask prototypes, and how the heads hand them out."""

from typing import Any

from torch import Tensor, nn
from torch.nn import functional

from builder.core.nn.conv import Conv


class Proto(nn.Module):
    """Mask prototypes at twice the resolution of its input.

    Args:
        c1: Input channels.
        c_: Channels between.
        c2: Number of prototypes.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, 2 * H, 2 * W)`.

    Source:
        YOLACT, https://arxiv.org/abs/1904.02689, as in Ultralytics (a transposed convolution
        enlarges, where YOLOv5 repeats pixels).
    """

    def __init__(self, c1: int, c_: int = 256, c2: int = 32) -> None:
        super().__init__()
        self.cv1 = Conv(c1, c_, 3)
        self.upsample = nn.ConvTranspose2d(c_, c_, 2, 2)
        self.cv2 = Conv(c_, c_, 3)
        self.cv3 = Conv(c_, c2)

    def forward(self, x: Any) -> Any:
        """Convolve, enlarge, convolve."""
        return self.cv3(self.cv2(self.upsample(self.cv1(x))))


class Proto26(Proto):
    """Mask prototypes from all levels, with class maps to learn from while training.

    Args:
        ch: Input channels of the levels; each map is half the size of the one before.
        c_: Channels between.
        c2: Number of prototypes.
        nc: Classes of the class maps.

    Shape:
        For each level `(N, ch[i], H / 2**i, W / 2**i)` -> `(N, c2, 2 * H, 2 * W)`; when training
        with `(N, nc, H, W)` beside it.

    Source:
        Ultralytics YOLO26.
    """

    def __init__(
        self, ch: list[int] | tuple[int, ...] = (), c_: int = 256, c2: int = 32, nc: int = 80
    ) -> None:
        super().__init__(c_, c_, c2)
        self.feat_refine = nn.ModuleList(Conv(c, ch[0]) for c in ch[1:])
        self.feat_fuse = Conv(ch[0], c_, 3)
        self.semseg = nn.Sequential(Conv(ch[0], c_, 3), Conv(c_, c_, 3), nn.Conv2d(c_, nc, 1))

    def forward(self, x: list[Tensor], classes: bool = True) -> Any:
        """Prototypes; with `classes` the class maps too when training."""
        fused, *deeper = x
        for level, (refine, y) in enumerate(zip(self.feat_refine, deeper, strict=True), 1):
            fused = fused + functional.interpolate(refine(y), scale_factor=2**level)
        prototypes = super().forward(self.feat_fuse(fused))
        return (prototypes, self.semseg(fused)) if self.training and classes else prototypes


def detached(prototypes: Any) -> Any:
    """The same without a way back for gradients; one tensor or several."""
    if isinstance(prototypes, Tensor):
        return prototypes.detach()
    return tuple(one.detach() for one in prototypes)


def with_prototypes(result: Any, prototypes: Any) -> Any:
    """A head's result with the prototypes in its raw predictions, and beside decoded boxes."""
    decoded, raw = result if isinstance(result, tuple) else (None, result)
    if "one2one" in raw:
        raw["one2many"]["proto"] = prototypes
        raw["one2one"]["proto"] = detached(prototypes)
    else:
        raw["proto"] = prototypes
    return raw if decoded is None else ((decoded, prototypes), raw)
