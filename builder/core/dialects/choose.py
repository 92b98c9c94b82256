"""Which trainer a file is for, and how that trainer reads and counts."""

from builder.core.config import Config
from builder.core.dialects import ultralytics, yolov5
from builder.core.dialects.dialect import Dialect
from builder.core.dialects.fingerprint import trainer_of


class UnknownDialectError(LookupError):
    """A dialect was asked for that this program does not know."""


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
)
DIALECTS: dict[str, Dialect] = {dialect.name: dialect for dialect in _ALL}


def choose(config: Config, wanted: str | None = None) -> Dialect:
    """The dialect that `wanted` names ("yolov5", "yolov5@7.0"), or the one `config` is for.

    Raises:
        UnknownDialectError: `wanted` names none of those known.
    """
    if wanted is None:
        wanted = trainer_of(config).trainer
    for dialect in _ALL:
        if wanted in {dialect.name, dialect.name.partition("@")[0]}:
            return dialect
    raise UnknownDialectError(f"no dialect '{wanted}'; known: {', '.join(DIALECTS)}")
