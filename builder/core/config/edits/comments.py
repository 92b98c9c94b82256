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
_IN_BRACKETS: Final = re.compile(r"\((\d+)\)")


def index_in(config: Config, layer: Layer) -> tuple[int, Span] | None:
    """The number in a row's comment that can only be meant as an index, and its place."""
    if layer.comment is None:
        return None
    text = layer.comment.of(config.text)
    match = _LEADING.match(text)
    if match is None:
        found = list(_IN_BRACKETS.finditer(text))
        match = found[0] if len(found) == 1 else None
    if match is None or len(match[1]) > 4:
        return None
    start = layer.comment.start
    return int(match[1]), Span(start + match.start(1), start + match.end(1))
