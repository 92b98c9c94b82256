"""Joining several feature maps into one."""

import torch
from torch import Tensor, nn


class Concat(nn.Module):
    """Concatenates its inputs.

    Args:
        dimension: Along which; 1 are the channels.

    Shape:
        `(N, c_i, H, W)` for each input -> `(N, sum of c_i, H, W)`.

    Source:
        YOLOv5.
    """

    def __init__(self, dimension: int = 1) -> None:
        super().__init__()
        self.d = dimension

    def forward(self, x: list[Tensor]) -> Tensor:
        """One tensor of all."""
        return torch.cat(x, self.d)


class Sum(nn.Module):
    """Adds its inputs, all but the first with a learnt weight if asked.

    Args:
        n: Number of inputs.
        weight: Weigh inputs 1 to n - 1 by 2 * sigmoid(w).

    Shape:
        n times `(N, C, H, W)` -> `(N, C, H, W)`.

    Source:
        YOLOv5; weights in the spirit of https://arxiv.org/abs/1911.09070.
    """

    def __init__(self, n: int, weight: bool = False) -> None:
        super().__init__()
        self.weight = weight
        self.iter = range(n - 1)
        if weight:
            self.w = nn.Parameter(-torch.arange(1.0, n) / 2)

    def forward(self, x: list[Tensor]) -> Tensor:
        """The first plus the (weighted) others."""
        y = x[0]
        if self.weight:
            w = torch.sigmoid(self.w) * 2
            for i in self.iter:
                y = y + x[i + 1] * w[i]
        else:
            for i in self.iter:
                y = y + x[i + 1]
        return y


def normalised(w: Tensor, epsilon: float = 1e-4) -> Tensor:
    """EfficientDet's fast normalisation: not negative, and a sum of almost 1.

    Shape:
        `(inputs,)` -> `(inputs,)`.
    """
    w = torch.relu(w)
    return w / (w.sum() + epsilon)


def exactly(inputs: int, x: list[Tensor]) -> None:
    """Refuses more or fewer inputs than there are weights.

    Raises:
        ValueError: The numbers differ.
    """
    if len(x) != inputs:
        raise ValueError(f"made for {inputs} inputs, not {len(x)}")


class WeightedConcat(nn.Module):
    """Concatenates its inputs, each times a learnt, normalised weight.

    Args:
        inputs: How many inputs.
        dimension: Along which to join; 1 are the channels.

    Shape:
        `(N, c_i, H, W)` for each input -> `(N, sum of c_i, H, W)`.

    Source:
        Weights of EfficientDet's BiFPN, https://arxiv.org/abs/1911.09070, on a concatenation,
        which is the tutorials' idea. Their code usually leaves out the paper's ReLU on the
        weights; as long as all weights are positive, which they start as, both are equal.
    """

    def __init__(self, inputs: int, dimension: int = 1) -> None:
        super().__init__()
        self.inputs = inputs
        self.d = dimension
        self.w = nn.Parameter(torch.ones(inputs))

    def forward(self, x: list[Tensor]) -> Tensor:
        """Weigh, then join."""
        exactly(self.inputs, x)
        w = normalised(self.w)
        return torch.cat([w[i] * part for i, part in enumerate(x)], self.d)


class BiFPN_Concat2(WeightedConcat):  # noqa: N801 -- the name that configs write
    """`WeightedConcat` of two layers.

    Shape:
        2 times `(N, c_i, H, W)` -> `(N, sum of c_i, H, W)`.

    Source:
        As `WeightedConcat`.
    """

    def __init__(self, dimension: int = 1) -> None:
        super().__init__(2, dimension)


class BiFPN_Concat3(WeightedConcat):  # noqa: N801
    """`WeightedConcat` of three layers.

    Shape:
        3 times `(N, c_i, H, W)` -> `(N, sum of c_i, H, W)`.

    Source:
        As `WeightedConcat`.
    """

    def __init__(self, dimension: int = 1) -> None:
        super().__init__(3, dimension)


class WeightedAdd(nn.Module):
    """Adds its inputs with learnt, normalised weights, then SiLU and a 1x1 convolution.

    Args:
        inputs: How many inputs.
        c1: Channels of every input.
        c2: Output channels.

    Shape:
        inputs times `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        EfficientDet, https://arxiv.org/abs/1911.09070: fast normalised fusion, activation
        before the convolution. The paper's convolution is a separable 3x3 with batch
        normalisation; the tutorials' forks, whose parameters this has, use 1x1 with bias.
    """

    def __init__(self, inputs: int, c1: int, c2: int) -> None:
        super().__init__()
        self.inputs = inputs
        self.w = nn.Parameter(torch.ones(inputs))
        self.conv = nn.Conv2d(c1, c2, 1)
        self.silu = nn.SiLU()

    def forward(self, x: list[Tensor]) -> Tensor:
        """Weigh, add, activate, convolve."""
        exactly(self.inputs, x)
        w = normalised(self.w)
        total = w[0] * x[0]
        for i in range(1, self.inputs):
            total = total + w[i] * x[i]
        y: Tensor = self.conv(self.silu(total))
        return y


class BiFPN_Add2(WeightedAdd):  # noqa: N801
    """`WeightedAdd` of two layers.

    Args:
        c1: Channels of every input.
        c2: Output channels.

    Shape:
        2 times `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        As `WeightedAdd`.
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__(2, c1, c2)


class BiFPN_Add3(WeightedAdd):  # noqa: N801
    """`WeightedAdd` of three layers.

    Args:
        c1: Channels of every input.
        c2: Output channels.

    Shape:
        3 times `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        As `WeightedAdd`.
    """

    def __init__(self, c1: int, c2: int) -> None:
        super().__init__(3, c1, c2)
