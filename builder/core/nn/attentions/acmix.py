"""Convolution and self-attention from the same projections."""

import torch
from torch import Tensor, nn

from builder.core.nn.attentions.group_gates import in_groups


def positions(like: Tensor) -> Tensor:
    """Where each place of a map lies, from -1 to 1: `(1, 2, H, W)`, width first."""
    height, width = like.shape[2], like.shape[3]
    across, down = (
        torch.linspace(-1.0, 1.0, size, device=like.device, dtype=like.dtype)
        for size in (width, height)
    )
    return torch.stack((across.expand(height, width), down.view(-1, 1).expand(height, width)))[None]


class ACmix(nn.Module):
    """Mixes attention in a window with a 3x3 convolution that is made of the same projections.

    Args:
        c1: Input channels.
        c2: Output channels.
        kernel_att: Side of the attention's window, odd.
        head: Attention heads; must divide c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        https://arxiv.org/abs/2111.14556 and LeapLabTHU/ACmix at stride 1.
    """

    def __init__(self, c1: int, c2: int, kernel_att: int = 7, head: int = 4) -> None:
        super().__init__()
        self.head = head
        self.head_dim = in_groups(c2, head)
        self.rate1 = nn.Parameter(torch.full((1,), 0.5))
        self.rate2 = nn.Parameter(torch.full((1,), 0.5))
        self.conv1 = nn.Conv2d(c1, c2, 1)
        self.conv2 = nn.Conv2d(c1, c2, 1)
        self.conv3 = nn.Conv2d(c1, c2, 1)
        self.conv_p = nn.Conv2d(2, self.head_dim, 1)
        self.pad_att = nn.ReflectionPad2d(kernel_att // 2)
        self.unfold = nn.Unfold(kernel_att)
        self.softmax = nn.Softmax(1)
        self.fc = nn.Conv2d(3 * head, 9, 1, bias=False)
        self.dep_conv = nn.Conv2d(
            9 * self.head_dim, c2, 3, padding=1, groups=self.head_dim, bias=False
        )
        self._start_as_shifts(c2)

    def _start_as_shifts(self, c2: int) -> None:
        """Nine inputs of a group, each moved to another place of the 3x3 and added."""
        with torch.no_grad():
            self.dep_conv.weight.copy_(torch.eye(9).view(9, 3, 3).expand(c2, 9, 3, 3))

    def forward(self, x: Tensor) -> Tensor:
        """Project once, attend, convolve, add in learnt parts."""
        query, key, value = self.conv1(x), self.conv2(x), self.conv3(x)
        attended = self._attended(query, key, value, self.conv_p(positions(x)))
        y: Tensor = self.rate1 * attended + self.rate2 * self._convolved(query, key, value)
        return y

    def _windows(self, x: Tensor) -> Tensor:
        """`(N, C, H, W)` -> `(N, C, window, H, W)`."""
        batch, channels, height, width = x.shape
        windows: Tensor = self.unfold(self.pad_att(x))
        return windows.reshape(batch, channels, -1, height, width)

    def _attended(self, query: Tensor, key: Tensor, value: Tensor, places: Tensor) -> Tensor:
        shape = (-1, self.head_dim, *query.shape[2:])
        query, key, value = (part.reshape(shape) for part in (query, key, value))
        relative = places.unsqueeze(2) - self._windows(places)
        asked = (query * self.head_dim**-0.5).unsqueeze(2)
        shares = self.softmax((asked * (self._windows(key) + relative)).sum(1))
        seen: Tensor = (shares.unsqueeze(1) * self._windows(value)).sum(2)
        return seen.reshape(-1, self.head * self.head_dim, *seen.shape[2:])

    def _convolved(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        batch, _, height, width = query.shape
        heads = [part.reshape(batch, self.head, self.head_dim, -1) for part in (query, key, value)]
        mixed = self.fc(torch.cat(heads, 1)).transpose(1, 2)
        y: Tensor = self.dep_conv(mixed.reshape(batch, -1, height, width))
        return y
