"""What a dialect is: one trainer at one version."""

from dataclasses import dataclass
from typing import Protocol

from builder.core.config import Config
from builder.core.dialects.printing import Printing
from builder.core.dialects.resolved import Maps, Resolved, no_maps


class Resolve(Protocol):
    """Reads a config's rows as a trainer does, past every row at which it would stop.

    Raises:
        UnknownScaleError: The trainer or the file has no such scale.
    """

    def __call__(
        self,
        config: Config,
        *,
        nc: int | None = None,
        scale: str | None = None,
        file: str = "",
        maps: Maps = no_maps,
    ) -> Resolved:
        """`file` is its name, by which some trainers choose the scale."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One trainer at one version.

    Attributes:
        name: "yolov5@7.0".
        title: The trainer's name for people.
        trainer: Whose blocks the names mean.
        resolve: Reads a config's rows as the trainer does.
        printing: How the trainer counts.
    """

    name: str
    title: str
    trainer: str
    resolve: Resolve
    printing: Printing
