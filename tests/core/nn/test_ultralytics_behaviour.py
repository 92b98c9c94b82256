"""What the blocks of Ultralytics compute, where neither a shape nor one value tells."""

from itertools import pairwise
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402, N812

from builder.core.nn import csp as yolov5_csp  # noqa: E402
from builder.core.nn.conv import Conv  # noqa: E402
from builder.core.nn.ultralytics.area_attention import A2C2f, AAttn, ABlock  # noqa: E402
from builder.core.nn.ultralytics.c3k import C3k, C3k2  # noqa: E402
from builder.core.nn.ultralytics.conv import Conv2, ConvTranspose  # noqa: E402
from builder.core.nn.ultralytics.csp import Bottleneck, C2f  # noqa: E402
from builder.core.nn.ultralytics.hgnet import HGBlock  # noqa: E402
from builder.core.nn.ultralytics.outputs import CBFuse, CBLinear, Index  # noqa: E402
from builder.core.nn.ultralytics.pooling import SPPF  # noqa: E402
from builder.core.nn.ultralytics.psa import Attention, PSABlock  # noqa: E402
from builder.core.nn.ultralytics.rep import RepConv  # noqa: E402
from builder.core.nn.ultralytics.resnet import ResNetBlock  # noqa: E402
from builder.core.nn.ultralytics.text_attention import (  # noqa: E402
    ImagePoolingAttn,
    MaxSigmoidAttnBlock,
)

pytestmark = pytest.mark.torch


def noise(*shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1))


def touched(module: nn.Module, x: Tensor, row: int, column: int) -> Tensor:
    """Which places of the output change with one place of the input."""
    other = x.clone()
    other[0, :, row, column] += 1
    with torch.no_grad():
        change = module.eval()(other) - module(x)
    return change[0].abs().amax(0) > 1e-6


def test_a_configs_activation_reaches_conv_but_not_the_blocks_with_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Conv, "default_act", nn.ReLU())
    given = [Conv2(8, 8).act, SPPF(8, 8, legacy=True).cv1.act, ResNetBlock(8, 2).cv1.act]
    assert {type(act) for act in given} == {nn.ReLU}
    own: list[Any] = [ConvTranspose, RepConv]
    assert {type(kind(8, 8).act) for kind in own} == {nn.SiLU}
    assert RepConv(8, 8).act is RepConv(8, 4).act
    assert ConvTranspose(8, 8).act is not RepConv(8, 8).act


@pytest.mark.parametrize("kind", [ConvTranspose, RepConv])
def test_activations_other_than_a_module_or_true_are_none(kind: Any) -> None:
    assert isinstance(kind(8, 8, act="nn.ReLU()").act, nn.Identity)
    relu = nn.ReLU()
    assert kind(8, 8, act=relu).act is relu


def test_the_convolution_beside_the_main_one_is_as_good_as_a_larger_weight_in_its_middle() -> None:
    block, x = Conv2(4, 6).eval(), noise(1, 4, 5, 7)
    weight = block.conv.weight + F.pad(block.cv2.weight, (1, 1, 1, 1))
    expected = block.act(block.bn(F.conv2d(x, weight, padding=1)))
    assert torch.allclose(block(x), expected, atol=1e-5)


def test_repconv_adds_the_normalised_input_only_where_asked_and_possible() -> None:
    assert RepConv(8, 8, bn=True).bn is not None
    assert RepConv(8, 8).bn is None
    assert RepConv(8, 8, s=2, bn=True).bn is None
    assert RepConv(8, 4, bn=True).bn is None
    block, x = RepConv(8, 8, bn=True, act=False).eval(), noise(1, 8, 5, 4)
    assert block.bn is not None
    assert torch.allclose(block(x), block.conv1(x) + block.conv2(x) + block.bn(x), atol=1e-6)


@pytest.mark.parametrize(("k", "p"), [(1, 0), (5, 2), (3, 0)])
def test_repconv_is_3x3(k: int, p: int) -> None:
    with pytest.raises(ValueError, match="kernel 3 and padding 1"):
        RepConv(8, 8, k, 1, p)


def test_only_the_newer_bottlenecks_start_with_3x3() -> None:
    def kernels(block: Any) -> list[tuple[int, ...]]:
        return [m.kernel_size for m in block.modules() if isinstance(m, nn.Conv2d)]

    assert kernels(Bottleneck(8, 8)) == kernels(C2f(16, 16).m) == [(3, 3), (3, 3)]
    assert kernels(C3k(16, 16).m) == [(3, 3), (3, 3)]
    assert kernels(yolov5_csp.C3(16, 16).m) == [(1, 1), (3, 3)]


