"""The trainer opens its own file in place of this one.

What it finds:
    A file named like a stock file with a scale, such as `yolov8n.yaml`, for Ultralytics 8.3.

Why it matters:
    For `YOLO("yolov8n.yaml")` Ultralytics 8.3 takes the scale out of the name and looks for
    `yolov8.yaml` first, which its own package has: it trains the stock network without a word,
    although your file stands beside the script. A full path is opened as it is. Ultralytics 8.4
    looks for the name as it is written first.

Example:
    # builder: dialect ultralytics@8.3
    # in a file named yolov8n.yaml
    nc: 80
    scales:
      n: [0.33, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, Detect, [nc]]

Use instead:
    # builder: dialect ultralytics@8.3
    # in a file named yolov8n-mine.yaml
    nc: 80
    scales:
      n: [0.33, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, Detect, [nc]]

Fix:
    None in the file: give it a name of its own, or open it by its full path.
"""

import re
from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.rules.file_name import file_name
from builder.core.rules.network import Network
from builder.core.text import Span

CODE = "D110"
_WITH_SCALE = re.compile(r"(\d+)[nslmx](.+)?$")
# Source: ultralytics 8.3.40, `cfg/models`.
_STOCK = frozenset(
    "yolov3 yolov3-spp yolov3-tiny yolov5 yolov5-p6 yolov6 yolov8 yolov8-cls yolov8-cls-resnet101 "
    "yolov8-cls-resnet50 yolov8-ghost yolov8-ghost-p2 yolov8-ghost-p6 yolov8-obb yolov8-p2 "
    "yolov8-p6 yolov8-pose yolov8-pose-p6 yolov8-rtdetr yolov8-seg yolov8-seg-p6 yolov8-world "
    "yolov8-worldv2 yolo11 yolo11-cls yolo11-obb yolo11-pose yolo11-seg".split()
)


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the top of the file."""
    name = file_name(network)
    if name is None or network.report.dialect == "ultralytics@8.4":
        return
    opened = _WITH_SCALE.sub(r"\1\2", name.stem)
    if opened == name.stem or opened not in _STOCK:
        return
    root = network.config.root
    span = root.pairs[0][0].span if root and root.pairs else Span(0, 0)
    message = Message(
        "for the name {file} Ultralytics 8.3 opens its own {opened}; "
        "name this file {better}, or open it by its full path",
        file=f"{name.stem}{name.suffix}",
        opened=f"{opened}.yaml",
        better=f"{name.stem}-mine{name.suffix}",
    )
    yield Diagnostic(CODE, Severity.WARNING, message, span)
