"""Global attention: channel gates at every place, then spatial gates in every channel."""

import torch
from torch import Tensor, nn


class GAMAttention(nn.Module):
    """Global attention with grouped convolutions and a shuffle of the spatial gates.

    Args:
        c1: Channels.
        c2: Channels again.
        group: Group the convolutions, `rate` groups.
        rate: Channels are divided by this inside both gates.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2112.05561 as in iscyy/yoloair, which shuffles in 4 groups whatever
        the rate and gives the channel gate no sigmoid.
    """

    shuffle_groups = 4

    def __init__(self, c1: int, c2: int, group: bool = True, rate: int = 4) -> None:
        super().__init__()
        hidden, groups = c1 // rate, rate if group else 1
        self.channel_attention = nn.Sequential(
            nn.Linear(c1, hidden), nn.ReLU(inplace=True), nn.Linear(hidden, c1)
        )
        self.spatial_attention = nn.Sequential(
            nn.Conv2d(c1, hidden, 7, padding=3, groups=groups),
            nn.BatchNorm2d(hidden),
            nn.ReLU(inplace=True),
            nn.Conv2d(hidden, c2, 7, padding=3, groups=groups),
            nn.BatchNorm2d(c2),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Gate the channels of each place, then the places of each channel."""
        x = x * self.channel_attention(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        gate = self.spatial_attention(x).sigmoid()
        return x * torch.channel_shuffle(gate, self.shuffle_groups)


class GAM_Attention(GAMAttention):  # noqa: N801 -- as rows write it
    """Global attention with full 7x7 convolutions: accurate and heavy.

    Args:
        c1: Channels.
        c2: Channels again.
        rate: Channels are divided by this inside both gates.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2112.05561 as in northBeggar/Plug-and-Play and most forks. Some
        put a sigmoid on the channel gate too.
    """

    shuffle_groups = 1

    def __init__(self, c1: int, c2: int, rate: int = 4) -> None:
        super().__init__(c1, c2, group=False, rate=rate)
