"""What may stand where the text cursor is."""

import re
from collections.abc import Sequence

HEADER_KEYS = (
    "nc", "depth_multiple", "width_multiple", "anchors", "backbone", "head", "activation",
    "scales", "scale", "kpt_shape",
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z_][\w.]*$")
_CONSTANTS = ("True", "False", "None", "nc", "anchors", "nearest", "bilinear")


def prefix_at(line: str) -> str:
    """The word that ends where `line`, the text up to the cursor, ends."""
    if "#" in line:
        return ""
    found = _WORD.search(line)
    return found.group() if found else ""


def candidates(line: str, blocks: Sequence[str]) -> list[str]:
    """Words that may complete `line`, the text up to the cursor; best first.

    At the start of a line that is a header key, inside a row a block or a constant.
    """
    prefix = prefix_at(line)
    if not prefix:
        return []
    before = line[: -len(prefix)]
    words: Sequence[str] = HEADER_KEYS if not before.strip() else (*blocks, *_CONSTANTS)
    small = prefix.lower()
    starting = [word for word in words if word.lower().startswith(small)]
    inside = [word for word in words if small in word.lower() and word not in starting]
    found = [*starting, *inside]
    return [] if found == [prefix] else found
