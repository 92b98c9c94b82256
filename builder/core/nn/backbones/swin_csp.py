"""C3 with Swin blocks in place of its bottlenecks."""

from torch import Tensor, nn

from builder.core.nn.backbones.swin_parts import Mlp, WindowAttention, attended, shift_mask
from builder.core.nn.conv import Conv
from builder.core.nn.csp import C3


class SwinTransformerLayer(nn.Module):
    """A Swin block on a map that is padded first, with SiLU in the perceptron.

    Args:
        c: Channels.
        num_heads: Heads; must divide the channels.
        window_size: Side of a window.
        shift_size: Places by which the windows are shifted; 0: not.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030, as it stands in forks of YOLOv5 and in
        YOLOv7: windows of 8, padding before the normalisation.
    """

    def __init__(self, c: int, num_heads: int, window_size: int = 8, shift_size: int = 0) -> None:
        super().__init__()
        self.window_size, self.shift_size = window_size, shift_size
        self.norm1 = nn.LayerNorm(c)
        self.attn = WindowAttention(c, window_size, num_heads)
        self.drop_path = nn.Identity()
        self.norm2 = nn.LayerNorm(c)
        self.mlp = Mlp(c, 4 * c, act=nn.SiLU)

    def forward(self, x: Tensor) -> Tensor:
        """Pad, attend, run the perceptron, cut the padding off."""
        _, _, h, w = x.shape
        size, shift = self.window_size, self.shift_size
        x = nn.functional.pad(x, (0, -w % size, 0, -h % size)).permute(0, 2, 3, 1)
        mask = shift_mask(x.shape[1], x.shape[2], size, shift, x) if shift else None
        x = x + self.drop_path(attended(self.norm1(x), self.attn, size, shift, mask))
        x = x + self.drop_path(self.mlp(self.norm2(x)))
        return x.permute(0, 3, 1, 2)[:, :, :h, :w]


class SwinTransformerBlock(nn.Module):
    """Swin layers in a row, every other one with shifted windows.

    Args:
        c1: Input channels.
        c2: Output channels; a Conv comes first where they differ.
        num_heads: Heads; must divide c2.
        num_layers: Layers.
        window_size: Side of a window.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        Swin Transformer, https://arxiv.org/abs/2103.14030, as in forks of YOLOv5 and in YOLOv7.
    """

    def __init__(
        self, c1: int, c2: int, num_heads: int, num_layers: int, window_size: int = 8
    ) -> None:
        super().__init__()
        self.conv = Conv(c1, c2) if c1 != c2 else None
        self.blocks = nn.Sequential(
            *(
                SwinTransformerLayer(c2, num_heads, window_size, window_size // 2 if i % 2 else 0)
                for i in range(num_layers)
            )
        )

    def forward(self, x: Tensor) -> Tensor:
        """Fit the channels, run all layers."""
        if self.conv is not None:
            x = self.conv(x)
        y: Tensor = self.blocks(x)
        return y


class C3STR(C3):
    """C3 with Swin layers instead of bottlenecks: windows of 8, a head for every 32 channels.

    Args:
        c1: Input channels.
        c2: Output channels; the hidden ones must be at least 32 and divisible by the heads.
        n: Swin layers.
        shortcut: Without effect, as in the forks.
        g: Without effect, as in the forks; must divide the hidden channels all the same.
        e: Channels of each branch, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`.

    Source:
        Forks of YOLOv5, over Swin Transformer, https://arxiv.org/abs/2103.14030. Some of them pass
        the arguments on wrongly (`c2` twice) and do not build; this is the form that does.
    """

    def __init__(
        self, c1: int, c2: int, n: int = 1, shortcut: bool = True, g: int = 1, e: float = 0.5
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        hidden = int(c2 * e)
        self.m: nn.Module = SwinTransformerBlock(hidden, hidden, hidden // 32, n)
