"""One open file: its text, what it means, and what is selected in it."""

from builder.gui.document.analysis import Analysis, Options, analyze_text
from builder.gui.document.document import Document
from builder.gui.document.journal import Journal, Rescued
from builder.gui.document.preview import Input, Preview, Rewired, preview_of, rewritten
from builder.gui.document.selection import Selection

__all__ = [
    "Analysis",
    "Document",
    "Input",
    "Journal",
    "Options",
    "Preview",
    "Rescued",
    "Rewired",
    "Selection",
    "analyze_text",
    "preview_of",
    "rewritten",
]
