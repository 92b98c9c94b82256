"""What the blocks compute, where a shape does not tell."""

from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from builder.core.nn.attention import CBAM, ECA, SE, CoordAtt, SimAM  # noqa: E402
from builder.core.nn.conv import Conv, MixConv2d, autopad  # noqa: E402
from builder.core.nn.csp import C3, Bottleneck  # noqa: E402
from builder.core.nn.csp_attention import C3SE  # noqa: E402
from builder.core.nn.efficientnet import FusedMBConv, MBConv, StochasticDepth  # noqa: E402
from builder.core.nn.fusion import (  # noqa: E402
    BiFPN_Add2,
    BiFPN_Concat2,
    BiFPN_Concat3,
    normalised,
)
from builder.core.nn.head import Detect, Segment  # noqa: E402
from builder.core.nn.pooling import SPP, SPPF  # noqa: E402
from builder.core.nn.resample import Contract, Expand  # noqa: E402

pytestmark = pytest.mark.torch


def noise(*shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1))


def zeroed(module: nn.Module) -> nn.Module:
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.zero_()
    return module.eval()


@pytest.mark.parametrize(
    ("k", "p", "d", "expected"),
    [(1, None, 1, 0), (3, None, 1, 1), (6, None, 1, 3), (3, None, 2, 2), (3, 0, 2, 0),
     ([1, 3], None, 1, [0, 1]), ((5, 3), None, 2, [4, 2]), (6, 2, 1, 2)],
)  # fmt: skip
def test_autopad(k: Any, p: Any, d: int, expected: Any) -> None:
    assert autopad(k, p, d) == expected


def test_all_convs_share_one_activation_that_a_config_can_replace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Conv(3, 8).act is Conv(8, 8).act
    relu = nn.ReLU()
    monkeypatch.setattr(Conv, "default_act", relu)
    assert Conv(3, 8).act is relu
    assert isinstance(Conv(3, 8, act=False).act, nn.Identity)


@pytest.mark.parametrize(
    ("gate", "factor"),
    [
        (SE(8, 8), 0.5),
        (ECA(8, 8), 0.5),
        (CBAM(8, 8), 0.25),
        (CoordAtt(8, 8), 0.25),
    ],
)
def test_gates_without_weights_are_half_open(gate: nn.Module, factor: float) -> None:
    x = noise(2, 8, 5, 3)
    assert torch.allclose(zeroed(gate)(x), x * factor)


def test_simam_is_the_papers_formula() -> None:
    x = noise(2, 3, 4, 5)
    mean = x.mean((2, 3), keepdim=True)
    # torch.var divides by one less than the count, as the paper's estimate does.
    energy = (x - mean) ** 2 / (4 * (x.var((2, 3), keepdim=True) + 1e-4)) + 0.5
    assert torch.allclose(SimAM()(x), x * energy.sigmoid(), atol=1e-6)


def test_fusion_weights_are_not_negative_and_add_up_to_one() -> None:
    w = normalised(torch.tensor([-3.0, 1.0, 3.0]))
    assert w.tolist() == pytest.approx([0, 0.25, 0.75], abs=1e-4)


def test_weighted_concat_starts_as_an_equal_share_of_each() -> None:
    parts = [noise(1, 2, 3, 3), noise(1, 4, 3, 3), noise(1, 1, 3, 3)]
    assert torch.allclose(BiFPN_Concat2()(parts[:2]), torch.cat(parts[:2], 1) / 2.0001)
    assert torch.allclose(BiFPN_Concat3()(parts), torch.cat(parts, 1) / 3.0001)


def test_weighted_add_activates_before_it_convolves() -> None:
    fuse = BiFPN_Add2(2, 2)
    with torch.no_grad():
        fuse.conv.weight.copy_(torch.eye(2).view(2, 2, 1, 1))
        fuse.conv.bias.zero_()  # type: ignore[union-attr]
    parts = [noise(1, 2, 3, 3), noise(1, 2, 3, 3) + 1]
    expected = nn.functional.silu((parts[0] + parts[1]) / 2.0001)
    assert torch.allclose(fuse(parts), expected, atol=1e-6)


def test_fusion_refuses_other_sizes() -> None:
    with pytest.raises(RuntimeError, match="Sizes of tensors must match"):
        BiFPN_Concat2()([noise(1, 2, 4, 4), noise(1, 2, 2, 2)])


