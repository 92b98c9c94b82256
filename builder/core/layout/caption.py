"""What a card says: the words and numbers on it."""

from dataclasses import dataclass

from builder.core.analysis.report import LayerReport, Report, Shape
from builder.core.analysis.shape_words import shape_text
from builder.core.layout.layout import Edge


@dataclass(frozen=True, slots=True)
class Caption:
    """The text of one card.

    Attributes:
        number: The row's number; "" for the image.
        name: The module, without `nn.`.
        repeats: "×3"; "" for one.
        detail: The output as "C×H×W"; for a head its strides; "?" where there is none.
        short: The same for a card that is too narrow: "C×H²".
    """

    number: str
    name: str
    repeats: str
    detail: str
    short: str


def caption_of(layer: LayerReport, report: Report, several: str = "{0} outputs") -> Caption:
    """The text of a row's card; `several` says how many outputs it has, in the user's language."""
    repeats = f"×{layer.repeats}" if layer.repeats > 1 else ""
    name = layer.module.removeprefix("nn.")
    detail = _detail(layer, report, several)
    return Caption(layer.number, name, repeats, detail, _short(layer, several) or detail)


def image_caption(report: Report, name: str = "image") -> Caption:
    """The text of the image's card."""
    height, width = report.image_size
    detail = f"3×{height}×{width}"
    return Caption("", name, "", detail, detail)


def source_number(report: Report, edge: Edge) -> int:
    """The number by which the row at the end of an edge names what it reads; -1 is the image."""
    reads = report.layers[edge.target].reads
    return edge.source if reads is None else reads[edge.port]


def _detail(layer: LayerReport, report: Report, several: str) -> str:
    shapes = layer.out_shapes
    if shapes is None:
        return "?"
    if len(shapes) == 1:
        return shape_text(shapes[0])
    last = layer.index == len(report.layers) - 1
    if last and report.head_strides and report.resolved.strides.by not in {"fixed", "deepest"}:
        return "/" + "·".join(f"{stride:g}" for stride in report.head_strides)
    return _several(shapes, several)


def _several(shapes: tuple[Shape, ...], several: str) -> str:
    """Maps of one size side by side, as "64+128×80²"; others by their number."""
    sizes = {shape[2:] for shape in shapes}
    if len(sizes) == 1 and len(shapes[0]) == 4:
        height, width = shapes[0][2:]
        size = f"{height}²" if height == width else f"{height}×{width}"
        return f"{'+'.join(str(shape[1]) for shape in shapes)}×{size}"
    return several.format(len(shapes))


def _short(layer: LayerReport, several: str) -> str:
    shapes = layer.out_shapes or ()
    if len(shapes) > 1:
        return several.format(len(shapes))
    if len(shapes) != 1 or len(shapes[0]) != 4 or shapes[0][2] != shapes[0][3]:
        return ""
    return f"{shapes[0][1]}×{shapes[0][2]}²"
