"""The trainer does not read a key of the header.

What it finds:
    Misspelt keys (`width_multiplier`, `act`), and keys that lose against others: with `scales:`
    Ultralytics does not read `depth_multiple` and `width_multiple`; YOLOv5, YOLOv7 and YOLOv9 never
    read `scales:`, YOLOv7 and YOLOv5 6.2 no `activation:`.

Why it matters:
    The trainers take the keys that they know and pass over all others without a word. The network
    that is trained then has another size, or another activation, than the file seems to say.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    activations: nn.ReLU()
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    activation: nn.ReLU()
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Fix:
    Renames a misspelt key. Of keys that lose, take out the one that is not meant.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from builder.core.config import Scalar
from builder.core.diagnostics import (
    Applicability,
    Diagnostic,
    Fix,
    Label,
    Listed,
    Message,
    Severity,
)
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "D112"
_KEYS = frozenset("anchors depth_multiple width_multiple activation scales kpt_shape".split())
_KNOWN = _KEYS | frozenset(
    "nc ch backbone head scale inplace channel_multiple max_channels end2end reg_max names".split()
)
_SHORT = {
    "act": "activation",
    "classes": "nc",
    "num_classes": "nc",
    "n_classes": "nc",
    "depth": "depth_multiple",
    "width": "width_multiple",
}
_ALIKE = 0.8
_MULTIPLES = ("depth_multiple", "width_multiple")


class Misspelt(NamedTuple):
    """A key as it is written, and the key that is meant."""

    written: Scalar
    meant: str


def misspelt(network: Network) -> list[Misspelt]:
    """Keys that no trainer reads beside a known key that the file lacks."""
    root = network.config.root
    found = []
    for key, _ in root.pairs if root else ():
        if not isinstance(key.value, str) or key.value in _KNOWN:
            continue
        meant = _meant(key.value)
        if meant and network.config.header(meant) is None and _reads(network, meant):
            found.append(Misspelt(key, meant))
    return found


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such key."""
    if network.other_trainer is not None or not network.layers:
        return
    for written, meant in misspelt(network):
        yield _misspelt(network, written, meant)
    yield from _losing(network)


def _meant(written: str) -> str:
    close = get_close_matches(written.lower(), sorted(_KEYS), 1, _ALIKE)
    return _SHORT.get(written.lower(), close[0] if close else "")


def _reads(network: Network, key: str) -> bool:
    """Whether the trainer reads a key at all."""
    ultralytics = network.report.trainer == "ultralytics"
    if key in {"scales", "kpt_shape"}:
        return ultralytics
    if key == "anchors":
        return not ultralytics
    if key in _MULTIPLES:
        return not ultralytics or network.config.header("scales") is None
    return key != "activation" or network.report.dialect not in {"yolov7", "yolov5@6.2"}


def _misspelt(network: Network, written: Scalar, meant: str) -> Diagnostic:
    message = Message(
        "{title} does not read `{written}:`; is `{meant}:` meant?",
        title=network.title,
        written=written.value,
        meant=meant,
    )
    missing = {trap.key for trap in network.header_traps("missing-key")}
    fix = Fix(
        Message("Rename it to `{meant}`", meant=meant),
        (TextEdit(written.span, meant),),
        Applicability.UNSAFE,
    )
    severity = Severity.ERROR if meant in missing else Severity.WARNING
    return Diagnostic(CODE, severity, message, written.span, None, (), (fix,))


def _losing(network: Network) -> Iterator[Diagnostic]:
    root = network.config.root
    keys = {key.value: key for key, _ in root.pairs} if root else {}
    resolved = network.report.resolved
    scales = keys.get("scales")
    if network.report.trainer != "ultralytics":
        if scales is not None:
            message = Message(
                "{title} does not read `scales:`; the depth is {depth} and the width {width}, from "
                "`depth_multiple:` and `width_multiple:`",
                title=network.title,
                depth=resolved.depth,
                width=resolved.width,
            )
            yield Diagnostic(CODE, Severity.INFO, message, scales.span)
        activation = keys.get("activation")
        if activation is not None and not _reads(network, "activation"):
            message = Message(
                "{title} does not read `activation:`; Conv has SiLU whatever it says",
                title=network.title,
            )
            yield Diagnostic(CODE, Severity.INFO, message, activation.span)
        return
    in_force = dict(zip(_MULTIPLES, (resolved.depth, resolved.width), strict=True))
    lost = [
        name for name, value in in_force.items() if name in keys and _value(network, name) != value
    ]
    if not lost or scales is None:
        return
    message = Message(
        "{title} does not read {keys} beside `scales:`; scale {scale} has depth {depth} and width "
        "{width}",
        title=network.title,
        keys=Listed([f"`{name}: {_value(network, name)}`" for name in lost]),
        scale=resolved.scale,
        depth=resolved.depth,
        width=resolved.width,
    )
    labels = tuple(Label(keys[name].span, Message("nor this")) for name in lost[1:])
    yield Diagnostic(CODE, Severity.WARNING, message, keys[lost[0]].span, None, labels)


def _value(network: Network, key: str) -> object:
    node = network.config.header(key)
    return node.value if node is not None else None
