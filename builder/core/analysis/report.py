"""The frozen result of an analysis."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from builder.core.blocks import BlockSpec
from builder.core.config import Config
from builder.core.dialects.choose import Decided
from builder.core.dialects.resolved import Resolved, slots_text
from builder.core.facts import Wanted

Shape = tuple[int, ...]


class Status(StrEnum):
    """How a layer came out of the dry pass."""

    OK = "ok"
    ERROR = "error"  # the trainer fails here
    BLOCKED = "blocked"  # a row it reads failed
    UNKNOWN = "unknown"  # this program cannot tell


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a layer has no output.

    Attributes:
        reason: One sentence with the numbers.
        operation: The torch operation that refused, such as "cat"; "" if none ran.
        shapes: The shapes it was given.
        path: Where inside the block, such as "m.0.cv2.conv".
        unmeasured: What torch would have to measure for an answer.
    """

    reason: str
    operation: str = ""
    shapes: tuple[Shape, ...] = ()
    path: str = ""
    unmeasured: Wanted | None = None


@dataclass(frozen=True, slots=True)
class ProbeFault:
    """The row at which the trainer's test pass stops, its image's side, and why."""

    layer: int
    side: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class LayerReport:
    """One layer's numbers. None means unknown; `fault` says why.

    Attributes:
        index: The row's number.
        slots: The indices that `from` can name it by.
        section: "backbone" or "head".
        sources: Rows it reads; -1 is the image.
        written_from: The `from` cell as it is written.
        module: The name as written.
        repeats, args, args_text: As the trainer resolves them; the text as it prints them.
        params: Learnable numbers.
        flops: Exact at the image size, in the convention of the dialect's trainer.
        macs: Multiply-accumulates of convolutions, linear layers and matrix products.
        input_shapes, out_shapes: `(N, C, H, W)` each; a head's are those of training.
        stride: Image height over output height; None for several outputs of one layer.
        out_names: What the trainer calls the outputs of a head; () where they have no names.
        activation_bytes: Size of the outputs in 32-bit floats.
        receptive_field: Side in image pixels; None also if the whole image is seen.
        line: Line of the row in the text, from 1.
        blocked_by: Rows whose failure leaves this one without input.
        spec: The block that the module means to the trainer; None if the catalogue lacks it.
        slots_read: For each of `sources` the number that is read; None: the same.
        levels: At how many levels a head predicts; None for other rows and heads that don't say.
    """

    index: int
    slots: tuple[int, ...]
    section: str
    sources: tuple[int, ...] | None
    written_from: object
    module: str
    repeats: int
    args: tuple[object, ...] | None
    args_text: str
    params: int | None
    flops: int | None
    macs: int | None
    input_shapes: tuple[Shape, ...] | None
    out_shapes: tuple[Shape, ...] | None
    stride: float | None
    activation_bytes: int | None
    receptive_field: int | None
    status: Status
    line: int
    fault: Fault | None = None
    blocked_by: tuple[int, ...] = ()
    spec: BlockSpec | None = None
    out_names: tuple[str, ...] = ()
    levels: int | None = None
    slots_read: tuple[int, ...] | None = None

    @property
    def number(self) -> str:
        """The row's number as rows name it: "5"; "0-4" for a row of several slots."""
        return slots_text(self.slots)

    @property
    def reads(self) -> tuple[int, ...] | None:
        """The numbers that the row reads, -1 for the image; None if `from` cannot be read."""
        return self.sources if self.slots_read is None else self.slots_read

    def input_at(self, port: int) -> Shape | None:
        """The shape that the row reads at one position of its `from`, if that is one tensor."""
        inputs, sources = self.input_shapes, self.sources
        if inputs is None or sources is None or len(inputs) != len(sources):
            return None
        return inputs[port] if 0 <= port < len(inputs) else None


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the network. None while a part is unknown, or where there is no row.

    Attributes:
        params, gradients, flops, macs, activation_bytes: Exact sums.
        layers: What the trainer prints as the number of layers.
        gflops_trainer: What the trainer prints; None when it prints none.
        gflops_note: Why it differs from `flops`, or why it is missing.
        missing: Rows without numbers, which keep sums unknown.
    """

    params: int | None
    gradients: int | None
    flops: int | None
    macs: int | None
    activation_bytes: int | None
    layers: int | None
    gflops_trainer: str | None
    gflops_note: str = ""
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What an analysis was asked for; None leaves it to the file. See `analyze`."""

    dialect: str | None = None
    scale: str | None = None
    nc: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one analysis of one config found.

    Attributes:
        file: Name for messages; "" for text without a file.
        dialect: "yolov5@7.0".
        dialect_from: How that was decided: by the file's looks, its comment, or the caller.
        trainer: Whose blocks the names mean: "yolov5".
        scale: Name of the scale in force; None where the file has one only.
        image_size: `(H, W)`.
        nc: Number of classes in force; None if neither the file nor the caller has one.
        head_strides: Strides of the head's inputs as the trainer finds them.
        probe_fault: Where the trainer's own test pass fails although this one did not.
        unmeasured: Forward passes of libraries' models that the numbers need; torch can measure
            them.
        asked: The options that it was made with.
    """

    config: Config
    resolved: Resolved
    file: str
    dialect: str
    scale: str | None
    image_size: tuple[int, int]
    nc: int | None
    layers: tuple[LayerReport, ...]
    totals: Totals
    head_strides: tuple[float, ...] = ()
    probe_fault: ProbeFault | None = None
    trainer: str = "yolov5"
    unmeasured: tuple[Wanted, ...] = ()
    dialect_from: Decided = "file"
    asked: Asked = Asked()

    def numbers(self, indices: Iterable[int]) -> tuple[int, ...]:
        """All numbers by which rows name the rows at `indices`."""
        return tuple(slot for index in indices for slot in self.layers[index].slots)
