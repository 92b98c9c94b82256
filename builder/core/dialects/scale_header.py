"""The header keys of Ultralytics files: scales, and what the rows see of the rest.

Source: ultralytics 8.4.190 and 8.3.40, `nn/tasks.py` (facts of its config reader).
"""

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal

from builder.core.config import Config, Mapping, Node
from builder.core.config import Sequence as ListNode
from builder.core.diagnostics import Message
from builder.core.dialects.anchor_header import (
    is_fitting,
    no_activation,
    no_number,
    not_whole,
    would_run,
)
from builder.core.dialects.anchor_rows import UnknownScaleError
from builder.core.dialects.cells import Header
from builder.core.dialects.python_text import read_python
from builder.core.dialects.resolved import ModuleCall, Trap
from builder.core.text import Span

DEFAULT_CLASSES = 80
DEFAULT_REG_MAX = 16
_MOST_CHANNELS = 1e12
_TYPE_ERROR = Message("a TypeError")
_NO_SCALE = (1.0, 1.0, float("inf"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A scale with its three numbers, and the scales that it was chosen from.

    Attributes:
        multiples: The numbers of each scale.
        own: The scale that the file says, whatever was wanted, and `own_from` where it does.
    """

    scale: str | None = None
    scales: tuple[str, ...] = ()
    depth: float = 1.0
    width: float = 1.0
    max_channels: float = float("inf")
    multiples: tuple[tuple[float, ...], ...] = ()
    own: str | None = None
    own_from: Literal["name", "first", "only", ""] = ""


@dataclass(frozen=True, slots=True)
class ScaleHeader(Header):
    """The header of a trainer whose files hold several scales.

    Attributes:
        chosen: The scale in force, and all that the file has.
        max_channels: What written channels are cut to before they are scaled.
        reg_max, end2end: What heads get beside their arguments, as the file has it.
    """

    chosen: Chosen = Chosen()
    max_channels: float = float("inf")
    reg_max: object = DEFAULT_REG_MAX
    end2end: object = None

    @property
    def scale(self) -> str | None:
        """Name of the scale in force."""
        return self.chosen.scale


def scale_in_name(file: str, pattern: re.Pattern[str]) -> str:
    """The letter that the trainer reads from a file's name; "" if there is none."""
    found = pattern.search(PurePath(file).stem)
    return found["scale"] if found else ""


@dataclass(slots=True)
class HeaderReader:
    """Reads one header.

    Attributes:
        config: The file.
        title: The trainer's name, for messages.
        traps: What is odd, so far.
    """

    config: Config
    title: str
    traps: list[Trap] = field(default_factory=list)

    def classes(self, nc: int | None) -> tuple[int, bool]:
        """The number of classes, and whether it is known."""
        if nc is not None:
            return nc, True
        node = self.config.header("nc")
        if node is not None and is_fitting(node.value) and type(node.value) is int:
            return node.value, True
        if node is None:
            self.traps.append(
                Trap(
                    "missing-key",
                    self._top(),
                    Message(
                        "the header has no `{key}`; {trainer} stops with {error}. "
                        "The numbers here assume {used}",
                        key="nc",
                        trainer=self.title,
                        error=_TYPE_ERROR,
                        used=DEFAULT_CLASSES,
                    ),
                    fatal=True,
                    key="nc",
                    error=_TYPE_ERROR,
                )
            )
        else:
            odd = no_number if type(node.value) is int else not_whole
            words = odd("nc", node.value, DEFAULT_CLASSES)
            self._trap("bad-key", node.span, words)
        return DEFAULT_CLASSES, False

    def number(self, key: str, default: float) -> float:
        """A multiple that the file may leave out."""
        node = self.config.header(key)
        if node is None:
            return default
        if is_fitting(node.value):
            return node.value
        self._trap("bad-key", node.span, no_number(key, node.value, default))
        return default

    def scale(self, wanted: str | None, named: str) -> Chosen:
        """The scale in force: the one wanted, else the file name's, else the first.

        Raises:
            UnknownScaleError: The file has no scale `wanted`.
        """
        node = self.config.header("scales")
        depth, width = self.number("depth_multiple", 1.0), self.number("width_multiple", 1.0)
        table = node if isinstance(node, Mapping) else None
        if node is not None and node.value and table is None:
            words = Message(
                "`scales` must be a table such as `n: [0.50, 0.25, 1024]`, not {value}",
                value=repr(node.value),
            )
            self._trap("bad-key", node.span, words)
        if table is None or not table.pairs:
            if wanted is not None:
                raise UnknownScaleError(f"no scale '{wanted}': the file has no scales")
            return Chosen(depth=depth, width=width)
        names = tuple(str(key.value) for key, _ in table.pairs)
        name = self._choose(names, wanted, named, table)
        numbers = self._three(table.get(name), name)
        multiples = tuple(_numbers(table.get(each)) or _NO_SCALE for each in names)
        in_name = named in names
        own_from: Literal["name", "first", "only"] = (
            "name" if in_name else "first" if len(names) > 1 else "only"
        )
        own = named if in_name else names[0]
        return Chosen(name, names, *numbers, multiples, own, own_from)

    def _choose(
        self, names: tuple[str, ...], wanted: str | None, named: str, table: Mapping
    ) -> str:
        if wanted is not None:
            if wanted not in names:
                raise UnknownScaleError(f"no scale '{wanted}'; the file has {', '.join(names)}")
            return wanted
        if named and named not in names:
            self._trap(
                "unknown-scale",
                table.pairs[0][0].span,
                Message(
                    "the file's name says scale '{scale}', which `scales` lacks; {trainer} stops "
                    "with {error}. The numbers here are of scale '{used}'",
                    scale=named,
                    trainer=self.title,
                    error=f"KeyError: '{named}'",
                    used=names[0],
                ),
            )
        elif not named and len(names) > 1:
            self.traps.append(
                Trap(
                    "assumed-scale",
                    table.pairs[0][0].span,
                    Message(
                        "the file's name says no scale, so {trainer} takes the first, '{scale}'",
                        trainer=self.title,
                        scale=names[0],
                    ),
                )
            )
        return named if named in names else names[0]

    def _three(self, node: Node | None, name: str) -> tuple[float, float, float]:
        numbers = _numbers(node)
        if numbers is not None:
            return numbers
        span = node.span if node is not None else self._top()
        self._trap(
            "bad-key",
            span,
            Message(
                "scale '{scale}' needs three numbers: depth, width and max_channels. "
                "The numbers here assume 1, 1 and no limit",
                scale=name,
            ),
        )
        return _NO_SCALE

    def activation(self) -> ModuleCall | None:
        """The activation that every Conv takes, which the file gives as Python text."""
        node = self.config.header("activation")
        if node is None or not node.value:
            return None
        text = node.value.removeprefix("torch.") if isinstance(node.value, str) else ""
        reading = read_python(text, {}) if text else None
        if reading and isinstance(reading.value, ModuleCall):
            return reading.value
        runs = reading is not None and reading.outcome.value == "runs"
        self._trap(
            "runs-code" if runs else "bad-key",
            node.span,
            would_run(node.value) if runs else no_activation(node.value),
        )
        return None

    def plain(self, key: str, default: object) -> object:
        """A value that is handed on as it is."""
        node = self.config.header(key)
        return default if node is None else node.value

    def _top(self) -> Span:
        start = self.config.root.span.start if self.config.root else 0
        return Span(start, start)

    def _trap(self, kind: str, span: Span, message: Message) -> None:
        self.traps.append(Trap(kind, span, message, fatal=True))


def _numbers(node: Node | None) -> tuple[float, float, float] | None:
    """The three numbers of a scale, if it has them."""
    values = node.value if isinstance(node, ListNode) else None
    if not isinstance(values, list) or len(values) != 3:
        return None
    numbers = [v for v in values if isinstance(v, int | float) and abs(v) < _MOST_CHANNELS]
    return (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else None
