"""Blocks, the arguments to build them with, and the numbers that must come out.

`measured/` holds what the trainers' own code gives on torch 2.13 (yolov5 7.0.14, ultralytics
8.4.190, WongKinYiu's yolov7 and yolov9): parameters, `len(list(modules()))`, output shapes while
training, checkpoint keys for the first arguments of each block, and mean and one value of the
first outputs in evaluation, with every parameter and input set by `wave`. The numbers of the other
blocks are worked out from their definitions, or stand in the trainer's table of a tutorial's
network ("row 6" …).
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from builder.core.blocks import catalogue
from builder.core.blocks.catalogue import find
from builder.core.facts import is_measured

BLOCKS = tuple(spec for spec in catalogue.ALL if not is_measured(spec.implementation))
"""The blocks that have a class here; what a library's models give is measured instead."""

Shape = tuple[int, ...]
Shapes = tuple[Any, ...]  # a shape, or a tuple of such


@dataclass(frozen=True)
class Case:
    """One way to build a block.

    Attributes:
        block: Its name as rows write it.
        args: What the constructor gets, channels that the parser puts in included.
        inputs: Shapes; with `many` they are passed as one list. In the place of a shape may stand
            a tuple of shapes: the outputs of one layer.
        params, modules: All parameters and modules, those of shared activations included.
        outputs: Shapes of all output tensors when training, in order, dictionaries by their order.
        text: Shape of the text embedding that a block takes beside its input.
        state: Keys and shapes of the checkpoint, in order.
        digest: The same as a hash (`digest_of`), where the list would be long.
        values: Mean and one value of each output in evaluation, with weights from `wave`.
        trainer: Whose block it is; "" where no trainer ships it.
        implementation: The class, for parts of blocks, which the catalogue does not list.
        kwargs: What the parser sets beside the args.
        leaves: Modules that hold none.
        trainable: Parameters that are trained.
        unreached: Those of them that the outputs do not depend on when training.
        ops: Operations in evaluation, as ultralytics-thop counts them.
    """

    block: str
    args: tuple[Any, ...]
    inputs: tuple[Shapes, ...]
    params: int
    modules: int
    outputs: tuple[Shape, ...]
    many: bool = False
    text: Shape | None = None
    state: tuple[tuple[str, Shape], ...] = ()
    digest: str = ""
    values: tuple[tuple[float, float], ...] = ()
    trainer: str = ""
    implementation: str = ""
    kwargs: tuple[tuple[str, Any], ...] = ()
    leaves: int | None = None
    trainable: int | None = None
    unreached: int = 0
    ops: int | None = None

    def __str__(self) -> str:
        whose = f"{self.trainer}." if self.trainer not in {"", "yolov5"} else ""
        return f"{whose}{self.block}{self.args}".replace(" ", "")[:120]

    @property
    def heavy(self) -> bool:
        """Whether it is a whole network that real tensors would make slow to try.

        Its blocks, and a smaller size of it, are among the other cases.
        """
        return self.source.startswith("backbones.") and self.params > 2_500_000

    @property
    def source(self) -> str:
        """The class to build: "csp:C3"."""
        if self.implementation:
            return self.implementation
        spec = find(self.block, self.trainer or "yolov5")
        assert spec is not None, self.block
        return spec.implementation


def nested(make: Callable[[Shape], Any], shapes: Shapes) -> Any:
    """What `make` gives for a shape, or a list of it for each of several."""
    if shapes and isinstance(shapes[0], tuple | list):
        return [nested(make, inner) for inner in shapes]
    return make(tuple(shapes))


def frozen(value: Any) -> Any:
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


def maps(shape: Any, make: Callable[[Shape], Any]) -> Any:
    """What `make` gives for an input's shape; a tuple where a row gives several maps."""
    if shape and isinstance(shape[0], tuple):
        return tuple(maps(inner, make) for inner in shape)
    return make(shape)


