"""Where facts are kept: those that come with the program, then the user's own."""

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from builder.core.facts.json_form import facts_json, read_facts
from builder.core.facts.subject import Subject, is_measured
from builder.core.facts.values import Facts, Shape, Unbuilt, Wanted
from builder.core.text import write_atomically
from builder.resources import resources

VARIABLE = "BUILDER_FACTS"
"""The environment variable that names another folder for the user's own facts."""
_NAME = "model-config-builder"


class Store:
    """Facts on disk, one small file for each model.

    A file that is damaged or belongs to another version of the program counts as missing. What
    cannot be written is still known until the program ends.

    Args:
        own: The folder of facts that were measured here; it need not exist.
        shipped: The folder of facts that come with the program.
    """

    def __init__(self, own: Path, shipped: Path | None = None) -> None:
        self._own = own
        self._shipped = shipped
        self._learnt: dict[Subject, Facts] = {}
        self._unbuilt: dict[Subject, Unbuilt] = {}
        self._read: dict[Path, tuple[tuple[int, int], Facts | None]] = {}

    def find(self, subject: Subject) -> Facts | None:
        """What is known of a model.

        Where the user's own facts are of another network under the same name, they win: they were
        measured with the library that is installed here.
        """
        folders = [self._own] if self._shipped is None else [self._shipped, self._own]
        found = [self._load(folder / subject.file, subject) for folder in folders]
        known: Facts | None = None
        for facts in (*found, self._learnt.get(subject)):
            if facts is not None:
                known = facts if known is None else known.joined(facts)
        return known

    def unbuilt(self, subject: Subject) -> Unbuilt | None:
        """Why a model could not be measured since the program was started."""
        return self._unbuilt.get(subject)

    def may_be_measured(self, subject: Subject) -> bool:
        """Whether what it takes is installed, and it did not fail before."""
        return subject not in self._unbuilt and not subject.missing_packages()

    def learn(self, found: Facts | Unbuilt) -> None:
        """Keep what was measured.

        Failures are known until the program ends: another version of the library may build the
        model.
        """
        subject = found.subject
        if isinstance(found, Unbuilt):
            self._unbuilt[subject] = found
            return
        self._unbuilt.pop(subject, None)
        path = self._own / subject.file
        known = self._load(path, subject)
        facts = found if known is None else known.joined(found)
        self._learnt[subject] = facts
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, as_text(facts).encode())

    def _load(self, path: Path, subject: Subject) -> Facts | None:
        """The facts in a file; it is read again only when it has changed."""
        try:
            status = path.stat()
        except OSError:
            return None
        mark = (status.st_mtime_ns, status.st_size)
        known = self._read.get(path)
        if known is None or known[0] != mark:
            self._read[path] = known = (mark, _parse(path))
        facts = known[1]
        return facts if facts is not None and facts.subject == subject else None


def _parse(path: Path) -> Facts | None:
    import json  # late: most files need no facts

    try:
        return read_facts(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError):
        return None


def as_text(facts: Facts) -> str:
    """The content of a file: one value or run on a line."""
    import json  # late, as above

    whole = facts_json(facts)
    runs = whole.pop("runs")
    assert isinstance(runs, list)
    lines = [f" {json.dumps(name)}: {json.dumps(value)}" for name, value in whole.items()]
    listed = ",".join(f"\n  {json.dumps(run)}" for run in runs)
    return "{\n" + ",\n".join([*lines, f' "runs": [{listed}\n ]']) + "\n}\n"


def shipped_folder() -> Path:
    """The folder of facts that come with the program."""
    return resources() / "facts"


def store() -> Store:
    """The facts of this user."""
    return _store_in(os.environ.get(VARIABLE, ""))


@cache
def _store_in(folder: str) -> Store:
    if folder:
        return Store(Path(folder), shipped_folder())
    import platformdirs  # late, as above

    own = Path(platformdirs.user_data_dir(_NAME, appauthor=False)) / "facts"
    return Store(own, shipped_folder())


def is_known(wanted: Wanted) -> bool:
    """Whether what an analysis lacked has been measured since."""
    facts = store().find(wanted.subject)
    return facts is not None and facts.run(wanted.shape, training=wanted.training) is not None


def channels_of(implementation: str, args: Sequence[object]) -> Shape | None:
    """Channels of the maps that a library's model gives, as the library says; None if unknown."""
    if not is_measured(implementation):
        return None
    try:
        facts = store().find(Subject.of(implementation, args))
    except TypeError:
        return None
    return facts.channels or None if facts else None
