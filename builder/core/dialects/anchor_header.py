"""The header keys of YOLOv5, YOLOv7 and YOLOv9 files: what is missing, what the rows see of them.

Source: ultralytics/yolov5 v7.0, `models/yolo.py` (which keys it needs and what it makes of them).
"""

from dataclasses import dataclass
from math import isnan
from typing import TypeGuard

from builder.core.config import Config
from builder.core.diagnostics import Message
from builder.core.dialects.cells import Header
from builder.core.dialects.python_text import Outcome, PythonObject, read_python
from builder.core.dialects.resolved import ModuleCall, Trap
from builder.core.text import Span

DEFAULT_CLASSES = 80
DEFAULT_ANCHORS = 3
_LARGEST = 1_000_000
REQUIRED_KEYS = ("nc", "anchors", "depth_multiple", "width_multiple")


@dataclass(frozen=True, slots=True)
class AnchorHeader(Header):
    """The header of a trainer whose files have anchors.

    Attributes:
        anchors: A list of rows, or a number of anchors per level.
        anchors_per_level: The reader's `na`.
        outputs: The reader's `no`: channels of one head output.
    """

    anchors: object = DEFAULT_ANCHORS
    anchors_per_level: int = DEFAULT_ANCHORS
    outputs: int = 0


def read_header(
    config: Config,
    title: str,
    nc: int | None,
    multiples: tuple[float, float] | None = None,
    *,
    activation: bool = True,
) -> AnchorHeader:
    """The header of `config`.

    Args:
        config: The file.
        title: The trainer's name, for messages.
        nc: Number of classes, instead of the file's.
        multiples: `(depth, width)` instead of the file's.
        activation: Whether this trainer looks at the key `activation`.
    """
    reader = _Reader(config, title)
    classes = nc if nc is not None else reader.whole("nc", DEFAULT_CLASSES)
    known = not reader.traps  # so far they can only be about nc
    depth = reader.number("depth_multiple", 1.0)
    width = reader.number("width_multiple", 1.0)
    if multiples is not None:
        depth, width = multiples
    anchors, per_level = reader.anchors()
    outputs = per_level * (classes + 5)
    names = {
        "nc": classes,
        "anchors": anchors,
        "gd": depth,
        "gw": width,
        "na": per_level,
        "no": outputs,
        "act": None,
    }
    return AnchorHeader(
        nc=classes,
        nc_known=known,
        depth=depth,
        width=width,
        input_channels=reader.whole("ch", 3, required=False),
        activation=reader.activation() if activation else None,
        names=names,
        traps=tuple(reader.traps),
        anchors=anchors,
        anchors_per_level=per_level,
        outputs=outputs,
    )


class _Reader:
    def __init__(self, config: Config, title: str) -> None:
        self.config = config
        self.title = title
        self.traps: list[Trap] = []

    def _missing(self, key: str, used: object) -> None:
        start = self.config.root.span.start if self.config.root else 0
        error = f"KeyError: '{key}'"
        self.traps.append(
            Trap(
                "missing-key",
                Span(start, start),
                Message(
                    "the header has no `{key}`; {trainer} stops with {error}. "
                    "The numbers here assume {used}",
                    key=key,
                    trainer=self.title,
                    error=error,
                    used=used,
                ),
                fatal=True,
                key=key,
                error=error,
            )
        )

    def number(self, key: str, default: float, *, required: bool = True) -> float:
        node = self.config.header(key)
        if node is None:
            if required:
                self._missing(key, default)
            return default
        value = node.value
        if is_fitting(value):
            return value
        self.traps.append(Trap("bad-key", node.span, no_number(key, value, default), fatal=True))
        return default

    def whole(self, key: str, default: int, *, required: bool = True) -> int:
        value = self.number(key, default, required=required)
        if type(value) is not float:
            return int(value)
        node = self.config.header(key)
        assert node is not None  # a default is whole
        self.traps.append(
            Trap("bad-key", node.span, not_whole(key, node.value, int(value)), fatal=True)
        )
        return int(value)

    def anchors(self) -> tuple[object, int]:
        """The value of `anchors`, and how many there are per level."""
        node = self.config.header("anchors")
        if node is None:
            self._missing("anchors", Message("{number} per level", number=DEFAULT_ANCHORS))
            return DEFAULT_ANCHORS, DEFAULT_ANCHORS
        value = node.value
        if isinstance(value, int) and 0 <= value < 1000:
            return int(value), int(value)
        if isinstance(value, list) and value and isinstance(value[0], list):
            return value, len(value[0]) // 2
        self.traps.append(
            Trap(
                "bad-key",
                node.span,
                Message(
                    "`anchors` must be a number, or a list with one row of widths and heights for "
                    "each level. The numbers here assume {number} per level",
                    number=DEFAULT_ANCHORS,
                ),
                fatal=True,
            )
        )
        return DEFAULT_ANCHORS, DEFAULT_ANCHORS

    def activation(self) -> ModuleCall | None:
        """The activation that every Conv takes, which the file gives as Python text."""
        node = self.config.header("activation")
        if node is None or not node.value:
            return None
        value = node.value
        reading = read_python(value, {}) if isinstance(value, str) else None
        if reading and isinstance(reading.value, ModuleCall):
            return reading.value
        if reading and reading.outcome is Outcome.RUNS:
            kind, message = "runs-code", would_run(value)
        elif reading and isinstance(reading.value, PythonObject):
            kind = "bad-key"
            message = Message(
                "`activation: {value}` names a class: write {call} with its brackets",
                value=value,
                call=f"{value}()",
            )
        else:
            kind = "bad-key"
            message = no_activation(value)
        self.traps.append(Trap(kind, node.span, message, fatal=True))
        return None


def is_fitting(value: object) -> TypeGuard[float]:
    """Whether it is a number such as a network has: of classes, or a multiple. No nan is."""
    return isinstance(value, int | float) and abs(value) < _LARGEST


def no_number(key: str, value: object, used: object) -> Message:
    """That a key's value is no number, or larger than one that a network has."""
    parts = {"key": key, "value": repr(value), "used": str(used)}
    if type(value) is int or (isinstance(value, float) and not isnan(value)):
        return Message(
            "`{key}: {value}` is beyond what any network has. The numbers here assume {used}",
            **parts,
        )
    return Message("`{key}` must be a number, not {value}. The numbers here assume {used}", **parts)


def not_whole(key: str, value: object, used: int) -> Message:
    """That a key's value is no whole number."""
    return Message(
        "`{key}` must be a whole number, not {value}. The numbers here assume {used}",
        key=key,
        value=repr(value),
        used=used,
    )


def would_run(code: object) -> Message:
    """That the trainer would run a text as code."""
    return Message("the trainer would run the code '{text}'", text=str(code))


def no_activation(value: object) -> Message:
    """That a text or value cannot be the header's activation."""
    return Message(
        "`activation` must be a module such as nn.ReLU(), not {value}", value=repr(value)
    )
