"""The cells of one row as the trainers read them, and what they stop at.

Source: ultralytics/yolov5 v7.0, `models/yolo.py` (facts of its row reader); the others are its
descendants.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.core.config import Layer
from builder.core.config import Sequence as ListNode
from builder.core.diagnostics import Message, Row
from builder.core.dialects.resolved import Channels, ModuleCall, Trap
from builder.core.text import Span

_MOST_READ = 200  # rows by one row: no network joins ten
_MOST_REPEATS = 10**12  # more cannot be built anyway, and floats end somewhere
LARGEST_CHANNELS = 1 << 40


class Unreadable(Exception):  # noqa: N818 - ends one row; whoever reads the row catches it
    """The trainer stops at this row; the traps noted so far say why."""


@dataclass(frozen=True, slots=True)
class Header:
    """What every trainer's header gives the rows; where the file has none, a default and a trap.

    Attributes:
        nc: Number of classes.
        nc_known: It is the file's or the caller's, not the default.
        depth, width: The multiples in force.
        input_channels: Channels of the image.
        activation: What every Conv takes; None: the default.
        names: What a string in args can name.
        traps: What is odd about the header.
    """

    nc: int
    nc_known: bool
    depth: float
    width: float
    input_channels: int
    activation: ModuleCall | None
    names: Mapping[str, object]
    traps: tuple[Trap, ...]


class RowReader(ABC):
    """The state of a trainer's loop while it reads one row.

    Args:
        layer: The row.
        header: The header's values.
        noted: The channels that the trainer noted for each earlier slot; None: unknown.
    """

    def __init__(self, layer: Layer, header: Header, noted: Sequence[Channels]) -> None:
        self.layer = layer
        self.header = header
        self.noted = noted
        self.traps: list[Trap] = []
        self.name = layer.name or ""
        self.sources: tuple[int, ...] | None = None
        self.many = isinstance(layer.from_cell, ListNode)
        self.repeats = 1

    @abstractmethod
    def evaluate(self, text: str, span: Span, names: Mapping[str, object]) -> object:
        """What the trainer makes of a string in args.

        Raises:
            Unreadable: It stops there.
        """

    def note(self, kind: str, span: Span, message: Message, *, fatal: bool = False) -> None:
        """Note something odd about the row."""
        self.traps.append(Trap(kind, span, message, fatal))

    def stop(self, kind: str, span: Span, message: Message) -> Unreadable:
        """Note why the trainer stops here; raise what this returns."""
        self.note(kind, span, message, fatal=True)
        return Unreadable()

    @property
    def from_span(self) -> Span:
        """The `from` cell, or the row if it has none."""
        cell = self.layer.from_cell
        return cell.span if cell else self.layer.span

    def read_cells(self) -> None:
        """Read `from` and `number`.

        Raises:
            Unreadable: The row is too short, or `number` is no number.
        """
        layer = self.layer
        if layer.args is None or layer.module is None:
            words = Message("a row needs four cells: [from, number, module, args]")
            raise self.stop("short-row", layer.span, words)
        self.sources = self.read_from()
        self.repeats = self.read_number()

    def read_from(self) -> tuple[int, ...] | None:
        """The slots that `from` names; None, with a fatal trap, if it names none."""
        cell = self.layer.from_cell
        refs = self.layer.refs
        written = len(cell.items) if isinstance(cell, ListNode) else 1
        if cell is None or len(refs) != written or not refs:
            self.note(
                "bad-from",
                self.from_span,
                Message("`from` must be an integer or a list of them"),
                fatal=True,
            )
            return None
        if len(refs) > _MOST_READ:
            words = Message("`from` names {count} rows; more than {most} are not followed",
                            count=len(refs), most=_MOST_READ)  # fmt: skip
            self.note("many-from", cell.span, words, fatal=True)
            return None
        # Before row 0 there is only the image, which the trainer keeps as "row 0" for a moment.
        slot = self.slot
        return tuple(ref.value if ref.value >= 0 else slot + ref.value for ref in refs)

    @property
    def slot(self) -> int:
        """The number by which later rows name this one."""
        return self.layer.index

    def read_number(self) -> int:
        """`number` after depth scaling.

        Raises:
            Unreadable: It is no finite number.
        """
        cell = self.layer.number
        value = cell.value if cell else None
        span = cell.span if cell else self.layer.span
        if isinstance(value, str):
            words = Message("number must be an integer, not the text '{value}'", value=value)
            raise self.stop("bad-number", span, words)
        if not isinstance(value, int | float) or not abs(value) < math.inf:
            words = Message("number must be an integer, not {value}", value=repr(value))
            raise self.stop("bad-number", span, words)
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
                Message("args must be a list in brackets"),
            )
        number = self.layer.number.value if self.layer.number else None
        names = {**self.header.names, "i": self.layer.index, "n": number}
        values: list[object] = []
        for position, node in enumerate(cell.items):
            value = node.value
            if isinstance(value, str):
                value = self.evaluate(value, node.span, {**names, "j": position, "a": value})
            values.append(value)
        return values

    def all_inputs(self, *, several: bool = False) -> list[Channels]:
        """The channels noted for the rows it reads. None: unknown, because of an earlier row."""
        if self.many and not several:
            raise self.stop(
                "list-from",
                self.from_span,
                Message(
                    "{module} takes one input; `from` is a list. Join the inputs with Concat first",
                    module=self.name,
                ),
            )
        if several and not self.many:
            raise self.stop(
                "scalar-from",
                self.from_span,
                Message(
                    "{module} takes a list of inputs: write `from` in brackets", module=self.name
                ),
            )
        if self.sources is None:
            raise Unreadable
        return [self.channels_of(source) for source in self.sources]

    def inputs(self, *, several: bool = False) -> list[int | None]:
        """The same, where the module wants one map from each row."""
        found: list[int | None] = []
        for channels in self.all_inputs(several=several):
            if isinstance(channels, tuple):
                raise self.stop(
                    "several-outputs",
                    self.from_span,
                    Message(
                        "{module} takes one map, and gets a list of {number} from the row it reads",
                        module=self.name,
                        number=len(channels),
                    ),
                )
            found.append(channels)
        return found

    def channels_of(self, source: int) -> Channels:
        """The channels noted for one slot.

        Raises:
            Unreadable: It is none that this row can read.
        """
        slot = self.slot
        if source == -1 and self.layer.index == 0:
            return self.header.input_channels
        if 0 <= source < len(self.noted):
            return self.noted[source]
        if not self.layer.index:
            fault = Message("{row} can only read the image: write -1", row=self.row)
        else:
            what = self._wrong_reference(source)
            fault = Message("{fault}; it can read rows 0 to {last}", fault=what, last=slot - 1)
        raise self.stop("bad-reference", self.from_span, fault)

    @property
    def row(self) -> Row:
        """The row in a sentence."""
        return Row(self.layer.index, str(self.slot))

    def _wrong_reference(self, source: int) -> Message:
        if source == self.slot:
            return Message("{row} reads itself", row=self.row)
        if source < 0:
            return Message(
                "{row} reads {number} before the first row", row=self.row, number=-source
            )
        return Message(
            "{row} reads row {number}, which comes later or does not exist",
            row=self.row,
            number=source,
        )

    def first_number(self, args: list[object], position: int = 0) -> float:
        """The entry of args that must be a number of channels."""
        cell = self.layer.args
        span = cell.span if cell else self.layer.span
        if len(args) <= position:
            raise self.stop(
                "missing-args",
                span,
                Message(
                    "{module} needs its output channels as the {place} of args",
                    module=self.name,
                    place=Message("second") if position else Message("first"),
                ),
            )
        value = args[position]
        if isinstance(value, int | float) and abs(value) < LARGEST_CHANNELS:
            return value
        where = cell.items[position].span if isinstance(cell, ListNode) else span
        words = Message("the output channels must be a number, not {value}", value=repr(value))
        raise self.stop("bad-channels", where, words)
