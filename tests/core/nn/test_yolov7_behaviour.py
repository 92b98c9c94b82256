"""What YOLOv7's blocks compute, where a shape does not tell."""

from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from builder.core.nn.yolov7.conv import Conv, phases  # noqa: E402
from builder.core.nn.yolov7.csp_a import ResCSPA, ResXCSPA  # noqa: E402
from builder.core.nn.yolov7.fusion import Chuncat, Foldcut  # noqa: E402
from builder.core.nn.yolov7.head import Detect, IAuxDetect, IDetect, IKeypoint  # noqa: E402
from builder.core.nn.yolov7.head_bin import SigmoidBin  # noqa: E402
from builder.core.nn.yolov7.implicit import ImplicitA, ImplicitM  # noqa: E402
from builder.core.nn.yolov7.orepa import RepConv_OREPA  # noqa: E402
from builder.core.nn.yolov7.rep import RepConv  # noqa: E402
from builder.core.nn.yolov7.swin import SwinTransformerLayer  # noqa: E402
from builder.core.nn.yolov7.windows import merge, partition, shift_mask  # noqa: E402

pytestmark = pytest.mark.torch

ANCHORS = [[10.0, 13, 16, 30], [30, 61, 62, 45]]


def noise(*shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1))


def unlike(module: nn.Module) -> nn.Module:
    """The module with no two numbers equal, ready to evaluate."""
    torch.manual_seed(2)
    with torch.no_grad():
        for tensor in [*module.parameters(), *module.buffers()]:
            if tensor.is_floating_point():
                tensor.uniform_(0.5, 1.5)
    return module.eval()


def test_every_convolution_has_an_activation_of_its_own() -> None:
    assert Conv(3, 8).act is not Conv(3, 8).act
    assert isinstance(Conv(3, 8, act=False).act, nn.Identity)
    assert len(list(ResCSPA(8, 8, 2).modules())) == 1 + 3 * 4 + 1 + 2 * (1 + 3 * 4)


def test_all_orepa_blocks_share_one_activation() -> None:
    assert RepConv_OREPA(8, 8).nonlinearity is RepConv_OREPA(4, 8).nonlinearity
    assert isinstance(RepConv_OREPA(8, 8, nonlinear=None).nonlinearity, nn.Identity)


