"""A config and its options to a report."""

import math

from builder.core.analysis.forward import Passed, forward, prepare
from builder.core.analysis.printed import PRINTED_SIZE, Network, Printed, printed
from builder.core.analysis.recipe import Mode, Outcome, channels_of_maps, shared_activation
from builder.core.analysis.report import Asked, LayerReport, Report, Status, Totals
from builder.core.config import Config, Layer, read_config
from builder.core.diagnostics import Message, Severity
from builder.core.dialects import Dialect, Resolved, ResolvedRow, choose, decided_by
from builder.core.dialects.printing import Counting
from builder.core.dialects.torch_repr import printed_args
from builder.core.facts import Wanted

FLOAT_BYTES = 4


def analyze(
    config: Config,
    *,
    dialect: str | None = None,
    scale: str | None = None,
    image_size: tuple[int, int] = (640, 640),
    nc: int | None = None,
    file: str = "",
) -> Report:
    """Read, build and run `config` without torch, past every error.

    Args:
        config: What `read_config` gave.
        dialect: "yolov5@7.0"; by default what the file looks like.
        scale: A scale ("s"): one of the file's, or a published size whose multiples replace the
            file's; by default what the file and its name say.
        image_size: `(H, W)` of the image in pixels.
        nc: Number of classes; by default the file's.
        file: The file's name, for messages and for trainers that read the scale from it.

    Raises:
        UnknownDialectError, UnknownScaleError: An option names nothing known.
    """
    chosen = choose(config, dialect)
    resolved = chosen.resolve(config, nc=nc, scale=scale, file=file, maps=channels_of_maps)
    config = _numbered(config, resolved)
    steps = prepare(resolved)
    passed = forward(steps, resolved, image_size, Mode.RAW)
    layers = tuple(
        _layer_report(layer, row, result, config, image_size, chosen)
        for layer, row, result in zip(config.layers, resolved.rows, passed, strict=True)
    )
    flops = _total(layers, "flops")
    whole = flops if image_size == (PRINTED_SIZE, PRINTED_SIZE) else None
    figures = printed(Network(resolved, steps, passed, whole), chosen.printing)
    return Report(
        config=config,
        resolved=resolved,
        file=file,
        dialect=chosen.name,
        scale=resolved.scale or scale,
        image_size=image_size,
        nc=resolved.nc,
        layers=layers,
        totals=_totals(layers, passed, figures, resolved, config),
        head_strides=figures.strides,
        probe_fault=figures.probe_fault,
        trainer=chosen.trainer,
        dialect_from=decided_by(config, dialect),
        asked=Asked(dialect, scale, nc),
        unmeasured=_unmeasured(layers, figures),
    )


def again(report: Report, text: str) -> Report:
    """The report on another text, asked for as `report` was.

    Raises:
        UnknownScaleError: The other text lacks the scale that was asked for.
    """
    asked = report.asked
    return analyze(
        read_config(text),
        dialect=asked.dialect,
        scale=asked.scale,
        image_size=report.image_size,
        nc=asked.nc,
        file=report.file,
    )


def _unmeasured(layers: tuple[LayerReport, ...], figures: Printed) -> tuple[Wanted, ...]:
    faults = [layer.fault.unmeasured for layer in layers if layer.fault]
    return tuple(dict.fromkeys(one for one in (*faults, figures.unmeasured) if one is not None))


def numbered(config: Config, *, dialect: str | None = None, file: str = "") -> Config:
    """`config` with the numbers by which its dialect names rows, for edits outside an analysis.

    Raises:
        UnknownDialectError: `dialect` names nothing known.
    """
    resolved = choose(config, dialect).resolve(config, file=file, maps=channels_of_maps)
    return _numbered(config, resolved)


def _numbered(config: Config, resolved: Resolved) -> Config:
    slots = resolved.rows[0].slots if resolved.rows else ()
    return config.numbered(len(slots) or 1)


