"""Open-vocabulary heads: class scores are similarities with embeddings of the classes' names."""

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from builder.core.nn.ultralytics.head import (
    Channels,
    Detect,
    Raw,
    all_levels,
    light_branch,
    plain_branch,
    side_branches,
)
from builder.core.nn.ultralytics.prompts import SAVPE, Residual, SwiGLUFFN
from builder.core.nn.ultralytics.prototypes import Proto, Proto26, with_prototypes


def similarity(x: Tensor, text: Tensor) -> Tensor:
    """Products of every pixel with every class: `(N, classes, H, W)`."""
    products = functional.normalize(text, dim=-1) @ x.flatten(2)
    return products.view(*products.shape[:2], *x.shape[2:])


class ContrastiveHead(nn.Module):
    """Cosine similarity of pixels and class embeddings, scaled and shifted.

    Shape:
        `(N, values, H, W)` and `(N, classes, values)` -> `(N, classes, H, W)`.

    Source:
        YOLO-World, https://arxiv.org/abs/2401.17270.
    """

    def __init__(self) -> None:
        super().__init__()
        # Nearly all pixels are background: start with low scores.
        self.bias = nn.Parameter(torch.full((1,), -10.0))
        self.logit_scale = nn.Parameter(torch.full((), math.log(1 / 0.07)))

    def forward(self, x: Tensor, text: Tensor) -> Tensor:
        """Compare directions."""
        return similarity(functional.normalize(x), text) * self.logit_scale.exp() + self.bias


