"""Bytes to standard output."""

import sys


def write_bytes(data: bytes) -> None:
    """Write `data` to stdout as it is, behind what was printed before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def as_bytes(content: str | bytes) -> bytes:
    """Content of a file; text becomes UTF-8 with the line ends that it has."""
    return content.encode() if isinstance(content, str) else content
