"""Online re-parameterisation: the branches are added as kernels, before one convolution runs."""

import math
from typing import ClassVar, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 -- everybody's name for it

Mode = Literal["zeros", "reflect", "replicate", "circular"]

EXPANSION = 8  # channels of the depth-wise separable branch, as a multiple of the input's
# What each branch's kernel is multiplied by at the start: 3x3, average, frequencies, 1x1 with 3x3,
# depth-wise separable. A sixth row, where an identity would fit, is never used.
STARTS = (0.25, 0.25, 0.0, 0.5, 0.5)


class OREPA3x3RepConv(nn.Module):
    """A 3x3 convolution whose kernel is the sum of five learnt ones.

    Args:
        c1: Input channels.
        c2: Output channels.
        s: Stride.
        g: Groups; the branches' kernels fit together for 1 only.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        OREPA, https://arxiv.org/abs/2204.00826, as in YOLOv7 (there OREPA_3x3_RepConv).
    """

    weight_rbr_avg_avg: Tensor
    weight_rbr_prior: Tensor
    id_tensor: Tensor

    def __init__(self, c1: int, c2: int, s: int = 1, g: int = 1) -> None:
        super().__init__()
        if g >= c2:
            raise NotImplementedError("OREPA needs fewer groups than output channels")
        self.stride = s
        self.groups = g
        inner = int(c1 / g)
        self.weight_rbr_origin = kernel(c2, inner, 3)
        self.weight_rbr_avg_conv = kernel(c2, inner, 1)
        self.weight_rbr_pfir_conv = kernel(c2, inner, 1)
        self.register_buffer("weight_rbr_avg_avg", torch.full((3, 3), 1 / 9))
        self.weight_rbr_1x1_kxk_idconv1 = nn.Parameter(torch.zeros(c1, inner, 1, 1))
        self.register_buffer("id_tensor", identity(c1, inner))
        self.weight_rbr_1x1_kxk_conv2 = kernel(c2, inner, 3)
        self.weight_rbr_gconv_dw = kernel(c1 * EXPANSION, 1, 3)
        self.weight_rbr_gconv_pw = kernel(c2, c1 * EXPANSION, 1)
        rows = len(STARTS) + (c1 == c2 and s == 1)
        self.vector = nn.Parameter(torch.zeros(rows, c2))
        for row, start in enumerate(STARTS):
            nn.init.constant_(self.vector[row], start)
        self.nonlinear = nn.Identity()
        self.bn = nn.BatchNorm2d(c2)
        self.register_buffer("weight_rbr_prior", frequencies(c2))

    def forward(self, x: Tensor) -> Tensor:
        """One convolution with the summed kernel, then normalisation."""
        y = F.conv2d(x, self.weight_gen(), None, self.stride, 1, 1, self.groups)
        z: Tensor = self.nonlinear(self.bn(y))
        return z

    def weight_gen(self) -> Tensor:
        """The sum of the branches' kernels, `(c2, c1 / groups, 3, 3)`."""
        kernels = (
            self.weight_rbr_origin,
            self.weight_rbr_avg_conv * self.weight_rbr_avg_avg,
            self.weight_rbr_pfir_conv * self.weight_rbr_prior.unsqueeze(1),
            self.pointwise_then_square(),
            self.depthwise_then_pointwise(),
        )
        total = kernels[0] * self.share(0)
        for row in range(1, len(kernels)):
            total = total + kernels[row] * self.share(row)
        return total

    def share(self, row: int) -> Tensor:
        """The factor of one branch for each output channel."""
        return self.vector[row].view(-1, 1, 1, 1)

    def pointwise_then_square(self) -> Tensor:
        """A 1x1 kernel that starts as the identity, followed by a 3x3 one, in one kernel."""
        # Squeezed like this a single input channel leaves no matrix, and the product refuses.
        first = (self.weight_rbr_1x1_kxk_idconv1 + self.id_tensor).squeeze()
        second = self.weight_rbr_1x1_kxk_conv2
        if self.groups == 1:
            return torch.einsum("ti,othw->oihw", first, second)
        outs, inner = second.shape[:2]
        parts = first.view(self.groups, -1, inner)
        squares = second.view(self.groups, -1, inner, 3, 3)
        return torch.einsum("gti,gothw->goihw", parts, squares).reshape(outs, inner, 3, 3)

    def depthwise_then_pointwise(self) -> Tensor:
        """A depth-wise 3x3 kernel followed by a 1x1 one, in one kernel, `(c2, c1, 3, 3)`."""
        wide, outs = self.weight_rbr_gconv_dw, self.weight_rbr_gconv_pw.shape[0]
        deep = wide.view(-1, EXPANSION, 3, 3)
        point = self.weight_rbr_gconv_pw.view(outs, -1, EXPANSION)
        return torch.einsum("gthw,ogt->oghw", deep, point)


