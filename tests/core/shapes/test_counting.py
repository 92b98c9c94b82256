"""Operations by the rules of both thop generations; the real ones printed the numbers."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from builder.core.shapes import Module, Tensor, image, run
from builder.core.shapes.namespace import torch as stand_in

# Expression for the layer, shape of its input, operations by thop 0.1.1.post2209072238 and by
# ultralytics-thop 2.2.3, multiply-accumulates.
TABLE: list[tuple[str, tuple[int, ...], int, int, int]] = [
    ("nn.Conv2d(4, 8, 3, 2, 1)", (1, 4, 9, 9), 7200, 7200, 7200),
    ("nn.Conv2d(4, 8, (1, 3), groups=2, bias=False)", (2, 4, 8, 8), 4608, 4608, 4608),
    ("nn.Conv1d(4, 8, 3)", (2, 4, 9), 1344, 1344, 1344),
    ("nn.Conv3d(2, 4, 2)", (1, 2, 4, 4, 4), 1728, 1728, 1728),
    ("nn.ConvTranspose2d(4, 8, 2, 2)", (1, 4, 5, 5), 12800, 3200, 3200),
    ("nn.ConvTranspose2d(4, 8, 3, 2, 1, 1, groups=4)", (1, 4, 5, 5), 7200, 1800, 1800),
    ("Wide()", (1, 4, 8, 8), 4096, 22528, 22528),
    ("nn.BatchNorm2d(4)", (2, 4, 5, 5), 800, 800, 0),
    ("nn.BatchNorm2d(4, affine=False)", (2, 4, 5, 5), 400, 400, 0),
    ("nn.BatchNorm1d(4)", (2, 4, 5), 160, 160, 0),
    ("nn.LayerNorm(5)", (2, 4, 5), 160, 160, 0),
    ("nn.LayerNorm(5, elementwise_affine=False)", (2, 4, 5), 80, 80, 0),
    ("nn.GroupNorm(2, 4)", (2, 4, 5, 5), 0, 800, 0),
    ("nn.InstanceNorm2d(4)", (2, 4, 5, 5), 400, 400, 0),
    ("nn.InstanceNorm2d(4, affine=True)", (2, 4, 5, 5), 800, 800, 0),
    ("nn.Linear(5, 7)", (2, 3, 5), 210, 210, 210),
    ("nn.PReLU(4)", (2, 4, 5), 40, 40, 0),
    ("nn.Softmax(1)", (2, 4, 5), 110, 110, 0),
    ("nn.Softmax(-1)", (2, 4, 5), 112, 112, 0),
    ("nn.LogSoftmax(1)", (2, 4, 5), 0, 120, 0),
    ("nn.Softmax2d()", (2, 4, 5, 5), 0, 550, 0),
    ("nn.AvgPool2d(3, 2, 1)", (1, 4, 9, 9), 100, 1000, 0),
    ("nn.AvgPool2d(2)", (1, 4, 9, 9), 64, 320, 0),
    ("nn.AvgPool2d(3, 2, 1, count_include_pad=False)", (1, 4, 9, 9), 100, 776, 0),
    ("nn.AvgPool2d(3, 2, ceil_mode=True)", (1, 4, 8, 8), 64, 548, 0),
    ("nn.AdaptiveAvgPool2d(1)", (2, 4, 7, 5), 288, 288, 0),
    ("nn.AdaptiveAvgPool2d((3, None))", (2, 4, 7, 5), 400, 480, 0),
    ("nn.AdaptiveAvgPool2d((None, 1))", (2, 4, 7, 5), 336, 336, 0),
    ("nn.AdaptiveAvgPool1d(2)", (2, 4, 7), 72, 80, 0),
    ("nn.AdaptiveMaxPool2d(1)", (2, 4, 7, 5), 0, 0, 0),
    ("nn.MaxPool2d(2)", (2, 4, 8, 8), 0, 0, 0),
    ("nn.Upsample(scale_factor=2)", (1, 4, 5, 5), 400, 0, 0),
    ("nn.Upsample(scale_factor=2, mode='bilinear')", (1, 4, 5, 5), 4400, 4400, 0),
    ("nn.Upsample(scale_factor=2, mode='bicubic')", (1, 4, 5, 5), 103600, 103600, 0),
    ("nn.Upsample(scale_factor=2, mode='nearest-exact')", (1, 4, 5, 5), 0, 0, 0),
    ("nn.Upsample(scale_factor=2, mode='linear')", (1, 4, 5), 200, 200, 0),
    ("nn.Upsample(scale_factor=2, mode='trilinear')", (1, 4, 3, 3, 3), 0, 26784, 0),
    ("nn.UpsamplingBilinear2d(scale_factor=2)", (1, 4, 5, 5), 4400, 4400, 0),
    ("nn.UpsamplingNearest2d(7)", (1, 4, 5, 5), 196, 0, 0),
    ("nn.SiLU()", (2, 4, 5), 0, 0, 0),
    (
        "nn.Sequential(nn.Conv2d(4, 4, 1), nn.ReLU(), nn.Dropout(), nn.Flatten())",
        (1, 4, 5, 5),
        400,
        400,
        400,
    ),
    ("nn.PixelShuffle(2)", (1, 4, 5, 5), 0, 0, 0),
    ("Product()", (2, 3, 4, 5), 0, 480, 480),
    ("Products()", (2, 3, 4, 6), 0, 2352, 2416),
    ("Ruled(5, 7)", (2, 3, 5), 0, 210, 210),
    ("Twice()", (1, 4, 5, 5), 800, 800, 800),
    ("Attend()", (5, 2, 8), 0, 3640, 3360),
    ("Attend(batch_first=True)", (5, 2, 8), 0, 2980, 2880),
    ("Attend(add_zero_attn=True, add_bias_kv=True)", (5, 2, 8), 0, 4080, 3680),
    ("nn.TransformerEncoderLayer(8, 2, 16)", (5, 2, 8), 3200, 6840, 5920),
]


def build(source: str, torch: Any) -> Any:
    names: dict[str, Any] = {"torch": torch, "nn": torch.nn, "F": torch.nn.functional}
    exec(CLASSES, names)
    return eval(source, names)


CLASSES = '''
class Wide(nn.Conv2d):
    """Inherits a rule, and calls a second layer inside."""
    def __init__(self):
        super().__init__(4, 8, 3, padding=1)
        self.inner = nn.Linear(8, 8)
    def forward(self, x):
        return self.inner(super().forward(x))

class Product(nn.Module):
    def forward(self, x):
        return x @ x.transpose(-1, -2)

class Products(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.zeros(5, 6))
    def forward(self, x):
        y = F.linear(x, self.w)
        y = torch.bmm(y.flatten(0, 1), y.flatten(0, 1).transpose(1, 2))
        y = torch.einsum("bij,bjk->bik", y, y)
        z = F.scaled_dot_product_attention(y, y, y)
        return torch.mm(z[0], z[0]) + F.softmax(z, 1)[0]

class Ruled(nn.Linear):
    """Functional products inside a layer with a rule are that rule's business."""
    def forward(self, x):
        return x @ self.weight.t()

