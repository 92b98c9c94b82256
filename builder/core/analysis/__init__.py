"""Config, dialect, scale and image size to a frozen report."""

from builder.core.analysis.analyze import again, analyze, numbered
from builder.core.analysis.report import (
    Asked,
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
    "Asked",
    "Fault",
    "LayerReport",
    "ProbeFault",
    "Report",
    "Shape",
    "Status",
    "Totals",
    "again",
    "analyze",
    "numbered",
    "outputs_text",
    "scales_of",
    "shape_text",
    "survey",
]
