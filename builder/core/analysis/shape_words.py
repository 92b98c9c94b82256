"""Shapes as people read them."""

from itertools import groupby

from builder.core.analysis.report import LayerReport, Shape


def shape_text(shape: Shape, times: str = "×") -> str:
    """A shape without its batch, such as "256×80×80"."""
    return times.join(map(str, shape[1:]))


def outputs_text(layer: LayerReport, between: str = ", ", times: str = "×") -> str:
    """All outputs, with their names where they have such; "" where there is none.

    "256×80×80"; "boxes 64×8400, scores 80×8400"; "one2many: boxes …; one2one: boxes …".
    """
    shapes = layer.out_shapes or ()
    named = zip(layer.out_names or ("",) * len(shapes), shapes, strict=True)
    groups = []
    for group, outputs in groupby(named, lambda output: output[0].rpartition(".")[0]):
        words = between.join(
            f"{name.rpartition('.')[2]} {shape_text(shape, times)}".strip()
            for name, shape in outputs
        )
        groups.append(f"{group}: {words}" if group else words)
    return "; ".join(groups)
