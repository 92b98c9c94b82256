"""A normalizing flow over the errors of keypoints."""

import math

import torch
from torch import Tensor, nn


def coupling(*last: nn.Module) -> nn.Sequential:
    """A small network from two numbers to two."""
    return nn.Sequential(
        nn.Linear(2, 64), nn.SiLU(), nn.Linear(64, 64), nn.SiLU(), nn.Linear(64, 2), *last
    )


class RealNVP(nn.Module):
    """Density of points in the plane: six invertible steps to a normal distribution.

    Each step keeps one coordinate, and scales and shifts the other by what it makes of that one.

    Shape:
        `(N, 2)` -> `(N)`, the logarithm of the density.

    Source:
        RealNVP, https://arxiv.org/abs/1605.08803, for keypoints as in RLE,
        https://arxiv.org/abs/2107.11291; attribute names of Ultralytics YOLO26.
    """

    mask: Tensor

    def __init__(self) -> None:
        super().__init__()
        # Mean and covariance of the normal distribution: only checkpoints ask for them.
        self.register_buffer("loc", torch.zeros(2))
        self.register_buffer("cov", torch.eye(2))
        self.register_buffer("mask", torch.tensor([[0.0, 1.0], [1.0, 0.0]] * 3))
        self.s = nn.ModuleList(coupling(nn.Tanh()) for _ in range(6))
        self.t = nn.ModuleList(coupling() for _ in range(6))
        for net in (*self.s, *self.t):
            for linear in (net[0], net[2], net[4]):
                nn.init.xavier_uniform_(linear.weight, gain=0.01)

    def forward(self, x: Tensor) -> Tensor:
        """Back through the steps, last one first, collecting how they stretch the plane."""
        stretch = x.new_zeros(x.shape[0])
        for kept, scale, shift in reversed(list(zip(self.mask, self.s, self.t, strict=True))):
            held = kept * x
            log_scale = scale(held) * (1 - kept)
            x = held + (1 - kept) * (x - shift(held)) * (-log_scale).exp()
            stretch = stretch - log_scale.sum(1)
        return stretch - (x**2).sum(1) / 2 - math.log(2 * math.pi)
