"""What attention modules compute, where a shape does not tell."""

import math
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402, N812

from builder.core.blocks.catalogue import ALL as BLOCKS  # noqa: E402
from builder.core.blocks.catalogue import find  # noqa: E402
from builder.core.blocks.spec import BlockSpec, Category, ChannelRule  # noqa: E402
from builder.core.nn.attentions.acmix import ACmix, positions  # noqa: E402
from builder.core.nn.attentions.branches import spatial_shift  # noqa: E402
from builder.core.nn.attentions.channel_gates import NAMAttention  # noqa: E402
from builder.core.nn.attentions.context import DoubleAttention  # noqa: E402
from builder.core.nn.attentions.gam import GAM_Attention, GAMAttention  # noqa: E402
from builder.core.nn.attentions.group_gates import EMA, ShuffleAttention  # noqa: E402
from builder.core.nn.attentions.large_kernel import LSKA  # noqa: E402
from builder.core.nn.attentions.routing import BiLevelRoutingAttention  # noqa: E402
from builder.core.nn.attentions.self_attention import MHSA, CrissCrossAttention  # noqa: E402
from tests.core.nn.block_cases import block_class  # noqa: E402

pytestmark = pytest.mark.torch

ATTENTIONS = [spec for spec in BLOCKS if spec.implementation.startswith("attentions.")]


def noise(*shape: int, seed: int = 1) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def built(name: str, *args: Any) -> nn.Module:
    spec = find(name, "yolov5")
    assert spec is not None
    module: nn.Module = block_class(spec.implementation)(*args)
    return module.eval()


def awake(module: nn.Module) -> nn.Module:
    """With every parameter set: some start at nought."""
    with torch.no_grad():
        for number, parameter in enumerate(module.parameters()):
            parameter.copy_(noise(*parameter.shape, seed=number) * 0.3)
    return module.eval()


@pytest.mark.parametrize("spec", ATTENTIONS, ids=str)
def test_images_of_a_batch_do_not_see_each_other(spec: BlockSpec) -> None:
    module = awake(built(spec.name, 64, 64)).double()
    x = noise(2, 64, 8, 9).double()
    apart = torch.cat([module(image) for image in x.split(1)])
    assert torch.allclose(module(x), apart)


@pytest.mark.parametrize("spec", ATTENTIONS, ids=str)
def test_a_row_may_name_the_channels_alone(spec: BlockSpec) -> None:
    assert spec.category is Category.ATTENTION
    assert spec.channels is ChannelRule.SCALED
    assert spec.example == "[{c}]"
    assert not any(argument.required for argument in spec.arguments[1:])


@pytest.mark.parametrize(
    ("name", "factor"),
    [
        ("EMA", 0.5), ("EffectiveSEModule", 0.5), ("GlobalContext", 0.5), ("GatherExcite", 0.5),
        ("MLCA", 0.5), ("TripletAttention", 0.5), ("MCALayer", 0.5), ("SpatialGroupEnhance", 0.5),
        ("ELA", 0.25), ("SCSA", 0.125), ("CAA", 0.5), ("NAMAttention", None),
        ("ParallelPolarizedSelfAttention", 1.0), ("SequentialPolarizedSelfAttention", 0.25),
        ("SEAM", math.exp(0.5)), ("MultiSEAM", math.exp(0.5)), ("GAM_Attention", 0.0),
        ("CrissCrossAttention", 1.0),
    ],
)  # fmt: skip
def test_gates_without_weights(name: str, factor: float | None) -> None:
    gate = built(name, 32, 32)
    with torch.no_grad():
        for parameter in gate.parameters():
            parameter.zero_()
    x = noise(2, 32, 8, 9)
    y = gate(x)
    # Shares of nothing are no numbers: NAM needs one scale that is not nought.
    assert y.isnan().all() if factor is None else torch.allclose(y, x * factor, atol=1e-6)


def test_nam_weighs_by_the_share_of_a_scale() -> None:
    gate = NAMAttention(3, 3).eval()
    with torch.no_grad():
        gate.Channel_Att.bn2.weight.copy_(torch.tensor([1.0, -3.0, 0.0]))
    x = noise(1, 3, 4, 4)
    normalised = x / math.sqrt(1 + 1e-5)
    shares = torch.tensor([0.25 * 1.0, 0.75 * -3.0, 0.0]).view(1, 3, 1, 1)
    assert torch.allclose(gate(x), x * (normalised * shares).sigmoid(), atol=1e-6)


def test_ema_weighs_places_alike_in_all_channels_of_a_group() -> None:
    x = noise(1, 16, 5, 6)
    gates = awake(EMA(16, 16, 4))(x) / x
    groups = gates.view(1, 4, 4, 5, 6)
    assert torch.allclose(groups, groups[:, :, :1].expand_as(groups), rtol=1e-3)
    assert not torch.allclose(groups[:, 0], groups[:, 1], rtol=1e-3)


def test_shuffle_attention_mixes_the_halves_of_all_groups() -> None:
    gate = ShuffleAttention(8, 8, groups=2).eval()
    x = torch.arange(8.0).view(1, 8, 1, 1)
    # At first all gates are sigmoid(1); (group, half, channel) becomes (its place in a half, half).
    order = (gate(x).flatten() / torch.tensor(1.0).sigmoid()).round().int().tolist()
    assert order == [0, 4, 1, 5, 2, 6, 3, 7]


