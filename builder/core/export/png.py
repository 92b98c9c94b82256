"""The pyramid figure as a picture of pixels."""

from builder.core.analysis.report import Report
from builder.core.export import svg

_ZOOM = 2


def export(report: Report) -> bytes:
    """A PNG with two pixels per unit of the vector figure, white behind it.

    Fonts are those of the machine; the first of the figure's font list that it has is taken.
    """
    import resvg_py  # a compiled renderer that only this format needs

    return bytes(resvg_py.svg_to_bytes(svg_string=svg.export(report), zoom=_ZOOM))
