"""Config, dialect, scale and image size to a frozen report."""

from builder.core.analysis.analyze import analyze, numbered
from builder.core.analysis.report import (
    Fault,
    LayerReport,
    ProbeFault,
    Report,
    Shape,
    Status,
    Totals,
)
from builder.core.analysis.shape_words import outputs_text, shape_text
from builder.core.analysis.survey import scales_of, survey

__all__ = [
    "Fault",
    "LayerReport",
    "ProbeFault",
    "Report",
    "Shape",
    "Status",
    "Totals",
    "analyze",
    "numbered",
    "outputs_text",
    "scales_of",
    "shape_text",
    "survey",
]
