"""The pyramid figure as vectors, for papers and for the web."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from builder.core.analysis.report import LayerReport, Report, Status
from builder.core.blocks import Category
from builder.core.export import ink
from builder.core.layout import (
    IMAGE,
    Band,
    Box,
    Caption,
    Edge,
    Layout,
    Node,
    caption_of,
    image_caption,
    place,
    rounded,
    source_number,
)

_TITLE_HEIGHT = 34.0
_BOLD, _SMALL = 13.6, 11.0  # sizes of type, the first as wide as its weight makes it
_LEGEND_HEIGHT = 34.0


def export(report: Report, *, title: str = "", legend: bool = True) -> str:
    """An SVG document of its own: no scripts, no outside files.

    Args:
        report: What to draw; an empty network gives a figure that says so.
        title: A line above the figure; "" leaves it out.
        legend: Name the colours below the figure.
    """
    layout = place(report)
    top = _TITLE_HEIGHT if title else 0.0
    width = max(layout.width, 240.0)
    height = max(layout.height, 60.0) + top + (_LEGEND_HEIGHT if legend and report.layers else 0.0)
    parts = [
        _opening(width, height),
        f'<rect width="100%" height="100%" fill="{ink.PAPER}"/>',
        _HATCH,
    ]
    if title:
        parts.append(f'<text x="18" y="24" font-size="15" font-weight="600">{_plain(title)}</text>')
    parts.append(f'<g transform="translate(0 {top:g})">')
    parts += _figure(report, layout, width)
    if not report.layers:
        parts.append(f'<text x="18" y="34" fill="{ink.FAINT}">no layers</text>')
    if legend:
        parts += _legend(report, layout.height + 8)
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"


def _opening(width: float, height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="{escape(ink.FONTS)}" '
        f'font-size="13" fill="{ink.TEXT}">'
    )


_HATCH = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{ink.PAPER}"/>'
    f'<rect width="2" height="6" fill="{ink.BLOCKED_TINT}"/></pattern></defs>'
)


def _figure(report: Report, layout: Layout, width: float) -> Iterator[str]:
    for number, band in enumerate(layout.bands):
        yield from _band(band, width, shaded=number % 2 == 1)
    for edge in sorted(layout.edges, key=lambda edge: edge.wrong):  # wrong ones on top
        yield from _edge(edge, source_number(report, edge))
    for node in layout.nodes:
        yield from _node(node, report)


def _band(band: Band, width: float, *, shaded: bool) -> Iterator[str]:
    if shaded:
        height = band.bottom - band.top
        yield (
            f'<rect y="{band.top:g}" width="{width:g}" height="{height:g}" fill="{ink.STRIPE}"/>'
        )
    yield (
        f'<text x="18" y="{band.top + 27:g}" font-size="12" fill="{ink.FAINT}">{band.label}</text>'
    )


def _edge(edge: Edge, source: int) -> Iterator[str]:
    colour, width = (ink.ERROR, 2.2) if edge.wrong else (ink.LINE, 1.3)
    dash = ' stroke-dasharray="4 3"' if edge.stub else ""
    yield (f'<path d="{_path(edge)}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>')
    (x0, y0), (x, y) = edge.points[-2:]
    dx, dy = (x > x0) - (x < x0), (y > y0) - (y < y0)
    tips = (
        (x, y),
        (x - 6 * dx - 3 * dy, y - 6 * dy - 3 * dx),
        (x - 6 * dx + 3 * dy, y - 6 * dy + 3 * dx),
    )
    points = " ".join(f"{px:g},{py:g}" for px, py in tips)
    yield f'<polygon points="{points}" fill="{colour}"/>'
    if edge.stub:
        outer_x, outer_y = edge.points[0]
        yield (
            f'<text x="{outer_x - 3:g}" y="{outer_y + 4:g}" font-size="11" text-anchor="end" '
            f'fill="{ink.ERROR}">{source}?</text>'
        )


def _path(edge: Edge) -> str:
    x, y = edge.points[0]
    steps = [f"M{x:g} {y:g}"]
    for bend in rounded(edge.points):
        (sx, sy), (cx, cy), (ex, ey) = bend
        steps.append(f"L{sx:g} {sy:g}Q{cx:g} {cy:g} {ex:g} {ey:g}")
    # The line stops inside the arrowhead, so that its square end does not blunt the tip.
    (x0, y0), (x, y) = edge.points[-2:]
    x -= 2.0 * ((x > x0) - (x < x0))
    y -= 2.0 * ((y > y0) - (y < y0))
    return "".join([*steps, f"L{x:g} {y:g}"])


def _node(node: Node, report: Report) -> Iterator[str]:
    box = node.box
    if node.index == IMAGE:
        yield _rectangle(box, ink.PAPER, ink.BORDER, 1.0, radius=box.height / 2)
        yield from _line(box, image_caption(report), ink.FAINT)
        return
    layer = report.layers[node.index]
    caption = caption_of(layer, report)
    failed = layer.status is Status.ERROR
    fill = {
        Status.OK: ink.PAPER,
        Status.ERROR: ink.ERROR_TINT,
        Status.BLOCKED: "url(#hatch)",
        Status.UNKNOWN: "url(#hatch)",
    }[layer.status]
    colour = _colour(layer)
    yield _rectangle(box, fill, ink.ERROR if failed else ink.BORDER, 1.5 if failed else 1.0)
    yield (
        f'<path d="M{box.x + 5:g} {box.y:g}a5 5 0 0 0 -5 5v{box.height - 10:g}a5 5 0 0 0 5 5z" '
        f'fill="{colour}"/>'
    )
    yield from _tall(box, caption) if node.tall else _line(box, caption, ink.TEXT)


def _colour(layer: LayerReport) -> str:
    spec = layer.spec
    return ink.CATEGORIES[spec.category] if spec else ink.UNKNOWN


def _rectangle(box: Box, fill: str, stroke: str, width: float, radius: float = 5.0) -> str:
    return (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" '
        f'rx="{radius:g}" fill="{fill}" stroke="{stroke}" stroke-width="{width:g}"/>'
    )


def _line(box: Box, caption: Caption, colour: str) -> Iterator[str]:
    """One line: number, module and repeats from the left, output from the right."""
    y = box.y + 18.5
    room = box.width - 50 - 8 * len(caption.repeats)
    detail = caption.detail
    if _width(caption.name, _BOLD) + _width(detail, _SMALL) > room:
        detail = caption.short
    name = _cut(caption.name, room - _width(detail, _SMALL))
    if caption.number:
        yield (
            f'<text x="{box.x + 28:g}" y="{y:g}" font-size="11" text-anchor="end" '
            f'fill="{ink.FAINT}">{caption.number}</text>'
        )
    repeats = (
        f'<tspan dx="4" font-weight="400" fill="{ink.FAINT}">{caption.repeats}</tspan>'
        if caption.repeats
        else ""
    )
    left = box.x + (35 if caption.number else 14)
    yield (
        f'<text x="{left:g}" y="{y:g}" font-weight="600" fill="{colour}">{_plain(name)}'
        f"{repeats}</text>"
    )
    yield (
        f'<text x="{box.right - 9:g}" y="{y:g}" font-size="11" text-anchor="end" '
        f'fill="{ink.FAINT}">{detail}</text>'
    )


def _tall(box: Box, caption: Caption) -> Iterator[str]:
    x, y = box.middle
    size = min(13.0, 13.0 * (box.width - 12) / max(_width(caption.name, _BOLD), 1))
    for text, dy, style in (
        (caption.number, -16, f'font-size="11" fill="{ink.FAINT}"'),
        (caption.name, 2, f'font-weight="600" font-size="{max(size, 7.0):.3g}"'),
        (caption.detail, 19, f'font-size="11" fill="{ink.FAINT}"'),
    ):
        if box.height < 60 and dy != 2:
            continue
        yield f'<text x="{x:g}" y="{y + dy:g}" text-anchor="middle" {style}>{_plain(text)}</text>'


def _legend(report: Report, y: float) -> Iterator[str]:
    specs = [layer.spec for layer in report.layers]
    used = {spec.category for spec in specs if spec is not None}
    names: Iterable[tuple[str, str]] = [
        (category.value, ink.CATEGORIES[category]) for category in Category if category in used
    ]
    if any(spec is None for spec in specs):
        names = [*names, ("not in the catalogue", ink.UNKNOWN)]
    x = 18.0
    for name, colour in names:
        yield f'<rect x="{x:g}" y="{y:g}" width="10" height="10" rx="2" fill="{colour}"/>'
        yield (
            f'<text x="{x + 15:g}" y="{y + 9.5:g}" font-size="11" fill="{ink.FAINT}">{name}</text>'
        )
        x += 34 + 6.2 * len(name)


def _width(text: str, size: float) -> float:
    """About how wide a text is, in the widest of the fonts."""
    return sum(1.15 if c in "MWmw@" else 0.75 if c.isupper() else 0.62 for c in text) * size


def _cut(text: str, room: float) -> str:
    """As much of a name as there is room for."""
    if _width(text, _BOLD) <= room:
        return text
    while len(text) > 1 and _width(text, _BOLD) > room - _BOLD:
        text = text[:-1]
    return text + "…"


def _plain(text: str) -> str:
    """Text for XML: what XML has no way to say becomes a replacement character."""
    allowed = (c if c >= " " and c not in "\ufffe\uffff" else "\ufffd" for c in text)
    return escape("".join(c if not "\ud800" <= c <= "\udfff" else "\ufffd" for c in allowed))
