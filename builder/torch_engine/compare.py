"""Compares a report with what torch made of the same rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.core.analysis import LayerReport, Report, Status
from builder.core.dialects import Printing
from builder.torch_engine.certificate import Answer, Certificate, Difference, Shape
from builder.torch_engine.forward import Outcome
from builder.torch_engine.network import Network


@dataclass(frozen=True, slots=True)
class Found:
    """What torch made of a config.

    Attributes:
        network: The rows as modules.
        outcomes: One for each row, at the report's image size.
        head_strides: From the trainer's own test pass.
        printing: How the trainer counts.
    """

    network: Network
    outcomes: list[Outcome]
    head_strides: tuple[float, ...]
    printing: Printing


def compare(report: Report, found: Found) -> Certificate:
    """Every row's shapes, parameters and failing, and the totals."""
    pairs = list(zip(report.layers, found.outcomes, strict=True))
    unknown = _unknown_rows(report)
    differences: list[Difference] = []
    tainted: set[int] = set()  # rows that differ; what reads them adds nothing new
    for layer, outcome in pairs:
        differences += _of_params(layer, found.network.params_of(layer.index))
        outputs = () if layer.index in unknown else tuple(_of_outputs(layer, outcome))
        if outputs and tainted.isdisjoint(layer.sources or ()):
            differences += outputs
        if outputs:
            tainted.add(layer.index)
    return Certificate(
        rows=len(pairs) - len(unknown),
        failing=tuple(
            layer.index
            for layer, outcome in pairs
            if layer.status is Status.ERROR and outcome.error
        ),
        differences=(*differences, *(() if tainted else _of_totals(report, found))),
        answers=tuple(
            Answer(
                layer.index,
                outcome.shapes,
                found.network.params_of(layer.index),
                _no_output(outcome),
            )
            for layer, outcome in pairs
            if layer.index in unknown
        ),
    )


def _unknown_rows(report: Report) -> frozenset[int]:
    """Rows of which the report knows nothing, and those that only wait for such rows."""
    unknown: set[int] = set()
    for layer in report.layers:
        waits = layer.status is Status.BLOCKED and layer.blocked_by
        if layer.status is Status.UNKNOWN or (waits and unknown.issuperset(layer.blocked_by)):
            unknown.add(layer.index)
    return frozenset(unknown)


def _of_params(layer: LayerReport, params: int | None) -> Iterator[Difference]:
    if layer.params is not None and params is not None and layer.params != params:
        message = f"the report counts {layer.params:,} parameters, torch {params:,}"
        yield Difference(layer.index, f"{_name(layer)}: {message}")


def _name(layer: LayerReport) -> str:
    return f"row {layer.index} ({layer.module})"


def _of_outputs(layer: LayerReport, outcome: Outcome) -> Iterator[Difference]:
    row = _name(layer)
    if outcome.needs_data:
        message = f"{row}: torch cannot run it without numbers ({outcome.error}); use --real"
        yield Difference(layer.index, message)
    elif _verdict(layer) != _torch_verdict(outcome):
        said, found = _said(layer), _no_output(outcome) or _sizes(outcome.shapes)
        yield Difference(layer.index, f"{row}: the report says {said}; torch says {found}")


def _verdict(layer: LayerReport) -> object:
    return layer.out_shapes if layer.status is Status.OK else layer.status


def _torch_verdict(outcome: Outcome) -> object:
    if outcome.shapes is not None:
        return outcome.shapes
    return Status.ERROR if outcome.error else Status.BLOCKED


def _said(layer: LayerReport) -> str:
    if layer.status is Status.OK:
        return _sizes(layer.out_shapes)
    return f"{layer.status.value}: {layer.fault.reason if layer.fault else 'without a reason'}"


def _no_output(outcome: Outcome) -> str:
    if outcome.shapes is not None:
        return ""
    if outcome.error:
        return f"error: {outcome.error}"
    rows = ", ".join(map(str, outcome.blocked_by)) or "an earlier one"
    return f"blocked: no output of row {rows}"


def _sizes(shapes: tuple[Shape, ...] | None) -> str:
    """Shapes in words: "1x64x80x80, 1x64x40x40"."""
    return ", ".join("x".join(map(str, shape)) for shape in shapes or ()) or "no tensor"


def _of_totals(report: Report, found: Found) -> Iterator[Difference]:
    if not report.layers:
        yield Difference(None, "there are no rows to certify")
    network, totals = found.network, report.totals
    if not network.whole or totals.missing:
        return
    counts = (
        ("parameters", totals.params, network.count_params()),
        ("trainable parameters", totals.gradients, network.count_params(trainable=True)),
        ("layers", totals.layers, network.count_layers(found.printing)),
    )
    for what, said, counted in counts:
        if said is not None and said != counted:
            message = f"the report counts {said:,} {what} in all, torch {counted:,}"
            yield Difference(None, message)
    if report.head_strides != found.head_strides:
        message = (
            f"the report finds head strides {_numbers(report.head_strides)}, "
            f"torch {_numbers(found.head_strides)}"
        )
        yield Difference(None, message)


def _numbers(strides: tuple[float, ...]) -> str:
    return ", ".join(f"{stride:g}" for stride in strides) or "none"
