"""Convolutions that only Ultralytics has; `Conv` itself and its kin are YOLOv5's."""

from torch import Tensor, nn

from builder.core.nn.conv import Conv, Size, autopad


def chosen(act: bool | nn.Module, default: nn.Module) -> nn.Module:
    """The activation that `act` asks for: True the default, a module itself, False none."""
    if act is True:
        return default
    return act if isinstance(act, nn.Module) else nn.Identity()


class Conv2(Conv):
    """Conv with a 1x1 convolution beside the k x k one; both fold into one for inference.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size of the large convolution.
        s, p, g, d, act: As in `Conv`; a padding that is given fits only k = 1.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        Ultralytics, https://github.com/ultralytics/ultralytics; the idea is RepVGG's,
        https://arxiv.org/abs/2101.03697.
    """

    def __init__(
        self,
        c1: int,
        c2: int,
        k: Size = 3,
        s: Size = 1,
        p: Size | None = None,
        g: int = 1,
        d: int = 1,
        act: bool | nn.Module = True,
    ) -> None:
        super().__init__(c1, c2, k, s, p, g, d, act)
        self.cv2 = nn.Conv2d(c1, c2, 1, s, autopad(1, p, d), groups=g, dilation=d, bias=False)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> Tensor:
        """The sum of both, normalised and activated."""
        y: Tensor = self.act(self.bn(self.conv(x) + self.cv2(x)))
        return y


class ConvTranspose(nn.Module):
    """Transposed convolution, batch normalisation, activation.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size.
        s: Stride, the factor of enlargement.
        p: Padding.
        bn: Normalise; without it the convolution has a bias.
        act: True for SiLU, a module for another activation, False for none.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, (H - 1) * s - 2 * p + k, …)`, twice the size by default.

    Source:
        Ultralytics, https://github.com/ultralytics/ultralytics.
    """

    # Not Conv's: a config's `activation` leaves it as it is.
    default_act: nn.Module = nn.SiLU()

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 2,
        s: int = 2,
        p: int = 0,
        bn: bool = True,
        act: bool | nn.Module = True,
    ) -> None:
        super().__init__()
        self.conv_transpose = nn.ConvTranspose2d(c1, c2, k, s, p, bias=not bn)
        self.bn = nn.BatchNorm2d(c2) if bn else nn.Identity()
        self.act = chosen(act, self.default_act)

    def forward(self, x: Tensor) -> Tensor:
        """Enlarge, normalise, activate."""
        y: Tensor = self.act(self.bn(self.conv_transpose(x)))
        return y
