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

from builder.core.diagnostics import Diagnostic, Message, Row, Severity
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
) -> tuple[Severity, Message] | None:
    file, row = f"{name.stem}{name.suffix}", network.row(index)
    if module in _TEXT_ARGUMENT and "-world" not in name.stem:
        error = (
            f"{module}.forward() missing 1 required positional argument: '{_TEXT_ARGUMENT[module]}'"
        )
        return Severity.WARNING, _needs(row, module, "-world", file, network.title, error)
    if module in _YOLOE and "yoloe" not in name.stem:
        error = "Expected 4 features including 3 feature maps and 1 text embeddings, but got 3"
        return Severity.WARNING, _needs(row, module, "yoloe", file, network.title, error)
    if module == "RTDETRDecoder" and "rtdetr" not in name.stem.lower():
        message = Message(
            '{row}: open a file with RTDETRDecoder by RTDETR("{file}"); '
            "the command line does so for names with rtdetr",
            row=row,
            file=file,
        )
        return Severity.INFO, message
    return None


def _needs(row: Row, module: str, word: str, file: str, trainer: str, error: str) -> Message:
    return Message(
        "{row}: {module} needs {word} in the file's name; for {file} {trainer} stops with {error}",
        row=row,
        module=module,
        word=word,
        file=file,
        trainer=trainer,
        error=error,
    )
