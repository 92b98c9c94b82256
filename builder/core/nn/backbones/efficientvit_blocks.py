"""Blocks of Microsoft's EfficientViT: cascaded group attention in small windows."""

import torch
from torch import Tensor, nn

WINDOW = 7
KEY = 16


class Conv2d_BN(nn.Sequential):  # noqa: N801 -- the authors' name, as checkpoints know it
    """Convolution without bias and batch normalisation.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride.
        p: Padding.
        g: Groups.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        https://github.com/microsoft/Cream/tree/main/EfficientViT.
    """

    def __init__(self, c1: int, c2: int, k: int = 1, s: int = 1, p: int = 0, g: int = 1) -> None:
        super().__init__()
        self.add_module("c", nn.Conv2d(c1, c2, k, s, p, groups=g, bias=False))
        self.add_module("bn", nn.BatchNorm2d(c2))


class Residual(nn.Module):
    """A module with a shortcut around it.

    Args:
        m: The module.

    Shape:
        Any -> the same, as the module keeps it.

    Source:
        https://github.com/microsoft/Cream/tree/main/EfficientViT.
    """

    def __init__(self, m: nn.Module) -> None:
        super().__init__()
        self.m = m

    def forward(self, x: Tensor) -> Tensor:
        """The input and what the module makes of it."""
        y: Tensor = x + self.m(x)
        return y


class FFN(nn.Module):
    """Two 1x1 convolutions, wide between them.

    Args:
        c: Channels.
        hidden: Channels between the two.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        https://github.com/microsoft/Cream/tree/main/EfficientViT.
    """

    def __init__(self, c: int, hidden: int) -> None:
        super().__init__()
        self.pw1 = Conv2d_BN(c, hidden)
        self.act = nn.ReLU()
        self.pw2 = Conv2d_BN(hidden, c)

    def forward(self, x: Tensor) -> Tensor:
        """Widen, activate, narrow."""
        y: Tensor = self.pw2(self.act(self.pw1(x)))
        return y


