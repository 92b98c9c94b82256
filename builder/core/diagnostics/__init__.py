"""What is wrong in a file, where, and what would mend it: values only."""

from builder.core.diagnostics.diagnostic import Diagnostic, Label, Severity
from builder.core.diagnostics.fix import Applicability, Fix

__all__ = ["Applicability", "Diagnostic", "Fix", "Label", "Severity"]
