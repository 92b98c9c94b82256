"""Where the arrow keys go."""

from PySide6.QtCore import Qt

from builder.core.layout import IMAGE, Layout

_DIRECTIONS = {
    int(Qt.Key.Key_Left): (-1, 0),
    int(Qt.Key.Key_Right): (1, 0),
    int(Qt.Key.Key_Up): (0, -1),
    int(Qt.Key.Key_Down): (0, 1),
}


def is_arrow(key: int) -> bool:
    """Whether the key moves the selection."""
    return key in _DIRECTIONS


def neighbour(layout: Layout, index: int | None, key: int) -> int | None:
    """The row in the key's direction that an edge joins with `index`; None if there is none.

    From nothing it is the first row.
    """
    if index is None or index not in layout.by_index:
        return 0 if 0 in layout.by_index else None
    dx, dy = _DIRECTIONS[key]
    here = layout.by_index[index].box
    joined = {edge.target for edge in layout.edges if edge.source == index and not edge.stub}
    joined |= {edge.source for edge in layout.edges if edge.target == index and not edge.stub}
    best: tuple[float, int] | None = None
    for other in sorted(joined - {index, IMAGE}):
        box = layout.by_index[other].box
        if dx:  # side by side: measured between borders, for a tall card is level with many
            ahead = (box.x - here.right) if dx > 0 else (here.x - box.right)
            aside = max(box.y - here.bottom, here.y - box.bottom, 0.0)
        else:
            ahead = (box.y - here.bottom) if dy > 0 else (here.y - box.bottom)
            aside = abs(box.x - here.x)
        if ahead >= 0 and (best is None or ahead + 2 * aside < best[0]):
            best = ahead + 2 * aside, other
    return best[1] if best else None
