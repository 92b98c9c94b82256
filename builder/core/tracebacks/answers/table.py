"""Who answers which kind of error, and what each kind says in plain words."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from builder.core.diagnostics import Message
from builder.core.tracebacks.answers import (
    channels,
    elsewhere,
    file,
    heads,
    names,
    rows,
    sizes,
    weights,
)
from builder.core.tracebacks.case import Case
from builder.core.tracebacks.explanation import Cause, TrainerError
from builder.core.tracebacks.kinds import Kind

Causes = Callable[[Case], tuple[Cause, ...]]


class Answer(NamedTuple):
    """How a kind of error is answered.

    Attributes:
        explain: The rows that give it.
        nearest: What comes nearest in a config that does not give it.
        summary: What the message says; its parts are the values by their place.
    """

    explain: Causes
    nearest: Causes
    summary: str


_ROWS = (rows.explain, rows.nearest)
_CHANNELS = (channels.explain, channels.nearest)
_NAMES = (names.explain, names.nearest)
_FILE = (file.explain, file.nearest)
_WEIGHTS = (weights.explain, weights.nearest)
_ELSEWHERE = (elsewhere.nothing, elsewhere.nothing)

ANSWERS: Mapping[Kind, Answer] = {
    Kind.JOINED_SIZES: Answer(
        sizes.explain, sizes.nearest, "maps of {b} and {c} pixels cannot be joined"
    ),
    Kind.CHANNELS: Answer(
        *_CHANNELS, "a convolution is built for {d} channels and gets {e}"
    ),
    Kind.BROADCAST: Answer(
        heads.explain, heads.nearest, "sizes {a} and {b} cannot be added or multiplied"
    ),
    Kind.NORM: Answer(*_CHANNELS, "a normalisation is built for {b} channels and gets {a}"),
    Kind.MATRICES: Answer(
        *_CHANNELS, "a linear layer is built for {c} values and gets {b}"
    ),
    Kind.ONE_VALUE: Answer(
        *_CHANNELS,
        "a map has shrunk to a single pixel, which batch normalisation refuses in training",
    ),
    Kind.SMALL_MAP: Answer(*_CHANNELS, "a map is smaller than the kernel that works on it"),
    Kind.LIST_INDEX: Answer(
        *_ROWS, "an index lies outside a list: a row that does not exist yet, or too few arguments"
    ),
    Kind.ENTRY_INDEX: Answer(*_ROWS, "entry {a} of a list of modules does not exist"),
    Kind.TUPLE_INDEX: Answer(*_ROWS, "a module gets fewer arguments than it reads"),
    Kind.LIST_AS_INDEX: Answer(*_ROWS, "`from` is a {a} where the trainer wants one number"),
    Kind.NOT_ITERABLE: Answer(
        *_ROWS, "a single value of type {a} stands where the trainer wants a list"
    ),
    Kind.NO_LENGTH: Answer(*_ROWS, "a value of type {a} stands where a module wants a list"),
    Kind.SEQUENCE_TIMES: Answer(
        *_ROWS, "text or a list stands where the trainer wants a number of channels"
    ),
    Kind.COMPARED: Answer(*_ROWS, "text or a list stands where the trainer wants a number"),
    Kind.OPERANDS: Answer(*_ROWS, "an argument of type {b} or {c} stands where a number belongs"),
    Kind.UNPACKED: Answer(
        *_ROWS, "a list has {b} values where {a} are wanted"
    ),
    Kind.UNPACKED_MANY: Answer(*_ROWS, "a list has more than the {a} values that are wanted"),
    Kind.NAME: Answer(*_NAMES, "the trainer does not know the name {a}"),
    Kind.KEY: Answer(*_NAMES, "the trainer does not find {a}: a module's name or a key"),
    Kind.TORCH_NAME: Answer(*_NAMES, "torch.nn has no {a}"),
    Kind.ARGUMENT_COUNT: Answer(*_ROWS, "a module gets more arguments than it takes"),
    Kind.MISSING_ARGUMENTS: Answer(*_ROWS, "a module gets fewer arguments than it needs: {c}"),
    Kind.ASSERTION: Answer(*_ROWS, "a module refuses a value"),
    Kind.DIVISIBLE: Answer(*_ROWS, "channels cannot be divided into groups or heads"),
    Kind.SYNTAX: Answer(*_ROWS, "text among the arguments is no Python that can be read"),
    Kind.YAML: Answer(*_FILE, "the file is no valid YAML; its reader gave up at line {a}"),
    Kind.NOT_A_LIST: Answer(*_FILE, "`backbone` or `head` is no list of rows"),
    Kind.ROUNDED_TEXT: Answer(*_FILE, "a multiple of the header is text"),
    Kind.STATE: Answer(*_WEIGHTS, "weights in the file have other sizes than the model's"),
    Kind.STATE_KEYS: Answer(*_WEIGHTS, "the file of weights and the model have different rows"),
    Kind.TRANSFERRED: Answer(*_WEIGHTS, "{a} of {b} weights were loaded"),
    Kind.DUAL_HEAD: Answer(
        elsewhere.explain_script,
        elsewhere.nothing,
        "the loss takes one output and gets a list of them",
    ),
    Kind.MEMORY: Answer(*_ELSEWHERE, "memory was used up"),
    Kind.LABELS: Answer(*_ELSEWHERE, "the labels do not fit"),
    Kind.FILES: Answer(*_ELSEWHERE, "a file is missing"),
    Kind.INSTALLATION: Answer(*_ELSEWHERE, "the installation is not complete"),
}  # fmt: skip


def summary_of(error: TrainerError) -> Message:
    """What an error says, in plain words."""
    values = [one.replace("'", "") if isinstance(one, str) else one for one in error.values]
    places = dict(zip("abcdefgh", (*values, *([None] * 8)), strict=False))
    return Message(ANSWERS[error.kind].summary, **places)
