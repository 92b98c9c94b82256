"""What the trainer makes of a row, as lines of a list."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from builder.core.analysis import LayerReport, Report, outputs_text, shape_text
from builder.core.blocks import ChannelRule
from builder.core.config import Layer, Sequence
from builder.gui.language import spoken
from builder.gui.rows import runs_text

translate = QCoreApplication.translate
_LONG = 60
_TIMES = " x "


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is called, what it is, and more words for the tooltip."""

    name: str
    value: str
    tip: str = ""


def facts_of(report: Report, index: int) -> list[Fact]:
    """The lines for row `index`; unknown numbers are left out, their reason is a line."""
    layer, row = report.layers[index], report.config.layers[index]
    lines = [*_way(report, layer, row), *_numbers(report, layer)]
    if layer.fault is not None and not layer.blocked_by:
        reason = spoken(layer.fault.reason)
        lines.insert(0, Fact(translate("Facts", "Fails"), reason, layer.fault.path))
    elif layer.blocked_by:
        rows = ", ".join(report.layers[row].number for row in layer.blocked_by)
        lines.insert(
            0,
            Fact(
                translate("Facts", "Waits for"),
                translate("Facts", "row {0}, which fails").format(rows),
            ),
        )
    return lines


def figures_of(layer: LayerReport) -> str:
    """The output and its cost in one line; "" if the row has no output."""
    if not layer.out_shapes:
        return ""
    text = outputs_text(layer, times=_TIMES)
    if len(text) > _LONG:  # the list below has them all
        text = translate("Facts", "{0} outputs").format(len(layer.out_shapes))
    parts = [text]
    if layer.stride is not None:
        parts.append(translate("Facts", "stride {0:g}").format(layer.stride))
    if layer.params is not None:
        parts.append(translate("Facts", "{0:,} params").format(layer.params))
    if layer.flops is not None:
        parts.append(f"{layer.flops / 1e9:.3f} GFLOPs")
    return "  ·  ".join(parts)


def _way(report: Report, layer: LayerReport, row: Layer) -> list[Fact]:
    """Inputs, repeats, channels and arguments, written and resolved."""
    lines = [Fact(translate("Facts", "Reads"), _sources(report, layer))]
    written = row.number.value if row.number else None
    if written is not None and written != layer.repeats:
        depth = report.resolved.depth
        tip = translate("Facts", "number x depth_multiple {0:g}, rounded, at least 1").format(depth)
        lines.append(Fact(translate("Facts", "Repeats"), f"{written} → {layer.repeats}", tip))
    else:
        lines.append(Fact(translate("Facts", "Repeats"), str(layer.repeats)))
    channels = _channels(report, layer, row)
    if channels is not None:
        lines.append(channels)
    if layer.args is not None:
        tip = translate("Facts", "Constructor arguments as the trainer passes and prints them")
        lines.append(Fact(translate("Facts", "Passes"), layer.args_text, tip))
    if layer.out_shapes is not None:
        shapes = [shape_text(shape, _TIMES) for shape in layer.out_shapes]
        if layer.out_names:
            shapes = [f"{n}  {shape}" for n, shape in zip(layer.out_names, shapes, strict=True)]
        lines.append(Fact(translate("Facts", "Output"), "\n".join(shapes)))
    readers = [other.number for other in report.layers if index_read(other, layer.index)]
    last = layer.index == len(report.layers) - 1
    if readers or not last:
        lines.append(
            Fact(
                translate("Facts", "Read by"),
                ", ".join(readers) or translate("Facts", "no row: it is dead"),
            )
        )
    return lines


def index_read(layer: LayerReport, index: int) -> bool:
    """Whether a layer reads row `index`."""
    return layer.sources is not None and index in layer.sources


def _numbers(report: Report, layer: LayerReport) -> list[Fact]:
    lines = []
    if layer.params is not None:
        share = _share(layer.params, report.totals.params)
        lines.append(Fact(translate("Facts", "Parameters"), f"{layer.params:,}{share}"))
    if layer.flops is not None:
        share = _share(layer.flops, report.totals.flops)
        tip = translate("Facts", "Exact at this image size: {0:,} operations").format(layer.flops)
        lines.append(Fact(translate("Facts", "GFLOPs"), f"{layer.flops / 1e9:.3f}{share}", tip))
    if layer.stride is not None:
        lines.append(Fact(translate("Facts", "Stride"), f"{layer.stride:g}"))
    if layer.activation_bytes is not None:
        size = f"{layer.activation_bytes / 2**20:.2f} MiB"
        lines.append(
            Fact(
                translate("Facts", "Activation"),
                size,
                translate("Facts", "Memory of the outputs, 32-bit floats"),
            )
        )
    if layer.receptive_field is not None:
        field = layer.receptive_field
        lines.append(Fact(translate("Facts", "Receptive field"), f"{field} x {field} px"))
    elif layer.out_shapes:
        lines.append(
            Fact(translate("Facts", "Receptive field"), translate("Facts", "the whole image"))
        )
    return lines


