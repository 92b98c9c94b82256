"""Copies of unsaved work, so that a crash or a power cut loses a second of typing at most."""

import json
import os
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rescued:
    r"""Work that a program which is no longer running left unsaved.

    Attributes:
        entry: The journal file.
        path: The file it belongs to; None if it never had one.
        text: The unsaved text, with `\n` between lines.
    """

    entry: Path
    path: Path | None
    text: str


class Journal:
    """A folder with one small file per document that has unsaved changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new_entry(self) -> Path:
        """A name that no other document has."""
        return self._folder / f"{os.getpid()}-{uuid.uuid4().hex}.json"

    def write(self, entry: Path, path: Path | None, text: str) -> None:
        """Keep `text` until `drop`; a full disk must not stop the user from working."""
        record = {"pid": os.getpid(), "path": str(path) if path else None, "text": text}
        # Lone surrogates cannot be encoded: JSON's escapes can.
        data = json.dumps(record, ensure_ascii=True)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = entry.with_suffix(".tmp")
            draft.write_text(data, "ascii")
            draft.replace(entry)

    def drop(self, entry: Path) -> None:
        """Forget an entry: its text is saved or was thrown away on purpose."""
        with suppress(OSError):
            entry.unlink(missing_ok=True)

    def left_behind(self) -> list[Rescued]:
        """What programs that no longer run left here; broken entries are removed."""
        found: list[Rescued] = []
        for entry in sorted(self._folder.glob("*.json")):
            try:
                record = json.loads(entry.read_text("ascii"))
                pid, path, text = int(record["pid"]), record["path"], str(record["text"])
            except (OSError, ValueError, KeyError, TypeError):
                self.drop(entry)
                continue
            if not _runs(pid):
                found.append(Rescued(entry, Path(path) if path else None, text))
        return found


def _runs(pid: int) -> bool:
    """Whether a process with that number runs; on Windows a check would end it, so: our own."""
    if pid == os.getpid():
        return True
    if os.name == "nt":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
