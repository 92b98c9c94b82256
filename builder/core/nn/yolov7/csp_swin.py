"""YOLOv7's CSP blocks with a Swin transformer in the deep branch."""

from torch import nn

from builder.core.nn.yolov7.csp_a import BottleneckCSPA
from builder.core.nn.yolov7.csp_b import BottleneckCSPB
from builder.core.nn.yolov7.csp_c import BottleneckCSPC
from builder.core.nn.yolov7.swin import SwinTransformerBlock
from builder.core.nn.yolov7.swin2 import SwinTransformer2Block

HEAD = 32  # channels of an attention head


class STCSPA(BottleneckCSPA):
    """CSP block A with `n` Swin transformer layers in the deep branch.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must divide by 32.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and Swin Transformer,
        https://arxiv.org/abs/2103.14030, as in YOLOv7.
    """

    def inside(self, c: int, n: int, shortcut: bool, g: int) -> nn.Module:  # noqa: ARG002
        """Heads of 32 channels; no shortcuts or groups."""
        return SwinTransformerBlock(c, c, c // HEAD, n)


class STCSPB(BottleneckCSPB):
    """CSP block B with `n` Swin transformer layers in the deep branch.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must divide by 32.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and Swin Transformer,
        https://arxiv.org/abs/2103.14030, as in YOLOv7.
    """

    def inside(self, c: int, n: int, shortcut: bool, g: int) -> nn.Module:  # noqa: ARG002
        """Heads of 32 channels; no shortcuts or groups."""
        return SwinTransformerBlock(c, c, c // HEAD, n)


class STCSPC(BottleneckCSPC):
    """CSP block C with `n` Swin transformer layers in the deep branch.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must divide by 32.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and Swin Transformer,
        https://arxiv.org/abs/2103.14030, as in YOLOv7.
    """

    def inside(self, c: int, n: int, shortcut: bool, g: int) -> nn.Module:  # noqa: ARG002
        """Heads of 32 channels; no shortcuts or groups."""
        return SwinTransformerBlock(c, c, c // HEAD, n)


class ST2CSPA(BottleneckCSPA):
    """CSP block A with `n` Swin transformer layers of the second version in the deep branch.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must divide by 32.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and Swin Transformer V2,
        https://arxiv.org/abs/2111.09883, as in YOLOv7.
    """

    def inside(self, c: int, n: int, shortcut: bool, g: int) -> nn.Module:  # noqa: ARG002
        """Heads of 32 channels; no shortcuts or groups."""
        return SwinTransformer2Block(c, c, c // HEAD, n)


class ST2CSPB(BottleneckCSPB):
    """CSP block B with `n` Swin transformer layers of the second version in the deep branch.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must divide by 32.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and Swin Transformer V2,
        https://arxiv.org/abs/2111.09883, as in YOLOv7.
    """

    def inside(self, c: int, n: int, shortcut: bool, g: int) -> nn.Module:  # noqa: ARG002
        """Heads of 32 channels; no shortcuts or groups."""
        return SwinTransformer2Block(c, c, c // HEAD, n)


class ST2CSPC(BottleneckCSPC):
    """CSP block C with `n` Swin transformer layers of the second version in the deep branch.

    Shape:
        `(N, c1, H, W)` -> `(N, c2, H, W)`; the branch's channels must divide by 32.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, and Swin Transformer V2,
        https://arxiv.org/abs/2111.09883, as in YOLOv7.
    """

    def inside(self, c: int, n: int, shortcut: bool, g: int) -> nn.Module:  # noqa: ARG002
        """Heads of 32 channels; no shortcuts or groups."""
        return SwinTransformer2Block(c, c, c // HEAD, n)
