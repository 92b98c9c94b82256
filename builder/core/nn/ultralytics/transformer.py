"""Transformer layers of RT-DETR, and small nets that transformers are made of."""

import torch
from torch import Tensor, nn
from torch.nn import functional


class TransformerEncoderLayer(nn.Module):
    """Self-attention and a feed-forward net, each with a shortcut and a layer normalisation.

    Args:
        c1: Values of a token.
        cm: Hidden values of the feed-forward net.
        num_heads: Attention heads; must divide c1.
        dropout: Probability of dropping a value.
        act: Activation; None for GELU.
        normalize_before: Normalise what goes into attention and net, and not what comes out.

    Shape:
        `(N, tokens, c1)`, the same out; positions `(N, tokens, c1)` are added for comparing.

    Source:
        https://arxiv.org/abs/1706.03762, as in RT-DETR, https://arxiv.org/abs/2304.08069.
    """

    def __init__(
        self,
        c1: int,
        cm: int = 2048,
        num_heads: int = 8,
        dropout: float = 0.0,
        act: nn.Module | None = None,
        normalize_before: bool = False,
    ) -> None:
        super().__init__()
        self.ma = nn.MultiheadAttention(c1, num_heads, dropout=dropout, batch_first=True)
        self.fc1 = nn.Linear(c1, cm)
        self.fc2 = nn.Linear(cm, c1)
        self.norm1 = nn.LayerNorm(c1)
        self.norm2 = nn.LayerNorm(c1)
        self.dropout = nn.Dropout(dropout)
        self.dropout1 = nn.Dropout(dropout)
        self.dropout2 = nn.Dropout(dropout)
        self.act = nn.GELU() if act is None else act
        self.normalize_before = normalize_before

    def forward(self, x: Tensor, positions: Tensor | None = None) -> Tensor:
        """Attend, then mix the values of each token."""
        if self.normalize_before:
            x = x + self.attend(self.norm1(x), positions)
            return x + self.feed(self.norm2(x))
        x = self.norm1(x + self.attend(x, positions))
        y: Tensor = self.norm2(x + self.feed(x))
        return y

    def attend(self, x: Tensor, positions: Tensor | None) -> Tensor:
        """Every token looks at every other."""
        placed = x if positions is None else x + positions
        y: Tensor = self.dropout1(self.ma(placed, placed, x)[0])
        return y

    def feed(self, x: Tensor) -> Tensor:
        """The feed-forward net."""
        y: Tensor = self.dropout2(self.fc2(self.dropout(self.act(self.fc1(x)))))
        return y


class AIFI(TransformerEncoderLayer):
    """RT-DETR's encoder layer over the pixels of one map, which know where they stand.

    Args:
        c1: Channels; a multiple of 4 and of num_heads.
        cm, num_heads, dropout, act, normalize_before: As in `TransformerEncoderLayer`.

    Shape:
        `(N, c1, H, W)`, the same out.

    Source:
        RT-DETR, https://arxiv.org/abs/2304.08069, as in Ultralytics.
    """

    def __init__(
        self,
        c1: int,
        cm: int = 2048,
        num_heads: int = 8,
        dropout: float = 0,
        act: nn.Module | None = None,
        normalize_before: bool = False,
    ) -> None:
        super().__init__(c1, cm, num_heads, dropout, act, normalize_before)

    def forward(self, x: Tensor) -> Tensor:  # type: ignore[override]
        """Pixels as tokens, and back to a map."""
        positions = waves(x).to(x.dtype)
        y = super().forward(x.flatten(2).transpose(1, 2), positions)
        return y.transpose(1, 2).reshape(x.shape)


def waves(x: Tensor) -> Tensor:
    """Row and column of each pixel as sines and cosines of falling frequencies: `(1, H * W, C)`.

    Raises:
        ValueError: The channels are not a multiple of 4.
    """
    channels, height, width = x.shape[1:]
    if channels % 4:
        raise ValueError(f"{channels} channels are not divisible by 4")
    steps = torch.arange(channels // 4, dtype=torch.float32, device=x.device) / (channels // 4)
    frequencies = (1 / 10000.0**steps).unsqueeze(0)
    rows = torch.arange(height, dtype=torch.float32, device=x.device)
    columns = torch.arange(width, dtype=torch.float32, device=x.device)
    down, across = torch.meshgrid(rows, columns, indexing="ij")
    # Matrix products, as in Ultralytics: profilers see them.
    vertical = down.flatten().unsqueeze(1) @ frequencies
    horizontal = across.flatten().unsqueeze(1) @ frequencies
    parts = (vertical.sin(), vertical.cos(), horizontal.sin(), horizontal.cos())
    return torch.cat(parts, 1).unsqueeze(0)


class MLP(nn.Module):
    """Linear layers with ReLU between them.

    Args:
        input_dim: Input values.
        hidden_dim: Values between the layers.
        output_dim: Output values.
        num_layers: Number of layers.
        legacy: As up to Ultralytics 8.3, without a place for a normalisation behind them.

    Shape:
        `(*, input_dim)` -> `(*, output_dim)`.

    Source:
        DETR, https://arxiv.org/abs/2005.12872; attribute names of Ultralytics.
    """

    def __init__(
        self,
        input_dim: int,
        hidden_dim: int,
        output_dim: int,
        num_layers: int,
        legacy: bool = False,
    ) -> None:
        super().__init__()
        sizes = [input_dim, *[hidden_dim] * (num_layers - 1), output_dim]
        self.layers = nn.ModuleList(nn.Linear(sizes[i], sizes[i + 1]) for i in range(num_layers))
        self.act = nn.ReLU()
        self.out_norm = None if legacy else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """All layers, the last one without activation."""
        *inner, last = self.layers
        for layer in inner:
            x = self.act(layer(x))
        y: Tensor = last(x)
        return y if self.out_norm is None else self.out_norm(y)


class MLPBlock(nn.Module):
    """Two linear layers with GELU between them.

    Args:
        embedding_dim: Input and output values.
        mlp_dim: Values between.

    Shape:
        `(*, embedding_dim)`, the same out.

    Source:
        ViT, https://arxiv.org/abs/2010.11929; attribute names of Ultralytics.
    """

    def __init__(self, embedding_dim: int, mlp_dim: int) -> None:
        super().__init__()
        self.lin1 = nn.Linear(embedding_dim, mlp_dim)
        self.lin2 = nn.Linear(mlp_dim, embedding_dim)
        self.act = nn.GELU()

    def forward(self, x: Tensor) -> Tensor:
        """Widen, activate, narrow."""
        y: Tensor = self.lin2(self.act(self.lin1(x)))
        return y


class LayerNorm2d(nn.Module):
    """Layer normalisation over the channels of each pixel.

    Args:
        num_channels: Channels.
        eps: Added to the variance.

    Shape:
        `(N, num_channels, H, W)`, the same out.

    Source:
        ConvNeXt, https://arxiv.org/abs/2201.03545; attribute names of Ultralytics.
    """

    def __init__(self, num_channels: int, eps: float = 1e-6) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(num_channels))
        self.bias = nn.Parameter(torch.zeros(num_channels))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        """Channels last, normalise, channels first."""
        pixels = x.permute(0, 2, 3, 1)
        pixels = functional.layer_norm(pixels, pixels.shape[3:], self.weight, self.bias, self.eps)
        return pixels.permute(0, 3, 1, 2)