def test_c3k2_has_three_kinds_of_inner_blocks() -> None:
    assert [type(block) for block in C3k2(16, 16, 2).m] == [Bottleneck] * 2
    assert [type(block) for block in C3k2(16, 16, 2, True).m] == [C3k] * 2
    for c3k in (False, True):
        (block,) = C3k2(256, 256, 1, c3k, attn=True).m
        assert [type(part) for part in block] == [Bottleneck, PSABlock]
        assert block[1].attn.num_heads == 2


def test_legacy_sppf_activates_before_pooling() -> None:
    assert isinstance(SPPF(8, 8).cv1.act, nn.Identity)
    assert SPPF(8, 8, legacy=True).cv1.act is Conv.default_act


def test_every_pixel_attends_to_every_other() -> None:
    assert touched(Attention(16, 2), noise(1, 16, 6, 5), 0, 0).all()


@pytest.mark.parametrize("areas", [1, 2, 3, 6])
def test_area_attention_stays_in_its_rows_but_for_the_position(areas: int) -> None:
    block = AAttn(32, 1, areas)
    nn.init.zeros_(block.pe.bn.weight)
    seen = touched(block, noise(1, 32, 6, 5), 0, 0)
    assert seen[: 6 // areas].all()
    assert not seen[6 // areas :].any()


def test_area_attention_needs_areas_of_equal_size() -> None:
    with pytest.raises(RuntimeError):
        AAttn(32, 1, 4)(noise(1, 32, 3, 3))


def test_attention_blocks_of_yolo12_start_small() -> None:
    stds = [
        float(m.weight.detach().std()) for m in ABlock(64, 2).modules() if isinstance(m, nn.Conv2d)
    ]
    assert stds == pytest.approx([0.02] * len(stds), rel=0.1)


def test_a2c2f_starts_near_its_input_with_a_residual() -> None:
    block, x = A2C2f(64, 64, 1, True, 1, True).eval(), noise(1, 64, 4, 3)
    assert block.gamma is not None
    with torch.no_grad():
        small = block(x) - x
        block.gamma.fill_(1.0)
        assert torch.allclose((block(x) - x) * 0.01, small, atol=1e-5)
    assert A2C2f(64, 64, 1, False, 1, True).gamma is None
    with pytest.raises(ValueError, match="do not divide"):
        A2C2f(64, 48)


@pytest.mark.parametrize("lightconv", [False, True])
def test_hgblock_shares_one_relu(lightconv: bool) -> None:
    block = HGBlock(8, 4, 8, 3, 3, lightconv)
    assert sum(isinstance(m, nn.ReLU) for m in block.modules()) == 1
    assert not any(isinstance(m, nn.SiLU) for m in block.modules())


def test_outputs_are_cut_chosen_and_fused() -> None:
    split, x = CBLinear(8, [2, 3, 4]), noise(1, 8, 6, 4)
    pieces = split(x)
    assert torch.equal(torch.cat(pieces, 1), split.conv(x))
    assert Index(2)(pieces) is pieces[2]
    small, last = noise(1, 3, 3, 2), noise(1, 3, 6, 4)
    fused = CBFuse([1, 0])([pieces, [small], last])
    enlarged = small.repeat_interleave(2, 2).repeat_interleave(2, 3)
    assert torch.allclose(fused, pieces[1] + enlarged + last)


def test_a_pixel_that_fits_a_class_better_is_let_through_more() -> None:
    block = MaxSigmoidAttnBlock(8, 8, 1, 8, 8).eval()
    nn.init.eye_(block.gl.weight)
    nn.init.zeros_(block.gl.bias)
    text = torch.eye(8)[None, :2] * 8
    strengths = torch.tensor([-8.0, 0.0, 8.0])
    x = torch.zeros(1, 8, 1, 3)
    x[0, 0] = strengths
    x[0, 1] = -8.0
    nn.init.ones_(block.proj_conv.conv.weight)
    gates = block(x, text)[0, 0, 0] / block.proj_conv(x)[0, 0, 0]
    assert all(before < after for before, after in pairwise(gates.tolist()))
    expected = torch.sigmoid(torch.tensor([-64.0, 0.0, 64.0]) / 8**0.5)
    assert torch.allclose(gates, expected, atol=1e-5)


def test_a_text_with_a_learnt_factor_starts_as_it_came() -> None:
    maps, text = [noise(1, 8, 6, 5), noise(1, 4, 3, 3)], noise(1, 3, 16)
    assert torch.equal(ImagePoolingAttn(8, [8, 4], 16, 2, 3, True)(maps, text), text)
    assert not torch.equal(ImagePoolingAttn(8, [8, 4], 16, 2, 3)(maps, text), text)
