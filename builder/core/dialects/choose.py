"""Which trainer a file is for, and how that trainer reads and counts."""

from collections.abc import Iterator
from typing import Literal

from builder.core.config import Config
from builder.core.diagnostics import Message
from builder.core.dialects import five_slot, ultralytics, yolov5, yolov7, yolov9
from builder.core.dialects.dialect import Dialect
from builder.core.dialects.directive import written_dialect
from builder.core.dialects.fingerprint import TITLES, looks_five_slot, trainer_of


class UnknownDialectError(LookupError):
    """A dialect was asked for that this program does not know."""


FIVE_SLOT = "five-slot"
Decided = Literal["file", "comment", "option"]

# The first version of each trainer is the one taken by default.
_ALL = (
    Dialect("yolov5@7.0", "YOLOv5 7.0", "yolov5", yolov5.resolve_70, yolov5.PRINTING_70),
    Dialect("yolov5@6.2", "YOLOv5 6.2", "yolov5", yolov5.resolve_62, yolov5.PRINTING_62),
    Dialect(
        "yolov5@master", "YOLOv5 master", "yolov5", yolov5.resolve_master, yolov5.PRINTING_MASTER
    ),
    Dialect(
        "ultralytics@8.4",
        "Ultralytics 8.4",
        "ultralytics",
        ultralytics.resolve_84,
        ultralytics.PRINTING_84,
    ),
    Dialect(
        "ultralytics@8.3",
        "Ultralytics 8.3",
        "ultralytics",
        ultralytics.resolve_83,
        ultralytics.PRINTING_83,
    ),
    Dialect("yolov7", "YOLOv7", "yolov7", yolov7.resolve, yolov7.PRINTING),
    Dialect("yolov9", "YOLOv9", "yolov9", yolov9.resolve, yolov9.PRINTING),
)


def _forks() -> Iterator[Dialect]:
    """The five-slot forks: of which trainer, and which backbones they fill up to five."""
    endings: dict[five_slot.Pad, str] = {"five": "", "four": ".four", "known": ".known"}
    for trainer, printing in (
        ("yolov5", yolov5.PRINTING_70),
        ("ultralytics", ultralytics.PRINTING_83),
    ):
        for pad, ending in endings.items():
            yield Dialect(
                f"{FIVE_SLOT}@{trainer}{ending}",
                Message("{trainer}, five-slot fork", trainer=TITLES[trainer]),
                trainer,
                five_slot.RESOLVE[trainer][pad],
                printing,
            )


DIALECTS: dict[str, Dialect] = {dialect.name: dialect for dialect in (*_ALL, *_forks())}


def choose(config: Config, wanted: str | None = None) -> Dialect:
    """The dialect that `wanted` names ("yolov5", "yolov5@7.0"), or the one `config` is for.

    A comment `# builder: dialect NAME` in the file decides before its looks do.

    Raises:
        UnknownDialectError: `wanted` names none of those known.
    """
    if wanted is None:
        wanted = directive(config) or _told_by(config)
    if wanted == FIVE_SLOT:
        wanted = _fork_of(trainer_of(config).trainer)
    for dialect in DIALECTS.values():
        if wanted in {dialect.name, dialect.name.partition("@")[0]}:
            return dialect
    raise UnknownDialectError(f"no dialect '{wanted}'; known: {', '.join(DIALECTS)}")


def decided_by(config: Config, wanted: str | None = None) -> Decided:
    """What `choose` goes by: the option, the file's comment, or the looks of the file."""
    if wanted is not None:
        return "option"
    return "comment" if directive(config) else "file"


def directive(config: Config) -> str | None:
    """The dialect that a comment of the file chooses, if there is such a one."""
    found = written_dialect(config)
    if found is None:
        return None
    bases = {name.partition("@")[0] for name in DIALECTS}
    return found[0] if found[0] in DIALECTS or found[0] in bases else None


def _told_by(config: Config) -> str:
    """The dialect that a file looks like."""
    trainer = trainer_of(config).trainer
    if looks_five_slot(config, trainer):
        return _fork_of(trainer)
    return trainer


def _fork_of(trainer: str) -> str:
    base = trainer if trainer in five_slot.RESOLVE else "yolov5"
    return f"{FIVE_SLOT}@{base}"
