"""Index comments: the number in `# 12`, `# 0-P1/2` or `# X3 (16), fpn`, and nothing else."""

import re
from typing import Final

from builder.core.config.config import Config, Layer
from builder.core.text import Span

# What may follow a leading number that counts rows. `10*10`, `2x`, `0-4`, `1/2`, `3.5`, `2个`
# and `80,40` are sizes, factors, ranges and counts.
_LEADING: Final = re.compile(
    r"#+[ \t]*(\d+)(?=$|[ \t](?![ \t]*[x\u00d7*+/%][ \t]*\d)|[-,.:;)](?!\d)"
    r"|[(\[\uff08\uff0c\u3002\uff1a\uff1b\u3001\uff09\u5c42\u53f7])"
)
_MOST_DIGITS: Final = 4
_IN_BRACKETS: Final = re.compile(r"\((\d+)\)")


def index_in(config: Config, layer: Layer) -> tuple[int, Span] | None:
    """The number in a row's comment that may be meant as an index, and its place."""
    found = leading_index(config, layer)
    if found is not None or layer.comment is None:
        return found
    inside = list(_IN_BRACKETS.finditer(layer.comment.of(config.text)))
    return _placed(layer.comment, inside[0]) if len(inside) == 1 else None


def leading_index(config: Config, layer: Layer) -> tuple[int, Span] | None:
    """The number that a row's comment begins with and that can only count rows, and its place."""
    if layer.comment is None:
        return None
    match = _LEADING.match(layer.comment.of(config.text))
    return _placed(layer.comment, match) if match else None


def _placed(comment: Span, match: re.Match[str]) -> tuple[int, Span] | None:
    if len(match[1]) > _MOST_DIGITS:
        return None
    return int(match[1]), Span(comment.start + match.start(1), comment.start + match.end(1))
