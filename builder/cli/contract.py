"""The JSON of `show` and `check`: a contract that scripts rely on."""

import math
from collections.abc import Sequence

from builder.cli.written import Written
from builder.core.analysis import LayerReport, Report, Status
from builder.core.diagnostics import Cell, Diagnostic, Level, Row, Size, pieces_of
from builder.core.text import Span

Json = dict[str, object]

_SHORT_RUN = 2


def report_json(report: Report, diagnostics: Sequence[Diagnostic]) -> Json:
    """One analysis as `show --format json` prints it; unknown values are null."""
    return {
        "file": report.file,
        "dialect": report.dialect,
        "dialect_from": report.dialect_from,
        "scale": report.scale,
        "image_size": list(report.image_size),
        "nc": report.nc,
        "layers": [_layer(layer, report) for layer in report.layers],
        "totals": _totals(report),
        "diagnostics": [diagnostic_json(report.config, found) for found in diagnostics],
    }


def diagnostic_json(written: Written, found: Diagnostic) -> Json:
    """One finding; lines and columns count from 1, edits are code point offsets.

    `message` is the English sentence, `parts` the same cut at what it names: their `text`s joined
    are the message.
    """
    return {
        "code": found.code,
        "severity": found.severity.word,
        "message": found.message,
        "parts": parts_json(written, found.message),
        **_place(written, found.span),
        "layer": found.layer,
        "labels": [
            {
                "message": label.message,
                "parts": parts_json(written, label.message),
                **_place(written, label.span),
            }
            for label in found.labels
        ],
        "fixes": [
            {
                "title": fix.title,
                "applicability": fix.applicability.value,
                "edits": [[edit.span.start, edit.span.end, edit.text] for edit in fix.edits],
            }
            for fix in found.fixes
        ],
    }


def parts_json(written: Written, message: str) -> list[Json]:
    """A sentence cut at its parts, each with its `text` and its `kind`.

    Kinds are "text" (words of the sentence), "row" (with `layer`, the index of the row), "cell"
    (a stretch of the file, with its place), "level" (with `stride`), "size" (with `height`,
    `width`, `stride`) and "value" (a name or number that the sentence quotes).
    """
    return [
        {"text": text, **_part(written, part)} for text, part in pieces_of(message, "en") if text
    ]


def _part(written: Written, part: object) -> Json:
    match part:
        case None:
            return {"kind": "text"}
        case Row():
            return {"kind": "row", "layer": part.index}
        case Cell():
            return {"kind": "cell", **_place(written, part.span)}
        case Level():
            return {"kind": "level", "stride": whole(part.stride)}
        case Size():
            stride = whole(part.stride)
            return {"kind": "size", "height": part.height, "width": part.width, "stride": stride}
    return {"kind": "value"}


def _place(written: Written, span: Span) -> Json:
    start, end = written.lines.position(span.start), written.lines.position(span.end)
    return {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def _layer(layer: LayerReport, report: Report) -> Json:
    return {
        "index": layer.index,
        "slots": list(layer.slots),
        "section": layer.section,
        "from": _from(layer.written_from),
        "repeats": layer.repeats,
        "module": layer.module,
        "args": plain(layer.args),
        "params": layer.params,
        "flops": layer.flops,
        "macs": layer.macs,
        "out_shapes": plain(layer.out_shapes),
        "out_names": list(layer.out_names),
        "stride": whole(layer.stride),
        "activation_bytes": layer.activation_bytes,
        "receptive_field": layer.receptive_field,
        "status": layer.status.value,
        "line": layer.line,
        "reason": reason_of(layer, report),
    }


def _from(written: object) -> object:
    """The `from` cell as a list, also where the file has one number; null if it is neither."""
    if isinstance(written, list):
        return plain(written)
    return [written] if isinstance(written, int) else None


def _totals(report: Report) -> Json:
    totals = report.totals
    return {
        "params": totals.params,
        "flops": totals.flops,
        "macs": totals.macs,
        "gflops_trainer": totals.gflops_trainer,
        "gflops_note": totals.gflops_note or None,
        "gradients": totals.gradients,
        "layers": totals.layers,
        "activation_bytes": totals.activation_bytes,
        "missing": list(totals.missing),
        "reason": missing_reason(report)
        or (totals.gflops_note if None in (totals.layers, totals.gflops_trainer) else None),
    }


def reason_of(layer: LayerReport, report: Report) -> str | None:
    """Why some value of a layer is unknown; None where all are known."""
    if layer.status is Status.BLOCKED and layer.blocked_by:
        numbers = report.numbers(layer.blocked_by)
        return f"{rows(numbers)} {'give' if len(numbers) > 1 else 'gives'} no output"
    if layer.fault is not None:
        return layer.fault.reason
    reasons = []
    if layer.stride is None:
        several = len(layer.out_shapes or ()) > 1
        reasons.append(f"{'several outputs' if several else 'the output is no map'}, so no stride")
    if layer.receptive_field is None:
        reasons.append("sees the whole image, so no receptive field")
    return "; ".join(reasons) or None


def missing_reason(report: Report) -> str | None:
    """Why totals are unknown; None where they are known."""
    missing = report.totals.missing
    return f"no numbers for {rows(report.numbers(missing))}" if missing else None


def rows(numbers: Sequence[int]) -> str:
    """Rows in words: "row 3", "rows 3, 5", "rows 8 to 35"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        f"{run[0]} to {run[-1]}" if len(run) > _SHORT_RUN else ", ".join(map(str, run))
        for run in runs
    ]
    return f"row{'s' * (len(numbers) > 1)} {', '.join(parts)}"


def plain(value: object) -> object:
    """`value` in types that JSON has; modules in arguments become their text."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float) and math.isfinite(value):  # JSON has no infinity
        return value
    return str(value)


def whole(number: float | None) -> float | None:
    """`number` as an integer where it is one: stride 8, not 8.0."""
    return int(number) if number is not None and number == int(number) else number
