"""FasterNet: convolutions on a quarter of the channels; each size as one block."""

import torch
from torch import Tensor, nn


class PartialConv(nn.Module):
    """A 3x3 convolution on the first quarter of the channels; the others pass.

    Args:
        c: Channels.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        FasterNet, https://arxiv.org/abs/2303.03667, section 3.2.
    """

    def __init__(self, c: int) -> None:
        super().__init__()
        self.some, self.rest = c // 4, c - c // 4
        self.partial_conv3 = nn.Conv2d(self.some, self.some, 3, 1, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve the first part, join both."""
        first, rest = torch.split(x, [self.some, self.rest], 1)
        return torch.cat((self.partial_conv3(first), rest), 1)


class FasterBlock(nn.Module):
    """Partial convolution, then two 1x1 convolutions, with a shortcut round all of it.

    Args:
        c: Channels.
        act: Class of the activation.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        `MLPBlock` of https://github.com/JierunChen/FasterNet.
    """

    def __init__(self, c: int, act: type[nn.Module]) -> None:
        super().__init__()
        self.drop_path = nn.Identity()
        self.mlp = nn.Sequential(
            nn.Conv2d(c, 2 * c, 1, bias=False), nn.BatchNorm2d(2 * c), act(),
            nn.Conv2d(2 * c, c, 1, bias=False),
        )  # fmt: skip
        self.spatial_mixing = PartialConv(c)

    def forward(self, x: Tensor) -> Tensor:
        """Mix places, then channels."""
        y: Tensor = x + self.drop_path(self.mlp(self.spatial_mixing(x)))
        return y


class FasterStage(nn.Module):
    """Blocks in a row.

    Args:
        c: Channels.
        depth: Blocks.
        act: Class of the activation.

    Shape:
        `(N, c, H, W)` -> `(N, c, H, W)`.

    Source:
        `BasicStage` of https://github.com/JierunChen/FasterNet.
    """

    def __init__(self, c: int, depth: int, act: type[nn.Module]) -> None:
        super().__init__()
        self.blocks = nn.Sequential(*(FasterBlock(c, act) for _ in range(depth)))

    def forward(self, x: Tensor) -> Tensor:
        """All blocks."""
        y: Tensor = self.blocks(x)
        return y


class FasterEmbed(nn.Module):
    """The patches at the beginning: a convolution whose stride is its kernel, normalised.

    Args:
        c2: Output channels.

    Shape:
        `(N, 3, H, W)` -> `(N, c2, H / 4, W / 4)`.

    Source:
        `PatchEmbed` of https://github.com/JierunChen/FasterNet.
    """

    def __init__(self, c2: int) -> None:
        super().__init__()
        self.proj = nn.Conv2d(3, c2, 4, 4, bias=False)
        self.norm = nn.BatchNorm2d(c2)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise."""
        y: Tensor = self.norm(self.proj(x))
        return y


class FasterMerging(nn.Module):
    """Half the resolution, twice the channels: a 2x2 convolution, normalised.

    Args:
        c: Input channels.

    Shape:
        `(N, c, H, W)` -> `(N, 2 * c, H / 2, W / 2)`.

    Source:
        `PatchMerging` of https://github.com/JierunChen/FasterNet.
    """

    def __init__(self, c: int) -> None:
        super().__init__()
        self.reduction = nn.Conv2d(c, 2 * c, 2, 2, bias=False)
        self.norm = nn.BatchNorm2d(2 * c)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve, normalise."""
        y: Tensor = self.norm(self.reduction(x))
        return y


class FasterNet(nn.Module):
    """The backbone of which `fasternet_t0` and its like are sizes.

    Args:
        c: Channels of the first stage; every other stage has twice those before.
        depths: Blocks of the stages.
        act: Class of the activation.

    Shape:
        `(N, 3, H, W)` -> four maps of strides 4, 8, 16 and 32, normalised once more.

    Source:
        FasterNet, https://arxiv.org/abs/2303.03667; norms on all four maps as in the authors'
        detection code, which the tutorials for YOLO take over.
    """

    def __init__(
        self, c: int, depths: tuple[int, int, int, int], act: type[nn.Module] = nn.ReLU
    ) -> None:
        super().__init__()
        self.width_list = [c * 2**i for i in range(4)]
        self.channel = list(self.width_list)  # forks read either
        self.patch_embed = FasterEmbed(c)
        stages: list[nn.Module] = []
        for i, (width, depth) in enumerate(zip(self.width_list, depths, strict=True)):
            if i:
                stages.append(FasterMerging(width // 2))
            stages.append(FasterStage(width, depth, act))
        self.stages = nn.Sequential(*stages)
        self.norm0, self.norm2, self.norm4, self.norm6 = map(nn.BatchNorm2d, self.width_list)

    def forward(self, x: Tensor) -> list[Tensor]:
        """The maps after each stage, normalised; the next stage gets them as they were."""
        maps = []
        x = self.patch_embed(x)
        norms = {0: self.norm0, 2: self.norm2, 4: self.norm4, 6: self.norm6}
        for index, stage in enumerate(self.stages):
            x = stage(x)
            if index in norms:
                maps.append(norms[index](x))
        return maps


class fasternet_t0(FasterNet):  # noqa: N801 -- the name that configs write
    """FasterNet-T0.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 40, 80, 160 and 320 channels.

    Source:
        FasterNet, https://arxiv.org/abs/2303.03667.
    """

    def __init__(self) -> None:
        super().__init__(40, (1, 2, 8, 2), nn.GELU)


class fasternet_t1(FasterNet):  # noqa: N801 -- the name that configs write
    """FasterNet-T1.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 64, 128, 256 and 512 channels.

    Source:
        FasterNet, https://arxiv.org/abs/2303.03667.
    """

    def __init__(self) -> None:
        super().__init__(64, (1, 2, 8, 2), nn.GELU)


class fasternet_t2(FasterNet):  # noqa: N801 -- the name that configs write
    """FasterNet-T2.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 96, 192, 384 and 768 channels.

    Source:
        FasterNet, https://arxiv.org/abs/2303.03667.
    """

    def __init__(self) -> None:
        super().__init__(96, (1, 2, 8, 2))


class fasternet_s(FasterNet):  # noqa: N801 -- the name that configs write
    """FasterNet-S.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 128, 256, 512 and 1024 channels.

    Source:
        FasterNet, https://arxiv.org/abs/2303.03667.
    """

    def __init__(self) -> None:
        super().__init__(128, (1, 2, 13, 2))


class fasternet_m(FasterNet):  # noqa: N801 -- the name that configs write
    """FasterNet-M.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 144, 288, 576 and 1152 channels.

    Source:
        FasterNet, https://arxiv.org/abs/2303.03667.
    """

    def __init__(self) -> None:
        super().__init__(144, (3, 4, 18, 3))


class fasternet_l(FasterNet):  # noqa: N801 -- the name that configs write
    """FasterNet-L.

    Shape:
        `(N, 3, H, W)` -> maps of strides 4 to 32 with 192, 384, 768 and 1536 channels.

    Source:
        FasterNet, https://arxiv.org/abs/2303.03667.
    """

    def __init__(self) -> None:
        super().__init__(192, (3, 4, 18, 3))
