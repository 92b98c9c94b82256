"""Text files that keep their bytes: any encoding in, the same encoding out."""

import contextlib
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_PAUSES_S: Final = (0.02, 0.05, 0.1, 0.2) if os.name == "nt" else ()
_LAST_RESORT: Final = "latin-1"  # every byte is a character of it


class CannotEncodeError(ValueError):
    """A character that the file's encoding lacks; saving as UTF-8 is the way out.

    Attributes:
        encoding: The file's encoding.
        offset: Place of the character in the text.
        character: The first such character.
    """

    def __init__(self, encoding: str, offset: int, character: str) -> None:
        super().__init__(
            f"{encoding} has no character U+{ord(character):04X} (offset {offset}); save as UTF-8"
        )
        self.encoding, self.offset, self.character = encoding, offset, character


@dataclass(frozen=True, slots=True)
class TextFile:
    """The content of a text file.

    Attributes:
        text: Its characters with the line ends of the file, without a byte order mark.
        encoding: Python's name of the encoding.
        bom: The byte order mark that the file begins with, or nothing.
    """

    text: str
    encoding: str = "utf-8"
    bom: bytes = b""


def read_file(path: Path) -> TextFile:
    """Read a text file of any content.

    Raises:
        OSError: The file cannot be read.
    """
    return decode(path.read_bytes())


def decode(data: bytes) -> TextFile:
    """Any bytes to text, so that the same text gives the same bytes again."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            marked = _try(data[len(bom) :], encoding, bom)
            if marked is not None:
                return marked
    for encoding in (*_unmarked_utf16(data), "utf-8", "gb18030"):
        unmarked = _try(data, encoding)
        if unmarked is not None:
            return unmarked
    return TextFile(data.decode(_LAST_RESORT), _LAST_RESORT)


def encode(file: TextFile, new_text: str) -> bytes:
    """The bytes of `new_text` in the encoding of `file`, with its byte order mark.

    Raises:
        CannotEncodeError: The encoding lacks a character of the text.
    """
    try:
        return file.bom + new_text.encode(file.encoding)
    except UnicodeEncodeError as error:
        character = new_text[error.start]
        raise CannotEncodeError(file.encoding, error.start, character) from error


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file's content in one step: at any moment it holds the old or the new bytes.

    A link stays a link, and the file keeps its permissions and, where possible, its owner. A
    process that is killed may leave a hidden temporary file beside it.

    Raises:
        OSError: The file or its folder cannot be written; the old content is still there.
    """
    target = Path(os.path.realpath(path))
    mode = _mode_for(target)
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent
    )
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_owner(name, target)
        os.chmod(name, mode)  # noqa: PTH101 - the name is all that mkstemp gives
        _replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def _replace(name: str, target: Path) -> None:
    """Rename over `target`. On Windows a virus scanner or an indexer may hold it for a moment."""
    for pause in _PAUSES_S:
        try:
            os.replace(name, target)  # noqa: PTH105 - the name is all that mkstemp gives
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(name, target)  # noqa: PTH105


def _keep_owner(name: str, target: Path) -> None:
    """Give the new file the old one's owner, where that may be done: root may edit for others."""
    with contextlib.suppress(OSError, AttributeError):  # AttributeError: Windows has no chown
        old = target.stat()
        os.chown(name, old.st_uid, old.st_gid)


def _mode_for(target: Path) -> int:
    """Permissions of the new file: those of the old one, else what the process may give."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    # Renaming over it would go round the protection of a read-only file.
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is read-only", str(target))
    return mode & 0o7777


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; systems that cannot open a folder do that on their own."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _try(data: bytes, encoding: str, bom: bytes = b"") -> TextFile | None:
    """The text, if it gives exactly these bytes again."""
    try:
        text = data.decode(encoding)
        same = text.encode(encoding) == data
    except UnicodeError:
        return None
    return TextFile(text, encoding, bom) if same else None


def _unmarked_utf16(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows in its zero bytes: a config is mostly ASCII."""
    if len(data) < 4 or len(data) % 2 or 0 not in data:
        return ()
    pairs = len(data) // 2
    low, high = data[0::2].count(0) / pairs, data[1::2].count(0) / pairs
    if high > 0.3 and low < 0.02:
        return ("utf-16-le",)
    return ("utf-16-be",) if low > 0.3 and high < 0.02 else ()
