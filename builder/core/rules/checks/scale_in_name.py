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
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.file_name import SIZES, FileName, file_name
from builder.core.rules.network import Network
from builder.core.rules.wording import listed

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
) -> tuple[Severity, str] | None:
    title, file = network.title, f"{name.stem}{name.suffix}"
    if name.scale and name.scale not in scales:
        message = (
            f"the name {file} says scale {name.scale}, but `scales:` has {listed(scales)}: "
            f"{title} stops with KeyError: '{name.scale}'"
        )
        return Severity.ERROR, message
    if name.scale:
        return _of_letter(network, name)
    if len(scales) == 1:
        return None
    first, meant = scales[0], name.meant
    if meant in scales and meant != first:
        message = (
            f"{title} reads no scale from the name {file} and takes the first, {first}; "
            f"for {meant} name it {name.at_scale(meant)}"
        )
        return Severity.WARNING, message
    if not network.header_traps("assumed-scale") or network.config.header("scale") is not None:
        return None  # another was chosen by hand, or the key `scale` has a finding of its own
    other = next(scale for scale in scales if scale != first)
    message = (
        f"{title} reads no scale from the name {file} and takes the first, {first}; "
        f"for {other} name it {name.at_scale(other)}"
    )
    return Severity.HINT if name.own_style else Severity.INFO, message


def _of_letter(network: Network, name: FileName) -> tuple[Severity, str] | None:
    """What to say of a letter that may only begin another word."""
    if len(name.word) == 1 or name.word in SIZES:
        return None
    file, scale = f"{name.stem}{name.suffix}", name.scale
    apart = f"{name.stem.replace(name.word, '-' + name.word, 1)}{name.suffix}"
    message = (
        f"{network.title} takes scale {scale} from the name {file}, the letter behind the number; "
        f"if {name.word} is meant as a word, name it {apart}"
    )
    return Severity.WARNING if name.word in _READ_AS_SCALE else Severity.INFO, message
