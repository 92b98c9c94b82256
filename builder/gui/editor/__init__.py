"""The YAML text with numbers, colours, squiggles, help and completion."""

from builder.gui.editor.panel import EditorPanel
from builder.gui.editor.view import YamlView

__all__ = ["EditorPanel", "YamlView"]
