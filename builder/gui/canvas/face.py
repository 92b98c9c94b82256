"""What the canvas shows of a row, apart from where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.core.analysis.report import Report, Status
from builder.core.blocks import Category
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.layout import IMAGE, Caption, caption_of, image_caption


@dataclass(frozen=True, slots=True)
class Face:
    """One card's content.

    Attributes:
        caption: Its text.
        category: Gives the colour of its edge; None for the image and unknown modules.
        status: How the row came out of the analysis.
        severity: The worst finding about the row; a failed row has at least an error.
    """

    caption: Caption
    category: Category | None
    status: Status
    severity: Severity | None


def faces_of(
    report: Report, diagnostics: Sequence[Diagnostic], image_name: str, several: str
) -> dict[int, Face]:
    """Faces of all cards, the image's at -1; names and words as the canvas shows them."""
    worst: dict[int, Severity] = {}
    for found in diagnostics:
        if found.layer is not None:
            worst[found.layer] = max(worst.get(found.layer, Severity.HINT), found.severity)
    faces = {IMAGE: Face(image_caption(report, image_name), None, Status.OK, None)}
    for layer in report.layers:
        spec = layer.spec
        failed = layer.status is Status.ERROR
        severity = Severity.ERROR if failed else worst.get(layer.index)
        category = spec.category if spec else None
        faces[layer.index] = Face(
            caption_of(layer, report, several), category, layer.status, severity
        )
    return faces


def edge_findings(
    report: Report, diagnostics: Sequence[Diagnostic]
) -> dict[tuple[int, int], Severity]:
    """The worst finding about each input, by row and position in its `from`."""
    worst: dict[tuple[int, int], Severity] = {}
    rows = report.config.layers
    for found in diagnostics:
        if found.layer is None or not 0 <= found.layer < len(rows):
            continue
        for port, ref in enumerate(rows[found.layer].refs):
            if ref.span.covers(found.span) and len(found.span):
                key = (found.layer, port)
                worst[key] = max(worst.get(key, Severity.HINT), found.severity)
    return worst
