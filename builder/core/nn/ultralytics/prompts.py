"""From prompts to class embeddings: texts refined, boxes or masks looked up in the maps."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from builder.core.nn.conv import Conv


class SwiGLUFFN(nn.Module):
    """A feed-forward net whose hidden values are gated by others.

    Args:
        gc: Input values.
        ec: Output values.
        e: Hidden values, gates included, as a multiple of `ec`.

    Shape:
        `(N, classes, gc)` -> `(N, classes, ec)`.

    Source:
        SwiGLU, https://arxiv.org/abs/2002.05202, as in YOLOE.
    """

    def __init__(self, gc: int, ec: int, e: int = 4) -> None:
        super().__init__()
        self.w12 = nn.Linear(gc, e * ec)
        self.w3 = nn.Linear(e * ec // 2, ec)

    def forward(self, x: Tensor) -> Tensor:
        """One half gates the other."""
        gate, value = self.w12(x).chunk(2, -1)
        y: Tensor = self.w3(functional.silu(gate) * value)
        return y


class Residual(nn.Module):
    """A net beside a shortcut; starts as the identity.

    Args:
        m: A net whose last layer is `w3`.

    Shape:
        `(N, classes, values)`, the same out.

    Source:
        YOLOE, https://arxiv.org/abs/2503.07465.
    """

    def __init__(self, m: SwiGLUFFN) -> None:
        super().__init__()
        self.m = m
        nn.init.zeros_(m.w3.weight)
        nn.init.zeros_(m.w3.bias)

    def forward(self, x: Tensor) -> Tensor:
        """Input plus net."""
        y: Tensor = x + self.m(x)
        return y


class SAVPE(nn.Module):
    """Class embeddings from visual prompts: what the maps hold where a mask points.

    Args:
        ch: Input channels of three levels, each half the size of the one before.
        c3: Channels between.
        embed: Values of an embedding; 16 groups of them are weighted each in its own way.

    Shape:
        Input: the maps `(N, ch[i], H / 2**i, W / 2**i)`; masks `(N, prompts, H, W)`.
        Output: `(N, prompts, embed)` of length 1.

    Source:
        YOLOE, https://arxiv.org/abs/2503.07465.
    """

    def __init__(self, ch: list[int] | tuple[int, ...], c3: int, embed: int) -> None:
        super().__init__()
        self.cv1 = nn.ModuleList(
            nn.Sequential(Conv(c, c3, 3), Conv(c3, c3, 3), to_first_level(level))
            for level, c in enumerate(ch)
        )
        self.cv2 = nn.ModuleList(
            nn.Sequential(Conv(c, c3), to_first_level(level)) for level, c in enumerate(ch)
        )
        self.c = 16
        self.cv3 = nn.Conv2d(3 * c3, embed, 1)
        self.cv4 = nn.Conv2d(3 * c3, self.c, 3, padding=1)
        self.cv5 = nn.Conv2d(1, self.c, 3, padding=1)
        self.cv6 = nn.Sequential(
            Conv(2 * self.c, self.c, 3), nn.Conv2d(self.c, self.c, 3, padding=1)
        )

    def forward(self, x: list[Tensor], masks: Tensor) -> Tensor:
        """Average the features with weights that the prompt chooses among its pixels."""
        batch, prompts = masks.shape[:2]
        features = self.cv3(torch.cat([f(y) for f, y in zip(self.cv1, x, strict=True)], 1))
        content = self.cv4(torch.cat([f(y) for f, y in zip(self.cv2, x, strict=True)], 1))
        each = content.repeat_interleave(prompts, 0)
        places = masks.flatten(0, 1).unsqueeze(1)
        scores = self.cv6(torch.cat((each, self.cv5(places)), 1)).flatten(2)
        inside = places.flatten(2)
        # Pixels off the mask count for nothing in the softmax.
        least = torch.finfo(scores.dtype).min
        scores = (scores * inside).masked_fill(inside == 0, least)
        weights = scores.softmax(-1).view(batch, prompts, self.c, -1)
        groups = features.flatten(2).unflatten(1, (self.c, -1))
        found = weights.transpose(1, 2) @ groups.transpose(2, 3)
        return functional.normalize(found.transpose(1, 2).flatten(2), dim=-1)


def to_first_level(level: int) -> nn.Module:
    """Enlarges the second and third map to the size of the first."""
    return nn.Upsample(scale_factor=2 * level) if level in {1, 2} else nn.Identity()
