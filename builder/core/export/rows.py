"""The layer table as cells, for the formats that are tables."""

from typing import Final

from builder.core.analysis import outputs_text
from builder.core.analysis.report import LayerReport, Report

COLUMNS: Final = (
    "index",
    "from",
    "repeats",
    "module",
    "arguments",
    "output (C×H×W)",
    "stride (px)",
    "parameters",
    "GFLOPs",
    "GMACs",
    "activation (MiB)",
    "receptive field (px)",
    "status",
    "notes",
)
NUMBERS: Final = frozenset({0, 2, 6, 7, 8, 9, 10, 11})
"""The columns that hold numbers."""


def table(report: Report) -> list[list[str]]:
    """A row of cells per layer, then the totals; a cell is empty where nothing is known."""
    return [*(_cells(layer, report) for layer in report.layers), _totals(report)]


def _cells(layer: LayerReport, report: Report) -> list[str]:
    return [
        layer.number,
        "" if layer.reads is None else " ".join(map(str, layer.reads)),
        str(layer.repeats),
        layer.module,
        layer.args_text,
        outputs_text(layer, "; "),
        "" if layer.stride is None else f"{layer.stride:g}",
        _whole(layer.params),
        _billions(layer.flops),
        _billions(layer.macs),
        _mebibytes(layer.activation_bytes),
        _whole(layer.receptive_field),
        layer.status.value,
        _note(layer, report),
    ]


def _note(layer: LayerReport, report: Report) -> str:
    """Why a row has no numbers."""
    if layer.blocked_by:
        return (
            f"no input: row {', '.join(report.layers[i].number for i in layer.blocked_by)} failed"
        )
    if layer.fault is None:
        return ""
    return layer.fault.reason + (f" (in {layer.fault.path})" if layer.fault.path else "")


def _totals(report: Report) -> list[str]:
    totals = report.totals
    notes = []
    if totals.missing:
        missing = ", ".join(report.layers[index].number for index in totals.missing)
        notes.append(f"unknown: rows {missing} have no numbers")
    if totals.gflops_trainer is not None:
        notes.append(f"the trainer prints {totals.gflops_trainer} GFLOPs")
    if totals.gflops_note:
        notes.append(totals.gflops_note)
    cells = [""] * len(COLUMNS)
    cells[3] = "total"
    cells[7:11] = (
        _whole(totals.params),
        _billions(totals.flops),
        _billions(totals.macs),
        _mebibytes(totals.activation_bytes),
    )
    cells[13] = "; ".join(notes)
    return cells


def _whole(number: int | None) -> str:
    return "" if number is None else str(number)


def _billions(number: int | None) -> str:
    return "" if number is None else f"{number / 1e9:.6f}"


def _mebibytes(number: int | None) -> str:
    return "" if number is None else f"{number / 2**20:.3f}"
