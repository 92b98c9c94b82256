"""Header keys that are empty because the lines below them lost their indentation."""

import re
from itertools import pairwise
from typing import Final

from builder.core.config.node import Mapping, Scalar
from builder.core.diagnostics import (
    Applicability,
    Diagnostic,
    Fix,
    Label,
    Listed,
    Message,
    Severity,
)
from builder.core.text import Span, TextEdit

_SCALE: Final = re.compile(r"[nstmblxec]\Z")


def find_lost_scales(text: str, root: Mapping) -> list[Diagnostic]:
    """An empty `scales:` with `n:`, `s:` ... beside it instead of below it."""
    found: list[Diagnostic] = []
    for (key, value), (below, _) in pairwise(root.pairs):
        empty = isinstance(value, Scalar) and value.value is None
        if key.value == "scales" and empty and _SCALE.match(str(below.value)):
            found.append(_lost(text, root, key))
    return found


def _lost(text: str, root: Mapping, key: Scalar) -> Diagnostic:
    names = [name for name, _ in root.pairs]
    scales: list[Scalar] = []
    for name in names[names.index(key) + 1 :]:
        if not _SCALE.match(str(name.value)):
            break
        scales.append(name)
    starts = [max(text.rfind("\n", 0, name.span.start), -1) + 1 for name in scales]
    edits = tuple(TextEdit(Span(start, start), "  ") for start in starts)
    keys = Listed([f"`{name.value}:`" for name in scales], "")
    message = Message("`scales:` is empty: {keys} below it lost the indentation", keys=keys)
    return Diagnostic(
        "Y104",
        Severity.ERROR,
        message,
        key.span,
        labels=(Label(scales[0].span, Message("this belongs under `scales:`")),),
        fixes=(Fix(Message("Indent the scales"), edits, Applicability.SAFE),),
    )
