"""HorNet: recursive gated convolution and the blocks around it."""

from torch import Tensor, nn

from builder.core.nn.community.convnext import MapNorm, dropping, scale_of
from builder.core.nn.csp import C3


class gnconv(nn.Module):  # noqa: N801 -- the name that configs write
    """Recursive gated convolution: products of ever wider features, up to a given order.

    Args:
        c1: Channels, which stay; a multiple of 2**(order - 1).
        c2: Channels that the row notes; not used otherwise.
        order: How many features are multiplied.
        s: Factor on the depth-wise features.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2207.14284, raoyongming/HorNet, with its depth-wise 7x7. Its other
        form, a global filter in the frequency domain, is left out.

    Raises:
        ValueError: The channels can't be halved so often.
    """

    def __init__(self, c1: int, c2: int, order: int = 5, s: float = 1.0) -> None:  # noqa: ARG002
        super().__init__()
        self.dims = [c1 // 2**i for i in reversed(range(order))]
        if not self.dims or not self.dims[0]:
            raise ValueError(f"{c1} channels can't be halved for order {order}")
        self.proj_in = nn.Conv2d(c1, 2 * c1, 1)
        total = sum(self.dims)
        self.dwconv = nn.Conv2d(total, total, 7, padding=3, groups=total)
        self.proj_out = nn.Conv2d(c1, c1, 1)
        self.pws = nn.ModuleList(
            nn.Conv2d(self.dims[i], self.dims[i + 1], 1) for i in range(order - 1)
        )
        self.scale = s

    def forward(self, x: Tensor) -> Tensor:
        """Gate by the narrowest features, widen, gate again, until all channels are there."""
        gated, wide = self.proj_in(x).split((self.dims[0], sum(self.dims)), 1)
        gates = (self.dwconv(wide) * self.scale).split(self.dims, 1)
        for i, widen in enumerate(self.pws):
            gated = widen(gated * gates[i])
        y: Tensor = self.proj_out(gated * gates[-1])
        return y


class HorBlock(nn.Module):
    """Gated convolution, then two pointwise layers, a shortcut around each.

    Args:
        c1: Channels, which stay; a multiple of 16.
        c2: Channels that the row notes; not used otherwise.
        drop_path: Probability of dropping a branch of a sample while training.
        layer_scale_init_value: Start of the learnt factors of the branches; 0 leaves them out.

    Shape:
        `(N, c1, H, W)` -> `(N, c1, H, W)`.

    Source:
        https://arxiv.org/abs/2207.14284, raoyongming/HorNet, with its gnconv's defaults, as
        iscyy/yoloair builds it.
    """

    def __init__(
        self, c1: int, c2: int, drop_path: float = 0.0, layer_scale_init_value: float = 1e-6
    ) -> None:
        super().__init__()
        self.norm1 = MapNorm(c1, first=True)
        self.gnconv = gnconv(c1, c2)
        self.norm2 = MapNorm(c1)
        self.pwconv1 = nn.Linear(c1, 4 * c1)
        self.act = nn.GELU()
        self.pwconv2 = nn.Linear(4 * c1, c1)
        self.gamma1 = scale_of(c1, layer_scale_init_value)
        self.gamma2 = scale_of(c1, layer_scale_init_value)
        self.drop_path = dropping(drop_path)

    def forward(self, x: Tensor) -> Tensor:
        """Both branches, one after the other."""
        y: Tensor = self.gnconv(self.norm1(x))
        if self.gamma1 is not None:
            y = self.gamma1.view(-1, 1, 1) * y
        x = x + self.drop_path(y)
        y = self.pwconv2(self.act(self.pwconv1(self.norm2(x.permute(0, 2, 3, 1)))))
        if self.gamma2 is not None:
            y = self.gamma2 * y
        y = self.drop_path(y.permute(0, 3, 1, 2))
        return x + y


class C3HB(C3):
    """C3 with HorNet blocks in place of bottlenecks.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Blocks in a row.
        shortcut, g: Not used; rows may write them.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must be a multiple of 16.

    Source:
        iscyy/yoloair; https://arxiv.org/abs/2207.14284.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, 0, shortcut, g, e)
        hidden = int(c2 * e)
        self.m = nn.Sequential(*(HorBlock(hidden, hidden) for _ in range(n)))
