"""The layer table for a terminal."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from builder.cli.columns import pad, shorten, visible, width
from builder.cli.contract import missing_reason, rows, whole
from builder.core.analysis import LayerReport, Report, Status, outputs_text
from builder.core.diagnostics import Diagnostic, Severity

_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and which way its cells align."""

    heading: str
    right: bool = False


_COLUMNS = (
    Column("row", right=True),
    Column("from", right=True),
    Column("n", right=True),
    Column("module"),
    Column("output"),
    Column("stride"),
    Column("params", right=True),
    Column("GFLOPs", right=True),
    Column("arguments"),
)


_OUTPUT = 4  # the column of outputs
_WIDEST_OUTPUT = 36


def layer_table(
    report: Report,
    found: Iterable[Diagnostic] = (),
    widest: int | None = None,
    words: Callable[[str], str] = str,
) -> Iterator[str]:
    """Lines of the table: headings, a line per row, and below a faulty row the reason.

    Args:
        report: What to show.
        found: Findings, which say why a row fails better than torch's own words.
        widest: Cut lines to that many terminal cells; None cuts nothing.
        words: Words a message in the user's language.
    """
    table = [_cells(layer, report) for layer in report.layers]
    headings = [column.heading for column in _COLUMNS]
    widths = [max(map(width, cells)) for cells in zip(headings, *table, strict=True)]
    errors: dict[int | None, str] = {}
    for one in found:
        if one.severity is Severity.ERROR:
            errors.setdefault(one.layer, f"error[{one.code}]: {words(one.message)}")
    before = sum(cells_wide + 2 for cells_wide in widths[:_OUTPUT])
    yield _line(headings, widths, widest)
    for cells, layer in zip(table, report.layers, strict=True):
        yield _line(cells, widths, widest)
        for outputs in _spelt_out(layer):
            yield f"{' ' * before}{outputs}"
        if layer.fault is not None and layer.status is not Status.BLOCKED:
            why = errors.get(layer.index) or f"{layer.status.value}: {words(layer.fault.reason)}"
            yield f"{' ' * widths[0]}  ^ {visible(why)}"


def _line(cells: list[str], widths: list[int], widest: int | None) -> str:
    line = "  ".join(
        pad(cell, cells_wide, right=column.right)
        for cell, cells_wide, column in zip(cells, widths, _COLUMNS, strict=True)
    ).rstrip()
    return shorten(line, widest) if widest else line


def _cells(layer: LayerReport, report: Report) -> list[str]:
    return [
        layer.number,
        visible(str(layer.written_from)).replace(" ", ""),
        str(layer.repeats),
        visible(layer.module),
        _output(layer, report),
        _stride(layer),
        number(layer.params),
        gflops(layer.flops),
        visible(layer.args_text),
    ]


def _output(layer: LayerReport, report: Report) -> str:
    if layer.status is Status.BLOCKED:
        return f"blocked by {rows(report.numbers(layer.blocked_by))}"
    if layer.out_shapes is None:
        return layer.status.value
    text = outputs_text(layer, ", " if layer.out_names else " ", "x")
    return text if len(text) <= _WIDEST_OUTPUT else f"{len(layer.out_shapes)} outputs:"


def _spelt_out(layer: LayerReport) -> list[str]:
    """Outputs that are too long for their column, for the lines below."""
    text = outputs_text(layer, ", ", "x")
    return visible(text).split("; ") if len(text) > _WIDEST_OUTPUT else []


def _stride(layer: LayerReport) -> str:
    if layer.stride is None:
        return ""
    stride = whole(layer.stride)
    level = int(stride).bit_length() - 1 if stride and stride >= 1 else 0
    return f"P{level}/{stride}" if level and 2**level == stride else f"{stride:g}"


def number(value: int | None) -> str:
    """A count such as "7,235,389", or "?" where it is unknown."""
    return _UNKNOWN if value is None else f"{value:,}"


def gflops(flops: int | None) -> str:
    """Billions of operations with three decimals, or "?"."""
    return _UNKNOWN if flops is None else f"{flops / 1e9:,.3f}"


def summary(report: Report, words: Callable[[str], str] = str) -> Iterator[str]:
    """Lines below the table: exact totals, what the trainer prints, and why they differ."""
    totals = report.totals
    height, wide = report.image_size
    exact = [
        f"{number(totals.params)} parameters",
        f"{gflops(totals.flops)} GFLOPs at {height}x{wide}",
    ]
    if totals.activation_bytes is not None:
        exact.append(f"{totals.activation_bytes / 2**20:,.1f} MiB of row outputs")
    yield f"{len(report.layers)} rows: {', '.join(exact)}"
    if totals.missing:
        yield f"unknown: {missing_reason(report)}, so these totals are unknown too"
    if totals.layers is not None:
        printed = f", {totals.gflops_trainer} GFLOPs" if totals.gflops_trainer else ""
        yield (
            f"{report.dialect} prints: {totals.layers} layers, {totals.params} parameters, "
            f"{totals.gradients} gradients{printed}"
        )
    if totals.gflops_note:
        yield f"note: {words(totals.gflops_note)}"
    if report.head_strides:
        yield f"head strides: {', '.join(f'{stride:g}' for stride in report.head_strides)}"
