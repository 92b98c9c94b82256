"""What rules ask of a report, worked out once."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from builder.core.analysis import LayerReport, Report, Status
from builder.core.blocks import BlockSpec, Category, ChannelRule
from builder.core.config import Layer, Ref, SectionName
from builder.core.diagnostics import Message, Row
from builder.core.dialects import (
    DIALECTS,
    Fingerprint,
    ResolvedRow,
    Trap,
    looks_five_slot,
    trainer_of,
)
from builder.core.rules import comments
from builder.core.rules.outcome import after
from builder.core.rules.wording import described, size_text
from builder.core.stock import Comparison, State, nearest
from builder.core.text import Span, TextEdit

Placed = tuple[int, Trap]
_SECTION_FAULTS = frozenset({"Y203", "Y204"})
MOST_FINDINGS = 100  # of one rule in one file: nobody reads more, and no file can stall us
# Heads that read one group of levels after another, as their trainers cut the list of inputs.
_GROUPS = {
    "IAuxDetect": 2,
    "DualDetect": 2,
    "DualDDetect": 2,
    "DualDSegment": 2,
    "TripleDetect": 3,
    "TripleDDetect": 3,
}


class Network:
    """A report seen as a graph.

    Attributes:
        report: What it was made from.
        config, layers, rows, reports: Parts of the report; the last three run in parallel.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.config = report.config
        self.layers: tuple[Layer, ...] = report.config.layers
        self.rows: tuple[ResolvedRow, ...] = report.resolved.rows
        self.reports: tuple[LayerReport, ...] = report.layers
        self._outcomes: dict[tuple[TextEdit, ...], Report | None] = {}
        self._read: dict[int, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.layers)

    def after(self, edits: tuple[TextEdit, ...]) -> Report | None:
        """The report on the text after `edits`; None if it cannot be read as before."""
        if edits not in self._outcomes:
            self._outcomes[edits] = after(self.report, edits)
        return self._outcomes[edits]

    # The trainer --------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The trainer that the file is read as, for people."""
        return DIALECTS[self.report.dialect].title

    def number(self, index: int) -> int:
        """The number by which rows name row `index`; for a row of several slots its last."""
        return self.config.number_of(index)

    # Parts of sentences -----------------------------------------------------------------------

    def row(self, index: int) -> Row:
        """A row: "row 6"; "row 0-4" for one that fills several slots."""
        if 0 <= index < len(self.reports):
            return Row(index, self.reports[index].number)
        return Row(index, str(self.config.number_of(index)))

    def row_at(self, number: int) -> Row:
        """The row that a number names, by that number."""
        return Row(self.config.row_of(number), str(number))

    def told(self, index: int, fault: str) -> Message:
        """A fault behind the row that it is about: "row 6: args must be a list in brackets"."""
        return Message("{row}: {fault}", row=self.row(index), fault=fault)

    def row_text(self, index: int) -> Message:
        """A row with what it is: "row 6 (C3, 40x40)"."""
        report = self.reports[index]
        return described(self.row(index), report.module, _single_shape(report))

    def named(self, number: int) -> Row | Message:
        """What a number names: "row 6", "slot 3", "the image"."""
        if number < 0:
            return Message("the image")
        row = self.row_at(number)
        return Message("slot {row}", row=row.as_number) if self._is_slot(number) else row

    def named_text(self, number: int) -> Message:
        """The same with what it is: "row 6 (C3, 40x40)"."""
        if number < 0:
            return Message("the image")
        return described(self.named(number), self._module_at(number), self.shape_of(number))

    def take_text(self, number: int) -> Message:
        """The title of a fix: "Take row 4 (C3, 80x80)"."""
        return Message("Take {row}", row=self.named_text(number))

    def size_text(self, number: int) -> object:
        """Size of what a number names: "80x80 (P3/8)"."""
        return size_text(self.shape_of(number), self.stride_of(number))

    def _is_slot(self, number: int) -> bool:
        return self.config.first_slots > 1 and self.config.row_of(number) == 0

    def _module_at(self, number: int) -> str:
        return self.rows[self.config.row_of(number)].module

    # Rows ------------------------------------------------------------------------------------

    def sources(self, index: int) -> tuple[int, ...]:
        """Rows that row `index` names, right or wrong; -1 is the image."""
        return self.rows[index].sources or ()

    def valid_sources(self, index: int) -> tuple[int, ...]:
        """Rows that row `index` names and can read."""
        return tuple(source for source in self.sources(index) if 0 <= source < index)

    def stride(self, index: int) -> float | None:
        """Image height over output height; None if unknown."""
        return self.reports[index].stride if 0 <= index < len(self.reports) else None

    def size(self, index: int) -> tuple[int, ...] | None:
        """`(H, W)` of the only output."""
        return _size(_single_shape(self.reports[index]))

    def channels(self, index: int) -> int | None:
        """Channels of the only output as they really are."""
        if index == -1:
            return self.report.resolved.input_channels
        shape = _single_shape(self.reports[index])
        return shape[1] if shape is not None and len(shape) == 4 else None

    def noted(self, index: int) -> int | None:
        """Channels that the trainer notes for the only output."""
        channels = self.rows[index].channels
        if isinstance(channels, tuple):
            return channels[0] if len(channels) == 1 else None
        return channels

    # What a row reads: a row's output, or one of the slots that a whole backbone fills ----------

    def read(self, index: int) -> tuple[int, ...]:
        """The numbers that row `index` names, right or wrong; -1 is the image."""
        if index not in self._read:
            refs = self.layers[index].refs if self.sources(index) else ()
            self._read[index] = tuple(self.config.slot_read(index, ref.value) for ref in refs)
        return self._read[index]

    @cached_property
    def first_slot(self) -> int:
        """The first number that can be read: a whole backbone may leave some of its slots empty."""
        shapes = self.reports[0].out_shapes if self.reports else None
        several = self.config.first_slots
        return several - len(shapes) if several > 1 and shapes else 0

    def shape_of(self, number: int) -> tuple[int, ...] | None:
        """The shape of what a number names."""
        index = self.config.row_of(number)
        if not 0 <= index < len(self.reports):
            return None
        several = self.config.first_slots if index == 0 else 1
        shapes = self.reports[index].out_shapes
        if several == 1 or shapes is None:
            return _single_shape(self.reports[index])
        place = number - (several - len(shapes))  # the maps fill the last slots
        return shapes[place] if 0 <= place < len(shapes) else None

    def size_of(self, number: int) -> tuple[int, ...] | None:
        """`(H, W)` of what a number names."""
        return _size(self.shape_of(number))

    def stride_of(self, number: int) -> float | None:
        """Stride of what a number names."""
        size = self.size_of(number)
        if size is None or not size[0]:
            return None
        stride = self.report.image_size[0] / size[0]
        return int(stride) if stride == int(stride) else stride

    # Blocks ----------------------------------------------------------------------------------

    def spec(self, index: int) -> BlockSpec | None:
        """The block of the row, if the catalogue has it."""
        return self.rows[index].spec

    def is_head(self, index: int) -> bool:
        """Whether the row makes predictions, so that nobody needs to read it."""
        spec = self.spec(index)
        return spec is not None and spec.category is Category.HEAD

    def joins(self, index: int) -> bool:
        """Whether the row joins several rows, as Concat does."""
        spec = self.spec(index)
        return spec is not None and spec.category is Category.FUSION

    def from_span(self, index: int) -> Span:
        """The `from` cell, or the row if it has none."""
        layer = self.layers[index]
        return layer.from_cell.span if layer.from_cell else layer.span

    def module_span(self, index: int) -> Span:
        """The module's name, or the row."""
        layer = self.layers[index]
        return layer.module.span if layer.module else layer.span

    def args_span(self, index: int) -> Span:
        """The args cell, or the row."""
        layer = self.layers[index]
        return layer.args.span if layer.args else layer.span

    def ref(self, index: int, position: int) -> Ref | None:
        """The entry of the `from` cell at `position`."""
        refs = self.layers[index].refs
        return refs[position] if position < len(refs) else None

    # The whole -------------------------------------------------------------------------------

    @cached_property
    def readers(self) -> Sequence[Sequence[int]]:
        """For each row the rows that read it, each once."""
        found: list[list[int]] = [[] for _ in self.layers]
        for index in range(len(self.layers)):
            for source in set(self.valid_sources(index)):
                found[source].append(index)
        return found

    @cached_property
    def dead(self) -> frozenset[int]:
        """Rows that nobody reads and that are no output of the network."""
        last = len(self.layers) - 1
        return frozenset(
            index
            for index in range(last)
            if not self.readers[index] and not self.is_head(index) and not self.gives_text(index)
        )

    def gives_text(self, index: int) -> bool:
        """Whether the row makes the text embedding of later rows, which take it unasked."""
        spec = self.spec(index)
        text = spec is not None and spec.channels is ChannelRule.SECOND
        return text and not self.is_head(index)

    @cached_property
    def head(self) -> int | None:
        """The last row, if it is a head that reads levels (Detect, Segment)."""
        last = len(self.layers) - 1
        spec = self.spec(last) if last >= 0 else None
        levels = spec is not None and spec.category is Category.HEAD and spec.arity != "one"
        return last if levels else None

    @cached_property
    def head_groups(self) -> tuple[tuple[int, ...], ...]:
        """The numbers that the head reads, group by group; inputs that are no level are left out.

        Most heads have one group. Auxiliary heads read as many levels once more, and some heads
        read maps for masks behind their levels.
        """
        if self.head is None:
            return ()
        read = self.read(self.head)
        groups = _GROUPS.get(self.rows[self.head].module, 1)
        levels = self.reports[self.head].levels
        if levels is None or not 0 < levels * groups <= len(read):
            levels = len(read) // groups
        return tuple(read[levels * i : levels * (i + 1)] for i in range(groups))

    def strides_of(self, numbers: Sequence[int]) -> tuple[float, ...]:
        """Strides of what the numbers name; () if one is unknown."""
        strides = [self.stride_of(number) for number in numbers]
        return tuple(s for s in strides if s is not None) if None not in strides else ()

    @cached_property
    def head_levels(self) -> tuple[int, ...]:
        """The numbers that the head reads as its levels; () if one cannot be read."""
        head = self.head
        if head is None or self.sources(head) != self.valid_sources(head):
            return ()
        return self.head_groups[0]

    @cached_property
    def head_strides(self) -> tuple[float, ...]:
        """Strides of the head's levels; () if one is unknown."""
        return self.strides_of(self.head_levels)

    @cached_property
    def compared(self) -> Comparison | None:
        """The references beside those of the nearest stock network, if the file resembles one."""
        found = nearest(self.config, self.report.trainer)
        return Comparison(found[0], self.config, found[1:]) if found else None

    @property
    def shipped(self) -> bool:
        """Whether rows and references are those of a shipped network, one by one."""
        compared = self.compared
        return (
            compared is not None
            and not compared.groups
            and compared.alignment.likeness == 1.0
            and all(one.state is State.CURRENT for one in compared.references)
        )

    @cached_property
    def failed(self) -> tuple[int, ...]:
        """Rows at which the trainer stops."""
        return tuple(r.index for r in self.reports if r.status is Status.ERROR)

    @cached_property
    def unequal(self) -> dict[int, set[int]]:
        """Rows that fail since their inputs differ in size, with all rows that they are made of."""
        joins = [index for index in self.failed if not self.is_head(index)]
        return {i: self._made_of(i) for i in joins if len({*map(self.size_of, self.read(i))}) > 1}

    def _made_of(self, index: int) -> set[int]:
        found: set[int] = set()
        waiting = [index]
        while waiting:
            new = [one for one in self.valid_sources(waiting.pop()) if one not in found]
            found.update(new)
            waiting += new
        return found

    @cached_property
    def whole(self) -> bool:
        """Whether every row was built and run."""
        return all(r.status is Status.OK for r in self.reports)

    @cached_property
    def _traps(self) -> dict[str, list[Placed]]:
        found: dict[str, list[Placed]] = defaultdict(list)
        for row in self.rows:
            for trap in row.traps:
                found[trap.kind].append((row.index, trap))
        return found

    def traps(self, *kinds: str) -> list[Placed]:
        """The rows' traps of these kinds, each with its row."""
        return [placed for kind in kinds for placed in self._traps.get(kind, ())]

    def header_traps(self, *kinds: str) -> list[Trap]:
        """The header's traps of these kinds."""
        return [trap for trap in self.report.resolved.traps if trap.kind in kinds]

    @cached_property
    def numbered(self) -> tuple[comments.Numbered, ...]:
        """The comments that begin with a row's number."""
        found = (comments.row_number(self.config, layer) for layer in self.layers)
        return tuple(number for number in found if number is not None)

    @cached_property
    def claimed_strides(self) -> tuple[int | None, ...]:
        """For each row the stride that its comment names ("P4/16")."""
        return tuple(
            comments.stride_claimed(comments.text_of(self.config, layer)) for layer in self.layers
        )

    @cached_property
    def lacks_section(self) -> bool:
        """Whether the list of the backbone is missing, so that all numbers are off."""
        if self.layers and self.layers[0].section is SectionName.BACKBONE:
            return False
        return any(one.code in _SECTION_FAULTS for one in self.config.diagnostics)

    @cached_property
    def other_trainer(self) -> Fingerprint | None:
        """The trainer that the file is for, if it is read as another's."""
        found = trainer_of(self.config)
        return found if found.trainer != self.report.trainer else None

    @cached_property
    def whole_backbone(self) -> bool:
        """Whether row 0 is a backbone of several slots, and the file is read as if it were one."""
        one = self.config.first_slots == 1
        return one and looks_five_slot(self.config, self.report.trainer)


def _size(shape: tuple[int, ...] | None) -> tuple[int, ...] | None:
    return shape[2:] if shape is not None and len(shape) == 4 else None


def _single_shape(layer: LayerReport) -> tuple[int, ...] | None:
    """The output shape of a layer with one output."""
    shapes = layer.out_shapes
    return shapes[0] if shapes is not None and len(shapes) == 1 else None
