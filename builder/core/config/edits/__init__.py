"""Gestures on a config as pure functions that return text edits."""

from builder.core.config.edits.cells import set_argument, set_module, set_number
from builder.core.config.edits.change import Change
from builder.core.config.edits.header import set_header, set_scale
from builder.core.config.edits.insert import (
    duplicate_row,
    insert_after,
    insert_on_edge,
    insert_row,
)
from builder.core.config.edits.links import connect, disconnect, set_from
from builder.core.config.edits.remove import move_row, remove_row
from builder.core.config.edits.repoint import Place, Repointed, repoint, repointed

__all__ = [
    "Change",
    "Place",
    "Repointed",
    "connect",
    "disconnect",
    "duplicate_row",
    "insert_after",
    "insert_on_edge",
    "insert_row",
    "move_row",
    "remove_row",
    "repoint",
    "repointed",
    "set_argument",
    "set_from",
    "set_header",
    "set_module",
    "set_number",
    "set_scale",
]
