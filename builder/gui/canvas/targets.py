"""What lies under the mouse, with room for an unsteady hand."""

from dataclasses import dataclass

from builder.core.layout import IMAGE, Edge, Layout, Node, Point
from builder.core.layout.metrics import GAP

REACH = 12.0
"""How far from an edge or a port a gesture may end, in pixels of the screen at any zoom."""
_CORE = 0.3
"""The share of a card, above and below, where the edge next to it may win."""


@dataclass(frozen=True, slots=True)
class OnEdge:
    """An edge is meant: what `target` reads at position `port` of its `from`."""

    source: int
    target: int
    port: int


@dataclass(frozen=True, slots=True)
class OnCard:
    """A card is meant."""

    index: int


Target = OnEdge | OnCard


def target_at(layout: Layout, point: Point, zoom: float, reach: float = REACH) -> Target | None:
    """The nearest edge or card within `reach` pixels; inside a card's middle always the card.

    Stacked cards leave a narrow gap: all of it, and a strip of the cards around it, belongs to
    the edge between them.
    """
    room = reach / zoom
    card = card_at(layout, point, 0.0)
    if card is not None and _in_core(card, point):
        return OnCard(card.index)
    best: tuple[float, float, Edge] | None = None
    for edge in layout.edges:
        if edge.stub:
            continue
        distance = _distance(layout, edge, point)
        if distance <= room:
            # Edges of one source share a trunk: the one that ends nearer is meant.
            key = (round(distance, 1), _between(edge.points[-1], point), edge)
            if best is None or key[:2] < best[:2]:
                best = key
    if best is not None:
        return OnEdge(best[2].source, best[2].target, best[2].port)
    card = card or card_at(layout, point, room)
    return OnCard(card.index) if card else None


def card_at(layout: Layout, point: Point, room: float) -> Node | None:
    """The card that holds `point`, or is at most `room` away."""
    x, y = point
    for node in layout.nodes:
        box = node.box
        if box.x - room <= x <= box.right + room and box.y - room <= y <= box.bottom + room:
            return node
    return None


def output_at(layout: Layout, point: Point, zoom: float) -> int | None:
    """The row whose output port, in the middle of its right side, is meant."""
    room = REACH / zoom
    nearest: tuple[float, int] | None = None
    for node in layout.nodes:
        if node.index == IMAGE or node.head:
            continue
        distance = _between((node.box.right, node.box.middle[1]), point)
        if distance <= room and (nearest is None or distance < nearest[0]):
            nearest = distance, node.index
    return nearest[1] if nearest else None


def _in_core(node: Node, point: Point) -> bool:
    strip = 0.0 if node.tall else node.box.height * _CORE
    return node.box.y + strip <= point[1] <= node.box.bottom - strip


def _distance(layout: Layout, edge: Edge, point: Point) -> float:
    if len(edge.points) == 2:
        (x0, y0), (x1, y1) = edge.points
        if x0 == x1 and abs(y1 - y0) <= 3 * GAP:
            half = layout.by_index[edge.target].box.width / 2
            return _from_box(point, (x0 - half, min(y0, y1)), (x0 + half, max(y0, y1)))
    return min(
        _from_box(point, (min(a[0], b[0]), min(a[1], b[1])), (max(a[0], b[0]), max(a[1], b[1])))
        for a, b in zip(edge.points, edge.points[1:], strict=False)
    )


def _from_box(point: Point, low: Point, high: Point) -> float:
    dx = max(low[0] - point[0], 0.0, point[0] - high[0])
    dy = max(low[1] - point[1], 0.0, point[1] - high[1])
    return float((dx * dx + dy * dy) ** 0.5)


def _between(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)
