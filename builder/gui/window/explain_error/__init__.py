"""Edit > Explain an error: a trainer's error beside the file in hand."""

from builder.gui.window.explain_error.box import open_box
from builder.gui.window.explain_error.dialog import ExplainErrorDialog

__all__ = ["ExplainErrorDialog", "open_box"]
