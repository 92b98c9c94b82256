"""Facts about one model: values only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from builder.core.diagnostics import Message
from builder.core.facts.subject import Subject

Shape = tuple[int, ...]
Outputs = Shape | list["Outputs"] | dict[str, "Outputs"] | None
"""What a model returned, with a shape for each tensor."""


@dataclass(frozen=True, slots=True)
class Run:
    """One forward pass.

    Attributes:
        shape: Of the only input.
        training: Whether the model was in training.
        outputs: What came out.
        classic_ops, modern_ops: Operations as thop 0.1.1 and ultralytics-thop 2.2.3 count them.
        macs: Multiply-accumulates of convolutions, linear layers and matrix products.
        refusal: Why nothing came out: torch or the model refuses the input.
    """

    shape: Shape
    training: bool = False
    outputs: Outputs = None
    classic_ops: int = 0
    modern_ops: int = 0
    macs: int = 0
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a model.

    Attributes:
        subject: The model.
        params, trainable: Numbers in its parameters, and in those that are trained.
        modules, leaves: Its modules, itself included, and those that hold no others.
        first: Shape of its first parameter.
        channels: Channels that the library says its maps have; () if it gives no list of maps.
        versions: Of the packages that it was measured with.
        runs: Its forward passes.
    """

    subject: Subject
    params: int
    trainable: int
    modules: int
    leaves: int
    first: Shape
    channels: Shape = ()
    versions: tuple[tuple[str, str], ...] = ()
    runs: tuple[Run, ...] = ()

    def run(self, shape: Shape, *, training: bool) -> Run | None:
        """The pass of an input of this shape."""
        wanted = (shape, training)
        return next((run for run in self.runs if (run.shape, run.training) == wanted), None)

    def joined(self, newer: "Facts") -> "Facts":
        """All runs of both, if they are of the same network; else the newer facts alone."""
        if replace(self, versions=(), runs=()) != replace(newer, versions=(), runs=()):
            return newer
        runs = {(run.shape, run.training): run for run in (*self.runs, *newer.runs)}
        return replace(newer, runs=tuple(runs.values()))


@dataclass(frozen=True, slots=True)
class Unbuilt:
    """Why there are no facts.

    Attributes:
        subject: The model.
        reason: One sentence.
        final: The library refuses to build it, as it will in the trainer; else it could not be
            measured, and nothing is known.
    """

    subject: Subject
    reason: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A forward pass that an analysis needed and nobody has measured."""

    subject: Subject
    shape: Shape
    training: bool = False

    @property
    def words(self) -> Message:
        """What it is called in messages: "resnet50 of timm at 640x640"."""
        size = "x".join(map(str, self.shape[2:] or self.shape))
        return Message("{model} at {size}", model=self.subject.words, size=size)


def by_subject(wanted: Iterable[Wanted]) -> dict[Subject, list[Wanted]]:
    """The passes that are wanted of each model."""
    found: dict[Subject, list[Wanted]] = {}
    for one in wanted:
        found.setdefault(one.subject, []).append(one)
    return found
