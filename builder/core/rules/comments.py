"""What the comments beside rows claim: numbers, levels, what a Concat joins."""

import re
from typing import NamedTuple

from builder.core.config import Config, Layer, Sequence
from builder.core.config.index_comments import leading_index
from builder.core.config.rows import comment_after
from builder.core.text import Span

# A word may stand between Chinese characters without a blank: "输出P3/8".
_LEVEL = re.compile(r"\bP([1-8])/(\d{1,3})\b", re.ASCII)
_JOINED = re.compile(
    r"\b(?:cat|concat|join)\s+(?:(backbone|head)\s+)?P([1-8])\b", re.IGNORECASE | re.ASCII
)
_HEAD_LEVELS = re.compile(r"\(\s*(P[1-8](?:\s*,\s*P[1-8])*)\s*\)")


class Numbered(NamedTuple):
    """A comment that begins with a row's number; `span` is the digits."""

    layer: int
    number: int
    span: Span


def text_of(config: Config, layer: Layer) -> str:
    """The comment on the row's last line, or ""."""
    return layer.comment.of(config.text) if layer.comment else ""


def row_number(config: Config, layer: Layer) -> Numbered | None:
    """The row number that the comment begins with."""
    found = leading_index(config, layer)
    return Numbered(layer.index, *found) if found else None


def stride_claimed(comment: str) -> int | None:
    """8 for a comment with "P3/8" in it; None if it names no level or several."""
    strides = {
        int(stride) for level, stride in _LEVEL.findall(comment) if int(stride) == 1 << int(level)
    }
    return strides.pop() if len(strides) == 1 else None


def joined_level(comment: str) -> tuple[str | None, int] | None:
    """Section and stride that "cat backbone P4" names: ("backbone", 16)."""
    match = _JOINED.search(comment)
    return (match[1] and match[1].lower(), 1 << int(match[2])) if match else None


def head_levels(comment: str) -> tuple[int, ...]:
    """Strides that "Detect(P3, P4, P5)" names."""
    match = _HEAD_LEVELS.search(comment)
    return tuple(1 << int(name.strip()[1:]) for name in match[1].split(",")) if match else ()


def anchor_levels(config: Config) -> tuple[tuple[int | None, Span], ...]:
    """For each row of the header's anchors the stride its comment names, and its place."""
    node = config.header("anchors")
    if not isinstance(node, Sequence):
        return ()
    found = []
    for row in node.items:
        comment = comment_after(config.text, row.span.end)
        stride = stride_claimed(comment.of(config.text)) if comment else None
        found.append((stride, row.span))
    return tuple(found)