@pytest.mark.parametrize("block", [MBConv(8, 8), FusedMBConv(8, 8, 3, 1, 2)])
def test_inverted_bottlenecks_add_their_input(block: nn.Module) -> None:
    x = noise(1, 8, 4, 4)
    assert torch.equal(zeroed(block)(x), x)


@pytest.mark.parametrize(
    ("block", "activated"),
    [
        (MBConv(8, 12), False),
        (FusedMBConv(8, 12, 3, 1, 4), False),
        (FusedMBConv(8, 12, 3, 1, 1), True),
    ],
)
def test_only_the_single_convolution_ends_in_an_activation(
    block: nn.Module, activated: bool
) -> None:
    y = block(noise(4, 8, 9, 9))
    # Batch normalisation alone leaves a mean of nought and values that SiLU cannot give.
    assert (y.mean().abs().item() > 0.1) is activated
    assert (y.min().item() > -0.3) is activated


def test_stochastic_depth_drops_whole_samples_and_keeps_the_mean() -> None:
    torch.manual_seed(0)
    drop = StochasticDepth(0.25)
    kept = drop(torch.ones(4000, 2, 1, 1))
    assert {round(value, 5) for value in kept.unique().tolist()} == {0.0, round(4 / 3, 5)}
    assert torch.equal(kept[:, 0], kept[:, 1])
    assert kept.mean().item() == pytest.approx(1, abs=0.05)
    assert torch.equal(drop.eval()(kept), kept)


def test_sppf_equals_spp_with_the_windows_that_it_stands_for() -> None:
    slow, fast = SPP(8, 8, (5, 9, 13)), SPPF(8, 8, 5)
    fast.load_state_dict(slow.state_dict())
    x = noise(1, 8, 12, 12)
    assert torch.allclose(slow.eval()(x), fast.eval()(x))


def test_expand_undoes_contract() -> None:
    x = noise(2, 3, 6, 4)
    assert torch.equal(Expand(2)(Contract(2)(x)), x)


def test_mixconv_shares_channels_by_weight_of_the_kernels() -> None:
    block = MixConv2d(20, 20, (1, 3), 1, equal_ch=False)
    assert [conv.out_channels for conv in block.m] == [18, 2]  # type: ignore[union-attr]


def test_attention_stands_inside_the_shortcut() -> None:
    block = C3SE(8, 8)
    x = noise(1, 4, 3, 3)
    inner = block.m[0]  # type: ignore[index]
    plain = Bottleneck(4, 4, e=1.0)
    plain.load_state_dict(inner.state_dict(), strict=False)
    branch = plain.eval()(x) - x
    assert torch.allclose(inner.eval()(x), x + inner.attention(branch), atol=1e-6)


def test_a_c3_checkpoint_fits_a_c3_with_attention_but_for_the_attention() -> None:
    missing, unexpected = C3SE(8, 8, 2).load_state_dict(C3(8, 8, 2).state_dict(), strict=False)
    assert unexpected == []
    assert all(".attention." in key for key in missing)


def test_detect_centres_a_neutral_prediction_in_its_cell() -> None:
    head = zeroed(Detect(2, [[10, 13, 30, 61]], (4,)))
    head.anchors.copy_(torch.tensor([[[10.0, 13.0], [30.0, 61.0]]]) / 8)
    head.stride = torch.tensor([8.0])
    boxes, _ = head([noise(1, 4, 2, 3)])
    assert boxes.shape == (1, 2 * 2 * 3, 7)
    assert boxes[0, 0].tolist() == pytest.approx([4, 4, 10, 13, 0.5, 0.5, 0.5])
    # Anchors first, then rows, then columns.
    assert boxes[0, 6 + 3 + 2].tolist()[:4] == pytest.approx([20, 12, 30, 61])


def test_detect_says_what_decoding_needs() -> None:
    head = Detect(2, [[10, 13]], (4,)).eval()
    with pytest.raises(RuntimeError, match="stride"):
        head([noise(1, 4, 2, 2)])


def test_segment_leaves_mask_coefficients_unbounded() -> None:
    head = Segment(1, [[10, 13]], 3, 4, (4,)).eval()
    head.stride = torch.tensor([8.0])
    boxes, prototypes, raw = head([noise(1, 4, 2, 2) * 100])
    assert prototypes.shape == (1, 3, 4, 4)
    assert torch.equal(boxes[..., 6:].reshape(-1), raw[0][..., 6:].reshape(-1))
    assert boxes[..., 4:6].min() >= 0
    assert boxes[..., 4:6].max() <= 1