def digest_of(state: Iterable[tuple[str, Shape]]) -> str:
    """A hash of a checkpoint's keys and shapes, in order."""
    lines = [f"{key} {'x'.join(map(str, shape))}" for key, shape in state]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def measured() -> list[Case]:
    """The cases of `measured/TRAINER.json` and `measured/TRAINER_PART.json`.

    They were measured on the trainers' own code; `community_PART.json` on the authors'.
    """
    cases = []
    for path in sorted(Path(__file__).with_name("measured").glob("*.json")):
        trainer = path.stem.partition("_")[0].replace("community", "")
        for row in json.loads(path.read_text(encoding="utf-8")):
            inputs = row["inputs"] if row.get("many") else [row["inputs"]]
            fields = {key: frozen(value) for key, value in row.items()}
            fields["kwargs"] = tuple(row.get("kwargs", {}).items())
            for told in ("no_values", "original", "leaner", "timm"):  # how it was measured
                fields.pop(told, None)
            fields["args"] = tuple(row["args"])  # lists stay lists, as parsers pass them
            cases.append(Case(**{"trainer": trainer, **fields, "inputs": frozen(inputs)}))
    return cases


def same(block: str, args: tuple[Any, ...], shape: Shape, params: int, modules: int) -> Case:
    """A block that keeps the shape."""
    return Case(block, args, (shape,), params, modules, (shape,))


def one(block: str, args: tuple[Any, ...], before: Shape, params: int, after: Shape) -> Case:
    """A single torch module."""
    return Case(block, args, (before,), params, 1, (after,))


def joined(
    block: str, args: tuple[Any, ...], inputs: tuple[Shape, ...], params: int, modules: int,
    after: Shape,
) -> Case:  # fmt: skip
    """A block that reads several layers."""
    return Case(block, args, inputs, params, modules, (after,), many=True)


MEASURED = measured()

S24, S48 = (1, 24, 16, 16), (1, 48, 16, 16)
C64, C512, SMALL = (2, 64, 8, 6), (1, 512, 4, 4), (1, 8, 5, 7)

