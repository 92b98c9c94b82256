"""The catalogue agrees with the classes, itself, and the trainer's lists."""

import ast
import inspect
import json
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from builder.core.blocks import BlockSpec, Category, ChannelRule, Words
from builder.core.blocks.catalogue import ALL, NAMES, TRAINERS, catalogue, find, nearest, search
from builder.core.facts import is_measured, torchvision_module
from builder.core.shapes.loader import load

NN = Path(__file__).parents[3] / "builder" / "core" / "nn"
SPECS = pytest.mark.parametrize("spec", ALL, ids=str)

# Classes that blocks are made of; no row names them. With its file where a name may be a block
# elsewhere.
PARTS = {
    "TransformerLayer", "SqueezeExcite", "StochasticDepth", "ChannelAttention", "SpatialAttention",
    "AttentionBottleneck", "WeightedConcat", "WeightedAdd", "DFL", "DecoupledHead",
    # Of Ultralytics' blocks, heads and transformers.
    "AAttn", "ABlock", "C3k", "CIB", "LightConv", "Attention", "PSABlock", "RepCSP", "ResNetBlock",
    "MaxSigmoidAttnBlock", "ultralytics.rep:RepBottleneck", "ultralytics.prototypes:Proto",
    "Proto26", "RealNVP", "ContrastiveHead", "BNContrastiveHead", "SwiGLUFFN", "Residual", "SAVPE",
    "TransformerEncoderLayer", "MLP", "MLPBlock", "LayerNorm2d", "MSDeformAttn",
    "DeformableTransformerDecoderLayer", "DeformableTransformerDecoder",
}  # fmt: skip
PARTS |= {  # of the attention modules
    "ScaleGate", "ChannelNorm", "ContextLayers", "CrossGate", "CollaborativeGate", "BiasedConv",
    "SplitAttention", "PolarizedGates", "SharedChannelGate", "JointProjection", "DilateAttention",
    "MapNorm",
}  # fmt: skip
PARTS |= {  # of the community's convolutions
    "BasicConv", "ChannelUnit", "DCNBottleneck", "Enlarge", "GroupNorm", "HaarTransform",
    "KernelAttention", "LCGate", "MapNorm", "MobileOneBranch", "PartialConv", "RFEM",
    "SpatialFusion", "SpatialUnit", "TridentBlock",
}  # fmt: skip
PARTS |= {  # of whole backbones
    "MeanSqueezeExcite", "PooledMBConvBlock", "EfficientNetStages", "HardSqueezeExcite",
    "InvertedResidual", "Conv2d_BN", "FFN", "ChannelGate", "Subsample", "CascadedGroupAttention",
    "LocalWindowAttention", "EfficientViTBlock", "EfficientViT", "TwoDropMlp", "SwinBlock",
    "SwinLayer", "backbones.swin_csp:SwinTransformerBlock",
    "FasterBlock", "FasterStage", "FasterEmbed",
    "FasterMerging", "FasterNet", "StarBlock", "StarNet", "backbones.repvit:RepVGGDW",
    "RepViTBlock", "RepViT", "MapLayerNorm", "GRN", "backbones.convnext_blocks:ConvNeXtBlock",
    "ConvNeXt",
}  # fmt: skip
PARTS |= {  # of YOLOv7's blocks
    "OREPA3x3RepConv", "ConvBN", "Chained", "WindowAttention", "WindowAttention2", "Mlp",
    "SwinTransformerLayer", "SwinTransformer2Layer", "AnchorHead", "ImplicitHead", "SigmoidBin",
}  # fmt: skip


def dotted(file: Path) -> str:
    return ".".join(file.relative_to(NN).with_suffix("").parts)


