"""Everything about one layer, on hover."""

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from builder.core.analysis import outputs_text, shape_text
from builder.core.analysis.report import LayerReport, Report, Status
from builder.core.blocks import BlockSpec, ChannelRule
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.layout import IMAGE
from builder.gui.language import spoken
from builder.gui.theme import colours


def layer_html(report: Report, index: int, diagnostics: Sequence[Diagnostic]) -> str:
    """The tooltip of a row's card; of the image's for -1."""
    if index == IMAGE:
        height, width = report.image_size
        return _tr("The image: 3 channels, {height} × {width}").format(height=height, width=width)
    layer = report.layers[index]
    spec = layer.spec
    repeats = f" ×{layer.repeats}" if layer.repeats > 1 else ""
    title = f"<b>{layer.number}&nbsp; {escape(layer.module)}{repeats}</b>"
    rows = "".join(
        f'<tr><td style="color:{colours().faint}">{escape(name)}</td>'
        f'<td style="padding-left:10px">{escape(value)}</td></tr>'
        for name, value in _facts(layer, spec)
    )
    found = "".join(_findings(report, layer, [d for d in diagnostics if d.layer == index]))
    return f"<html>{title}<table cellspacing='1'>{rows}</table>{found}</html>"


def edge_html(report: Report, source: int, target: int, port: int) -> str:
    """The tooltip of an edge: who reads what."""
    layer = report.layers[target]
    if source == IMAGE:
        words = _tr("{target} {module} reads the image")
        return words.format(target=layer.number, module=layer.module)
    words = _tr("{target} {module} reads {source} {other}").format(
        target=layer.number,
        module=layer.module,
        source=layer.reads[port] if layer.reads else source,
        other=report.layers[source].module,
    )
    # Of a row with several outputs one may be picked: what comes in says which.
    shape = layer.input_at(port)
    text = shape_text(shape) if shape is not None else outputs_text(report.layers[source])
    return f"{words}, {text}" if text else words


def _facts(layer: LayerReport, spec: BlockSpec | None) -> Iterator[tuple[str, str]]:
    if layer.reads is not None:
        yield _tr("from"), ", ".join(_tr("image") if s == IMAGE else str(s) for s in layer.reads)
    yield _tr("arguments"), _arguments(layer, spec)
    if layer.input_shapes:
        yield _tr("input"), "; ".join(map(shape_text, layer.input_shapes))
    if layer.out_shapes:
        yield _tr("output"), outputs_text(layer)
    if layer.stride is not None:
        yield _tr("stride"), f"{layer.stride:g}"
    if layer.params is not None:
        yield _tr("parameters"), f"{layer.params:,}"
    if layer.flops is not None:
        yield "GFLOPs", f"{layer.flops / 1e9:.3f}"
    if layer.macs is not None:
        yield "GMACs", f"{layer.macs / 1e9:.3f}"
    if layer.activation_bytes is not None:
        yield _tr("activation"), f"{layer.activation_bytes / 2**20:.2f} MiB"
    if layer.receptive_field is not None:
        yield _tr("receptive field"), f"{layer.receptive_field} px"
    yield _tr("line"), str(layer.line)


def _arguments(layer: LayerReport, spec: BlockSpec | None) -> str:
    """What the constructor gets, each value with its name where names are known."""
    if layer.args is None:
        return layer.args_text
    names = _argument_names(spec) if spec else []
    if len(names) < len(layer.args):
        names += [""] * (len(layer.args) - len(names))
    return ", ".join(
        f"{name}={value!r}" if name else repr(value)
        for name, value in zip(names, layer.args, strict=False)
    )


def _argument_names(spec: BlockSpec) -> list[str]:
    written = [argument.name for argument in spec.arguments]
    if spec.channels is ChannelRule.NORM:
        return ["c1"]
    if spec.channels in (ChannelRule.SCALED, ChannelRule.SCALED_MANY, ChannelRule.INPUT):
        written = ["c1", *written]
    if spec.repeats_inside:
        written.insert(2, "n")
    if spec.channels is ChannelRule.HEAD:
        written.append("ch")
    return written


def _findings(report: Report, layer: LayerReport, found: Sequence[Diagnostic]) -> Iterator[str]:
    ink = colours()
    if layer.fault is not None and not any(d.severity is Severity.ERROR for d in found):
        where = f" ({layer.fault.path})" if layer.fault.path else ""
        yield _line(spoken(layer.fault.reason) + where, ink.error)
    if layer.blocked_by:
        words = _tr("No input: layer {rows} failed")
        rows = ", ".join(report.layers[row].number for row in layer.blocked_by)
        yield _line(words.format(rows=rows), ink.faint)
    elif layer.status is Status.UNKNOWN and layer.fault is None:
        yield _line(_tr("The output of this module is not known"), ink.faint)
    for each in sorted(found, key=lambda d: -d.severity):
        yield _line(f"{each.code}: {spoken(each.message)}", ink.of_severity(each.severity))


def _line(words: str, colour: str) -> str:
    return f'<div style="color:{colour}; margin-top:3px">{escape(words)}</div>'


def _tr(words: str) -> str:
    return QCoreApplication.translate("LayerTooltip", words)