def _layer_report(
    layer: Layer,
    row: ResolvedRow,
    passed: Passed,
    config: Config,
    image_size: tuple[int, int],
    dialect: Dialect,
) -> LayerReport:
    outcome, counted = passed.outcome, passed.counted or passed.outcome
    out = tuple(tensor.shape for tensor in outcome.tensors) if outcome else None
    return LayerReport(
        index=layer.index,
        slots=row.slots or (layer.index,),
        section=layer.section.value,
        sources=row.sources,
        written_from=row.written_from,
        module=row.module,
        repeats=row.repeats,
        args=row.args,
        args_text=printed_args(row.args) if row.args is not None else "",
        params=passed.built.params if passed.built and passed.built.error is None else None,
        flops=_flops(counted, dialect.printing.counting) if counted else None,
        macs=counted.macs if counted else None,
        input_shapes=tuple(t.shape for t in passed.inputs) if passed.inputs is not None else None,
        out_shapes=out,
        out_names=outcome.names if outcome else (),
        stride=_stride(out, image_size),
        activation_bytes=_bytes(out),
        receptive_field=_receptive_field(passed),
        status=passed.status,
        line=config.lines.position(layer.span.start).line,
        fault=passed.fault,
        blocked_by=passed.blocked_by,
        spec=row.spec,
        slots_read=row.slots_read,
        levels=getattr(passed.built.module, "nl", None) if passed.built else None,
    )


def _flops(outcome: Outcome, counting: Counting) -> int:
    return 2 * (outcome.classic_ops if counting == "classic" else outcome.modern_ops)


def _stride(out: tuple[tuple[int, ...], ...] | None, image_size: tuple[int, int]) -> float | None:
    if out is None or len(out) != 1 or len(out[0]) != 4 or out[0][2] == 0:
        return None
    stride = image_size[0] / out[0][2]
    return int(stride) if stride == int(stride) else stride


def _bytes(out: tuple[tuple[int, ...], ...] | None) -> int | None:
    if out is None:
        return None
    total = 0
    for shape in out:
        size = FLOAT_BYTES
        for length in shape:
            size *= length
        total += size
    return total


def _receptive_field(passed: Passed) -> int | None:
    if passed.outcome is None or not passed.outcome.tensors:
        return None
    field = max(tensor.receptive_field for tensor in passed.outcome.tensors)
    return round(field) if math.isfinite(field) else None


def _total(layers: tuple[LayerReport, ...], quantity: str) -> int | None:
    values = [getattr(layer, quantity) for layer in layers]
    return None if None in values or not values else sum(values)


def _totals(
    layers: tuple[LayerReport, ...],
    passed: list[Passed],
    figures: Printed,
    resolved: Resolved,
    config: Config,
) -> Totals:
    missing = tuple(layer.index for layer in layers if layer.status is not Status.OK)
    params = _total(layers, "params")
    trained = sum(p.built.trainable for p in passed if p.built)
    twice = _counted_twice(passed, resolved)
    stops = _stops_before_rows(config, resolved)
    return Totals(
        params=None if params is None else params - twice,
        gradients=None if params is None else trained - twice,
        flops=_total(layers, "flops"),
        macs=_total(layers, "macs"),
        activation_bytes=_total(layers, "activation_bytes"),
        layers=None if stops else figures.layers,
        gflops_trainer=None if stops else figures.gflops,
        gflops_note=stops or figures.note,
        missing=missing,
    )


def _stops_before_rows(config: Config, resolved: Resolved) -> str:
    """Why the trainer prints nothing, whatever the rows are; "" if it reads them."""
    if any(one.severity is Severity.ERROR for one in config.diagnostics):
        return Message(
            "the trainer prints nothing: it cannot read the file; sums are of what could be read"
        )
    if any(trap.fatal for trap in resolved.traps):
        return Message("the trainer prints nothing: the header lacks what it needs")
    return "" if config.layers else Message("the trainer prints nothing: there are no rows")


def _counted_twice(passed: list[Passed], resolved: Resolved) -> int:
    """Parameters of the shared activation (PReLU has one) beyond its first use."""
    users = sum(1 for p in passed if p.built and p.built.shared)
    if users < 2:
        return 0
    return (users - 1) * shared_activation(resolved.activation, resolved.holders).parameter_count
