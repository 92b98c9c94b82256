"""New networks from stage tables: the dialog and its parts."""

from builder.gui.window.from_table.dialog import FromTableDialog, NewNetwork

__all__ = ["FromTableDialog", "NewNetwork"]
