"""All blocks that the program knows, and finding one by name or by words.

Trainers use one name for different modules: YOLOv5's `Detect` has anchors, that of Ultralytics has
none. So a name is looked up for a trainer: its own block comes first, then one that no trainer
ships, then another trainer's, which has to be registered there like any foreign block.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Final

from builder.core.blocks import (
    attention,
    community,
    conv,
    csp,
    csp_attention,
    efficientnet,
    fusion,
    ghost,
    head,
    pooling,
    resample,
    torch_nn,
    transformer,
)
from builder.core.blocks.attentions import family as attentions
from builder.core.blocks.backbones import family as backbones
from builder.core.blocks.spec import BlockSpec, Category
from builder.core.blocks.ultralytics import families as ultralytics
from builder.core.blocks.yolov7 import family as yolov7
from builder.core.blocks.yolov9 import families as yolov9

_FAMILIES: Final = (
    conv.BLOCKS,
    csp.BLOCKS,
    csp_attention.BLOCKS,
    attention.BLOCKS,
    efficientnet.BLOCKS,
    ghost.BLOCKS,
    transformer.BLOCKS,
    pooling.BLOCKS,
    fusion.BLOCKS,
    resample.BLOCKS,
    head.BLOCKS,
    torch_nn.BLOCKS,
    backbones.BLOCKS,
    attentions.BLOCKS,
    *community.FAMILIES,
    *ultralytics.FAMILIES,
    yolov7.BLOCKS,
    *yolov9.FAMILIES,
)

TRAINERS: Final = ("yolov5", "ultralytics", "yolov7", "yolov9")
"""Trainers that blocks can be stock of."""

ALL: Final[tuple[BlockSpec, ...]] = tuple(spec for family in _FAMILIES for spec in family)
"""Every block, those of one name for several trainers each for itself."""

NAMES: Final[tuple[str, ...]] = tuple(sorted({spec.name for spec in ALL}, key=str.casefold))
"""Every name that means something to some trainer."""

_PALETTE_ORDER: Final = {category: place for place, category in enumerate(Category)}


@cache
def catalogue(trainer: str) -> Mapping[str, BlockSpec]:
    """Every name with what it means in `trainer`, in the order of the families."""
    chosen: dict[str, BlockSpec] = {}
    for spec in ALL:
        held = chosen.get(spec.name)
        if held is None or _strangeness(spec, trainer) < _strangeness(held, trainer):
            chosen[spec.name] = spec
    return MappingProxyType(chosen)


def _strangeness(spec: BlockSpec, trainer: str) -> int:
    if trainer in spec.stock:
        return 0
    return 1 + TRAINERS.index(spec.stock[0]) + 1 if spec.stock else 1


def find(name: str, trainer: str) -> BlockSpec | None:
    """The block that a row of `trainer` names, or None: names are case-sensitive, as there."""
    return catalogue(trainer).get(name)


def nearest(name: str, trainer: str, limit: int = 3) -> tuple[str, ...]:
    """Names that a misspelt module may mean, likeliest first.

    Another spelling of case comes first ("c3" -> "C3"), then a missing or foreign prefix
    ("Upsample" -> "nn.Upsample"), then similar letters; among equals the trainer's own.
    """
    wanted = _bare(name)
    specs = sorted(catalogue(trainer).values(), key=lambda spec: trainer not in spec.stock)
    known = [spec.name for spec in specs]
    same = [one for one in known if _bare(one) == wanted]
    by_bare: dict[str, str] = {}
    for one in known:
        by_bare.setdefault(_bare(one), one)
    close = [by_bare[bare] for bare in get_close_matches(wanted, by_bare, limit, 0.6)]
    return tuple(dict.fromkeys([*same, *close]))[:limit]


def search(text: str, trainer: str, language: str = "en") -> list[BlockSpec]:
    """Blocks for the palette that fit `text`, in palette order; all of them for no text.

    Every word must occur in the name, the category or the summary. Names that start with
    the text come first, then names that hold it; among equals the trainer's own.
    """
    words = text.casefold().split()
    fitting = [spec for spec in catalogue(trainer).values() if _fits(spec, words, language)]
    needle = text.strip().casefold()
    return sorted(
        fitting,
        key=lambda spec: (
            _distance(spec.name, needle), _PALETTE_ORDER[spec.category], trainer not in spec.stock,
        ),
    )  # fmt: skip


def _fits(spec: BlockSpec, words: list[str], language: str) -> bool:
    texts = (spec.name, spec.category.value, spec.summary.in_language(language))
    hay = " ".join(texts).casefold()
    return all(word in hay for word in words)


def _distance(name: str, needle: str) -> int:
    bare = _bare(name)
    if bare.startswith(needle):
        return 0
    return 1 if needle in name.casefold() else 2


def _bare(name: str) -> str:
    """A name without case, prefix and underscores, which misspellings get wrong."""
    return name.casefold().rpartition(".")[2].replace("_", "").replace("-", "")
