"""What the community's blocks compute, where no author's code was measured or a shape lies."""

import math
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402, N812

from builder.core.nn.community.asff import ASFF2, ASFF3  # noqa: E402
from builder.core.nn.community.carafe import CARAFE  # noqa: E402
from builder.core.nn.community.coordconv import CoordConv  # noqa: E402
from builder.core.nn.community.dcn import DCNv2  # noqa: E402
from builder.core.nn.community.dysample import DySample  # noqa: E402
from builder.core.nn.community.elan import ELAN, ELANW  # noqa: E402
from builder.core.nn.community.fasternet import Faster_Block  # noqa: E402
from builder.core.nn.community.involution import Involution  # noqa: E402
from builder.core.nn.community.odconv import ODConv2d  # noqa: E402
from builder.core.nn.community.shufflenet import Shuffle_Block  # noqa: E402
from builder.core.nn.community.space_to_depth import HaarTransform, space_to_depth  # noqa: E402
from builder.core.nn.resample import Contract  # noqa: E402

pytestmark = pytest.mark.torch


def noise(*shape: int, seed: int = 1) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def bare(module: DCNv2) -> DCNv2:
    """Only the convolution, without what comes after it."""
    module.bn = nn.Identity()  # type: ignore[assignment]
    module.act = nn.Identity()
    return module.eval()


