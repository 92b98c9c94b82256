"""The key `scale:` is overwritten by the file's name.

What it finds:
    `scale:` in a file for Ultralytics that is not the scale which the trainer takes.

Why it matters:
    When Ultralytics opens a file it sets `scale` from the file's name, whatever the file says;
    without a scale in the name it trains the first of `scales:`. The key counts only for a
    dictionary that a script hands to the model itself.

Example:
    # in a file named yolov8-mine.yaml
    nc: 80
    scale: m
    scales:
      n: [0.33, 0.25, 1024]
      m: [0.67, 0.75, 768]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, Detect, [nc]]

Use instead:
    # in a file named yolov8m-mine.yaml
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

from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.rules.file_name import file_name
from builder.core.rules.network import Network

CODE = "D109"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the key's value."""
    name, scales = file_name(network), network.report.resolved.scales
    node = network.config.header("scale")
    if name is None or node is None or not scales:
        return
    taken = name.scale if name.scale in scales else scales[0]
    if node.value == taken:
        return
    message = Message(
        "`scale: {scale}` does nothing: {trainer} takes the scale from the name {file}, "
        "and trains {taken}",
        scale=str(node.value),
        trainer=network.title,
        file=f"{name.stem}{name.suffix}",
        taken=taken,
    )
    if node.value in scales:
        message = Message(
            "{fault}; for {scale} name it {better}",
            fault=message,
            scale=node.value,
            better=name.at_scale(str(node.value)),
        )
    yield Diagnostic(CODE, Severity.WARNING, message, node.span)
