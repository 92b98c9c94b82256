"""Layers and their functions: shapes, refusals and parameter counts are torch's."""

import itertools
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.core.shapes.namespace import torch as stand_in
from tests.core.shapes.agreement import agree, real

pytestmark = pytest.mark.torch

SMALL = st.integers(0, 4)
MAPS = st.one_of(
    st.tuples(st.integers(0, 2), st.sampled_from([2, 4, 6]), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.sampled_from([2, 4, 6]), st.integers(1, 9), st.integers(1, 9)),
    st.lists(st.integers(1, 3), max_size=5).map(tuple),
)
PAIRS = st.one_of(st.integers(-1, 4), st.tuples(st.integers(0, 4), st.integers(1, 4)))
POSITIVE = st.one_of(st.integers(1, 4), st.tuples(st.integers(1, 4), st.integers(1, 4)))


@given(
    x=MAPS,
    inputs=st.sampled_from([2, 4, 6, 3]),
    outputs=st.sampled_from([4, 6, 3, 1]),
    k=POSITIVE,
    s=st.one_of(POSITIVE, PAIRS),
    p=st.one_of(SMALL, PAIRS, st.sampled_from(["same", "valid", "full"])),
    d=POSITIVE,
    g=st.sampled_from([1, 1, 2, 3, 0, -1]),
)
def test_conv2d(x: Any, inputs: int, outputs: int, k: Any, s: Any, p: Any, d: Any, g: int) -> None:
    agree(f"nn.Conv2d({inputs}, {outputs}, {k}, {s}, {p!r}, {d}, {g})(x)", x=x)
    agree(f"F.conv2d(x, torch.zeros({outputs}, {inputs}, 3, 2), None, {s}, {p!r}, {d}, {g})", x=x)


@given(
    x=MAPS,
    k=st.integers(1, 4),
    p=st.one_of(SMALL, st.sampled_from(["same", "valid"])),
    mode=st.sampled_from(["zeros", "reflect", "replicate", "circular", "mirror"]),
)
@example(x=(0, 4, 0, 0), k=1, p="same", mode="zeros")
def test_conv2d_padding_modes(x: Any, k: int, p: Any, mode: str) -> None:
    agree(f"nn.Conv2d(4, 4, {k}, padding={p!r}, padding_mode={mode!r})(x)", x=x)


@given(
    x=st.lists(st.integers(0, 5), min_size=1, max_size=5).map(tuple),
    k=SMALL,
    p=SMALL,
    axes=st.sampled_from([1, 3]),
)
def test_conv_of_other_ranks(x: Any, k: int, p: int, axes: int) -> None:
    agree(f"nn.Conv{axes}d(2, 4, {k}, 1, {p})(x)", x=x)


@given(x=MAPS, k=POSITIVE, s=POSITIVE, p=PAIRS, o=PAIRS, g=st.sampled_from([1, 2]), d=POSITIVE)
def test_transposed_conv(x: Any, k: Any, s: Any, p: Any, o: Any, g: int, d: Any) -> None:
    # Whether an empty result is refused depends on torch's backend, batch and groups.
    agree(f"nn.ConvTranspose2d(4, 6, {k}, {s}, {p}, {o}, {g}, dilation={d})(x)", empty=False, x=x)


@given(x=MAPS, k=PAIRS, s=st.one_of(st.none(), PAIRS), p=PAIRS, d=POSITIVE, ceil=st.booleans())
def test_pools(x: Any, k: Any, s: Any, p: Any, d: Any, ceil: bool) -> None:
    agree(f"nn.MaxPool2d({k}, {s}, {p}, {d}, ceil_mode={ceil})(x)", x=x)
    agree(f"nn.AvgPool2d({k}, {s}, {p}, {ceil})(x)", x=x)
    agree(f"F.max_pool2d(x, {k}, {s}, {p}, {d}, {ceil})", x=x)


def test_every_small_pool_with_ceil_mode() -> None:
    for length, k, s, p in itertools.product(range(1, 8), range(1, 4), range(1, 5), range(2)):
        agree(f"nn.MaxPool1d({k}, {s}, {p}, ceil_mode=True)(x)", x=(1, length))


@given(x=MAPS, size=st.one_of(st.integers(-1, 5), st.tuples(SMALL, st.none() | SMALL)))
def test_adaptive_pools(x: Any, size: Any) -> None:
    agree(f"nn.AdaptiveAvgPool2d({size})(x)", x=x)
    agree(f"nn.AdaptiveMaxPool2d({size})(x)", x=x)


SCALES = st.one_of(
    st.integers(0, 4),
    st.sampled_from([0.5, 0.3, 1.5, 2.1, 1.7, 1 / 3, 0.1, 2.9999999999, -1.0]),
    st.tuples(st.sampled_from([2, 0.5, 1.3]), st.sampled_from([1, 2.5])),
)
MODES = st.sampled_from(["nearest", "bilinear", "bicubic", "area", "nearest-exact", "linear", "no"])


