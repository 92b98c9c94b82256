"""The clipboard and drag-and-drop formats of the window."""

from typing import Final

from PySide6.QtCore import QMimeData

BLOCK_MIME: Final = "application/x-builder-block"
"""A block's name, as UTF-8: what the palette lets the canvas take."""


def block_to_mime(name: str) -> QMimeData:
    """Data for dragging the block called `name`; other programs see its name as text."""
    data = QMimeData()
    data.setData(BLOCK_MIME, name.encode())
    data.setText(name)
    return data


def block_of_mime(data: QMimeData) -> str | None:
    """The block's name in dragged data, or None if it holds no block."""
    if not data.hasFormat(BLOCK_MIME):
        return None
    return bytes(data.data(BLOCK_MIME).data()).decode(errors="replace")
