"""Places in a text, changes of a text, and files that keep their bytes."""

from builder.core.text.edit import TextEdit, apply_edits, compose, invert, map_offset
from builder.core.text.file import (
    CannotEncodeError,
    TextFile,
    decode,
    encode,
    read_file,
    write_atomically,
)
from builder.core.text.line_index import LineIndex, Position
from builder.core.text.span import Span

__all__ = [
    "CannotEncodeError",
    "LineIndex",
    "Position",
    "Span",
    "TextEdit",
    "TextFile",
    "apply_edits",
    "compose",
    "decode",
    "encode",
    "invert",
    "map_offset",
    "read_file",
    "write_atomically",
]