@given(x=MAPS, scale=SCALES, mode=MODES, corners=st.sampled_from([None, None, True, False]))
def test_upsample(x: Any, scale: Any, mode: str, corners: Any) -> None:
    agree(f"nn.Upsample(None, {scale}, {mode!r}, {corners})(x)", x=x)
    agree(f"F.interpolate(x, scale_factor={scale}, mode={mode!r})", x=x)


@given(x=MAPS, size=st.one_of(st.none(), st.integers(-1, 9), st.tuples(SMALL, SMALL)), mode=MODES)
def test_upsample_to_a_size(x: Any, size: Any, mode: str) -> None:
    agree(f"F.interpolate(x, {size}, mode={mode!r})", x=x)
    agree(f"nn.Upsample({size}, 2)(x)", x=x)


@given(length=st.integers(1, 3000), scale=st.floats(0.01, 4.0, allow_subnormal=False))
def test_upsample_rounds_as_torch(length: int, scale: float) -> None:
    agree(f"F.interpolate(x, scale_factor={scale!r})", device="meta", x=(1, 1, length))


@given(
    x=MAPS,
    amounts=st.lists(st.integers(-3, 4), max_size=6),
    mode=st.sampled_from(["constant", "reflect", "replicate", "circular"]),
)
@example(x=(1, 4, 1, 1), amounts=[0, 0, 0, 0, 2, -3], mode="circular")
def test_pad(x: Any, amounts: list[int], mode: str) -> None:
    # Where circular padding cuts one side and fills the other, torch copies a tensor into itself,
    # which it refuses for some layouts of memory.
    cuts = mode == "circular" and min(amounts, default=0) < 0
    device = "meta" if cuts else "cpu"
    agree(f"F.pad(x, {tuple(amounts)}, mode={mode!r})", device=device, x=x)
    agree("nn.ZeroPad2d((1, 2, 0, 1))(x)", x=x)
    agree("nn.ReflectionPad2d(1)(x)", x=x)


@given(x=MAPS, r=st.integers(-1, 3))
def test_shuffles(x: Any, r: int) -> None:
    agree(f"nn.PixelShuffle({r})(x)", x=x)
    agree(f"nn.PixelUnshuffle({r})(x)", x=x)
    agree(f"nn.ChannelShuffle({r})(x)", x=x)


@given(x=MAPS, k=POSITIVE, d=POSITIVE, p=SMALL, s=POSITIVE, out=POSITIVE)
def test_unfold_and_fold(x: Any, k: Any, d: Any, p: int, s: Any, out: Any) -> None:
    agree(f"nn.Unfold({k}, {d}, {p}, {s})(x)", x=x)
    agree(f"nn.Fold({out}, {k}, {d}, {p}, {s})(x)", x=x[-3:])
    agree("F.fold(F.unfold(x, 2, stride=2), x.shape[-2:], 2, stride=2)", x=x)


@given(x=MAPS, channels=st.sampled_from([2, 4, 6]), training=st.booleans())
def test_norms(x: Any, channels: int, training: bool) -> None:
    mode = "train" if training else "eval"
    for options in ("", ", affine=False", ", track_running_stats=False"):
        agree(f"nn.BatchNorm2d({channels}{options}).{mode}()(x)", x=x)
        agree(f"nn.InstanceNorm2d({channels}{options}).{mode}()(x)", x=x)
    agree(f"nn.BatchNorm1d({channels}).{mode}()(x)", x=x)
    agree(f"nn.BatchNorm3d({channels}).{mode}()(x)", x=x)
    agree(f"nn.GroupNorm(2, {channels})(x)", x=x)
    agree(f"nn.GroupNorm(3, {channels})(x)", x=x)
    agree(f"F.group_norm(x, {channels})", x=x)
    agree(f"nn.LayerNorm({channels})(x)", x=x)
    agree("nn.LayerNorm((4, 4))(x)", x=x)
    agree("F.layer_norm(x, x.shape[-1:])", x=x)
    agree(f"nn.PReLU({channels})(x)", x=x)
    agree(
        f"F.batch_norm(x, torch.zeros({channels}), torch.ones({channels}), training={training})",
        x=x,
    )


@given(x=MAPS, inputs=st.integers(0, 4), outputs=st.integers(-1, 3))
def test_linear(x: Any, inputs: int, outputs: int) -> None:
    agree(f"nn.Linear({inputs}, {outputs})(x)", x=x)
    agree(f"F.linear(x, torch.zeros({abs(outputs)}, {inputs}), torch.zeros(2))", x=x)
    agree("nn.Flatten()(x)", x=x)
    agree(f"nn.Flatten({outputs}, {inputs})(x)", x=x)
    agree("nn.Unflatten(1, (2, -1))(x)", x=x)
    agree("nn.Softmax(1)(x)", x=x)
    agree("nn.Softmax()(x)", x=x)
    agree("nn.Softmax2d()(x)", x=x)
    agree("nn.GLU(1)(x)", x=x)
    agree(f"F.normalize(x, dim={outputs})", x=x)