def folded(conv: nn.Conv2d | Tensor, norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """Kernel and bias of a convolution with the normalisation after it."""
    kernel = conv if isinstance(conv, Tensor) else conv.weight
    assert norm.running_var is not None
    assert norm.running_mean is not None
    factor = norm.weight / (norm.running_var + norm.eps).sqrt()
    return kernel * factor.view(-1, 1, 1, 1), norm.bias - norm.running_mean * factor


@pytest.mark.parametrize(("c2", "stride"), [(6, 1), (6, 2), (9, 1)])
def test_one_convolution_can_stand_for_the_branches_of_repconv(c2: int, stride: int) -> None:
    branches: Any = unlike(RepConv(6, c2, 3, stride, g=3))
    kernel, bias = folded(*branches.rbr_dense)
    point, more = folded(*branches.rbr_1x1)
    kernel, bias = kernel + nn.functional.pad(point, (1, 1, 1, 1)), bias + more
    assert (branches.rbr_identity is not None) == (c2 == 6 and stride == 1)
    if branches.rbr_identity is not None:
        same = torch.eye(2).repeat(3, 1).view(6, 2, 1, 1)
        point, more = folded(same, branches.rbr_identity)
        kernel, bias = kernel + nn.functional.pad(point, (1, 1, 1, 1)), bias + more
    single: Any = RepConv(6, c2, 3, stride, g=3, deploy=True)
    single.rbr_reparam.weight, single.rbr_reparam.bias = nn.Parameter(kernel), nn.Parameter(bias)
    x = noise(1, 6, 7, 5)
    assert torch.allclose(single(x), branches(x), rtol=1e-4, atol=1e-5)


def test_orepas_pointwise_branch_starts_as_the_identity() -> None:
    dense: Any = RepConv_OREPA(5, 7).rbr_dense
    assert torch.allclose(dense.pointwise_then_square(), dense.weight_rbr_1x1_kxk_conv2)
    with torch.no_grad():
        dense.vector.zero_()
        dense.vector[1] = 2.0
    average = dense.weight_rbr_avg_conv.expand(7, 5, 3, 3) / 9
    assert torch.allclose(dense.weight_gen(), 2 * average)


def test_orepas_separable_branch_is_two_convolutions_in_one() -> None:
    dense: Any = RepConv_OREPA(3, 4).rbr_dense
    x = noise(1, 3, 6, 6)
    deep = nn.functional.conv2d(x, dense.weight_rbr_gconv_dw, padding=1, groups=3)
    wanted = nn.functional.conv2d(deep, dense.weight_rbr_gconv_pw)
    found = nn.functional.conv2d(x, dense.depthwise_then_pointwise(), padding=1)
    assert torch.allclose(found, wanted, atol=1e-4)


def test_windows_come_back_where_they_were() -> None:
    x = noise(2, 6, 9, 4)
    assert torch.equal(merge(partition(x, 3), 3, 2, 6, 9), x)


@pytest.mark.parametrize("shift", [0, 2])
def test_a_pixel_reaches_its_window_only(shift: int) -> None:
    torch.manual_seed(0)
    layer = SwinTransformerLayer(4, 2, 4, shift).eval()
    x = noise(1, 4, 8, 8)
    touched = x.clone()
    touched[0, 0, 7, 7] += 1  # of one channel: the same in all would be normalised away
    changed = (layer(touched) - layer(x)).abs().sum(1)[0] > 1e-7
    # Shifted, the last two rows and columns are a window of their own, beside rolled-over ones.
    start = 4 if shift == 0 else 6
    wanted = torch.zeros(8, 8, dtype=torch.bool)
    wanted[start:, start:] = True
    assert torch.equal(changed, wanted)


def test_the_mask_keeps_apart_what_the_shift_brought_together() -> None:
    mask = shift_mask(torch.zeros(1, 4, 4, 3), 2, 1)
    assert mask.shape == (4, 4, 4)
    assert torch.equal(mask[0], torch.zeros(4, 4))  # rows and columns 1 to 2 of the map
    assert torch.equal(mask[3] == 0, torch.eye(4, dtype=torch.bool))  # its four corners


def test_implicit_knowledge_adds_and_multiplies() -> None:
    x = noise(2, 3, 4, 5)
    add, multiply = ImplicitA(3, 2.0, 0.0), ImplicitM(3, 3.0, 0.0)
    assert torch.allclose(add(x), x + 2)
    assert torch.allclose(multiply(x), x * 3)


def test_halves_are_joined_and_folded() -> None:
    x = torch.arange(4.0).view(1, 4, 1, 1)
    assert Chuncat()([x, x + 10]).flatten().tolist() == [0, 1, 10, 11, 2, 3, 12, 13]
    assert Foldcut(1)(x).flatten().tolist() == [2, 4]
    with pytest.raises(ValueError, match="unpack"):
        Foldcut()(x)


def test_phases_go_down_each_column_first() -> None:
    x = torch.arange(4.0).view(1, 1, 2, 2)
    assert phases(x).flatten().tolist() == [0, 2, 1, 3]


def test_groups_must_fit_the_chains_that_are_dropped_too() -> None:
    assert ResXCSPA(8, 128).m[0].cv2.conv.groups == 32
    with pytest.raises(ValueError, match="divisible by groups"):
        ResXCSPA(8, 64)  # 32 channels fit its own chain, but the one it replaces has 16


def ready(head: Any) -> Any:
    head.stride = torch.tensor([8.0, 16.0])
    head.anchors /= head.stride.view(-1, 1, 1)
    return head.eval()


@pytest.mark.parametrize("kind", [Detect, IDetect])
def test_heads_decode_zeros_to_the_middle_of_cells_and_the_anchors(kind: Any) -> None:
    head = ready(kind(3, ANCHORS, [4, 4]))
    for parameter in head.parameters():
        nn.init.zeros_(parameter)
    boxes, raw = head([noise(1, 4, 2, 3), noise(1, 4, 1, 1)])
    assert [tuple(y.shape) for y in raw] == [(1, 2, 2, 3, 8), (1, 2, 1, 1, 8)]
    assert boxes.shape == (1, 2 * 6 + 2, 8)
    assert boxes[0, 5, :5].tolist() == [20, 12, 10, 13, 0.5]  # first anchor, row 1, column 2
    assert boxes[0, -1, :4].tolist() == [8, 8, 62, 45]


def test_heads_want_their_stride() -> None:
    with pytest.raises(RuntimeError, match="stride"):
        Detect(3, ANCHORS, [4, 4]).eval()([noise(1, 4, 2, 2), noise(1, 4, 1, 1)])


def test_auxiliary_maps_help_training_only() -> None:
    head = IAuxDetect(3, ANCHORS, [4, 4, 6, 6])
    x = [noise(1, 4, 4, 4), noise(1, 4, 2, 2), noise(1, 6, 4, 4), noise(1, 6, 2, 2)]
    assert [y.shape[2] for y in head(x)] == [4, 2, 4, 2]
    boxes, raw = ready(head)(x)
    assert boxes.shape[1] == 2 * (16 + 4)
    assert len(raw) == 2
    with pytest.raises(RuntimeError, match="invalid for input of size"):
        head([*x[:2], x[3], x[3]])  # an auxiliary map of another size than its level's


@pytest.mark.filterwarnings("ignore:Initializing zero-element")
def test_keypoints_are_decoded_for_17_of_them_or_none() -> None:
    x = [noise(1, 4, 2, 2), noise(1, 4, 1, 1)]
    boxes, raw = ready(IKeypoint(1, ANCHORS, 17, [4, 4]))(x)
    assert boxes.shape == (1, 10, 6 + 51)
    assert torch.equal(boxes[0, :8, 6:], raw[0].view(-1, 57)[:, 6:])
    assert ready(IKeypoint(1, ANCHORS, 0, [4, 4]))(x)[0].shape == (1, 10, 6)
    five = ready(IKeypoint(1, ANCHORS, 5, [4, 4]))
    with pytest.raises(RuntimeError, match="must match"):
        five(x)
    assert five.train()(x)[0].shape == (1, 2, 2, 2, 6 + 15)
    with pytest.raises(TypeError):
        IKeypoint(1, ANCHORS, [4, 4])  # type: ignore[arg-type] -- a row that forgot its keypoints


def test_a_bin_is_chosen_and_refined() -> None:
    bins = SigmoidBin(4, 0.0, 4.0)
    prediction = torch.tensor([[0.5, 0.1, 0.9, 0.2, 0.3], [0.75, 0.1, 0.2, 0.3, 0.9]])
    assert bins(prediction).tolist() == [1.5, 4.0]