def _sources(report: Report, layer: LayerReport) -> str:
    numbers = layer.reads
    if layer.sources is None or numbers is None:
        return "?"
    parts = []
    for position, source in enumerate(layer.sources):
        name = translate("Facts", "image")
        if 0 <= source < len(report.layers):
            name = f"{numbers[position]} {report.layers[source].module}"
        elif source >= 0:
            name = str(numbers[position])
        shape = layer.input_at(position)
        if shape is not None:
            name += f" ({shape_text(shape, _TIMES)})"
        elif layer.input_shapes and 0 <= source < len(report.layers):
            name += f" ({outputs_text(report.layers[source], times=_TIMES)})"
        parts.append(name)
    return "\n".join(parts)


def _channels(report: Report, layer: LayerReport, row: Layer) -> Fact | None:
    """Input channels and output channels, written and scaled."""
    spec = layer.spec
    c1 = layer.input_shapes[0][1] if layer.input_shapes and len(layer.input_shapes) == 1 else None
    c2 = layer.out_shapes[0][1] if layer.out_shapes and len(layer.out_shapes) == 1 else None
    if c2 is None or spec is None:
        return None
    value = f"{c1} → {c2}" if c1 is not None else str(c2)
    written = row.args.items[0].value if isinstance(row.args, Sequence) and row.args.items else None
    scaled = spec.channels in {ChannelRule.SCALED, ChannelRule.SCALED_MANY}
    if scaled and written != c2:
        width = report.resolved.width
        value += " " + translate("Facts", "(written {0}, width x {1:g})").format(written, width)
    return Fact(
        translate("Facts", "Channels"),
        value,
        translate("Facts", "Input channels → output channels"),
    )


def _share(part: int, whole: int | None) -> str:
    return f"   {100 * part / whole:.1f} %" if whole else ""


def network_facts(report: Report) -> list[Fact]:
    """The totals."""
    totals = report.totals
    height, width = report.image_size
    lines = [Fact(translate("Facts", "Rows"), str(len(report.layers)))]
    for name, value in (
        (translate("Facts", "Layers"), totals.layers),
        (translate("Facts", "Parameters"), totals.params),
        (translate("Facts", "Gradients"), totals.gradients),
    ):
        if value is not None:
            lines.append(Fact(name, f"{value:,}"))
    if totals.gflops_trainer is not None:
        tip = spoken(totals.gflops_note)
        lines.append(Fact(translate("Facts", "GFLOPs printed"), totals.gflops_trainer, tip))
    if totals.flops is not None:
        name = translate("Facts", "GFLOPs at {0}x{1}").format(width, height)
        lines.append(Fact(name, f"{totals.flops / 1e9:.3f}"))
    if totals.activation_bytes is not None:
        size = f"{totals.activation_bytes / 2**20:.1f} MiB"
        lines.append(Fact(translate("Facts", "Activation"), size))
    if report.head_strides:
        strides = ", ".join(f"{stride:g}" for stride in report.head_strides)
        lines.append(Fact(translate("Facts", "Head strides"), strides))
    if totals.missing:
        rows = runs_text(report.numbers(totals.missing))
        words = translate("Facts", "no numbers for row {0}").format(rows)
        lines.append(Fact(translate("Facts", "Missing"), words))
    if totals.gflops_note:
        lines.append(Fact(translate("Facts", "Note"), spoken(totals.gflops_note)))
    return lines


def several_facts(report: Report, indices: tuple[int, ...]) -> list[Fact]:
    """Sums over some rows; a row without a number leaves its sum out."""
    layers = [report.layers[index] for index in indices]
    lines = []
    params = [layer.params for layer in layers if layer.params is not None]
    flops = [layer.flops for layer in layers if layer.flops is not None]
    if len(params) == len(layers):
        share = _share(sum(params), report.totals.params)
        lines.append(Fact(translate("Facts", "Parameters"), f"{sum(params):,}{share}"))
    if len(flops) == len(layers):
        share = _share(sum(flops), report.totals.flops)
        lines.append(Fact(translate("Facts", "GFLOPs"), f"{sum(flops) / 1e9:.3f}{share}"))
    return lines