class Attend(nn.Module):
    def __init__(self, **options):
        super().__init__()
        self.ma = nn.MultiheadAttention(8, 2, **options)
    def forward(self, x):
        return self.ma(x, x, x)[0]

class Twice(nn.Module):
    """One layer called twice counts twice."""
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(4, 4, 1)
    def forward(self, x):
        return F.interpolate(self.conv(self.conv(x)), scale_factor=2)
'''


@pytest.mark.parametrize(("source", "shape", "classic", "modern", "macs"), TABLE)
def test_table(source: str, shape: tuple[int, ...], classic: int, modern: int, macs: int) -> None:
    result = run(build(source, stand_in), Tensor(shape))
    assert (result.classic_ops, result.modern_ops, result.macs) == (classic, modern, macs)


@pytest.mark.torch
@pytest.mark.parametrize("generation", ["classic", "modern"])
def test_table_against_the_real_counters(generation: str) -> None:
    """`THOP_CLASSIC` and `THOP_MODERN` name folders into which each was installed."""
    torch = pytest.importorskip("torch")
    folder = Path(os.environ.get(f"THOP_{generation.upper()}", "missing")) / "thop" / "__init__.py"
    if not folder.is_file():
        pytest.skip(f"no thop of the {generation} kind")
    profile = imported(folder, generation)
    for source, shape, classic, modern, _ in TABLE:
        counted = profile(build(source, torch), inputs=(torch.zeros(shape),), verbose=False)[0]
        assert counted == (classic if generation == "classic" else modern), source


def imported(file: Path, generation: str) -> Any:
    for name in [name for name in sys.modules if name.partition(".")[0] == "thop"]:
        del sys.modules[name]
    sys.path.insert(0, str(file.parent.parent))
    try:
        return importlib.import_module("thop").profile
    finally:
        sys.path.pop(0)


def test_a_shared_layer_counts_every_call() -> None:
    nn = stand_in.nn
    shared = nn.Conv2d(4, 4, 1)
    block: Module = nn.Sequential(shared, shared)
    assert run(block, image(8, 8, 4)).macs == 2 * 64 * 16
    assert block.parameter_count == 20
