"""The columns of the layer table, as data."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from builder.core.analysis import LayerReport, outputs_text

Value = float | str | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: Its name in settings and tests.
        title, tip: Source texts in the translation context "TableColumns".
        text: What the cell shows; "" where the number is unknown.
        sort: What sorting compares; None goes last.
        numeric: Aligned to the right.
        bar: The cell has a bar for its share of the column's largest value.
    """

    key: str
    title: object  # what the stub of QT_TRANSLATE_NOOP gives
    tip: object
    text: Callable[[LayerReport], str]
    sort: Callable[[LayerReport], Value]
    numeric: bool = True
    bar: bool = False


def size_text(count: int | None) -> str:
    """Bytes in binary units: "25.0 MiB"."""
    if count is None:
        return ""
    value = float(count)
    for unit in ("B", "KiB", "MiB"):
        if value < 1024:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1024
    return f"{value:.1f} GiB"


def from_text(layer: LayerReport) -> str:
    """The rows that a layer reads, as its reader counts them."""
    if layer.reads is None:
        return "?"
    return ", ".join("image" if number < 0 else str(number) for number in layer.reads)


def _whole(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _stride(layer: LayerReport) -> str:
    return "" if layer.stride is None else f"{layer.stride:g}"


def _elements(layer: LayerReport) -> Value:
    if not layer.out_shapes:
        return None
    total = 0
    for shape in layer.out_shapes:
        count = 1
        for size in shape:
            count *= size
        total += count
    return total


def _first_source(layer: LayerReport) -> Value:
    return layer.sources[0] if layer.sources else None


COLUMNS: tuple[Column, ...] = (
    Column(
        "index",
        QT_TRANSLATE_NOOP("TableColumns", "#"),
        QT_TRANSLATE_NOOP(
            "TableColumns", "The row's number, which other rows name in their `from`"
        ),
        lambda layer: layer.number,
        lambda layer: layer.index,
    ),
    Column(
        "from",
        QT_TRANSLATE_NOOP("TableColumns", "From"),
        QT_TRANSLATE_NOOP("TableColumns", "The rows that this row reads"),
        from_text,
        _first_source,
    ),
    Column(
        "repeats",
        QT_TRANSLATE_NOOP("TableColumns", "n"),
        QT_TRANSLATE_NOOP("TableColumns", "Repeats after depth scaling"),
        lambda layer: str(layer.repeats),
        lambda layer: layer.repeats,
    ),
    Column(
        "module",
        QT_TRANSLATE_NOOP("TableColumns", "Module"),
        QT_TRANSLATE_NOOP("TableColumns", "The module's name as written"),
        lambda layer: layer.module,
        lambda layer: layer.module.lower(),
        numeric=False,
    ),
    Column(
        "args",
        QT_TRANSLATE_NOOP("TableColumns", "Arguments"),
        QT_TRANSLATE_NOOP(
            "TableColumns", "Arguments as the trainer passes them, after width scaling"
        ),
        lambda layer: layer.args_text,
        lambda layer: layer.args_text,
        numeric=False,
    ),
    Column(
        "output",
        QT_TRANSLATE_NOOP("TableColumns", "Output"),
        QT_TRANSLATE_NOOP("TableColumns", "Output channels x height x width"),
        lambda layer: outputs_text(layer, times="x"),
        _elements,
    ),
    Column(
        "stride",
        QT_TRANSLATE_NOOP("TableColumns", "Stride"),
        QT_TRANSLATE_NOOP("TableColumns", "Image height over output height"),
        _stride,
        lambda layer: layer.stride,
    ),
    Column(
        "params",
        QT_TRANSLATE_NOOP("TableColumns", "Parameters"),
        QT_TRANSLATE_NOOP("TableColumns", "Learnable numbers"),
        lambda layer: _whole(layer.params),
        lambda layer: layer.params,
        bar=True,
    ),
    Column(
        "gflops",
        QT_TRANSLATE_NOOP("TableColumns", "GFLOPs"),
        QT_TRANSLATE_NOOP(
            "TableColumns", "Exact at this image size, in the trainer's way of counting"
        ),
        lambda layer: "" if layer.flops is None else f"{layer.flops / 1e9:.3f}",
        lambda layer: layer.flops,
        bar=True,
    ),
    Column(
        "activation",
        QT_TRANSLATE_NOOP("TableColumns", "Activation"),
        QT_TRANSLATE_NOOP("TableColumns", "Memory of the outputs in 32-bit floats"),
        lambda layer: size_text(layer.activation_bytes),
        lambda layer: layer.activation_bytes,
    ),
    Column(
        "receptive",
        QT_TRANSLATE_NOOP("TableColumns", "Field"),
        QT_TRANSLATE_NOOP("TableColumns", "Receptive field: side in image pixels"),
        lambda layer: _whole(layer.receptive_field),
        lambda layer: layer.receptive_field,
    ),
    Column(
        "status",
        QT_TRANSLATE_NOOP("TableColumns", "Status"),
        QT_TRANSLATE_NOOP("TableColumns", "Whether the trainer can build the row"),
        lambda layer: layer.status.value,
        lambda layer: layer.status.value,
        numeric=False,
    ),
)
KEYS: tuple[str, ...] = tuple(column.key for column in COLUMNS)
