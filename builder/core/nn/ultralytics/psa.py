"""Self-attention over all pixels of a small map, as YOLOv10 and YOLO11 use it at their end."""

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.ultralytics.csp import C2f


class Attention(nn.Module):
    """Self-attention with short keys and a depth-wise convolution for the position.

    Args:
        dim: Channels.
        num_heads: Heads; must divide the channels.
        attn_ratio: Length of a key as a fraction of that of a value.

    Shape:
        `(N, dim, H, W)` -> `(N, dim, H, W)`.

    Source:
        YOLOv10, https://arxiv.org/abs/2405.14458; attention as in
        https://arxiv.org/abs/1706.03762.
    """

    def __init__(self, dim: int, num_heads: int = 8, attn_ratio: float = 0.5) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = dim // num_heads
        self.key_dim = int(self.head_dim * attn_ratio)
        self.scale = self.key_dim**-0.5
        self.qkv = Conv(dim, dim + 2 * self.key_dim * num_heads, 1, act=False)
        self.proj = Conv(dim, dim, 1, act=False)
        self.pe = Conv(dim, dim, 3, 1, g=dim, act=False)

    def forward(self, x: Tensor) -> Tensor:
        """Every pixel attends to every other; what it finds gets a sense of place."""
        batch, _, height, width = x.shape
        key, value = self.key_dim, self.head_dim
        qkv = self.qkv(x).view(batch, self.num_heads, 2 * key + value, height * width)
        q, k, v = qkv.split([key, key, value], 2)
        weights = ((q * self.scale).transpose(-2, -1) @ k).softmax(-1)
        attended = (v @ weights.transpose(-2, -1)).view(x.shape)
        y: Tensor = self.proj(attended + self.pe(v.reshape(x.shape)))
        return y


class PSABlock(nn.Module):
    """Attention and a two-layer network, each with a shortcut.

    Args:
        c: Channels; one head for each 64 of them.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        YOLOv10, https://arxiv.org/abs/2405.14458; this form from Ultralytics YOLO11, where
        the number of heads is left to whoever builds it.
    """

    def __init__(self, c: int) -> None:
        super().__init__()
        self.attn = Attention(c, heads_for(c))
        self.ffn = feed_forward(c)

    def forward(self, x: Tensor) -> Tensor:
        """Attend, then mix the channels."""
        x = x + self.attn(x)
        y: Tensor = x + self.ffn(x)
        return y


def feed_forward(c: int) -> nn.Sequential:
    """To twice the channels and back, without an activation at the end."""
    return nn.Sequential(Conv(c, 2 * c, 1), Conv(2 * c, c, 1, act=False))


def heads_for(c: int) -> int:
    """One head for 64 channels."""
    return max(c // 64, 1)


def same_channels(c1: int, c2: int) -> None:
    """Refuses to change the number of channels.

    Raises:
        ValueError: They differ.
    """
    if c1 != c2:
        raise ValueError(f"{c1} input channels must stay {c1}, not become {c2}")


class PSA(nn.Module):
    """Half of the channels attend, the other half waits: partial self-attention.

    Args:
        c1: Channels.
        c2: Channels again.
        e: The attending part; one head for each 64 of its channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        YOLOv10, https://arxiv.org/abs/2405.14458.
    """

    def __init__(self, c1: int, c2: int, e: float = 0.5) -> None:
        super().__init__()
        same_channels(c1, c2)
        self.c = int(c1 * e)
        self.cv1 = Conv(c1, 2 * self.c, 1, 1)
        self.cv2 = Conv(2 * self.c, c1, 1)
        self.attn = Attention(self.c, heads_for(self.c))
        self.ffn = feed_forward(self.c)

    def forward(self, x: Tensor) -> Tensor:
        """Attend and mix on the second half, then join."""
        bare, deep = self.cv1(x).chunk(2, 1)
        deep = deep + self.attn(deep)
        deep = deep + self.ffn(deep)
        y: Tensor = self.cv2(torch.cat((bare, deep), 1))
        return y


class C2PSA(nn.Module):
    """PSA with several attention blocks in a row.

    Args:
        c1: Channels.
        c2: Channels again.
        n: Attention blocks.
        e: The attending part; one head for each 64 of its channels.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        Ultralytics YOLO11; YOLOv10, https://arxiv.org/abs/2405.14458.
    """

    def __init__(self, c1: int, c2: int, n: int = 1, e: float = 0.5) -> None:
        super().__init__()
        same_channels(c1, c2)
        self.c = int(c1 * e)
        self.cv1 = Conv(c1, 2 * self.c, 1, 1)
        self.cv2 = Conv(2 * self.c, c1, 1)
        self.m = nn.Sequential(*(PSABlock(self.c) for _ in range(n)))

    def forward(self, x: Tensor) -> Tensor:
        """The second half through the blocks, then both joined."""
        bare, deep = self.cv1(x).chunk(2, 1)
        y: Tensor = self.cv2(torch.cat((bare, self.m(deep)), 1))
        return y


class C2fPSA(C2f):
    """C2f with attention blocks in place of bottlenecks.

    Args:
        c1: Channels.
        c2: Channels again.
        n: Attention blocks.
        e: Channels of each half, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        Ultralytics YOLO11.
    """

    def __init__(self, c1: int, c2: int, n: int = 1, e: float = 0.5) -> None:
        same_channels(c1, c2)
        super().__init__(c1, c2, n, e=e)
        self.m = nn.ModuleList(PSABlock(self.c) for _ in range(n))