def deformed(x: Tensor, module: DCNv2, offset: Tensor, mask: Tensor) -> Tensor:
    """The paper's formula, one number at a time."""
    batch, _, rows, columns = offset.shape
    k, groups = module.k, module.deformable_groups
    out = module.bias.view(1, -1, 1, 1).repeat(batch, 1, rows, columns)
    each = x.shape[1] // groups
    for n in range(batch):
        for row in range(rows):
            for column in range(columns):
                for tap in range(groups * k * k):
                    group, at = divmod(tap, k * k)
                    y = row * module.s - module.p + at // k + offset[n, 2 * tap, row, column].item()
                    z = column * module.s - module.p + at % k
                    z += offset[n, 2 * tap + 1, row, column].item()
                    for c in range(group * each, (group + 1) * each):
                        value = between(x[n, c], y, z) * mask[n, tap, row, column]
                        out[n, :, row, column] += value * module.weight[:, c, at // k, at % k]
    return out


def between(plane: Tensor, y: float, z: float) -> float:
    """The bilinear value at a place; nothing lies outside."""
    total = 0.0
    for row in (math.floor(y), math.floor(y) + 1):
        for column in (math.floor(z), math.floor(z) + 1):
            if 0 <= row < plane.shape[0] and 0 <= column < plane.shape[1]:
                total += plane[row, column].item() * (1 - abs(y - row)) * (1 - abs(z - column))
    return total


@torch.no_grad()
def test_deformable_convolution_starts_as_half_a_convolution() -> None:
    module = bare(DCNv2(4, 6, 3, 2))
    x = noise(2, 4, 7, 6)
    expected = F.conv2d(x, module.weight / 2, module.bias, 2, 1)
    assert torch.allclose(module(x), expected, atol=1e-5)


@pytest.mark.parametrize(("k", "s", "p", "groups"), [(3, 1, 1, 1), (3, 2, 1, 2), (2, 1, 0, 4)])
@torch.no_grad()
def test_deformable_convolution_is_the_papers_formula(k: int, s: int, p: int, groups: int) -> None:
    module = bare(DCNv2(4, 3, k, s, p, deformable_groups=groups))
    module.conv_offset_mask.weight.copy_(noise(*module.conv_offset_mask.weight.shape) * 0.5)
    module.bias.copy_(noise(3))
    x = noise(2, 4, 5, 4, seed=2)
    found = module.conv_offset_mask(x)
    offset, mask = found.split([2 * groups * k * k, groups * k * k], 1)
    assert offset.abs().max() > 2  # some taps fall off the map
    assert torch.allclose(module(x), deformed(x, module, offset, mask.sigmoid()), atol=1e-4)


def test_deformable_convolution_refuses_dilation_as_its_offsets_have_none() -> None:
    with pytest.raises(ValueError, match="dilation 2"):
        DCNv2(4, 4, 3, 1, 2, 2)(noise(1, 4, 8, 8))
    with pytest.raises(RuntimeError):
        DCNv2(4, 4, 3, g=2)(noise(1, 4, 8, 8))


@torch.no_grad()
def test_dysample_without_offsets_is_bilinear() -> None:
    for scale in (2, 3):
        module = DySample(8, scale)
        module.offset.weight.zero_()
        x = noise(2, 8, 4, 5)
        expected = F.interpolate(x, scale_factor=scale, mode="bilinear")
        assert torch.allclose(module(x), expected, atol=1e-5)


@pytest.mark.parametrize("args", [(6,), (6, 2, "lp", 4), (6, 2, "pl", 2), (8, 2, "up")])
def test_dysample_refuses_what_its_groups_cannot_share(args: Any) -> None:
    with pytest.raises(ValueError, match=r"groups|style"):
        DySample(*args)


@torch.no_grad()
def test_carafe_with_equal_weights_averages_windows_of_the_old_map() -> None:
    module = CARAFE(3, k_up=3).eval()
    for parameter in module.parameters():
        parameter.zero_()
    x = noise(1, 3, 4, 5)
    mean = F.avg_pool2d(x, 3, 1, 1)
    assert torch.allclose(module(x), F.interpolate(mean, scale_factor=2), atol=1e-6)


def rows_of(module: ELAN | ELANW, sources: list[int], x: Tensor) -> Tensor:
    """The eight rows of YOLOv7, each reading the one before but for the second and the join."""
    outputs = [x, module.cv1(x), module.cv2(x)]
    for conv in module.m:
        outputs.append(conv(outputs[-1]))
    result: Tensor = module.cv3(torch.cat([outputs[source] for source in sources], 1))
    return result


@torch.no_grad()
def test_elan_joins_what_yolov7_joins() -> None:
    narrow, wide = ELAN(8, 16).eval(), ELANW(8, 16).eval()
    x = noise(1, 8, 4, 5)
    assert torch.equal(narrow(x), rows_of(narrow, [-1, -3, -5, -6], x))
    assert torch.equal(wide(x), rows_of(wide, [-1, -2, -3, -4, -5, -6], x))


@torch.no_grad()
def test_coordconv_sees_places_from_minus_one_to_one() -> None:
    module = CoordConv(1, 3, 1, act=False, with_r=True).eval()
    module.conv.conv.weight.copy_(torch.eye(4)[1:].view(3, 4, 1, 1))
    across, down, distance = module(torch.zeros(1, 1, 3, 5))[0]
    root = math.sqrt(1 + module.conv.bn.eps)
    assert torch.allclose(across * root, torch.linspace(-1, 1, 5).expand(3, 5), atol=1e-6)
    assert torch.allclose(down * root, torch.linspace(-1, 1, 3).view(3, 1).expand(3, 5), atol=1e-6)
    assert distance[1, 2].item() == 0
    assert distance[0, 0].item() * root == pytest.approx(math.sqrt(2), rel=1e-5)


def test_space_to_depth_keeps_every_value() -> None:
    x = noise(1, 2, 4, 6)
    folded = Contract(2)(x)
    ours = space_to_depth()(x)
    assert ours.shape == folded.shape
    assert sorted(ours.flatten().tolist()) == sorted(x.flatten().tolist())
    assert torch.equal(ours[:, :2], folded[:, :2])


def test_haar_bands_hold_the_energy_of_the_map() -> None:
    x = noise(1, 3, 6, 8)
    bands = HaarTransform()(x)
    assert bands.square().sum().item() == pytest.approx(x.square().sum().item(), rel=1e-5)
    assert torch.allclose(bands[:, :3], 2 * F.avg_pool2d(x, 2), atol=1e-6)


def test_shuffle_block_interleaves_what_passes() -> None:
    x = noise(1, 8, 4, 4)
    assert torch.equal(Shuffle_Block(8, 8, 1)(x)[:, ::2], x[:, :4])
    with pytest.raises(ValueError, match="stride 1"):
        Shuffle_Block(8, 16, 1)


def test_faster_block_convolves_a_quarter_of_the_channels() -> None:
    block = Faster_Block(8, 8)
    x = noise(1, 8, 4, 4)
    mixed = block.spatial_mixing(x)
    assert torch.equal(mixed[:, 2:], x[:, 2:])
    assert not torch.equal(mixed[:, :2], x[:, :2])


@pytest.mark.parametrize(
    "build",
    [
        lambda: ASFF2([8, 8], 8, 2),
        lambda: ASFF3([8, 8, 8], 8, -1),
        lambda: ASFF3([8, 8], 8),
        lambda: Involution(24, 24, 3, 1),
    ],
)
def test_refusals_tell_why(build: Any) -> None:
    with pytest.raises(ValueError, match=r"level|multiple"):
        build()


def test_odconv_cannot_train_on_one_image_as_its_averages_are_normalised() -> None:
    module = ODConv2d(8, 8, 3, 1, 1)
    with pytest.raises(ValueError, match="more than 1 value"):
        module(noise(1, 8, 4, 4))
    assert module.eval()(noise(1, 8, 4, 4)).shape == (1, 8, 4, 4)
