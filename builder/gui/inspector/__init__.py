"""The form of the selected layer."""

from builder.gui.inspector.panel import InspectorPanel

__all__ = ["InspectorPanel"]
