"""The header lacks a key that the trainer needs.

What it finds:
    A file for YOLOv5, YOLOv7 or YOLOv9 without `nc`, `anchors`, `depth_multiple` or
    `width_multiple`, or one for Ultralytics without `nc`.

Why it matters:
    The trainers stop with "KeyError: 'depth_multiple'" before the first row, Ultralytics with
    "TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'" at its head. The numbers
    shown here assume a value for the key.

Example:
    nc: 80
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    Adds the key: 1.0 for a multiple keeps the rows as written, 3 anchors are found by AutoAnchor,
    80 classes are COCO's.
"""

from collections.abc import Iterator

from builder.core.config import Config
from builder.core.config.edits import set_header
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.checks import unread_key
from builder.core.rules.network import Network

CODE = "D101"
_DEFAULTS = {"nc": "80", "anchors": "3", "depth_multiple": "1.0", "width_multiple": "1.0"}


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each missing key."""
    config = network.config
    if not network.layers or network.other_trainer is not None:
        return
    meant = {one.meant for one in unread_key.misspelt(network)}
    for trap in network.header_traps("missing-key"):
        key = trap.key
        if _unread(config, key) or key in meant:
            continue
        line = f"{key}: {_DEFAULTS[key]}"
        added = set_header(config, key, _DEFAULTS[key]).edits
        fix = Fix(Message("Add `{line}`", line=line), added, Applicability.UNSAFE)
        yield Diagnostic(
            CODE,
            Severity.ERROR,
            Message(
                "the header lacks `{key}:`; {trainer} stops with {error}",
                key=key,
                trainer=network.title,
                error=trap.error,
            ),
            trap.span,
            None,
            (),
            (fix,) if added else (),
        )


def _unread(config: Config, key: str) -> bool:
    """Whether the key may stand in a part that YAML could not read."""
    return f"{key}:" in config.text and any(one.code < "Y2" for one in config.diagnostics)
