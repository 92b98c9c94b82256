"""Involution: a kernel for each place, the same for many channels."""

from torch import Tensor, nn

from builder.core.nn.conv import Conv

GROUP = 16  # channels that share a kernel
REDUCTION = 4


class Involution(nn.Module):
    """Two 1x1 convolutions make a kernel for each pixel, which 16 channels each share.

    Args:
        c1: Channels, which stay; a multiple of 16.
        c2: Channels that the row notes; not used otherwise.
        kernel_size: Kernel size, odd.
        stride: Stride; it must divide height and width.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H / stride, W / stride)`.

    Source:
        https://arxiv.org/abs/2103.06255, d-li14/involution, as iscyy/yoloair and other forks have
        it: their second convolution too is normalised and activated.

    Raises:
        ValueError: The channels are no multiple of 16.
    """

    def __init__(self, c1: int, c2: int, kernel_size: int, stride: int) -> None:  # noqa: ARG002
        super().__init__()
        if c1 % GROUP:
            raise ValueError(f"{c1} channels are no multiple of {GROUP}")
        self.kernel_size = kernel_size
        self.groups = c1 // GROUP
        self.conv1 = Conv(c1, c1 // REDUCTION, 1)
        self.conv2 = Conv(c1 // REDUCTION, kernel_size**2 * self.groups, 1, 1)
        self.avgpool = nn.AvgPool2d(stride, stride) if stride > 1 else None
        self.unfold = nn.Unfold(kernel_size, 1, (kernel_size - 1) // 2, stride)

    def forward(self, x: Tensor) -> Tensor:
        """Kernels of all places, then each times its window."""
        small = x if self.avgpool is None else self.avgpool(x)
        kernels = self.conv2(self.conv1(small))
        batch, _, height, width = kernels.shape
        area = self.kernel_size**2
        kernels = kernels.view(batch, self.groups, 1, area, height, width)
        windows = self.unfold(x).view(batch, self.groups, GROUP, area, height, width)
        y: Tensor = (kernels * windows).sum(3).view(batch, -1, height, width)
        return y
