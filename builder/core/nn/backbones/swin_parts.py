"""Attention in shifted windows: what all Swin blocks are made of."""

import torch
from torch import Tensor, nn


def in_windows(x: Tensor, size: int) -> Tensor:
    """`(N, H, W, C)` -> `(N * windows, size * size, C)`; size must divide H and W."""
    n, h, w, c = x.shape
    x = x.view(n, h // size, size, w // size, size, c).permute(0, 1, 3, 2, 4, 5)
    return x.reshape(-1, size * size, c)


def from_windows(x: Tensor, size: int, h: int, w: int) -> Tensor:
    """What `in_windows` cut, put together to `(N, h, w, C)`."""
    c = x.shape[-1]
    x = x.view(-1, h // size, w // size, size, size, c).permute(0, 1, 3, 2, 4, 5)
    return x.reshape(-1, h, w, c)


def shift_mask(h: int, w: int, size: int, shift: int, like: Tensor) -> Tensor:
    """-100 where a shifted window joins places that are no neighbours, else 0.

    Gives `(windows, size * size, size * size)`.
    """
    region = torch.zeros(1, h, w, 1, device=like.device, dtype=like.dtype)
    # Only the last row and column of windows hold the seam.
    cuts = (slice(0, -size), slice(-size, -shift), slice(-shift, None))
    for i, rows in enumerate(cuts):
        for j, columns in enumerate(cuts):
            region[:, rows, columns] = 3.0 * i + j
    flat = in_windows(region, size).squeeze(-1)
    return (flat[:, None] != flat[:, :, None]).to(like.dtype) * -100.0


class WindowAttention(nn.Module):
    """Multi-head attention inside windows, with a learnt bias for each relative position.

    Args:
        c: Channels.
        size: Side of a window.
        heads: Heads; must divide the channels.
        qkv_bias: Bias in the layer that makes queries, keys and values.
        attn_drop: Dropout of the attention weights.
        drop: Dropout of the output.

    Shape:
        `(N * windows, size * size, c)` -> the same.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030, section 3.2; names of modules as in
        https://github.com/microsoft/Swin-Transformer.
    """

    relative_position_index: Tensor

    def __init__(
        self,
        c: int,
        size: int,
        heads: int,
        qkv_bias: bool = True,
        attn_drop: float = 0.0,
        drop: float = 0.0,
    ) -> None:
        super().__init__()
        self.heads = heads
        self.scale = (c // heads) ** -0.5
        span = 2 * size - 1
        self.relative_position_bias_table = nn.Parameter(torch.zeros(span * span, heads))
        nn.init.trunc_normal_(self.relative_position_bias_table, std=0.02)
        place = torch.arange(size)
        apart = place[:, None] - place[None, :] + size - 1
        index = apart[:, None, :, None] * span + apart[None, :, None, :]
        self.register_buffer("relative_position_index", index.reshape(size**2, size**2))
        self.qkv = nn.Linear(c, 3 * c, bias=qkv_bias)
        self.attn_drop = nn.Dropout(attn_drop)
        self.proj = nn.Linear(c, c)
        self.proj_drop = nn.Dropout(drop)
        self.softmax = nn.Softmax(-1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Attend in each window; `mask` is added to the weights of shifted ones."""
        n, places, c = x.shape
        qkv = self.qkv(x).reshape(n, places, 3, self.heads, c // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        weights = q * self.scale @ k.transpose(-2, -1)
        weights = weights + self.relative_position_bias_table[self.relative_position_index].permute(
            2, 0, 1
        )
        if mask is not None:
            by_image = weights.view(-1, mask.shape[0], self.heads, places, places)
            weights = (by_image + mask[None, :, None]).view(n, self.heads, places, places)
        weights = self.attn_drop(self.softmax(weights))
        y: Tensor = self.proj_drop(self.proj((weights @ v).transpose(1, 2).reshape(n, places, c)))
        return y


def attended(
    x: Tensor, attention: WindowAttention, size: int, shift: int, mask: Tensor | None
) -> Tensor:
    """A map `(N, H, W, C)` of whole windows after attention in them, shifted if `shift`."""
    _, h, w, _ = x.shape
    if not shift:
        return from_windows(attention(in_windows(x, size), None), size, h, w)
    x = torch.roll(x, (-shift, -shift), (1, 2))
    x = from_windows(attention(in_windows(x, size), mask), size, h, w)
    return torch.roll(x, (shift, shift), (1, 2))


class Mlp(nn.Module):
    """Two linear layers, wide between them.

    Args:
        c: Features.
        hidden: Features between the two.
        drop: Dropout after both.
        act: Class of the activation.

    Shape:
        `(…, c)` -> `(…, c)`.

    Source:
        https://github.com/microsoft/Swin-Transformer.
    """

    def __init__(
        self, c: int, hidden: int, drop: float = 0.0, act: type[nn.Module] = nn.GELU
    ) -> None:
        super().__init__()
        self.fc1 = nn.Linear(c, hidden)
        self.act = act()
        self.fc2 = nn.Linear(hidden, c)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor) -> Tensor:
        """Widen, activate, narrow."""
        y: Tensor = self.drop(self.fc2(self.drop(self.act(self.fc1(x)))))
        return y


class TwoDropMlp(nn.Module):
    """Mlp with a dropout module after each layer, as the tutorials' stages have it.

    Args:
        c: Features.
        hidden: Features between the two.
        drop: Dropout after both.

    Shape:
        `(…, c)` -> `(…, c)`.

    Source:
        The Swin tutorials for YOLOv5, after
        https://github.com/WZMIAOMIAO/deep-learning-for-image-processing.
    """

    def __init__(self, c: int, hidden: int, drop: float = 0.0) -> None:
        super().__init__()
        self.fc1 = nn.Linear(c, hidden)
        self.act = nn.GELU()
        self.drop1 = nn.Dropout(drop)
        self.fc2 = nn.Linear(hidden, c)
        self.drop2 = nn.Dropout(drop)

    def forward(self, x: Tensor) -> Tensor:
        """Widen, activate, narrow."""
        y: Tensor = self.drop2(self.fc2(self.drop1(self.act(self.fc1(x)))))
        return y
