"""Which trainer a file is for, and how that trainer reads and counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from builder.core.config import Config
from builder.core.dialects import yolov5
from builder.core.dialects.resolved import Resolved


class UnknownDialectError(LookupError):
    """A dialect was asked for that this program does not know."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One trainer at one version.

    Attributes:
        name: "yolov5@7.0".
        title: The trainer's name for people.
        trainer: Whose blocks the names mean.
        resolve: Reads a config's rows as the trainer does.
        counting: The rules by which its profiler counts operations.
    """

    name: str
    title: str
    trainer: str
    resolve: Callable[..., Resolved]
    counting: Literal["classic", "modern"]


YOLOV5 = Dialect(yolov5.NAME, "YOLOv5 7.0", "yolov5", yolov5.resolve, "classic")
DIALECTS: dict[str, Dialect] = {YOLOV5.name: YOLOV5}


def choose(config: Config, wanted: str | None = None) -> Dialect:
    """The dialect that `wanted` names ("yolov5", "yolov5@7.0"), or the one `config` is for.

    Raises:
        UnknownDialectError: `wanted` names none of those known.
    """
    del config  # One dialect is known, so there is nothing yet to tell from the file.
    if wanted is None:
        return YOLOV5
    for dialect in DIALECTS.values():
        if wanted in {dialect.name, dialect.name.partition("@")[0]}:
            return dialect
    raise UnknownDialectError(f"no dialect '{wanted}'; known: {', '.join(DIALECTS)}")
