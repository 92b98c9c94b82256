"""The file's name chooses the scale, and not the one that it seems to say.

What it finds:
    A file for Ultralytics with several `scales:`, from whose name the trainer reads none or
    another than a person does: `yolov8-m.yaml`, `yolo11-small.yaml`, `YOLOv8s.yaml`,
    `yolov8seg.yaml`. For a name that says nothing, such as `yolo11.yaml`, it is only a hint.

Why it matters:
    Ultralytics takes the small letter right behind the number in `yolov8n`, `yolo11s-mine`; if
    there is none it warns "no model scale passed. Assuming scale='n'" and trains the first scale
    of the file. `yolov8seg.yaml` trains as s. A letter that the file has no scale for stops it
    with "KeyError: 's'". Numbers here are those of the scale that the trainer takes, unless
    another is chosen.

Example:
    # in a file named yolov8-m.yaml
    nc: 80
    scales:
      n: [0.33, 0.25, 1024]
      m: [0.67, 0.75, 768]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, Detect, [nc]]

Use instead:
    # in a file named yolov8m.yaml
    nc: 80
    scales:
      n: [0.33, 0.25, 1024]
      m: [0.67, 0.75, 768]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, Detect, [nc]]

Fix:
    None in the file: rename it.
"""

from collections.abc import Iterator

from builder.core.config import Mapping
from builder.core.diagnostics import Diagnostic, Listed, Message, Severity
from builder.core.rules.file_name import SIZES, FileName, file_name
from builder.core.rules.network import Network

CODE = "D108"
_READ_AS_SCALE = frozenset({"seg", "segment", "sem", "semantic"})


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at `scales:`."""
    name, scales = file_name(network), network.report.resolved.scales
    node = network.config.header("scales")
    if name is None or not scales or not isinstance(node, Mapping):
        return
    found = _finding(network, name, scales)
    if found is not None:
        severity, message = found
        yield Diagnostic(CODE, severity, message, node.pairs[0][0].span)


def _finding(
    network: Network, name: FileName, scales: tuple[str, ...]
) -> tuple[Severity, Message] | None:
    title, file = network.title, f"{name.stem}{name.suffix}"
    if name.scale and name.scale not in scales:
        message = Message(
            "the name {file} says scale {scale}, but `scales:` has {scales}: "
            "{trainer} stops with {error}",
            file=file,
            scale=name.scale,
            scales=Listed(scales),
            trainer=title,
            error=f"KeyError: '{name.scale}'",
        )
        return Severity.ERROR, message
    if name.scale:
        return _of_letter(network, name)
    if len(scales) == 1:
        return None
    first, meant = scales[0], name.meant
    if meant in scales and meant != first:
        return Severity.WARNING, _first_taken(network, name, first, meant)
    if not network.header_traps("assumed-scale") or network.config.header("scale") is not None:
        return None  # another was chosen by hand, or the key `scale` has a finding of its own
    other = next((scale for scale in scales if scale != first), None)
    if other is None:
        return None  # one scale, written twice
    message = _first_taken(network, name, first, other)
    return Severity.HINT if name.own_style else Severity.INFO, message


def _first_taken(network: Network, name: FileName, first: str, other: str) -> Message:
    return Message(
        "{trainer} reads no scale from the name {file} and takes the first, {first}; "
        "for {other} name it {better}",
        trainer=network.title,
        file=f"{name.stem}{name.suffix}",
        first=first,
        other=other,
        better=name.at_scale(other),
    )


def _of_letter(network: Network, name: FileName) -> tuple[Severity, Message] | None:
    """What to say of a letter that may only begin another word."""
    if len(name.word) == 1 or name.word in SIZES:
        return None
    message = Message(
        "{trainer} takes scale {scale} from the name {file}, the letter behind the number; "
        "if {word} is meant as a word, name it {better}",
        trainer=network.title,
        scale=name.scale,
        file=f"{name.stem}{name.suffix}",
        word=name.word,
        better=f"{name.stem.replace(name.word, '-' + name.word, 1)}{name.suffix}",
    )
    return Severity.WARNING if name.word in _READ_AS_SCALE else Severity.INFO, message
