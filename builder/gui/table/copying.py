"""Layers as text for the clipboard."""

from collections.abc import Sequence

from builder.core.analysis import LayerReport
from builder.gui.table.columns import COLUMNS


def as_tabs(titles: Sequence[str], layers: Sequence[LayerReport]) -> str:
    """Cells between tabs, as spreadsheets take them."""
    lines = ["\t".join(titles)]
    lines += ["\t".join(column.text(layer) for column in COLUMNS) for layer in layers]
    return "\n".join(lines)


def as_markdown(titles: Sequence[str], layers: Sequence[LayerReport]) -> str:
    """A Markdown table; numbers are aligned to the right."""
    lines = [
        f"| {' | '.join(titles)} |",
        "|" + "|".join("---:" if column.numeric else ":---" for column in COLUMNS) + "|",
    ]
    for layer in layers:
        cells = (column.text(layer).replace("|", "\\|") for column in COLUMNS)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
