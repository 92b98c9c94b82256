"""Copies of unsaved work, so that a crash or a power cut loses a second of typing at most."""

import json
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile


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
    """A folder with one small file per document that has unsaved changes.

    While a running program has entries it holds a lock of its own beside them. Qt's lock knows a
    process that died from one that runs on every system, even if another has its number now.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run = uuid.uuid4().hex
        self._lock = self._lock_of(self._run)

    def new_entry(self) -> Path:
        """A name that no other document has."""
        return self._folder / f"{self._run}-{uuid.uuid4().hex}.json"

    def write(self, entry: Path, path: Path | None, text: str) -> None:
        """Keep `text` until `drop`; a full disk must not stop the user from working."""
        record = {"path": str(path) if path else None, "text": text}
        # Lone surrogates cannot be encoded: JSON's escapes can.
        data = json.dumps(record, ensure_ascii=True)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            if not self._lock.isLocked():
                self._lock.tryLock(0)
            draft = entry.with_suffix(".tmp")
            draft.write_text(data, "ascii")
            draft.replace(entry)

    def drop(self, entry: Path) -> None:
        """Forget an entry: its text is saved or was thrown away on purpose."""
        with suppress(OSError):
            entry.unlink(missing_ok=True)
        if not any(self._folder.glob(f"{self._run}-*.json")):
            self._lock.unlock()

    def left_behind(self) -> list[Rescued]:
        """What programs that no longer run left here; broken entries are removed."""
        found: list[Rescued] = []
        for entry in sorted(self._folder.glob("*.json")):
            try:
                record = json.loads(entry.read_text("ascii"))
                path, text = record["path"], str(record["text"])
            except (OSError, ValueError, KeyError, TypeError):
                self.drop(entry)
                continue
            if not self._runs(entry.name.partition("-")[0]):
                found.append(Rescued(entry, Path(path) if path else None, text))
        return found

    def _runs(self, run: str) -> bool:
        """Whether the program that wrote entries under this name still runs."""
        if run == self._run:
            return True
        lock = self._lock_of(run)
        free = lock.tryLock(0)
        lock.unlock()
        return not free

    def _lock_of(self, run: str) -> QLockFile:
        lock = QLockFile(str(self._folder / f"{run}.lock"))
        # However old: only the death of its process makes it stale.
        lock.setStaleLockTime(0)
        return lock
