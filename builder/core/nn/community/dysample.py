"""DySample: enlarging by sampling the map at learnt points."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812


def start_points(scale: int, groups: int) -> Tensor:
    """Where the new pixels lie inside an old one, measured from its centre.

    Shape:
        `(1, 2 * groups * scale**2, 1, 1)`: x, then y, of each group.
    """
    steps = (torch.arange(scale) - (scale - 1) / 2) / scale
    points = torch.stack((steps.expand(scale, scale), steps.view(-1, 1).expand(scale, scale)))
    return points.repeat(1, groups, 1).reshape(1, -1, 1, 1)


class DySample(nn.Module):
    """Each new pixel is read from the old map at its own place plus a learnt offset.

    Args:
        c1: Channels, which stay.
        scale: Factor of enlargement.
        style: "lp" makes the offsets on the old map, "pl" on a pixel-shuffled one.
        groups: Groups of channels with offsets of their own.
        dyscope: Learn how far the offsets reach.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, scale * H, scale * W)`.

    Source:
        https://arxiv.org/abs/2308.15085, tiny-smart/dysample.

    Raises:
        ValueError: The channels don't fit the groups or the scale.
    """

    def __init__(
        self, c1: int, scale: int = 2, style: str = "lp", groups: int = 4, dyscope: bool = False
    ) -> None:
        super().__init__()
        if style not in ("lp", "pl"):
            raise ValueError(f"style is 'lp' or 'pl', not {style!r}")
        area = scale**2
        if c1 % groups or (style == "pl" and c1 % area):
            raise ValueError(f"{c1} channels don't fit {groups} groups and scale {scale}")
        self.scale = scale
        self.style = style
        self.groups = groups
        channels = (c1, 2 * groups * area) if style == "lp" else (c1 // area, 2 * groups)
        self.offset = nn.Conv2d(*channels, 1)
        nn.init.normal_(self.offset.weight, std=0.001)
        nn.init.zeros_(self.offset.bias)  # type: ignore[arg-type]
        self.scope = nn.Conv2d(*channels, 1) if dyscope else None
        if self.scope is not None:
            nn.init.zeros_(self.scope.weight)
            nn.init.zeros_(self.scope.bias)  # type: ignore[arg-type]
        self.register_buffer("init_pos", start_points(scale, groups))
        self.init_pos: Tensor

    def forward(self, x: Tensor) -> Tensor:
        """Offsets of every new pixel, then the values there."""
        y = x if self.style == "lp" else F.pixel_shuffle(x, self.scale)
        offset = self.offset(y)
        if self.scope is None:
            offset = offset * 0.25
        else:
            offset = offset * torch.sigmoid(self.scope(y)) * 0.5
        if self.style == "pl":
            offset = F.pixel_unshuffle(offset, self.scale)
        return self.sampled(x, offset + self.init_pos)

    def sampled(self, x: Tensor, offset: Tensor) -> Tensor:
        """Values of `x` at the centres of its pixels plus `offset`, in pixels."""
        batch, channels, height, width = x.shape
        offset = offset.view(batch, 2, -1, height, width)
        columns = (torch.arange(width, device=x.device) + 0.5).expand(height, width)
        rows = (torch.arange(height, device=x.device) + 0.5).view(-1, 1).expand(height, width)
        centres = torch.stack((columns, rows)).unsqueeze(1).to(x.dtype)
        size = torch.tensor([width, height], dtype=x.dtype, device=x.device).view(2, 1, 1, 1)
        places = (2 * (centres + offset) / size - 1).view(batch, -1, height, width)
        places = F.pixel_shuffle(places, self.scale)
        shape = (batch, 2, self.groups, *places.shape[2:])
        grid = places.view(shape).permute(0, 2, 3, 4, 1).flatten(0, 1)
        groups = x.reshape(batch * self.groups, -1, height, width)
        values = F.grid_sample(groups, grid, padding_mode="border", align_corners=False)
        return values.view(batch, channels, self.scale * height, self.scale * width)