class BNContrastiveHead(nn.Module):
    """Similarity of pixels and class embeddings, with batch normalisation of the pixels.

    Args:
        embed_dims: Values of an embedding.

    Shape:
        `(N, embed_dims, H, W)` and `(N, classes, embed_dims)` -> `(N, classes, H, W)`.

    Source:
        YOLO-World, https://arxiv.org/abs/2401.17270.
    """

    def __init__(self, embed_dims: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(embed_dims)
        self.bias = nn.Parameter(torch.full((1,), -10.0))
        self.logit_scale = nn.Parameter(torch.full((), -1.0))

    def forward(self, x: Tensor, text: Tensor) -> Tensor:
        """Normalise, compare."""
        return similarity(self.norm(x), text) * self.logit_scale.exp() + self.bias


class WorldDetect(Detect):
    """YOLO-World's head: its class branch gives an embedding for each cell.

    Args:
        nc: Number of classes; the text must have as many.
        embed: Values of an embedding.
        with_bn: Batch normalisation instead of cosine similarity.
        reg_max: As in `Detect`.
        end2end: Adds branches as in `Detect`, which are not used.
        ch: Input channels, one for each level.

    Shape:
        Input: for each level `(N, ch[i], H_i, W_i)`; text `(N, nc, embed)`.
        Output: as `Detect`.

    Source:
        YOLO-World, https://arxiv.org/abs/2401.17270, as in Ultralytics.
    """

    takes_text = True

    def __init__(
        self,
        nc: int = 80,
        embed: int = 512,
        with_bn: bool = False,
        reg_max: int = 16,
        end2end: bool | None = False,
        ch: Channels = (),
    ) -> None:
        super().__init__(nc, reg_max, end2end, ch)
        self.embed = embed
        self.cv3 = nn.ModuleList(plain_branch(c, self.class_width(ch), embed) for c in ch)
        self.cv4 = nn.ModuleList(
            BNContrastiveHead(embed) if with_bn else ContrastiveHead() for _ in ch
        )

    def forward(self, x: list[Tensor], text: Tensor) -> Any:  # type: ignore[override]
        """The output of `Detect`; one pair of branches, whatever `end2end` says."""
        if text.shape[1] != self.nc:
            raise ValueError(f"the text has {text.shape[1]} classes, the head {self.nc}")
        raw = embedded(self, x, "", text)
        return raw if self.training else (self.decode(raw), raw)


def embedded(head: Detect, x: list[Tensor], prefix: str, text: Tensor) -> Raw:
    """Raw predictions of the branches with `prefix`, scored against the text."""
    branches = zip(getattr(head, f"{prefix}cv3"), getattr(head, f"{prefix}cv4"), x, strict=True)
    scores = [compare(branch(y), text).flatten(2) for branch, compare, y in branches]
    boxes = all_levels(getattr(head, f"{prefix}cv2"), x)
    return {"boxes": boxes, "scores": torch.cat(scores, 2), "feats": x}


class YOLOEDetect(Detect):
    """YOLOE's head: class scores from text or visual prompts.

    Args:
        nc: Number of classes; it sets the width of the class branch, the text may have another.
        embed: Values of an embedding; at least as many as the class branch is wide.
        with_bn: Must be true.
        reg_max, end2end, ch, legacy: As in `Detect`; three levels.

    Attributes:
        reprta: Refines text embeddings before they come here.
        savpe: Makes embeddings from visual prompts.

    Shape:
        Input: for each level `(N, ch[i], H_i, W_i)`; embeddings `(N, classes, embed)`.
        Output: as `Detect`, with scores for the classes of the text.

    Source:
        YOLOE, https://arxiv.org/abs/2503.07465, as in Ultralytics.
    """

    takes_text = True

    def __init__(
        self,
        nc: int = 80,
        embed: int = 512,
        with_bn: bool = True,
        reg_max: int = 16,
        end2end: bool | None = False,
        ch: Channels = (),
        legacy: bool = False,
    ) -> None:
        self.embed = embed  # `class_branches` wants it
        super().__init__(nc, reg_max, end2end, ch, legacy)
        if self.class_width(ch) > embed:
            raise ValueError(f"class branch of {self.class_width(ch)} channels, embed {embed}")
        if not with_bn:
            raise ValueError("with_bn must be true")
        self.cv4 = nn.ModuleList(BNContrastiveHead(embed) for _ in ch)
        self.pair("cv4")
        self.reprta = Residual(SwiGLUFFN(embed, embed))
        self.savpe = SAVPE(ch, self.class_width(ch), embed)

    def class_branches(self, ch: Channels, legacy: bool) -> nn.ModuleList:
        """The branches for the embeddings of the cells."""
        branch = plain_branch if legacy else light_branch
        return nn.ModuleList(branch(c, self.class_width(ch), self.embed) for c in ch)

    def forward(self, x: list[Tensor], text: Tensor) -> Any:  # type: ignore[override]
        """The output of `Detect`."""
        return self.run(x, text)

    def predict(self, x: list[Tensor], prefix: str, text: Tensor) -> Raw:  # type: ignore[override]
        """Raw predictions, scored against the text."""
        if len(x) != 3:
            raise ValueError(f"this head takes 3 maps, not {len(x)}")
        return embedded(self, x, prefix, text)

    def text_embeddings(self, text: Tensor) -> Tensor:
        """Refined embeddings of the classes' names, of length 1, for `forward`."""
        return functional.normalize(self.reprta(text), dim=-1)

    def visual_embeddings(self, x: list[Tensor], masks: Tensor) -> Tensor:
        """Embeddings of what the masks show, for `forward`."""
        y: Tensor = self.savpe(x, masks)
        return y


class YOLOESegment(YOLOEDetect):
    """`YOLOEDetect` with mask coefficients, and prototypes from the first level.

    Args:
        nc: Number of classes.
        nm: Number of mask prototypes.
        npr: Channels inside `Proto`.
        embed, with_bn, reg_max, end2end, ch, legacy: As in `YOLOEDetect`.

    Shape:
        Input: as `YOLOEDetect`. Output: as `Segment`.

    Source:
        YOLOE, https://arxiv.org/abs/2503.07465, as in Ultralytics.
    """

    def __init__(
        self,
        nc: int = 80,
        nm: int = 32,
        npr: int = 256,
        embed: int = 512,
        with_bn: bool = True,
        reg_max: int = 16,
        end2end: bool | None = False,
        ch: Channels = (),
        legacy: bool = False,
    ) -> None:
        super().__init__(nc, embed, with_bn, reg_max, end2end, ch, legacy)
        self.nm = nm
        self.npr = npr
        self.proto = self.prototypes(ch)
        self.cv5 = side_branches(ch, nm)
        self.pair("cv5")

    def prototypes(self, ch: Channels) -> nn.Module:
        """The module that makes the prototypes."""
        return Proto(ch[0], self.npr, self.nm)

    def forward(self, x: list[Tensor], text: Tensor) -> Any:  # type: ignore[override]
        """The output of `YOLOEDetect` with prototypes."""
        return with_prototypes(self.run(x, text), self.proto(x[0]))

    def predict(self, x: list[Tensor], prefix: str, text: Tensor) -> Raw:  # type: ignore[override]
        """Raw predictions with mask coefficients."""
        raw = super().predict(x, prefix, text)
        raw["mask_coefficient"] = all_levels(getattr(self, f"{prefix}cv5"), x)
        return raw

    def extras(self, raw: Raw, centres: Tensor, strides: Tensor) -> list[Tensor]:  # noqa: ARG002
        """The mask coefficients as they are."""
        return [raw["mask_coefficient"]]


class YOLOESegment26(YOLOESegment):
    """`YOLOESegment` with prototypes from all levels, which do not train the backbone.

    Args:
        nc, nm, npr, embed, with_bn, reg_max, end2end, ch, legacy: As in `YOLOESegment`.

    Shape:
        As `YOLOESegment`.

    Source:
        YOLOE, https://arxiv.org/abs/2503.07465, with Ultralytics YOLO26's prototypes.
    """

    def prototypes(self, ch: Channels) -> nn.Module:
        """Prototypes from all levels."""
        return Proto26(ch, self.npr, self.nm, self.nc)

    def forward(self, x: list[Tensor], text: Tensor) -> Any:  # type: ignore[override]
        """The output of `YOLOEDetect` with prototypes, without class maps."""
        apart = [y.detach() for y in x]
        return with_prototypes(self.run(x, text), self.proto(apart, classes=False))