def kernel(outs: int, ins: int, side: int) -> nn.Parameter:
    """A learnt kernel with He's initial values."""
    made = nn.Parameter(torch.empty(outs, ins, side, side))
    nn.init.kaiming_uniform_(made, a=1.0)
    return made


def identity(channels: int, inner: int) -> Tensor:
    """1x1 kernels that hand the channels of each group on as they are."""
    return torch.eye(inner).repeat(channels // inner, 1).view(channels, inner, 1, 1)


def frequencies(channels: int) -> Tensor:
    """Cosines over a 3x3 kernel: down for the first half of the channels, across for the rest."""
    half = channels / 2
    number = torch.arange(channels, dtype=torch.float32)
    vertical = number < half
    wave = torch.where(vertical, number + 1, number + 1 - half).view(-1, 1)
    place = torch.arange(3, dtype=torch.float32) + 0.5
    along = torch.cos(wave * place * (math.pi / 3))
    down = along.view(-1, 3, 1).expand(channels, 3, 3)
    across = along.view(-1, 1, 3).expand(channels, 3, 3)
    return torch.where(vertical.view(-1, 1, 1), down, across)


class ConvBN(nn.Module):
    """Convolution without bias and batch normalisation.

    Args:
        c1: Input channels.
        c2: Output channels.
        s: Stride.
        g: Groups.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        YOLOv7.
    """

    def __init__(self, c1: int, c2: int, s: int = 1, g: int = 1) -> None:
        super().__init__()
        self.nonlinear = nn.Identity()
        self.conv = nn.Conv2d(c1, c2, 1, s, groups=g, bias=False)
        self.bn = nn.BatchNorm2d(c2)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise."""
        y: Tensor = self.nonlinear(self.bn(self.conv(x)))
        return y


class RepConv_OREPA(nn.Module):  # noqa: N801 -- the name that configs write
    """`RepConv` whose 3x3 branch has a kernel re-parameterised while training.

    Args:
        c1: Input channels.
        c2: Output channels.
        k: Kernel size; must be 3.
        s: Stride.
        padding: Must be 1.
        dilation: Of the one convolution that `deploy` makes; the branches have none.
        groups: Groups; only `deploy` runs with more than 1.
        padding_mode: Of the one convolution that `deploy` makes.
        deploy: Make the one convolution that stands for all branches.
        use_se: Refused: the trainer has no such part.
        nonlinear: True for the trainer's SiLU, a module for another activation, None for none.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H / s, W / s)`.

    Source:
        OREPA, https://arxiv.org/abs/2204.00826, as in YOLOv7.
    """

    # One object for all, as it is the default of an argument there; it counts as one module.
    default_act: ClassVar[nn.Module] = nn.SiLU()

    def __init__(
        self,
        c1: int,
        c2: int,
        k: int = 3,
        s: int = 1,
        padding: int = 1,
        dilation: int = 1,
        groups: int = 1,
        padding_mode: Mode = "zeros",
        deploy: bool = False,
        use_se: bool = False,
        nonlinear: bool | nn.Module | None = True,
    ) -> None:
        super().__init__()
        assert k == 3, "RepConv_OREPA needs a kernel of 3"
        assert padding == 1, "RepConv_OREPA needs a padding of 1"
        if use_se:
            raise NameError("name 'SEBlock' is not defined")
        self.deploy = deploy
        self.nonlinearity = self.activation(nonlinear)
        self.se = nn.Identity()
        if deploy:
            self.rbr_reparam = nn.Conv2d(
                c1, c2, 3, s, 1, dilation, groups, padding_mode=padding_mode
            )
            return
        self.rbr_identity = nn.BatchNorm2d(c1) if c1 == c2 and s == 1 else None
        self.rbr_dense = OREPA3x3RepConv(c1, c2, s, groups)
        self.rbr_1x1 = ConvBN(c1, c2, s, groups)

    def activation(self, nonlinear: bool | nn.Module | None) -> nn.Module:
        """The shared one for True, nothing for None, else the module itself."""
        if nonlinear is True:
            return self.default_act
        if nonlinear is None:
            return nn.Identity()
        assert isinstance(nonlinear, nn.Module), "an activation is a module"
        return nonlinear

    def forward(self, x: Tensor) -> Tensor:
        """Sum of the branches, activated."""
        y = self.rbr_reparam(x) if self.deploy else self.branches(x)
        z: Tensor = self.nonlinearity(self.se(y))
        return z

    def branches(self, x: Tensor) -> Tensor:
        """What the one convolution will compute."""
        identity = 0 if self.rbr_identity is None else self.rbr_identity(x)
        y: Tensor = self.rbr_dense(x) + self.rbr_1x1(x) + identity
        return y