def test_gam_shuffles_where_it_groups() -> None:
    x = noise(1, 16, 5, 5)
    full, grouped = GAM_Attention(16, 16).eval(), GAMAttention(16, 16, group=False).eval()
    grouped.load_state_dict(full.state_dict())
    with torch.no_grad():
        scaled = x * full.channel_attention(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        gate = full.spatial_attention(scaled).sigmoid()
    shuffled = gate.view(1, 4, 4, 5, 5).transpose(1, 2).reshape(gate.shape)
    assert torch.allclose(full(x), scaled * gate, atol=1e-6)
    assert torch.allclose(grouped(x), scaled * shuffled, atol=1e-6)


def test_shift_moves_quarters_and_keeps_the_edges() -> None:
    x = torch.arange(12.0).view(1, 3, 4, 1).repeat(1, 1, 1, 4)
    grid = x[0, :, :, 0]
    down, up, right, left = spatial_shift(x, 1, 2)[0].unbind(-1)
    assert torch.equal(down, grid[[0, 0, 1]])
    assert torch.equal(up, grid[[1, 2, 2]])
    assert torch.equal(right, grid[:, [0, 0, 1, 2]])
    assert torch.equal(left, grid[:, [1, 2, 3, 3]])


def test_double_attention_without_questions_hands_out_the_average() -> None:
    module = DoubleAttention(6, 6, 5, 3)
    with torch.no_grad():
        for conv in (module.convB, module.convV):
            conv.weight.zero_()
            conv.bias.zero_()  # type: ignore[union-attr]
    x = noise(2, 6, 4, 3)
    average = module.convA(x).mean((2, 3), keepdim=True)
    expected = module.conv_reconstruct(average.expand(2, 5, 4, 3))
    assert torch.allclose(module(x), expected, atol=1e-6)


@pytest.mark.parametrize("kernel", [7, 11, 23, 35, 41, 53])
def test_large_kernels_reach_as_far_as_they_say(kernel: int) -> None:
    gate = LSKA(1, 1, kernel)
    with torch.no_grad():
        for parameter in gate.parameters():
            parameter.fill_(1.0)
    x = torch.ones(1, 1, 61, 61, requires_grad=True)
    gate(x)[0, 0, 30, 30].backward()
    assert x.grad is not None
    seen = x.grad[0, 0] > 0
    assert (seen[30].sum().item(), seen[:, 30].sum().item()) == (kernel, kernel)


def test_self_attention_is_the_softmax_of_all_products() -> None:
    module = MHSA(8, 8, heads=2)
    x = noise(2, 8, 3, 4)
    parts = [conv(x).view(2, 2, 4, 12) for conv in (module.query, module.key, module.value)]
    query, key, value = (part.transpose(2, 3) for part in parts)
    expected = F.scaled_dot_product_attention(query, key, value, scale=1.0)
    assert torch.allclose(module(x), expected.transpose(2, 3).reshape(x.shape), atol=1e-5)


def test_positions_refuse_a_larger_map() -> None:
    module = MHSA(8, 8, 3, 4, 2, pos_emb=True)
    assert module(noise(1, 8, 2, 4)).shape == (1, 8, 2, 4)
    with pytest.raises(ValueError, match="12 positions do not reach 15 places"):
        module(noise(1, 8, 3, 5))


def test_criss_cross_sees_its_row_and_its_column_alone() -> None:
    module = awake(CrissCrossAttention(8, 8))
    x = noise(1, 8, 5, 6).requires_grad_()
    module(x)[0, :, 2, 3].sum().backward()
    assert x.grad is not None
    seen = x.grad[0].abs().sum(0) > 0
    cross = torch.zeros(5, 6, dtype=torch.bool)
    cross[2], cross[:, 3] = True, True
    assert torch.equal(seen, cross)


def test_routing_to_all_windows_is_plain_attention() -> None:
    module = awake(BiLevelRoutingAttention(8, 8, n_win=2, num_heads=2, topk=4))
    x = noise(2, 8, 4, 6)
    query, key, value = module.qkv(x.permute(0, 2, 3, 1))
    heads = [part.reshape(2, 24, 2, 4).transpose(1, 2) for part in (query, key, value)]
    seen = F.scaled_dot_product_attention(*heads, scale=8**-0.5)
    local = module.lepe(value.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
    expected = module.wo(seen.transpose(1, 2).reshape(2, 4, 6, 8) + local)
    assert torch.allclose(module(x), expected.permute(0, 3, 1, 2), atol=1e-5)


def test_acmix_starts_with_shifts_and_equal_parts() -> None:
    module = ACmix(8, 8, 3, 2)
    assert (module.rate1.item(), module.rate2.item()) == (0.5, 0.5)
    weight = module.dep_conv.weight
    assert torch.equal(weight.flatten(2), torch.eye(9).expand(8, 9, 9))
    assert positions(noise(1, 1, 2, 3)).tolist() == [
        [[[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]], [[-1.0, -1.0, -1.0], [1.0, 1.0, 1.0]]]
    ]
