"""The list of findings."""

from builder.gui.problems.panel import ProblemsPanel

__all__ = ["ProblemsPanel"]