def classes(file: Path) -> dict[str, ast.ClassDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def constructor(spec: BlockSpec) -> dict[str, Any]:
    """Parameters by name with their defaults, less those that the parser puts in."""
    found = {
        p.name: p.default
        for p in signature_of(spec).parameters.values()
        if p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD and p.name != "self"
    }
    names = list(found)
    inserted = {
        ChannelRule.SCALED, ChannelRule.SCALED_MANY, ChannelRule.INPUT, ChannelRule.NORM,
    }  # fmt: skip
    if spec.channels in inserted:
        names.pop(0)
    if spec.repeats_inside:
        names.remove("n")
    if spec.channels is ChannelRule.MIDDLE:
        names.pop(0)
    if spec.channels is ChannelRule.SPLIT:
        names.pop(0)
    if spec.channels in {ChannelRule.HEAD, ChannelRule.HEAD_BOXES}:
        names = names[: names.index("ch")]
    if spec.channels is ChannelRule.HEAD_BOXES:
        names = [name for name in names if name not in {"reg_max", "end2end"}]
    if spec.channels is ChannelRule.SECOND:
        names.pop(1)
    return {name: found[name] for name in names if name != "legacy"}


def signature_of(spec: BlockSpec) -> inspect.Signature:
    """What the constructor takes; of a library's model, what the trainer's row takes."""
    file, _, name = spec.implementation.partition(":")
    if is_measured(spec.implementation):
        return inspect.signature(torchvision_module)
    if file == "torch.nn":
        pytest.importorskip("torch")
        return inspect.signature(getattr(import_module(file), name).__init__)
    return inspect.signature(load(spec.implementation).__init__)


@SPECS
def test_arguments_are_the_constructors(spec: BlockSpec) -> None:
    expected = constructor(spec)
    told = {
        argument.name: inspect.Parameter.empty if argument.required else argument.default
        for argument in spec.arguments
    }
    if spec.channels is ChannelRule.NAMED:  # the first is for the parser
        told.pop("c2")
    if spec.implementation.startswith("torch.nn:"):
        # Rows never write the last ones (device, dtype, padding_mode, recompute_scale_factor …).
        expected = dict(list(expected.items())[: len(told)])
    assert list(told.items()) == list(expected.items())
    types = [type(value) for value in told.values()], [type(value) for value in expected.values()]
    assert types[0] == types[1]


def test_every_module_of_the_files_is_catalogued_under_its_file() -> None:
    there = {
        f"{dotted(file)}:{name}"
        for file in NN.rglob("*.py")
        for name in classes(file)
        if not PARTS & {name, f"{dotted(file)}:{name}"}
    }
    told = {spec.implementation for spec in ALL if not is_measured(spec.implementation)}
    assert there == {name for name in told if not name.startswith("torch.nn:")}


@pytest.mark.parametrize("file", sorted(NN.rglob("[!_]*.py")), ids=dotted)
def test_every_module_says_its_shapes_and_its_source(file: Path) -> None:
    manuals = {name: ast.get_docstring(node) or "" for name, node in classes(file).items()}
    wanted = ("\nShape:\n", "\nSource:\n")
    assert [n for n, manual in manuals.items() if not all(w in manual for w in wanted)] == []


@SPECS
def test_specs_stand_in_the_file_named_like_the_module_file(spec: BlockSpec) -> None:
    file = spec.implementation.partition(":")[0].replace("torch.nn", "torch_nn")
    if is_measured(spec.implementation):  # no file here has its class
        file = f"{spec.stock[0]}.{file}"
    assert spec in import_module(f"builder.core.blocks.{file}").BLOCKS


@SPECS
def test_words_are_there_in_both_languages(spec: BlockSpec) -> None:
    texts: list[Words] = [spec.summary, *(argument.help for argument in spec.arguments)]
    for text in texts:
        assert text.en.isascii()
        assert text.en.endswith(".")
        assert any("\u4e00" <= sign <= "\u9fff" for sign in text.zh)
        assert text.zh.endswith("。")
        assert text.in_language("zh_CN") == text.zh
        assert text.in_language("de") == text.en
    assert spec.source


@SPECS
def test_defaults_keep_their_own_limits(spec: BlockSpec) -> None:
    for argument in spec.arguments:
        if argument.choices:
            assert argument.default in argument.choices
        if isinstance(argument.default, int | float) and not isinstance(argument.default, bool):
            assert argument.minimum is None or argument.default >= argument.minimum
            assert argument.maximum is None or argument.default <= argument.maximum


@SPECS
def test_required_arguments_come_first(spec: BlockSpec) -> None:
    needed = [argument.required for argument in spec.arguments]
    assert needed == sorted(needed, reverse=True)


def test_icons_exist() -> None:
    package = find_spec("qtawesome")
    if package is None or package.origin is None:
        pytest.skip("qtawesome is not installed")
    fonts = Path(package.origin).parent / "fonts"
    charmap = next(fonts.glob("materialdesignicons6-webfont-charmap*.json"))
    known = json.loads(charmap.read_text(encoding="utf-8"))
    assert [
        (spec.name, spec.icon)
        for spec in ALL
        if not spec.icon.startswith("mdi6.") or spec.icon.removeprefix("mdi6.") not in known
    ] == []


def test_the_trainers_lists() -> None:
    stock = {spec.name: spec for spec in ALL if "yolov5" in spec.stock}
    scaled = {name for name, spec in stock.items() if spec.channels is ChannelRule.SCALED}
    assert scaled == {
        "Conv", "GhostConv", "Bottleneck", "GhostBottleneck", "SPP", "SPPF", "DWConv", "MixConv2d",
        "Focus", "CrossConv", "BottleneckCSP", "C3", "C3TR", "C3SPP", "C3Ghost",
        "nn.ConvTranspose2d", "DWConvTranspose2d", "C3x",
    }  # fmt: skip
    inside = {name for name, spec in stock.items() if spec.repeats_inside}
    assert inside == {"BottleneckCSP", "C3", "C3TR", "C3Ghost", "C3x"}


def test_the_lists_of_ultralytics() -> None:
    stock = {spec.name: spec for spec in ALL if "ultralytics" in spec.stock}
    scaled = {name for name, spec in stock.items() if spec.channels is ChannelRule.SCALED}
    assert scaled - {"Classify", "nn.ConvTranspose2d"} == {
        "Conv", "ConvTranspose", "GhostConv", "Bottleneck", "GhostBottleneck", "SPP", "SPPF",
        "C2fPSA", "C2PSA", "DWConv", "Focus", "BottleneckCSP", "C1", "C2", "C2f", "C3k2",
        "RepNCSPELAN4", "ELAN1", "ADown", "AConv", "SPPELAN", "C2fAttn", "C3", "C3TR", "C3Ghost",
        "DWConvTranspose2d", "C3x", "RepC3", "PSA", "SCDown", "C2fCIB", "A2C2f",
    }  # fmt: skip
    inside = {name for name, spec in stock.items() if spec.repeats_inside}
    assert inside == {
        "BottleneckCSP", "C1", "C2", "C2f", "C3k2", "C2fAttn", "C3", "C3TR", "C3Ghost", "C3x",
        "RepC3", "C2fPSA", "C2fCIB", "C2PSA", "A2C2f", "HGBlock",
    }  # fmt: skip


def test_yolov7s_lists() -> None:
    stock = {spec.name: spec for spec in ALL if "yolov7" in spec.stock}
    csp = {
        f"{chain}CSP{frame}"
        for chain in "Bottleneck RepBottleneck Res RepRes ResX RepResX Ghost ST ST2".split()
        for frame in "ABC"
    }
    inside = {name for name, spec in stock.items() if spec.repeats_inside}
    assert inside == csp | {"DownC", "SPPCSPC", "GhostSPPCSPC"}
    scaled = {name for name, spec in stock.items() if spec.channels is ChannelRule.SCALED}
    assert scaled == inside | {
        "nn.Conv2d", "Conv", "RobustConv", "RobustConv2", "DWConv", "GhostConv", "RepConv",
        "RepConv_OREPA", "SPP", "SPPF", "MixConv2d", "Focus", "Stem", "GhostStem", "CrossConv",
        "Bottleneck", "RepBottleneck", "Res", "RepRes", "ResX", "RepResX", "Ghost",
        "SwinTransformerBlock", "SwinTransformer2Block",
    }  # fmt: skip
    heads = {name for name, spec in stock.items() if spec.channels is ChannelRule.HEAD}
    assert heads == {"Detect", "IDetect", "IAuxDetect", "IBin", "IKeypoint"}


def test_find_is_exact() -> None:
    spec = find("C3", "yolov5")
    assert spec is not None
    assert spec.name == "C3"
    assert find("c3", "yolov5") is None
    assert find("nn.upsample", "yolov5") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("c3", "C3"),
        ("conv", "Conv"),
        ("Cov", "Conv"),
        ("SPPFF", "SPPF"),
        ("sppf", "SPPF"),
        ("Upsample", "nn.Upsample"),
        ("nn.upsample", "nn.Upsample"),
        ("nn.Conv", "Conv"),
        ("BIFPN_Concat2", "BiFPN_Concat2"),
        ("BiFPNConcat3", "BiFPN_Concat3"),
        ("concat", "Concat"),
        ("CBMA", "CBAM"),
        ("Detetc", "Detect"),
        ("MBconv", "MBConv"),
        ("FusedMBconv", "FusedMBConv"),
    ],
)
def test_nearest_puts_what_was_meant_first(written: str, meant: str) -> None:
    assert nearest(written, "yolov5")[0] == meant


