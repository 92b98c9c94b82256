"""Gates over channels from a small network on the context of a map."""

import torch
from torch import Tensor, nn


class ChannelNorm(nn.LayerNorm):
    """Layer normalisation over the channels of each place.

    Shape:
        `(N, C, H, W)` -> `(N, C, H, W)`.

    Source:
        https://arxiv.org/abs/1607.06450, eps 1e-6 as in timm.
    """

    def __init__(self, channels: int) -> None:
        super().__init__(channels, eps=1e-6)

    def forward(self, x: Tensor) -> Tensor:
        """Channels last, normalise, and back."""
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class ContextLayers(nn.Module):
    """Two 1x1 convolutions with a bottleneck between them.

    Args:
        channels: Of input and output.
        hidden: Channels between.
        norm: Normalise the hidden channels.

    Shape:
        `(N, channels, H, W)` -> `(N, channels, H, W)`.

    Source:
        timm.
    """

    def __init__(self, channels: int, hidden: int, norm: bool) -> None:
        super().__init__()
        self.fc1 = nn.Conv2d(channels, hidden, 1)
        self.norm = ChannelNorm(hidden) if norm else nn.Identity()
        self.act = nn.ReLU()
        self.fc2 = nn.Conv2d(hidden, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Down, up."""
        y: Tensor = self.fc2(self.act(self.norm(self.fc1(x))))
        return y


def reduced(channels: int, ratio: int) -> int:
    """Channels divided by the ratio, rounded, at least 1."""
    return max(int(channels / ratio + 0.5), 1)


class GlobalContext(nn.Module):
    """Global context: an average of the places, weighed by attention, scales or joins the map.

    Args:
        c1: Channels.
        c2: Channels again.
        use_attn: Weigh the places; False takes their plain average.
        fuse_add: Add a transform of the context.
        fuse_scale: Multiply by a gate from the context.
        ratio: Channels are divided by this inside the transforms.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/1904.11492 as in timm, whose default scales; the paper adds.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        use_attn: bool = True,
        fuse_add: bool = False,
        fuse_scale: bool = True,
        ratio: int = 8,
    ) -> None:
        super().__init__()
        hidden = reduced(c1, ratio)
        self.conv_attn = nn.Conv2d(c1, 1, 1) if use_attn else None
        self.mlp_add = ContextLayers(c1, hidden, norm=True) if fuse_add else None
        self.mlp_scale = ContextLayers(c1, hidden, norm=True) if fuse_scale else None
        self.gate = nn.Sigmoid()
        if self.mlp_add is not None:
            nn.init.zeros_(self.mlp_add.fc2.weight)

    def forward(self, x: Tensor) -> Tensor:
        """Context, scale, add."""
        context = self._context(x)
        if self.mlp_scale is not None:
            x = x * self.gate(self.mlp_scale(context))
        if self.mlp_add is not None:
            x = x + self.mlp_add(context)
        return x

    def _context(self, x: Tensor) -> Tensor:
        if self.conv_attn is None:
            return x.mean((2, 3), keepdim=True)
        shares = torch.softmax(self.conv_attn(x).flatten(2), 2)
        return (x.flatten(2) @ shares.transpose(1, 2)).unsqueeze(-1)


class GatherExcite(nn.Module):
    """Gather-excite: gates from averages over the whole map or over large windows.

    Args:
        c1: Channels.
        c2: Channels again.
        extent: Stride of the windows, even, of side 2 * extent - 1; 0 averages everything.
        ratio: Channels are divided by this inside the gate.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/1810.12348 as in timm, gathering without parameters.
    """

    def __init__(self, c1: int, c2: int, extent: int = 0, ratio: int = 16) -> None:  # noqa: ARG002
        super().__init__()
        if extent % 2:
            raise ValueError(f"extent must be even, not {extent}")
        self.extent = extent
        self.mlp = ContextLayers(c1, reduced(c1, ratio), norm=False)
        self.gate = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Gather, excite, back to the map's size, multiply."""
        y = self.mlp(self._gathered(x))
        if self.extent:
            y = nn.functional.interpolate(y, size=(x.shape[2], x.shape[3]))
        gated: Tensor = x * self.gate(y)
        return gated

    def _gathered(self, x: Tensor) -> Tensor:
        if not self.extent:
            return x.mean((2, 3), keepdim=True)
        side = 2 * self.extent - 1
        return nn.functional.avg_pool2d(x, side, self.extent, side // 2, count_include_pad=False)