EFFICIENTNET = [
    Case("stem", (3, 24, 3, 2), ((1, 3, 32, 32),), 696, 4, ((1, 24, 16, 16),)),  # row 0
    Case("stem", (3, 24), ((1, 3, 9, 7),), 696, 4, ((1, 24, 9, 7),)),
    Case("stem", (8, 16, 1, 1, 4, False), (SMALL,), 2 * 16 + 32, 4, ((1, 16, 5, 7),)),
    same("FusedMBConv", (24, 24, 3, 1, 1, 0), S24, 10464 // 2, 6),  # row 1, two copies
    Case("FusedMBConv", (24, 48, 3, 2, 4, 0), (S24,), 25632, 9, ((1, 48, 8, 8),)),  # row 2
    same("FusedMBConv", (48, 48, 3, 1, 4, 0), S48, 277920 // 3, 10),  # row 3, three copies
    same(
        "FusedMBConv", (8, 8, 3, 1, 2, 0.25), SMALL,
        (8 * 16 * 9 + 32) + (16 * 4 + 4 + 4 * 16 + 16) + (16 * 8 + 16), 16,
    ),
    Case("MBConv", (64, 128, 3, 2, 4, 0.25), (C64,), 85824, 19, ((2, 128, 4, 3),)),  # row 6
    same("MBConv", (128, 128, 3, 1, 4, 0.25), (2, 128, 4, 4), 1348480 // 5, 20),  # row 7
    Case("MBConv", (160, 256, 3, 2, 4, 0.25), ((2, 160, 4, 4),), 480672, 19, ((2, 256, 2, 2),)),
    same(
        "MBConv", (8, 8, 5, 1, 2, 0), SMALL, (8 * 16 + 32) + (16 * 25 + 32) + (16 * 8 + 16), 14,
    ),
]  # fmt: skip

ATTENTION = [
    same("CBAM", (768, 768), (1, 768, 3, 3), 147652 // 2, 11),  # two copies in the tutorial
    same("CBAM", (64, 64), C64, 2 * 64 * 4 + 2 * 49, 11),
    same("CBAM", (64, 64, 8, 3), C64, 2 * 64 * 8 + 2 * 9, 11),
    same("SE", (64, 64), C64, 2 * 64 * 4, 6),
    same("SE", (64, 64, 4), C64, 2 * 64 * 16, 6),
    same("SE", (8, 8), SMALL, 2 * 8, 6),
    same("ECA", (64, 64), C64, 3, 4),
    same("ECA", (512, 512), C512, 5, 4),
    same("ECA", (64, 64, 7), C64, 7, 4),
    same("CoordAtt", (64, 64), C64, (64 * 8 + 8) + 16 + 2 * (8 * 64 + 64), 8),
    same("CoordAtt", (512, 512), C512, (512 * 16 + 16) + 32 + 2 * (16 * 512 + 512), 8),
    same("CoordAtt", (64, 64, 4), C64, (64 * 16 + 16) + 32 + 2 * (16 * 64 + 64), 8),
    same("SimAM", (), C64, 0, 2),
    same("SimAM", (1024,), SMALL, 0, 2),
    same("SimAM", (None, 1e-3), (1, 3, 1, 1), 0, 2),
]

P3, P4 = (1, 8, 6, 4), (1, 12, 6, 4)
FUSION = [
    joined("BiFPN_Concat2", (), (P3, P4), 2, 1, (1, 20, 6, 4)),
    joined("BiFPN_Concat2", (1,), (P3, P3), 2, 1, (1, 16, 6, 4)),
    joined("BiFPN_Concat2", (2,), (P3, P3), 2, 1, (1, 8, 12, 4)),
    joined("BiFPN_Concat3", (), (P3, P4, P3), 3, 1, (1, 28, 6, 4)),
    joined("BiFPN_Concat3", (1,), (P3, P3, P3), 3, 1, (1, 24, 6, 4)),
    joined("BiFPN_Concat3", (3,), (P3, P3, P3), 3, 1, (1, 8, 6, 12)),
    joined("BiFPN_Add2", (8, 8), (P3, P3), 8 * 8 + 8 + 2, 3, P3),
    joined("BiFPN_Add2", (8, 16), (P3, P3), 8 * 16 + 16 + 2, 3, (1, 16, 6, 4)),
    joined("BiFPN_Add2", (12, 4), (P4, P4), 12 * 4 + 4 + 2, 3, (1, 4, 6, 4)),
    joined("BiFPN_Add3", (8, 8), (P3, P3, P3), 8 * 8 + 8 + 3, 3, P3),
    joined("BiFPN_Add3", (8, 16), (P3, P3, P3), 8 * 16 + 16 + 3, 3, (1, 16, 6, 4)),
    joined("BiFPN_Add3", (12, 4), (P4, P4, P4), 12 * 4 + 4 + 3, 3, (1, 4, 6, 4)),
]

# C3's own numbers, and what one attention adds at 32 and at 64 channels.
C3_PARAMS = {(64, 64): 18816, (64, 64, 3): 39552, (64, 128, 2, False): 107520}
C3_MODULES = {(64, 64): 19, (64, 64, 3): 33, (64, 128, 2, False): 26}
ADDED = {
    "C3SE": (128, 512, 6), "C3ECA": (3, 3, 4), "C3CBAM": (226, 610, 11), "C3CA": (856, 1688, 8),
    "C3SimAM": (0, 0, 2),
}  # fmt: skip
CSP_ATTENTION = [
    Case(
        block, args, (C64,),
        params + (args[2] if len(args) > 2 else 1) * (at_32 if args[1] == 64 else at_64),
        C3_MODULES[args] + (args[2] if len(args) > 2 else 1) * modules,
        ((2, args[1], 8, 6),),
    )
    for block, (at_32, at_64, modules) in ADDED.items()
    for args, params in C3_PARAMS.items()
]  # fmt: skip

TORCH_NN = [
    one("nn.Upsample", (None, 2, "nearest"), SMALL, 0, (1, 8, 10, 14)),
    one("nn.Upsample", (None, 4, "bilinear"), SMALL, 0, (1, 8, 20, 28)),
    one("nn.Upsample", (10, None, "nearest"), SMALL, 0, (1, 8, 10, 10)),
    one("nn.MaxPool2d", (2, 2), SMALL, 0, (1, 8, 2, 3)),
    one("nn.MaxPool2d", (2, 1, 0), SMALL, 0, (1, 8, 4, 6)),
    one("nn.MaxPool2d", (3, 2, 1, 1, False, True), (1, 8, 6, 6), 0, (1, 8, 4, 4)),
    one("nn.AvgPool2d", (2,), SMALL, 0, (1, 8, 2, 3)),
    one("nn.AvgPool2d", (2, 1), SMALL, 0, (1, 8, 4, 6)),
    one("nn.AvgPool2d", (3, 2, 1, True), (1, 8, 6, 6), 0, (1, 8, 4, 4)),
    one("nn.AdaptiveAvgPool2d", (1,), SMALL, 0, (1, 8, 1, 1)),
    one("nn.AdaptiveAvgPool2d", ((2, 3),), SMALL, 0, (1, 8, 2, 3)),
    one("nn.AdaptiveAvgPool2d", (4,), SMALL, 0, (1, 8, 4, 4)),
    one("nn.ZeroPad2d", ((0, 1, 0, 1),), SMALL, 0, (1, 8, 6, 8)),
    one("nn.ZeroPad2d", (2,), SMALL, 0, (1, 8, 9, 11)),
    one("nn.ZeroPad2d", ((1, 2, 3, 4),), SMALL, 0, (1, 8, 12, 10)),
    one("nn.Conv2d", (8, 16, 1), SMALL, 8 * 16 + 16, (1, 16, 5, 7)),
    one("nn.Conv2d", (8, 8, 3, 2, 1), SMALL, 64 * 9 + 8, (1, 8, 3, 4)),
    one("nn.Conv2d", (8, 8, 3, 1, 2, 2, 8, False), SMALL, 8 * 9, (1, 8, 5, 7)),
    one("nn.ConvTranspose2d", (8, 16, 2, 2), SMALL, 8 * 16 * 4 + 16, (1, 16, 10, 14)),
    one("nn.ConvTranspose2d", (8, 8, 3, 2, 1, 1), SMALL, 64 * 9 + 8, (1, 8, 10, 14)),
    one("nn.ConvTranspose2d", (8, 8, 4, 2, 1, 0, 4, False), SMALL, 16 * 16, (1, 8, 10, 14)),
    one("nn.BatchNorm2d", (8,), SMALL, 16, SMALL),
    one("nn.BatchNorm2d", (64,), C64, 128, C64),
    one("nn.BatchNorm2d", (512,), C512, 1024, C512),
    one("nn.Identity", (), SMALL, 0, SMALL),
    one("nn.Identity", (5,), C64, 0, C64),
    one("nn.Identity", ("any", 2), C512, 0, C512),
    one("nn.Dropout", (), SMALL, 0, SMALL),
    one("nn.Dropout", (0.1,), C64, 0, C64),
    one("nn.Dropout", (0.0, True), C512, 0, C512),
    one("nn.ReLU", (), SMALL, 0, SMALL),
    one("nn.ReLU", (True,), C64, 0, C64),
    one("nn.ReLU", (False,), C512, 0, C512),
    one("nn.SiLU", (), SMALL, 0, SMALL),
    one("nn.SiLU", (True,), C64, 0, C64),
    one("nn.SiLU", (False,), C512, 0, C512),
    one("nn.LeakyReLU", (), SMALL, 0, SMALL),
    one("nn.LeakyReLU", (0.1,), C64, 0, C64),
    one("nn.LeakyReLU", (0.1, True), C512, 0, C512),
    one("nn.PixelShuffle", (2,), SMALL, 0, (1, 2, 10, 14)),
    one("nn.PixelShuffle", (4,), C64, 0, (2, 4, 32, 24)),
    one("nn.PixelShuffle", (1,), C512, 0, C512),
]
# Where YOLOv7's parser makes other arguments of a row.
TORCH_NN += [
    replace(case, trainer="yolov7")
    for case in TORCH_NN
    if case.block in {"nn.Conv2d", "nn.ConvTranspose2d"}
]

FOREIGN = [*EFFICIENTNET, *ATTENTION, *FUSION, *CSP_ATTENTION]


def block_class(implementation: str) -> Any:
    """The torch class behind "csp:C3" or "torch.nn:Upsample"."""
    file, _, name = implementation.partition(":")
    package = "" if file == "torch.nn" else "builder.core.nn."
    return getattr(import_module(package + file), name)


# They are written with `Case`.
from tests.core.nn.cases_attention import ATTENTIONS  # noqa: E402
from tests.core.nn.cases_backbone_sizes import SIZES  # noqa: E402
from tests.core.nn.cases_backbones import BACKBONES  # noqa: E402
from tests.core.nn.cases_conv import CONV  # noqa: E402

ALL = [*MEASURED, *FOREIGN, *ATTENTIONS, *CONV, *BACKBONES, *SIZES, *TORCH_NN]
