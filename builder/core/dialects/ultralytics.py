"""How Ultralytics reads a config: scale, header, then row by row in order.

Source: ultralytics 8.4.190 and 8.3.40, `nn/tasks.py` (facts of its config reader) and
`utils/torch_utils.py` (of its summary line).
"""

import re
from functools import partial

from builder.core.config import Config
from builder.core.dialects.printing import Printing
from builder.core.dialects.python_text import PythonObject
from builder.core.dialects.resolved import (
    Channels,
    Maps,
    Resolved,
    ResolvedRow,
    Strides,
    no_maps,
)
from builder.core.dialects.scale_header import HeaderReader, ScaleHeader, scale_in_name
from builder.core.dialects.ultralytics_rows import BOXES, Progress, Row83, Row84

TEXT_VALUES = 512  # of one class in the text embedding that a network begins with

_LEVELS = BOXES | {"v10Detect"}
_TEXT = frozenset("WorldDetect YOLOEDetect YOLOESegment YOLOESegment26".split())
_CLASSIFIERS = frozenset("classify classifier cls fc".split())
_OBJECTS = frozenset(
    "d ch verbose ast restricted default_act layers save base_modules repeat_modules m args c1 c2 "
    "n_ m_ t x".split()
)

NAME_84 = re.compile(r"yolo(e-)?v?\d+(?P<scale>[nslmx])")
NAME_83 = re.compile(r"yolov?\d+(?P<scale>[nslmx])")


def read_header(
    config: Config, title: str, nc: int | None, scale: str | None, named: str
) -> ScaleHeader:
    """The header of `config`; `named` is the scale in the file's name."""
    reader = HeaderReader(config, title)
    classes, known = reader.classes(nc)
    chosen = reader.scale(scale, named)
    reg_max, end2end = reader.plain("reg_max", 16), reader.plain("end2end", None)
    names = {
        **{name: PythonObject(name) for name in _OBJECTS},
        "nc": classes,
        "act": reader.plain("activation", None),
        "scales": reader.plain("scales", None),
        "scale": chosen.scale,
        "end2end": end2end,
        "reg_max": reg_max,
        "depth": chosen.depth,
        "width": chosen.width,
        "kpt_shape": reader.plain("kpt_shape", 1.0),
        "max_channels": chosen.max_channels,
        "legacy": True,
        "f": PythonObject("f"),
    }
    return ScaleHeader(
        nc=classes,
        nc_known=known,
        depth=chosen.depth,
        width=chosen.width,
        input_channels=3,
        activation=reader.activation(),
        names=names,
        traps=tuple(reader.traps),
        chosen=chosen,
        max_channels=chosen.max_channels,
        reg_max=reg_max,
        end2end=end2end,
    )


def _resolve(
    reader: type[Row84],
    names: re.Pattern[str],
    config: Config,
    *,
    nc: int | None = None,
    scale: str | None = None,
    file: str = "",
    maps: Maps = no_maps,
) -> Resolved:
    """Read `config` past every row at which the trainer would stop.

    Args:
        reader: The version's rows.
        names: Finds the scale in a file's name.
        config: What to read.
        nc: Number of classes from the data set; overrides the header's.
        scale: A key of the file's `scales`; else the file's name decides, or the first is taken.
        file: The file's name.
        maps: Says nothing to this trainer.

    Raises:
        UnknownScaleError: The file has no such scale.
    """
    del maps
    header = read_header(config, reader.title, nc, scale, scale_in_name(file, names))
    noted: list[Channels] = []
    rows: list[ResolvedRow] = []
    progress = Progress()
    for layer in config.layers:
        rows.append(reader(layer, header, noted, progress).resolve())
        noted.append(rows[-1].channels)
    return resolved_from(tuple(rows), header)


resolve_84 = partial(_resolve, Row84, NAME_84)
resolve_83 = partial(_resolve, Row83, NAME_83)


def resolved_from(rows: tuple[ResolvedRow, ...], header: ScaleHeader) -> Resolved:
    """The whole, with what the kind of the last row decides."""
    last = rows[-1].module if rows else ""
    return Resolved(
        rows=rows,
        nc=header.nc if header.nc_known else None,
        depth=header.depth,
        width=header.width,
        activation=header.activation,
        traps=header.traps,
        input_channels=header.input_channels,
        scale=header.scale,
        scales=header.chosen.scales,
        multiples=header.chosen.multiples,
        own_scale=header.chosen.own,
        own_scale_from=header.chosen.own_from,
        strides=_strides(last),
        text=(1, header.nc, TEXT_VALUES) if last in _TEXT else None,
    )


def _strides(last: str) -> Strides:
    if last in _LEVELS:
        return Strides("levels")
    if last == "SemanticSegment":
        return Strides("deepest")
    if last.lower() in _CLASSIFIERS:
        return Strides("fixed", (1.0,))
    return Strides("fixed", (32.0,))


PRINTING_84 = Printing("modern", "whole", "leaves", probe="head", thousands=True)
PRINTING_83 = Printing("classic", "stride, else whole", "modules", probe="head", thousands=True)