class ChannelGate(nn.Module):
    """Squeeze-excite as timm builds it.

    Args:
        c: Channels; a quarter of them, rounded to a multiple of 8, inside.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        `SqueezeExcite` of https://github.com/huggingface/pytorch-image-models.
    """

    def __init__(self, c: int) -> None:
        super().__init__()
        hidden = max(8, (c // 4 + 4) // 8 * 8)
        self.fc1 = nn.Conv2d(c, hidden, 1)
        self.bn = nn.Identity()
        self.act = nn.ReLU()
        self.fc2 = nn.Conv2d(hidden, c, 1)
        self.gate = nn.Sigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """Multiply every channel by a gate that sees all channels' means."""
        gate = self.fc1(x.mean((2, 3), keepdim=True))
        y: Tensor = x * self.gate(self.fc2(self.act(self.bn(gate))))
        return y


class Subsample(nn.Module):
    """Half the resolution by an inverted bottleneck with squeeze-excite.

    Args:
        c1: Input channels.
        c2: Output channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / 2, W / 2)`, rounded up.

    Source:
        `PatchMerging` of https://github.com/microsoft/Cream/tree/main/EfficientViT.
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__()
        inside = 4 * c1
        self.conv1 = Conv2d_BN(c1, inside)
        self.act = nn.ReLU()
        self.conv2 = Conv2d_BN(inside, inside, 3, 2, 1, inside)
        self.se = ChannelGate(inside)
        self.conv3 = Conv2d_BN(inside, c2)

    def forward(self, x: Tensor) -> Tensor:
        """Widen, halve each channel's map, gate, project."""
        x = self.act(self.conv2(self.act(self.conv1(x))))
        y: Tensor = self.conv3(self.se(x))
        return y


class CascadedGroupAttention(nn.Module):
    """Attention whose heads see a part of the channels each, plus the head before them.

    Args:
        c: Channels; must be divisible by `heads`.
        heads: Heads.
        kernels: Kernel size of each head's depth-wise convolution on the queries.

    Shape:
        `(N, c, 7, 7)` -> `(N, c, 7, 7)`: one window.

    Source:
        EfficientViT, https://arxiv.org/abs/2305.07027, section 3.
    """

    attention_bias_idxs: Tensor

    def __init__(self, c: int, heads: int, kernels: tuple[int, ...]) -> None:
        super().__init__()
        self.scale = KEY**-0.5
        self.d = c // heads
        self.qkvs = nn.ModuleList(Conv2d_BN(self.d, 2 * KEY + self.d) for _ in range(heads))
        self.dws = nn.ModuleList(Conv2d_BN(KEY, KEY, k, 1, k // 2, KEY) for k in kernels[:heads])
        self.proj = nn.Sequential(nn.ReLU(), Conv2d_BN(self.d * heads, c))
        # One learnt bias for each distance of two places, whatever its sign.
        self.attention_biases = nn.Parameter(torch.zeros(heads, WINDOW * WINDOW))
        place = torch.arange(WINDOW)
        apart = (place[:, None] - place[None, :]).abs()
        index = apart[:, None, :, None] * WINDOW + apart[None, :, None, :]
        places = WINDOW * WINDOW
        self.register_buffer("attention_bias_idxs", index.reshape(places, places))

    def forward(self, x: Tensor) -> Tensor:
        """Head by head, each fed with its part of the input and the head before."""
        n, _, h, w = x.shape
        biases = self.attention_biases[:, self.attention_bias_idxs]
        parts = x.chunk(len(self.qkvs), 1)
        heads: list[Tensor] = []
        y = parts[0]
        for i, (qkv, dw) in enumerate(zip(self.qkvs, self.dws, strict=True)):
            y = y + parts[i] if i else y
            q, k, v = qkv(y).split((KEY, KEY, self.d), 1)
            q, k, v = dw(q).flatten(2), k.flatten(2), v.flatten(2)
            weights = (q.transpose(-2, -1) @ k * self.scale + biases[i]).softmax(-1)
            y = (v @ weights.transpose(-2, -1)).view(n, self.d, h, w)
            heads.append(y)
        joined: Tensor = self.proj(torch.cat(heads, 1))
        return joined


class LocalWindowAttention(nn.Module):
    """Cascaded group attention in windows of 7x7; maps are padded to whole windows.

    Args:
        c: Channels.
        heads: Heads.
        kernels: Kernel size of each head's depth-wise convolution on the queries.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`; smaller than one window it must be one, 7x7.

    Source:
        EfficientViT, https://arxiv.org/abs/2305.07027; padding as in the authors' detection code.
    """

    def __init__(self, c: int, heads: int, kernels: tuple[int, ...]) -> None:
        super().__init__()
        self.attn = CascadedGroupAttention(c, heads, kernels)

    def forward(self, x: Tensor) -> Tensor:
        """Cut into windows, attend in each, put together."""
        n, c, h, w = x.shape
        if h <= WINDOW and w <= WINDOW:
            whole: Tensor = self.attn(x)
            return whole
        below, right = -h % WINDOW, -w % WINDOW
        x = nn.functional.pad(x, (0, right, 0, below))
        rows, columns = (h + below) // WINDOW, (w + right) // WINDOW
        x = x.view(n, c, rows, WINDOW, columns, WINDOW).permute(0, 2, 4, 1, 3, 5)
        x = self.attn(x.reshape(n * rows * columns, c, WINDOW, WINDOW))
        x = x.view(n, rows, columns, c, WINDOW, WINDOW).permute(0, 3, 1, 4, 2, 5)
        return x.reshape(n, c, h + below, w + right)[:, :, :h, :w]


class EfficientViTBlock(nn.Module):
    """Attention between two pairs of depth-wise convolution and FFN.

    Args:
        c: Channels.
        heads: Heads.
        kernels: Kernel size of each head's depth-wise convolution on the queries.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        EfficientViT, https://arxiv.org/abs/2305.07027, figure 3.
    """

    def __init__(self, c: int, heads: int, kernels: tuple[int, ...]) -> None:
        super().__init__()
        self.dw0 = Residual(Conv2d_BN(c, c, 3, 1, 1, c))
        self.ffn0 = Residual(FFN(c, 2 * c))
        self.mixer = Residual(LocalWindowAttention(c, heads, kernels))
        self.dw1 = Residual(Conv2d_BN(c, c, 3, 1, 1, c))
        self.ffn1 = Residual(FFN(c, 2 * c))

    def forward(self, x: Tensor) -> Tensor:
        """Mix places, channels, places by attention, places, channels."""
        y: Tensor = self.ffn1(self.dw1(self.mixer(self.ffn0(self.dw0(x)))))
        return y
