"""The file's name chooses a class of model that cannot run these rows.

What it finds:
    Rows that need the text embedding (C2fAttn, WorldDetect …) in a file without `-world` in its
    name, heads of YOLOE in one without `yoloe`, and, as a mere note, RTDETRDecoder in one without
    `rtdetr`.

Why it matters:
    `YOLO("NAME.yaml")` looks at the name alone: only `-world` makes a YOLOWorld, only `yoloe` a
    YOLOE. In any other file the trainer stops with "TypeError: C2fAttn.forward() missing 1
    required positional argument: 'guide'", or with "AssertionError: Expected 4 features including
    3 feature maps and 1 text embeddings, but got 3." RTDETRDecoder needs `RTDETR("NAME.yaml")`;
    the command line `yolo` takes it by `rtdetr` in the name.

Example:
    # in a file named yolov8n-mine.yaml
    nc: 80
    scales:
      n: [0.33, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, WorldDetect, [nc, 512, True]]

Use instead:
    # in a file named yolov8n-world-mine.yaml
    nc: 80
    scales:
      n: [0.33, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, WorldDetect, [nc, 512, True]]

Fix:
    None in the file: rename it.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.file_name import FileName, file_name
from builder.core.rules.network import Network

CODE = "D111"
_TEXT_ARGUMENT = {"C2fAttn": "guide", "ImagePoolingAttn": "text", "WorldDetect": "text"}
_YOLOE = frozenset({"YOLOEDetect", "YOLOESegment", "YOLOESegment26"})


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the first row that the trainer would stop at."""
    name = file_name(network)
    if name is None or not network.rows:
        return
    for row in network.rows:
        found = _finding(network, name, row.module, row.index)
        if found is not None:
            severity, message = found
            span = network.module_span(row.index)
            yield Diagnostic(CODE, severity, message, span, row.index)
            return


def _finding(
    network: Network, name: FileName, module: str, index: int
) -> tuple[Severity, str] | None:
    file = f"{name.stem}{name.suffix}"
    if module in _TEXT_ARGUMENT and "-world" not in name.stem:
        message = (
            f"{network.row(index)}: {module} needs -world in the file's name; for {file} "
            f"{network.title} stops with {module}.forward() missing 1 required positional "
            f"argument: '{_TEXT_ARGUMENT[module]}'"
        )
        return Severity.WARNING, message
    if module in _YOLOE and "yoloe" not in name.stem:
        message = (
            f"{network.row(index)}: {module} needs yoloe in the file's name; for {file} "
            f"{network.title} stops with Expected 4 features including 3 feature maps and 1 text "
            "embeddings, but got 3"
        )
        return Severity.WARNING, message
    if module == "RTDETRDecoder" and "rtdetr" not in name.stem.lower():
        message = (
            f'{network.row(index)}: open a file with RTDETRDecoder by RTDETR("{file}"); the '
            "command line does so for names with rtdetr"
        )
        return Severity.INFO, message
    return None
