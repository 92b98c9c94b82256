"""What YOLOv9's blocks compute, where a shape does not tell."""

from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from builder.core import shapes  # noqa: E402
from builder.core.nn.conv import Conv  # noqa: E402
from builder.core.nn.csp import C3  # noqa: E402
from builder.core.nn.yolov9.conv import ADown, ConvTranspose  # noqa: E402
from builder.core.nn.yolov9.csp import CSPBase  # noqa: E402
from builder.core.nn.yolov9.elan import RepNCSPELAN4  # noqa: E402
from builder.core.nn.yolov9.fusion import CBFuse, CBLinear, Silence  # noqa: E402
from builder.core.nn.yolov9.head import DFL, DDetect, Detect  # noqa: E402
from builder.core.nn.yolov9.head_mask import DSegment, Panoptic  # noqa: E402
from builder.core.nn.yolov9.head_multi import (  # noqa: E402
    DualDetect,
    TripleDDetect,
    TripleDetect,
)
from builder.core.nn.yolov9.pooling import ASPP  # noqa: E402
from builder.core.nn.yolov9.rep import RepConvN  # noqa: E402
from builder.core.nn.yolov9.resample import ReOrg  # noqa: E402

pytestmark = pytest.mark.torch


def noise(*shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1))


def zeroed(head: Any, stride: list[float]) -> Any:
    """The head with nothing learnt but its distances, ready to decode."""
    with torch.no_grad():
        for parameter in head.parameters():
            if parameter.requires_grad:
                parameter.zero_()
    head.stride = torch.tensor(stride)
    return head.eval()


def test_dfl_is_the_mean_of_a_distribution_and_is_not_trained() -> None:
    dfl = DFL(5)
    sure = torch.full((1, 4 * 5, 1), -1e4)
    for side, distance in enumerate((0, 1, 4, 2)):
        sure[0, side * 5 + distance] = 0
    assert dfl(sure).flatten().tolist() == pytest.approx([0, 1, 4, 2])
    assert dfl(torch.zeros(1, 20, 1)).flatten().tolist() == pytest.approx([2] * 4)
    assert not dfl.conv.weight.requires_grad


@pytest.mark.parametrize("head", [Detect, DDetect])
def test_a_neutral_prediction_is_a_square_round_its_cell(head: type[Detect]) -> None:
    boxes, raw = zeroed(head(2, [4, 6]), [8, 16])([noise(1, 4, 2, 3), noise(1, 6, 1, 2)])
    assert [tuple(level.shape) for level in raw] == [(1, 66, 2, 3), (1, 66, 1, 2)]
    assert boxes.shape == (1, 6, 2 * 3 + 2)
    # The mean of 0 … 15 on either side; rows of the first level first, columns fastest.
    assert boxes[0, :, 5].tolist() == pytest.approx([20, 12, 120, 120, 0.5, 0.5])
    assert boxes[0, :, 7].tolist() == pytest.approx([24, 8, 240, 240, 0.5, 0.5])


@pytest.mark.parametrize("head", [Detect(2, [4]), DualDetect(2, [4, 4]), TripleDetect(2, [4] * 3)])
def test_heads_say_what_decoding_needs(head: Any) -> None:
    with pytest.raises(RuntimeError, match=r"set \w*Detect\.stride"):
        head.eval()([noise(1, 4, 2, 2)] * 3)


def test_the_first_level_of_a_group_sets_its_widths() -> None:
    narrow, wide = DDetect(80, [64, 512]), DDetect(80, [300, 512])
    assert [[branch[0].conv.out_channels for branch in each] for each in (narrow.cv2, narrow.cv3)] \
        == [[64, 64], [128, 128]]  # fmt: skip
    assert [[branch[0].conv.out_channels for branch in each] for each in (wide.cv2, wide.cv3)] \
        == [[76, 76], [300, 300]]  # fmt: skip
    assert Detect(80, [300]).cv2[0][0].conv.out_channels == 75  # type: ignore[index, union-attr]
    assert Detect(10, [8]).cv3[0][0].conv.out_channels == 20  # type: ignore[index, union-attr]
    second = DualDetect(1, [8, 8, 1000, 8]).cv5[1]
    assert second[0].conv.out_channels == 1000  # type: ignore[index, union-attr]


def test_five_inputs_of_a_dual_head_are_two_levels_and_a_spare() -> None:
    head = DualDetect(1, [4, 4, 4, 4, 4])
    assert (head.nl, len(head.cv2), len(head.cv4), len(head.cv5)) == (2, 2, 3, 3)
    first, second = head([noise(1, 4, 2, 2)] * 5)
    assert (len(first), len(second)) == (2, 2)


def test_evaluation_of_several_groups() -> None:
    x = [noise(1, 4, 2, 3)] * 3
    boxes, raw = zeroed(TripleDetect(2, [4, 4, 4]), [8])(x)
    assert (len(boxes), len(raw)) == (3, 3)
    boxes, raw = zeroed(TripleDDetect(2, [4, 4, 4]), [8])(x)
    assert boxes.shape == (1, 6, 6)
    assert len(raw) == 1


