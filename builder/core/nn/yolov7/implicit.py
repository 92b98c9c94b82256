"""Implicit knowledge: learnt numbers that don't depend on the input."""

import torch
from torch import Tensor, nn


class ImplicitA(nn.Module):
    """Adds a learnt number to each channel.

    Args:
        channel: Channels of the input.
        mean: Mean of the numbers before training.
        std: Their deviation.

    Shape:
        `(N, channel, H, W)` -> `(N, channel, H, W)`.

    Source:
        YOLOR, https://arxiv.org/abs/2105.04206, as in YOLOv7.
    """

    def __init__(self, channel: int, mean: float = 0.0, std: float = 0.02) -> None:
        super().__init__()
        self.implicit = knowledge(channel, mean, std)

    def forward(self, x: Tensor) -> Tensor:
        """The sum."""
        return self.implicit + x


class ImplicitM(nn.Module):
    """Multiplies each channel by a learnt number.

    Args:
        channel: Channels of the input.
        mean: Mean of the numbers before training.
        std: Their deviation.

    Shape:
        `(N, channel, H, W)` -> `(N, channel, H, W)`.

    Source:
        YOLOR, https://arxiv.org/abs/2105.04206, as in YOLOv7.
    """

    def __init__(self, channel: int, mean: float = 1.0, std: float = 0.02) -> None:
        super().__init__()
        self.implicit = knowledge(channel, mean, std)

    def forward(self, x: Tensor) -> Tensor:
        """The product."""
        return self.implicit * x


def knowledge(channels: int, mean: float, std: float) -> nn.Parameter:
    """A number for each channel of a map, `(1, channels, 1, 1)`."""
    made = nn.Parameter(torch.zeros(1, channels, 1, 1))
    nn.init.normal_(made, mean, std)
    return made
