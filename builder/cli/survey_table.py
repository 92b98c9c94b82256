"""The table of all scales and image sizes for a terminal."""

from collections.abc import Iterator, Sequence

from builder.cli.columns import pad, shorten, visible, width
from builder.core.export.survey import Surveyed, problem_text, scale_text

_HEADINGS = ("scale", "image", "params", "GFLOPs", "printed", "layers", "MiB of outputs", "problem")
_LEFT = {0, len(_HEADINGS) - 1}
_UNKNOWN = "?"
_SHORTEST_PROBLEM = 60


def survey_table(survey: Sequence[Surveyed], widest: int | None = None) -> Iterator[str]:
    """Lines of the table: headings, and a line for each network.

    Args:
        survey: What to show.
        widest: Cut lines to that many terminal cells; None shortens findings only.
    """
    table = [_cells(one) for one in survey]
    widths = [max(map(width, column)) for column in zip(_HEADINGS, *table, strict=True)]
    for cells in (_HEADINGS, *table):
        padded = [
            pad(cell, widths[place], right=place not in _LEFT) for place, cell in enumerate(cells)
        ]
        line = "  ".join(padded).rstrip()
        yield shorten(line, widest) if widest else line


def _cells(one: Surveyed) -> list[str]:
    totals, (height, broad) = one.report.totals, one.report.image_size
    outputs = totals.activation_bytes
    return [
        visible(scale_text(one.report)) or "-",
        f"{height}x{broad}",
        _UNKNOWN if totals.params is None else f"{totals.params:,}",
        _UNKNOWN if totals.flops is None else f"{totals.flops / 1e9:,.3f}",
        totals.gflops_trainer or _UNKNOWN,
        _UNKNOWN if totals.layers is None else f"{totals.layers}",
        _UNKNOWN if outputs is None else f"{outputs / 2**20:,.1f}",
        shorten(visible(problem_text(one)), _SHORTEST_PROBLEM),
    ]
