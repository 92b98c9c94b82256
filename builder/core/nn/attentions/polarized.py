"""Polarised self-attention: one side of a map is collapsed while the other keeps its size."""

from torch import Tensor, nn


class PolarizedGates(nn.Module):
    """The two gates of polarised self-attention.

    Args:
        c1: Channels.

    Shape:
        `(N, c1, H, W)` -> gates `(N, c1, 1, 1)` and `(N, 1, H, W)`.

    Source:
        https://arxiv.org/abs/2107.00782 as in xmu-xiaoma666/External-Attention-pytorch; the
        authors' DeLightCMU/PSA has no biases and a bottleneck behind the channel gate.
    """

    def __init__(self, c1: int) -> None:
        super().__init__()
        half = c1 // 2
        self.ch_wv = nn.Conv2d(c1, half, 1)
        self.ch_wq = nn.Conv2d(c1, 1, 1)
        self.softmax_channel = nn.Softmax(1)
        self.softmax_spatial = nn.Softmax(-1)
        self.ch_wz = nn.Conv2d(half, c1, 1)
        self.ln = nn.LayerNorm(c1)
        self.sigmoid = nn.Sigmoid()
        self.sp_wv = nn.Conv2d(c1, half, 1)
        self.sp_wq = nn.Conv2d(c1, half, 1)
        self.agp = nn.AdaptiveAvgPool2d((1, 1))

    def channel_gate(self, x: Tensor) -> Tensor:
        """Half the channels, averaged over the places that a softmax picks."""
        places = self.softmax_channel(self.ch_wq(x).flatten(2).transpose(1, 2))
        context = self.ch_wz((self.ch_wv(x).flatten(2) @ places).unsqueeze(-1))
        gate: Tensor = self.sigmoid(self.ln(context.flatten(1)))
        return gate[..., None, None]

    def spatial_gate(self, x: Tensor) -> Tensor:
        """All places, summed over the channels that a softmax picks."""
        channels = self.softmax_spatial(self.agp(self.sp_wq(x)).flatten(1).unsqueeze(1))
        batch, _, height, width = x.shape
        places: Tensor = channels @ self.sp_wv(x).flatten(2)
        gate: Tensor = self.sigmoid(places.reshape(batch, 1, height, width))
        return gate


class ParallelPolarizedSelfAttention(PolarizedGates):
    """Polarised self-attention: the map through both gates, added.

    Args:
        c1: Channels.
        c2: Channels again.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2107.00782 as in xmu-xiaoma666/External-Attention-pytorch.
    """

    def __init__(self, c1: int, c2: int) -> None:  # noqa: ARG002
        super().__init__(c1)

    def forward(self, x: Tensor) -> Tensor:
        """Gate twice, add."""
        return x * self.spatial_gate(x) + x * self.channel_gate(x)


class SequentialPolarizedSelfAttention(PolarizedGates):
    """Polarised self-attention: the map through the channel gate, then the spatial one.

    Args:
        c1: Channels.
        c2: Channels again.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2107.00782 as in xmu-xiaoma666/External-Attention-pytorch.
    """

    def __init__(self, c1: int, c2: int) -> None:  # noqa: ARG002
        super().__init__(c1)

    def forward(self, x: Tensor) -> Tensor:
        """Gate, gate again."""
        x = x * self.channel_gate(x)
        return x * self.spatial_gate(x)
