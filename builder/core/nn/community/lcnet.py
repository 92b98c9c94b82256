"""PP-LCNet: depth-wise separable convolutions with hard swish, late gates and a wide end."""

from torch import Tensor, nn


class CBH(nn.Module):
    """Convolution, batch normalisation, hard swish.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size, odd.
        s: Stride.
        g: Groups.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        https://arxiv.org/abs/2109.15099, as in YOLOv5-Lite (ppogg).
    """

    def __init__(self, c1: int, c2: int, k: int, s: int, g: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(c1, c2, k, s, (k - 1) // 2, groups=g, bias=False)
        self.bn = nn.BatchNorm2d(c2)
        self.hardswish = nn.Hardswish()

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise, activate."""
        y: Tensor = self.hardswish(self.bn(self.conv(x)))
        return y


class LCGate(nn.Module):
    """Squeeze-and-excitation whose gates are SiLU of a linear function, and so not bounded.

    Args:
        c: Channels; a quarter of them are inside.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        YOLOv5-Lite (ppogg); the paper's gate ends in a hard sigmoid.
    """

    def __init__(self, c: int) -> None:
        super().__init__()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.conv1 = nn.Conv2d(c, c // 4, 1)
        self.relu = nn.ReLU()
        self.conv2 = nn.Conv2d(c // 4, c, 1)
        self.SiLU = nn.SiLU()

    def forward(self, x: Tensor) -> Tensor:
        """A gate for each channel from the averages of all."""
        y: Tensor = x * self.SiLU(self.conv2(self.relu(self.conv1(self.avg_pool(x)))))
        return y


class LC_Block(nn.Module):  # noqa: N801 -- the name that configs write
    """Depth-wise convolution, maybe a gate, pointwise convolution.

    Args:
        c1: Input channels.
        c2: Output channels.
        stride: Stride of the depth-wise convolution.
        dw_size: Its kernel size, odd.
        use_se: Whether there is a gate.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / stride, W / stride)`.

    Source:
        https://arxiv.org/abs/2109.15099, as in YOLOv5-Lite (ppogg).
    """

    def __init__(self, c1: int, c2: int, stride: int, dw_size: int, use_se: bool = False) -> None:
        super().__init__()
        self.dw_conv = CBH(c1, c1, dw_size, stride, c1)
        self.se = LCGate(c1) if use_se else None
        self.pw_conv = CBH(c1, c2, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Space, gate, channels."""
        deep = self.dw_conv(x)
        if self.se is not None:
            deep = self.se(deep)
        y: Tensor = self.pw_conv(deep)
        return y


class Dense(nn.Module):
    """Convolution without padding or normalisation, hard swish, dropout.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size; other than 1 the map shrinks.
        dropout_prob: Probability of dropping a value while training.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H - k + 1, W - k + 1)`.

    Source:
        https://arxiv.org/abs/2109.15099, as in YOLOv5-Lite (ppogg), which leaves out the pooling
        and the last linear layer.
    """

    def __init__(self, c1: int, c2: int, k: int, dropout_prob: float) -> None:
        super().__init__()
        self.dense_conv = nn.Conv2d(c1, c2, k, bias=False)
        self.hardswish = nn.Hardswish()
        self.dropout = nn.Dropout(dropout_prob)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, activate, drop."""
        y: Tensor = self.dropout(self.hardswish(self.dense_conv(x)))
        return y
