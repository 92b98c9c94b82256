"""Maps that listen to a text, and a text that looks at maps: YOLO-World's neck.

These blocks get the text's embedding `(N, classes, values)` beside what the row reads.
"""

import math

import torch
from torch import Tensor, nn

from builder.core.nn.conv import Conv
from builder.core.nn.ultralytics.csp import C2f


class MaxSigmoidAttnBlock(nn.Module):
    """Scales each head's channels by how well a pixel fits its best class.

    Args:
        c1: Input channels.
        c2: Output channels; must divide by the heads.
        nh: Heads.
        ec: Channels in which map and text are compared; must equal c2.
        gc: Values of the text embedding.

    Shape:
        `(N, c1, H, W)` and `(N, classes, gc)` -> `(N, c2, H, W)`.

    Source:
        YOLO-World, https://arxiv.org/abs/2401.17270, as in Ultralytics.
    """

    def __init__(self, c1: int, c2: int, nh: int = 1, ec: int = 128, gc: int = 512) -> None:
        super().__init__()
        self.nh = nh
        self.hc = c2 // nh
        self.ec = Conv(c1, ec, 1, act=False) if c1 != ec else None
        self.gl = nn.Linear(gc, ec)
        self.bias = nn.Parameter(torch.zeros(nh))
        self.proj_conv = Conv(c1, c2, 3, 1, act=False)

    def forward(self, x: Tensor, text: Tensor) -> Tensor:
        """Compare each pixel with each class; the best fit is the gate."""
        batch, _, height, width = x.shape
        classes = self.gl(text).view(batch, text.shape[1], self.nh, self.hc)
        pixels = x if self.ec is None else self.ec(x)
        pixels = pixels.view(batch, self.nh, self.hc, height * width)
        fits = pixels.transpose(2, 3) @ classes.permute(0, 2, 3, 1)
        gate = fits.amax(-1) / math.sqrt(self.hc) + self.bias[:, None]
        gate = gate.sigmoid().view(batch, self.nh, 1, height, width)
        y: Tensor = self.proj_conv(x)
        y = y.view(batch, self.nh, -1, height, width) * gate
        return y.view(batch, -1, height, width)


class C2fAttn(C2f):
    """C2f with one more step, which listens to the text.

    Args:
        c1: Input channels.
        c2: Output channels.
        n: Bottlenecks in a row.
        ec: Channels in which map and text are compared; must be those of each half.
        nh: Heads of the comparison.
        gc: Values of the text embedding.
        shortcut: Shortcuts in the bottlenecks.
        g: Groups in the bottlenecks.
        e: Channels of each half, as a fraction of c2.

    Shape:
        `(N, c1, H, W)` and `(N, classes, gc)` -> `(N, c2, H, W)`.

    Source:
        YOLO-World, https://arxiv.org/abs/2401.17270, as in Ultralytics.
    """

    takes_text = True

    def __init__(
        self,
        c1: int,
        c2: int,
        n: int = 1,
        ec: int = 128,
        nh: int = 1,
        gc: int = 512,
        shortcut: bool = False,
        g: int = 1,
        e: float = 0.5,
    ) -> None:
        super().__init__(c1, c2, n, shortcut, g, e)
        self.cv2 = Conv((3 + n) * self.c, c2, 1)
        self.attn = MaxSigmoidAttnBlock(self.c, self.c, nh, ec, gc)

    def forward(self, x: Tensor, text: Tensor) -> Tensor:  # type: ignore[override]
        """C2f's parts and the last one as the text gates it, together."""
        parts = list(self.cv1(x).chunk(2, 1))
        for block in self.m:
            parts.append(block(parts[-1]))
        parts.append(self.attn(parts[-1], text))
        y: Tensor = self.cv2(torch.cat(parts, 1))
        return y


class ImagePoolingAttn(nn.Module):
    """Lets the text attend to a few pooled pixels of each map; gives the text.

    Args:
        ec: Channels of the attention; must divide by the heads.
        ch: Channels of the maps.
        ct: Values of the text embedding.
        nh: Heads.
        k: Each map is max-pooled to k x k pixels.
        scale: Learn a factor for what is added to the text, from 0; False: all of it.

    Shape:
        `(N, c_i, H_i, W_i)` for each map and `(N, classes, ct)` -> `(N, classes, ct)`.

    Source:
        YOLO-World, https://arxiv.org/abs/2401.17270, as in Ultralytics.
    """

    takes_text = True
    gives_text = True  # its output takes the place of the text for later blocks

    def __init__(
        self,
        ec: int = 256,
        ch: tuple[int, ...] | list[int] = (),
        ct: int = 512,
        nh: int = 8,
        k: int = 3,
        scale: bool = False,
    ) -> None:
        super().__init__()
        self.query = nn.Sequential(nn.LayerNorm(ct), nn.Linear(ct, ec))
        self.key = nn.Sequential(nn.LayerNorm(ec), nn.Linear(ec, ec))
        self.value = nn.Sequential(nn.LayerNorm(ec), nn.Linear(ec, ec))
        self.proj = nn.Linear(ec, ct)
        self.scale = nn.Parameter(torch.zeros(1)) if scale else 1.0
        self.projections = nn.ModuleList(nn.Conv2d(c, ec, 1) for c in ch)
        self.im_pools = nn.ModuleList(nn.AdaptiveMaxPool2d((k, k)) for _ in ch)
        self.nh = nh
        self.hc = ec // nh

    def forward(self, x: list[Tensor], text: Tensor) -> Tensor:
        """Pool, attend, add."""
        ways = zip(x, self.projections, self.im_pools, strict=True)
        pooled = [pool(project(one)).flatten(2) for one, project, pool in ways]
        pixels = torch.cat(pooled, 2).transpose(1, 2)
        batch, heads = x[0].shape[0], (self.nh, self.hc)
        q = self.query(text).reshape(batch, -1, *heads)
        k = self.key(pixels).reshape(batch, -1, *heads)
        v = self.value(pixels).reshape(batch, -1, *heads)
        weights = (torch.einsum("bnmc,bkmc->bmnk", q, k) / math.sqrt(self.hc)).softmax(-1)
        seen = torch.einsum("bmnk,bkmc->bnmc", weights, v).flatten(2)
        y: Tensor = self.proj(seen) * self.scale + text
        return y
