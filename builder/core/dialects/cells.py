"""The cells of one row as YOLOv5 reads them, and what it stops at.

Source: ultralytics/yolov5 v7.0, `models/yolo.py` (facts of its row reader).
"""

import math
from collections.abc import Mapping, Sequence

from builder.core.config import Layer, target_of
from builder.core.config import Sequence as ListNode
from builder.core.dialects.header import Header
from builder.core.dialects.python_text import Outcome, PythonObject, read_python
from builder.core.dialects.resolved import Trap
from builder.core.text import Span

_MOST_REPEATS = 10**12  # more cannot be built anyway, and floats end somewhere


class Unreadable(Exception):  # noqa: N818 - ends one row; whoever reads the row catches it
    """The trainer stops at this row; the traps noted so far say why."""


class RowReader:
    """The state of the trainer's loop while it reads one row.

    Args:
        layer: The row.
        header: The header's values.
        noted: The channels that the trainer noted for each earlier row; None: unknown.
    """

    def __init__(self, layer: Layer, header: Header, noted: Sequence[int | None]) -> None:
        self.layer = layer
        self.header = header
        self.noted = noted
        self.traps: list[Trap] = []
        self.name = layer.name or ""
        self.sources: tuple[int, ...] | None = None
        self.many = isinstance(layer.from_cell, ListNode)
        self.repeats = 1

    def note(self, kind: str, span: Span, message: str, *, fatal: bool = False) -> None:
        """Note something odd about the row."""
        self.traps.append(Trap(kind, span, message, fatal))

    def stop(self, kind: str, span: Span, message: str) -> Unreadable:
        """Note why the trainer stops here; raise what this returns."""
        self.note(kind, span, message, fatal=True)
        return Unreadable()

    def read_cells(self) -> None:
        """Read `from` and `number`.

        Raises:
            Unreadable: The row is too short, or `number` is no number.
        """
        layer = self.layer
        if layer.args is None or layer.module is None:
            raise self.stop(
                "short-row", layer.span, "A row needs four cells: [from, number, module, args]."
            )
        self.sources = self.read_from()
        self.repeats = self.read_number()

    def read_from(self) -> tuple[int, ...] | None:
        """The rows that `from` names; None, with a fatal trap, if it names none."""
        cell, index = self.layer.from_cell, self.layer.index
        refs = self.layer.refs
        written = len(cell.items) if isinstance(cell, ListNode) else 1
        if cell is None or len(refs) != written or not refs:
            span = cell.span if cell else self.layer.span
            self.note("bad-from", span, "`from` must be an integer or a list of them.", fatal=True)
            return None
        # Before row 0 there is only the image, which the trainer keeps as "row 0" for a moment.
        return tuple(target_of(index, ref.value) for ref in refs)

    def read_number(self) -> int:
        """`number` after depth scaling.

        Raises:
            Unreadable: It is no finite number.
        """
        cell = self.layer.number
        value = cell.value if cell else None
        if isinstance(value, str):
            raise self.stop(
                "bad-number",
                cell.span if cell else self.layer.span,
                f"number must be an integer, not the text '{value}'.",
            )
        if not isinstance(value, int | float) or not abs(value) < math.inf:
            raise self.stop(
                "bad-number",
                cell.span if cell else self.layer.span,
                f"number must be an integer, not {value!r}.",
            )
        if value > 1:
            return max(round(min(value, _MOST_REPEATS) * self.header.depth), 1)
        return int(value)

    def read_args(self) -> list[object]:
        """The args, every string evaluated as the trainer does, without running any.

        Raises:
            Unreadable: The trainer stops at one of them.
        """
        cell = self.layer.args
        if not isinstance(cell, ListNode):
            raise self.stop(
                "bad-args",
                cell.span if cell else self.layer.span,
                "args must be a list in brackets.",
            )
        number = self.layer.number.value if self.layer.number else None
        names = {**self.header.names, "i": self.layer.index, "n": number}
        values: list[object] = []
        for position, node in enumerate(cell.items):
            value = node.value
            if isinstance(value, str):
                value = self._evaluate(value, node.span, {**names, "j": position, "a": value})
            values.append(value)
        return values

    def _evaluate(self, text: str, span: Span, names: Mapping[str, object]) -> object:
        """What the trainer makes of a string in args: it evaluates every one as Python."""
        reading = read_python(text, names)
        match reading.outcome:
            case Outcome.VALUE:
                self._warn_of_name(text, span, reading.value)
                return reading.value
            case Outcome.TEXT:
                return text
            case Outcome.SYNTAX:
                raise self.stop(
                    "bad-text",
                    span,
                    f"The trainer evaluates '{text}' as Python and stops with a SyntaxError.",
                )
            case Outcome.FAILS:
                raise self.stop(
                    "bad-text",
                    span,
                    f"The trainer evaluates '{text}' as Python and stops with an error.",
                )
            case Outcome.RUNS:
                raise self.stop(
                    "runs-code",
                    span,
                    f"The trainer would run the code '{text}'. This program never does.",
                )
        raise self.stop(
            "opaque-text",
            span,
            f"The trainer evaluates '{text}' as Python; this "
            "program does not, so the row is unknown.",
        )

    def _warn_of_name(self, text: str, span: Span, value: object) -> None:
        word = text.strip()
        if isinstance(value, PythonObject):
            self.note(
                "name-in-args",
                span,
                f"'{word}' is the name of a Python object in the "
                f"trainer, not text{', and lacks its ()' if word.startswith('nn.') else ''}.",
            )
        elif word.isidentifier() and word not in {"nc", "anchors", "None", "True", "False"}:
            self.note(
                "name-in-args",
                span,
                f"'{word}' is a variable of the trainer's reader: here it becomes {value!r}.",
            )

    def inputs(self, *, several: bool = False) -> list[int | None]:
        """The channels noted for the rows it reads. None: unknown, because of an earlier row."""
        cell = self.layer.from_cell
        span = cell.span if cell else self.layer.span
        if self.many and not several:
            raise self.stop(
                "list-from",
                span,
                f"{self.name} takes one input; `from` is a list. "
                "Join the inputs with Concat first.",
            )
        if several and not self.many:
            raise self.stop(
                "scalar-from",
                span,
                f"{self.name} takes a list of inputs: write `from` in brackets.",
            )
        if self.sources is None:
            raise Unreadable
        return [self._channels_of(source, span) for source in self.sources]

    def _channels_of(self, source: int, span: Span) -> int | None:
        index = self.layer.index
        if source == -1 and index == 0:
            return self.header.input_channels
        if 0 <= source < index:
            return self.noted[source]
        if source == index:
            what = f"Row {index} reads itself"
        elif source < 0:
            what = f"Row {index} reads {-source} before the first row"
        else:
            what = f"Row {index} reads row {source}, which comes later or does not exist"
        raise self.stop(
            "bad-reference",
            span,
            f"{what}; it can read rows 0 to {index - 1}."
            if index
            else "Row 0 can only read the image: write -1.",
        )

    def first_number(self, args: list[object]) -> float:
        """The first of args, where it must be a number of channels."""
        cell = self.layer.args
        span = cell.span if cell else self.layer.span
        if not args:
            raise self.stop(
                "missing-args", span, f"{self.name} needs its output channels as the first of args."
            )
        first = args[0]
        if isinstance(first, int | float) and abs(first) < 1 << 40:
            return first
        where = cell.items[0].span if isinstance(cell, ListNode) else span
        raise self.stop(
            "bad-channels", where, f"The output channels must be a number, not {first!r}."
        )
