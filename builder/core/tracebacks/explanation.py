"""What a pasted error means for a config: values only."""

from dataclasses import dataclass
from enum import StrEnum

from builder.core.diagnostics import Diagnostic, Fix, Label, Message
from builder.core.text import Span
from builder.core.tracebacks.kinds import Kind


@dataclass(frozen=True, slots=True)
class TrainerError:
    """An error message as it was recognised.

    Attributes:
        kind: What it says.
        values: Its numbers, lists of numbers (as tuples) and names, in the order of its words;
            None for what a cut message lost.
        words: The message as it was pasted, without colours and line breaks.
    """

    kind: Kind
    values: tuple[object, ...] = ()
    words: str = ""


class Verdict(StrEnum):
    """How an error and a config belong together."""

    EXPLAINED = "explained"  # the config gives this error, and the causes say where
    NOT_THIS_CONFIG = "not this config"  # it gives none or another; the causes are what is nearest
    NOT_THE_MODEL = "not the model"  # the error is about data, memory or the installation
    UNKNOWN = "unknown"  # the error is not known


@dataclass(frozen=True, slots=True)
class Cause:
    """One place that an error comes from.

    Attributes:
        message: The fact with its numbers, worked out from the config.
        row: Place of the row in the list; None for the header and the file as a whole.
        span: Where to look.
        labels: Other places, each with its words.
        found: The finding of our rules that tells the same.
        fixes: Ways out, best first.
    """

    message: str
    row: int | None = None
    span: Span | None = None
    labels: tuple[Label, ...] = ()
    found: Diagnostic | None = None
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to a pasted text.

    Attributes:
        verdict: How the error and the config belong together.
        summary: What the error says, in the field's words.
        causes: The likeliest first. Where the config does not give the error, what is nearest.
        notes: What else the pasted text tells, such as where its table of rows ends.
        error: What was recognised; None if nothing was.
    """

    verdict: Verdict
    summary: Message
    causes: tuple[Cause, ...] = ()
    notes: tuple[Message, ...] = ()
    error: TrainerError | None = None
