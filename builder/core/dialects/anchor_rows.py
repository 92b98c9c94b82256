"""What the row readers of YOLOv5, YOLOv7 and YOLOv9 have in common.

Source: ultralytics/yolov5 v7.0, WongKinYiu/yolov7 and WongKinYiu/yolov9, `models/yolo.py` (facts
of their row readers).
"""

from collections.abc import Mapping
from typing import ClassVar

from builder.core.config import Config
from builder.core.config import Sequence as ListNode
from builder.core.diagnostics import Message
from builder.core.dialects.anchor_header import AnchorHeader
from builder.core.dialects.python_text import Outcome, PythonObject, read_python
from builder.core.dialects.resolved import Channels, Resolved, ResolvedRow, Strides
from builder.core.dialects.rows import TrainerRow, make_divisible
from builder.core.text import Span

# Depth and width multiples of the published sizes.
SCALES: Mapping[str, tuple[float, float]] = {
    "n": (0.33, 0.25),
    "s": (0.33, 0.50),
    "m": (0.67, 0.75),
    "l": (1.0, 1.0),
    "x": (1.33, 1.25),
}
_MOST_ANCHORS = 1000


class UnknownScaleError(LookupError):
    """A scale was asked for that the trainer or the file does not have."""


def multiples_of(scale: str | None, title: str) -> tuple[float, float] | None:
    """The multiples of a published size; None for no scale.

    Raises:
        UnknownScaleError: There is no such size.
    """
    if scale is None:
        return None
    if scale not in SCALES:
        raise UnknownScaleError(f"no scale '{scale}'; {title} has {', '.join(SCALES)}")
    return SCALES[scale]


class AnchorRow(TrainerRow):
    """One row of a trainer that evaluates strings as Python and exempts the head's outputs.

    Attributes:
        syntax_stops: A string that is no Python stops the trainer; else it stays text.
    """

    header: AnchorHeader
    syntax_stops: ClassVar[bool] = True

    def scaled_channels(self, written: float) -> float:
        """The trainer takes as many channels as the head has outputs for an output layer."""
        scaled = self.rounded(written * self.header.width)
        if written != self.header.outputs:
            return scaled
        cell = self.layer.args
        if scaled != written and isinstance(cell, ListNode):
            header = self.header
            self.note(
                "unscaled-channels",
                cell.items[0].span,
                Message(
                    "{written} equals the head's outputs ({anchors} anchors x ({classes} classes "
                    "+ 5)), so the trainer does not scale it to {scaled}",
                    written=str(written),
                    anchors=header.anchors_per_level,
                    classes=header.nc,
                    scaled=scaled,
                ),
            )
        return written

    def rounded(self, channels: float) -> int:
        """Channels rounded up as the trainer does."""
        return make_divisible(channels)

    def anchor_head(self, args: list[object]) -> tuple[object, ...] | None:
        """A head's args, a number of anchors spelt out, then the list of input channels."""
        channels = self.inputs(several=True)
        args = [*args, channels]
        if len(args) < 2:
            raise self.needs("[nc, anchors]")
        if isinstance(args[1], int) and args[1] < _MOST_ANCHORS:
            args[1] = [list(range(args[1] * 2))] * len(channels)
        return None if any(c is None for c in channels) else tuple(args)

    def scaled_argument(self, args: list[object], at: int, wanted: str) -> list[object]:
        """The args with the one at `at` scaled by the width multiple.

        Raises:
            Unreadable: There is none, or it is no number.
        """
        value = args[at] if len(args) > at else None
        if not isinstance(value, int | float):
            raise self.needs(wanted)
        return [*args[:at], self.rounded(value * self.header.width), *args[at + 1 :]]

    def evaluate(self, text: str, span: Span, names: Mapping[str, object]) -> object:
        """What `eval` gives: a value, or the text where no such name exists."""
        reading = read_python(text, names)
        match reading.outcome:
            case Outcome.VALUE:
                self._warn_of_name(text, span, reading.value)
                return reading.value
            case Outcome.TEXT:
                return text
            case Outcome.SYNTAX | Outcome.FAILS if not self.syntax_stops:
                return text
            case Outcome.SYNTAX:
                raise self.stop(
                    "bad-text",
                    span,
                    Message(
                        "the trainer evaluates '{text}' as Python and stops with a SyntaxError",
                        text=text,
                    ),
                )
            case Outcome.FAILS:
                raise self.stop(
                    "bad-text",
                    span,
                    Message(
                        "the trainer evaluates '{text}' as Python and stops with an error",
                        text=text,
                    ),
                )
            case Outcome.RUNS:
                raise self.stop(
                    "runs-code",
                    span,
                    Message(
                        "the trainer would run the code '{text}'. This program never does",
                        text=text,
                    ),
                )
        raise self.stop(
            "opaque-text",
            span,
            Message(
                "the trainer evaluates '{text}' as Python; this program does not, "
                "so the row is unknown",
                text=text,
            ),
        )

    def _warn_of_name(self, text: str, span: Span, value: object) -> None:
        word = text.strip()
        if isinstance(value, PythonObject):
            words = Message(
                "'{word}' is the name of a Python object in the trainer, not text", word=word
            )
            if word.startswith("nn."):
                words = Message("{fault}, and lacks its ()", fault=words)
            self.note("name-in-args", span, words)
        elif word.isidentifier() and word not in {"nc", "anchors", "None", "True", "False"}:
            self.note("name-in-args", span, variable(word, value))


def variable(word: str, value: object) -> Message:
    """That a word in args means something to the trainer's reader."""
    return Message(
        "'{word}' is a variable of the trainer's reader: here it becomes {value}",
        word=word,
        value=repr(value),
    )


def read_rows(
    config: Config, header: AnchorHeader, reader: type[AnchorRow]
) -> tuple[ResolvedRow, ...]:
    """All rows in order, each with what the trainer noted for those before it."""
    noted: list[Channels] = []
    rows: list[ResolvedRow] = []
    for layer in config.layers:
        rows.append(reader(layer, header, noted).resolve())
        noted.append(rows[-1].channels)
    return tuple(rows)


def resolved_by(
    config: Config, header: AnchorHeader, reader: type[AnchorRow], heads: frozenset[str]
) -> Resolved:
    """The whole file; strides come from the last row, if that is one of `heads`."""
    return resolved_of(read_rows(config, header, reader), header, heads)


def resolved_of(
    rows: tuple[ResolvedRow, ...], header: AnchorHeader, heads: frozenset[str]
) -> Resolved:
    """The whole; strides come from the last row, if that is one of `heads`."""
    levels = bool(rows) and rows[-1].module in heads
    return Resolved(
        rows=rows,
        nc=header.nc if header.nc_known else None,
        depth=header.depth,
        width=header.width,
        activation=header.activation,
        traps=header.traps,
        input_channels=header.input_channels,
        scales=tuple(SCALES),
        multiples=tuple(SCALES.values()),
        strides=Strides("levels" if levels else "none"),
    )
