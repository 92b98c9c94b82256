"""Context gathered from all places and handed out again."""

import torch
from torch import Tensor, nn


class DoubleAttention(nn.Module):
    """Double attention (A2): gathers descriptors of the whole map, and hands them to each place.

    Args:
        c1: Channels.
        c2: Channels again.
        c_m: Channels of a descriptor.
        c_n: Number of descriptors.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/1810.11579. The code that forks share, of
        xmu-xiaoma666/External-Attention-pytorch, takes both softmaxes over the images of the
        batch; here as in the paper one is over the places and one over the descriptors.
    """

    def __init__(self, c1: int, c2: int, c_m: int = 128, c_n: int = 128) -> None:  # noqa: ARG002
        super().__init__()
        self.convA = nn.Conv2d(c1, c_m, 1)
        self.convB = nn.Conv2d(c1, c_n, 1)
        self.convV = nn.Conv2d(c1, c_n, 1)
        self.conv_reconstruct = nn.Conv2d(c_m, c1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Gather, distribute, back to the channels."""
        batch, _, height, width = x.shape
        gathering = torch.softmax(self.convB(x).flatten(2), 2)
        descriptors = self.convA(x).flatten(2) @ gathering.transpose(1, 2)
        handed = descriptors @ torch.softmax(self.convV(x).flatten(2), 1)
        y: Tensor = self.conv_reconstruct(handed.reshape(batch, -1, height, width))
        return y


class CoTAttention(nn.Module):
    """Contextual transformer: a 3x3's context of the keys, and values weighed by it.

    Args:
        c1: Channels; 4 must divide them.
        c2: Channels again.
        kernel_size: Of the context, odd.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2107.12292 as in xmu-xiaoma666/External-Attention-pytorch, which
        forks use: it averages the paper's local weights and compares all places instead.
    """

    def __init__(self, c1: int, c2: int, kernel_size: int = 3) -> None:  # noqa: ARG002
        super().__init__()
        hidden = c1 // 2
        self.key_embed = nn.Sequential(
            nn.Conv2d(c1, c1, kernel_size, padding=kernel_size // 2, groups=4, bias=False),
            nn.BatchNorm2d(c1),
            nn.ReLU(),
        )
        self.value_embed = nn.Sequential(nn.Conv2d(c1, c1, 1, bias=False), nn.BatchNorm2d(c1))
        self.attention_embed = nn.Sequential(
            nn.Conv2d(2 * c1, hidden, 1, bias=False),
            nn.BatchNorm2d(hidden),
            nn.ReLU(),
            nn.Conv2d(hidden, kernel_size * kernel_size * c1, 1),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Static context plus values by their places' shares."""
        keys = self.key_embed(x)
        weights = self.attention_embed(torch.cat((keys, x), 1))
        batch, channels, height, width = x.shape
        shares = torch.softmax(weights.reshape(batch, channels, -1, height * width).mean(2), 2)
        values = self.value_embed(x).flatten(2) * shares
        y: Tensor = keys + values.reshape(x.shape)
        return y


class FocalModulation(nn.Module):
    """Focal modulation: context of growing windows, gated, modulates each place's query.

    Args:
        c1: Channels.
        c2: Channels again.
        focal_window: Kernel of the first window, odd.
        focal_level: Number of windows; the average of all places comes on top.
        focal_factor: A window is larger than the one before by this, even.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2203.11926 and microsoft/FocalNet, on maps as in timm; windows of 3
        and 5 as in the forks.
    """

    def __init__(
        self,
        c1: int,
        c2: int,  # noqa: ARG002
        focal_window: int = 3,
        focal_level: int = 2,
        focal_factor: int = 2,
    ) -> None:
        super().__init__()
        self.split = [c1, c1, *(1 for _ in range(focal_level + 1))]
        self.f = nn.Conv2d(c1, sum(self.split), 1)
        self.h = nn.Conv2d(c1, c1, 1)
        self.act = nn.GELU()
        self.proj = nn.Conv2d(c1, c1, 1)
        windows = [focal_window + focal_factor * level for level in range(focal_level)]
        self.focal_layers = nn.ModuleList(
            nn.Sequential(nn.Conv2d(c1, c1, k, padding=k // 2, groups=c1, bias=False), nn.GELU())
            for k in windows
        )

    def forward(self, x: Tensor) -> Tensor:
        """Gather the context level by level, modulate the query, project."""
        query, context, *gates = torch.split(self.f(x), self.split, 1)
        gathered = torch.zeros_like(context)
        for layer, gate in zip(self.focal_layers, gates[:-1], strict=True):
            context = layer(context)
            gathered = gathered + context * gate
        whole = self.act(context.mean((2, 3), keepdim=True))
        y: Tensor = self.proj(query * self.h(gathered + whole * gates[-1]))
        return y