def test_mask_coefficients_are_not_bounded() -> None:
    head = DSegment(1, 3, 0, [4, 5]).eval()
    head.stride = torch.tensor([8.0])
    boxes, (_, masks, prototypes) = head([noise(1, 4, 2, 2) * 100, noise(1, 5, 8, 8)])
    assert torch.equal(boxes[:, 5:], masks)
    assert prototypes.shape == (1, 3, 8, 8)


def test_panoptic_map_has_the_classes_of_stuff_and_of_things() -> None:
    *_, semantic = Panoptic(3, 7, 4, 8, [8])([noise(2, 8, 3, 5)])
    assert semantic.shape == (2, 10, 6, 10)


def test_cbfuse_adds_the_chosen_outputs_at_the_nearest_pixel() -> None:
    small, large, target = noise(1, 2, 2, 2), noise(1, 2, 8, 8), noise(1, 2, 4, 4)
    fused = CBFuse([1, 0])([(noise(1, 9, 2, 2), small), (large,), target])
    enlarged = small.repeat_interleave(2, 2).repeat_interleave(2, 3)
    assert torch.allclose(fused, target + enlarged + large[..., ::2, ::2])
    with pytest.raises(IndexError):
        CBFuse([1])([(small, small), (large,), target])


def test_cblinear_deals_out_its_channels_in_order() -> None:
    block = CBLinear(3, [2, 5])
    x = noise(1, 3, 4, 4)
    parts = block(x)
    assert [part.shape[1] for part in parts] == [2, 5]
    assert torch.equal(torch.cat(parts, 1), block.conv(x))


def test_silence_gives_the_very_same() -> None:
    x = noise(1, 3, 2, 2)
    assert Silence()(x) is x


def test_reorg_takes_rows_before_columns() -> None:
    phases = ReOrg()(torch.arange(4.0).view(1, 1, 2, 2))
    assert phases.flatten().tolist() == [0, 2, 1, 3]


def test_repconvn_equals_one_convolution() -> None:
    block = RepConvN(4, 6, act=False).eval()
    x = noise(1, 4, 5, 5)
    kernel = torch.zeros(6, 4, 3, 3)
    bias = torch.zeros(6)
    for branch in (block.conv1, block.conv2):
        scale = branch.bn.weight / (branch.bn.running_var + branch.bn.eps).sqrt()  # type: ignore[operator]
        weight = branch.conv.weight * scale.view(-1, 1, 1, 1)
        kernel += weight if weight.shape[-1] == 3 else nn.functional.pad(weight, [1] * 4)
        bias += branch.bn.bias - branch.bn.running_mean * scale  # type: ignore[operator]
    assert torch.allclose(block(x), nn.functional.conv2d(x, kernel, bias, padding=1), atol=1e-5)
    with pytest.raises(ValueError, match="kernel 3"):
        RepConvN(4, 6, 5, 1, 2)


def test_cspbase_is_c3() -> None:
    ours, theirs = CSPBase(8, 8, 2), C3(8, 8, 2)
    ours.load_state_dict(theirs.state_dict())
    x = noise(1, 8, 5, 3)
    assert torch.equal(ours.eval()(x), theirs.eval()(x))


def test_adown_refuses_an_odd_number_of_channels() -> None:
    with pytest.raises(RuntimeError, match="channels"):
        ADown(5, 8)(noise(2, 5, 8, 8))


def test_the_mean_of_aspp_stands_for_every_pixel() -> None:
    mean = ASPP(4, 2)(noise(1, 4, 6, 5))[:, 6:]
    assert torch.equal(mean, mean[..., :1, :1].expand_as(mean))


def test_each_kind_of_convolution_has_an_activation_of_its_own() -> None:
    shared = [Conv.default_act, RepConvN.default_act, ConvTranspose.default_act]
    assert len(set(map(id, shared))) == 3
    block = RepNCSPELAN4(16, 16, 16, 8)
    used = {id(module) for module in block.modules() if isinstance(module, nn.SiLU)}
    assert used == {id(shared[0]), id(shared[1])}


@pytest.mark.parametrize(
    ("head", "args", "frozen"),
    [
        ("head:Detect", (80, [64, 96]), 16),
        ("head_multi:DualDDetect", (80, [64, 96]), 32),
        ("head_multi:TripleDetect", (80, [64, 96, 64]), 48),
        ("head_mask:DualDSegment", (80, 32, 256, [64, 96, 8, 8]), 32),
    ],
)
def test_the_distances_are_not_among_the_trained(
    head: str, args: tuple[Any, ...], frozen: int
) -> None:
    found = shapes.take_inventory(shapes.build(f"yolov9.{head}", args))
    assert found.params - found.trainable == frozen
