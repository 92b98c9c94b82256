"""Which models are measured, and under what name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from builder.core.diagnostics import Message

LIBRARIES: Final = ("timm", "torchvision")
_PLAIN = re.compile(r"[a-z0-9_.-]{1,80}")
_UNUSUAL = re.compile(r"[^a-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Cut:
    """How Ultralytics' `TorchVision` builds a model and what it keeps of it.

    Attributes:
        weights: Name of weights, which decide about some models' layers; True: an older way to
            ask for those that are the default; None: without. Nothing is ever downloaded.
        unwrap: Keep the model's layers as a chain.
        truncate: How many layers are left out at the end of the chain.
        split: Give the input and every layer's output.
    """

    weights: str | bool | None = None
    unwrap: bool = True
    truncate: int = 2
    split: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A model of a library as a trainer's row builds it.

    Attributes:
        library: "timm" or "torchvision".
        name: The model's name there.
        cut: What is kept of it; None: the maps that timm gives of it.
    """

    library: str
    name: str
    cut: Cut | None = None

    @classmethod
    def of(cls, implementation: str, args: Sequence[object]) -> "Subject":
        """The model of a row.

        Args:
            implementation: "timm:resnet50" or "torchvision:TorchVision".
            args: Arguments of the row's module. Those of timm's models change no number.

        Raises:
            TypeError: The module cannot be made with such arguments.
        """
        library, _, name = implementation.partition(":")
        return cls(library, name) if library == "timm" else torchvision_module(*args)

    @property
    def words(self) -> Message:
        """What it is called in messages: "resnet50 of timm"."""
        return Message("{model} of {library}", model=self.name, library=self.library)

    @property
    def file(self) -> str:
        """The name of the file that keeps its facts; different ones never share one."""
        plain = _UNUSUAL.sub("_", self.name.lower())[:80]
        if self.cut is None and _PLAIN.fullmatch(self.name):
            return f"{self.library}-{plain}.json"
        cut = self.cut
        settings = cut and [cut.weights, cut.unwrap, cut.truncate, cut.split]
        import hashlib  # late: most files name no model of a library

        digest = hashlib.sha256(repr((self.name, settings)).encode()).hexdigest()[:12]
        return f"{self.library}-{plain}-{digest}.json"

    def missing_packages(self) -> tuple[str, ...]:
        """What has to be installed to measure it; looks for packages without loading them."""
        return tuple(name for name in ("torch", self.library) if find_spec(name) is None)


def torchvision_module(
    model: object,
    weights: object = "DEFAULT",
    unwrap: object = True,
    truncate: object = 2,
    split: object = False,
) -> Subject:
    """What Ultralytics' `TorchVision` makes with these arguments.

    Raises:
        TypeError: It stops with such arguments.
    """
    if not isinstance(model, str):
        raise TypeError(f"the model's name must be text, not {model!r}")
    wanted = weights if isinstance(weights, str) else (bool(weights) or None)
    if not unwrap:
        return Subject("torchvision", model, Cut(wanted, False, 0, False))
    kept = truncate or 0
    if not isinstance(kept, int):
        raise TypeError(f"truncate must be a whole number, not {truncate!r}")
    return Subject("torchvision", model, Cut(wanted, True, int(kept), bool(split)))


def is_measured(implementation: str) -> bool:
    """Whether an implementation is a library's model, such as "timm:resnet50"."""
    return implementation.partition(":")[0] in LIBRARIES