@given(
    sizes=st.lists(st.integers(1, 3), min_size=4, max_size=4),
    heads=st.sampled_from([1, 2, 3, 0]),
    first=st.booleans(),
    weights=st.booleans(),
)
def test_attention(sizes: list[int], heads: int, first: bool, weights: bool) -> None:
    a, b, c, d = sizes
    layer = f"nn.MultiheadAttention(6, {heads}, batch_first={first})"
    agree(f"{layer}(x, x, x, need_weights={weights})", x=(a, b, 6))
    agree(f"{layer}(x, y, y)", x=(a, b, 6), y=(c, d, 6))
    agree(f"{layer}(x, y, y)", x=(a, b, 6), y=(a, d, 6))
    agree(f"{layer}(x, y, y, average_attn_weights=False)", x=(a, 6), y=(c, 6))
    agree(
        "nn.MultiheadAttention(6, 2, kdim=4, vdim=5)(x, y, z)",
        x=(a, b, 6),
        y=(c, b, 4),
        z=(c, b, 5),
    )
    agree("nn.MultiheadAttention(6, 2, add_zero_attn=True)(x, x, x)", x=(a, b, 6))
    agree("nn.TransformerEncoderLayer(6, 2, 8)(x)", x=(a, b, 6))
    agree("F.scaled_dot_product_attention(x, y, y)", x=(a, b, c, 6), y=(a, b, d, 6))
    agree("F.scaled_dot_product_attention(x, y, z)", x=(a, b, 6), y=(c, b, 6), z=(c, b, d))


@given(x=MAPS, grid=st.lists(st.integers(1, 3), min_size=3, max_size=4).map(tuple))
def test_grid_sample(x: Any, grid: Any) -> None:
    agree("F.grid_sample(x, y)", x=x, y=grid)
    agree("F.grid_sample(x, y)", x=(2, 3, 4, 5), y=(2, *grid[:2], 2))


ACTIVATIONS = (
    "SiLU() ReLU(True) ReLU6() LeakyReLU(0.1) Hardswish() Hardsigmoid() Sigmoid() GELU() Mish() "
    "ELU() Softplus() Tanh() PReLU() Identity(1,2,a=3) Dropout(0.2) Dropout2d() Softsign() "
    "Hardtanh(0,1) CELU() SELU() LogSigmoid() ReLU(1,2) SiLU(unknown=1) Dropout(2)"
)


@pytest.mark.parametrize("name", ACTIVATIONS.split())
def test_activations(name: str) -> None:
    agree(f"nn.{name}(x)", x=(2, 3, 4))


LAYERS = [
    "Conv2d(3, 8, 3)", "Conv2d(4, 8, (1, 3), groups=4, bias=False)", "Conv1d(3, 8, 3)",
    "Conv3d(2, 2, 3)", "ConvTranspose2d(4, 8, 2, groups=2)", "BatchNorm2d(7)",
    "BatchNorm2d(7, affine=False)", "LayerNorm((3, 4))", "LayerNorm(3, bias=False)",
    "GroupNorm(2, 4)", "InstanceNorm2d(4)", "InstanceNorm2d(4, affine=True)", "Linear(3, 4)",
    "Linear(3, 4, bias=False)", "Embedding(5, 6)", "PReLU(3)", "MultiheadAttention(8, 2)",
    "MultiheadAttention(8, 2, bias=False)", "MultiheadAttention(8, 2, kdim=3, vdim=4)",
    "MultiheadAttention(8, 2, add_bias_kv=True)", "TransformerEncoderLayer(8, 2, 16)",
    "Sequential(nn.Conv2d(1, 2, 1), nn.BatchNorm2d(2))", "ModuleList([nn.Linear(1, 2)])",
    "ModuleDict({'a': nn.Linear(1, 2)})", "ParameterList([torch.zeros(3)])",
]  # fmt: skip


@pytest.mark.parametrize("source", LAYERS)
def test_parameters(source: str) -> None:
    names = {"torch": real, "nn": real.nn}
    theirs: Any = eval(f"nn.{source}", names)
    ours: Any = eval(f"nn.{source}", {"torch": stand_in, "nn": stand_in.nn})
    assert ours.parameter_count == sum(p.numel() for p in theirs.parameters())
    shapes = {name: tuple(p.shape) for name, p in theirs.named_parameters()}
    assert {name: p.shape for name, p in ours.named_parameters()} == shapes
    assert ours.parameter_count == sum(p.numel() for p in theirs.parameters())
    assert [name for name, _ in ours.named_modules()] == [n for n, _ in theirs.named_modules()]