def test_nearest_knows_when_nothing_is_near() -> None:
    assert nearest("qqqqqqqq", "yolov5") == ()
    assert nearest("", "yolov5") == ()
    assert len(nearest("C3", "yolov5", limit=2)) == 2
    found = nearest("Conv2d", "yolov5", limit=10)
    assert len(set(found)) == len(found)


def test_search_without_text_lists_all_in_palette_order() -> None:
    places = [list(Category).index(spec.category) for spec in search("", "yolov5", "en")]
    assert len(places) == len(NAMES)
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("c3", "en", "C3"),
        ("upsam", "en", "nn.Upsample"),
        ("注意力", "zh_CN", "CBAM"),
        ("  POOL  ", "en", "nn.MaxPool2d"),
        ("learnt weight", "en", "BiFPN_Concat2"),
    ],
)
def test_search_finds_by_name_and_by_words(text: str, language: str, first: str) -> None:
    found = [spec.name for spec in search(text, "yolov5", language)]
    assert first in found[:3]


def test_search_needs_every_word() -> None:
    assert search("conv quux", "yolov5", "en") == []
    assert {spec.name for spec in search("without parameters", "yolov5", "en")} == {"SimAM"}


@pytest.mark.parametrize("trainer", TRAINERS)
def test_a_name_means_the_trainers_own_block_first(trainer: str) -> None:
    for spec in ALL:
        if trainer in spec.stock:
            assert find(spec.name, trainer) is spec
        elif not spec.stock and find(spec.name, trainer) is not spec:
            found = find(spec.name, trainer)
            assert found is not None
            assert trainer in found.stock
    assert set(catalogue(trainer)) == set(NAMES)


def test_no_trainer_has_two_blocks_of_one_name() -> None:
    for trainer in (*TRAINERS, None):
        names = [s.name for s in ALL if (trainer in s.stock if trainer else not s.stock)]
        assert sorted(names) == sorted(set(names))
