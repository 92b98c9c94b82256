"""What a card says: the words and numbers on it."""

from dataclasses import dataclass

from builder.core.analysis.report import LayerReport, Report, Shape


@dataclass(frozen=True, slots=True)
class Caption:
    """The text of one card.

    Attributes:
        number: The row's index; "" for the image.
        name: The module, without `nn.`.
        repeats: "×3"; "" for one.
        detail: The output as "C×H×W"; for a head its levels; "?" where there is none.
    """

    number: str
    name: str
    repeats: str
    detail: str


def caption_of(layer: LayerReport, report: Report) -> Caption:
    """The text of a row's card."""
    repeats = f"×{layer.repeats}" if layer.repeats > 1 else ""
    name = layer.module.removeprefix("nn.")
    return Caption(str(layer.index), name, repeats, _detail(layer, report))


def image_caption(report: Report, name: str = "image") -> Caption:
    """The text of the image's card."""
    height, width = report.image_size
    return Caption("", name, "", f"3×{height}×{width}")


def shape_text(shape: Shape) -> str:
    """A shape without its batch, such as "256×80×80"."""
    return "×".join(map(str, shape[1:]))


def _detail(layer: LayerReport, report: Report) -> str:
    shapes = layer.out_shapes
    if shapes is None:
        return "?"
    if len(shapes) == 1:
        return shape_text(shapes[0])
    last = layer.index == len(report.layers) - 1
    if last and report.head_strides:
        return " · ".join(f"/{stride:g}" for stride in report.head_strides)
    return f"{len(shapes)} outputs"
