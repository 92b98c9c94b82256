"""All blocks that the program knows, and finding one by name or by words."""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from builder.core.blocks import (
    attention,
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
from builder.core.blocks.spec import BlockSpec, Category

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
)

CATALOGUE: Final[Mapping[str, BlockSpec]] = MappingProxyType(
    {spec.name: spec for family in _FAMILIES for spec in family}
)
"""Every block by its name."""

_PALETTE_ORDER: Final = {category: place for place, category in enumerate(Category)}


def find(name: str) -> BlockSpec | None:
    """The block that a row names, or None: names are case-sensitive, as in the trainers."""
    return CATALOGUE.get(name)


def nearest(name: str, limit: int = 3) -> tuple[str, ...]:
    """Names that a misspelt module may mean, likeliest first.

    Another spelling of case comes first ("c3" -> "C3"), then a missing or foreign prefix
    ("Upsample" -> "nn.Upsample"), then similar letters.
    """
    wanted = _bare(name)
    same = [known for known in CATALOGUE if _bare(known) == wanted]
    by_bare = {_bare(known): known for known in CATALOGUE}
    close = [by_bare[bare] for bare in get_close_matches(wanted, by_bare, limit, 0.6)]
    return tuple(dict.fromkeys([*same, *close]))[:limit]


def search(text: str, language: str = "en") -> list[BlockSpec]:
    """Blocks for the palette that fit `text`, in palette order; all of them for no text.

    Every word must occur in the name, the category or the summary. Names that start with
    the text come first, then names that hold it.
    """
    words = text.casefold().split()
    fitting = [spec for spec in CATALOGUE.values() if _fits(spec, words, language)]
    needle = text.strip().casefold()
    return sorted(
        fitting, key=lambda spec: (_distance(spec.name, needle), _PALETTE_ORDER[spec.category])
    )


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
