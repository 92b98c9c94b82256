"""Who answers which kind of error."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

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
from builder.core.tracebacks.explanation import Cause
from builder.core.tracebacks.kinds import Kind

Causes = Callable[[Case], tuple[Cause, ...]]


class Answer(NamedTuple):
    """How a kind of error is answered.

    Attributes:
        explain: The rows that give it.
        nearest: What comes nearest in a config that does not give it.
    """

    explain: Causes
    nearest: Causes


_ROWS = Answer(rows.explain, rows.nearest)
_CHANNELS = Answer(channels.explain, channels.nearest)
_NAMES = Answer(names.explain, names.nearest)
_FILE = Answer(file.explain, file.nearest)
_WEIGHTS = Answer(weights.explain, weights.nearest)
_ELSEWHERE = Answer(elsewhere.nothing, elsewhere.nothing)

ANSWERS: Mapping[Kind, Answer] = {
    Kind.JOINED_SIZES: Answer(sizes.explain, sizes.nearest),
    Kind.CHANNELS: _CHANNELS,
    Kind.BROADCAST: Answer(heads.explain, heads.nearest),
    Kind.NORM: _CHANNELS,
    Kind.MATRICES: _CHANNELS,
    Kind.ONE_VALUE: _CHANNELS,
    Kind.SMALL_MAP: _CHANNELS,
    Kind.LIST_INDEX: _ROWS,
    Kind.ENTRY_INDEX: _ROWS,
    Kind.TUPLE_INDEX: _ROWS,
    Kind.LIST_AS_INDEX: _ROWS,
    Kind.NOT_ITERABLE: _ROWS,
    Kind.NO_LENGTH: _ROWS,
    Kind.SEQUENCE_TIMES: _ROWS,
    Kind.COMPARED: _ROWS,
    Kind.OPERANDS: _ROWS,
    Kind.UNPACKED: _ROWS,
    Kind.UNPACKED_MANY: _ROWS,
    Kind.NAME: _NAMES,
    Kind.KEY: _NAMES,
    Kind.TORCH_NAME: _NAMES,
    Kind.ARGUMENT_COUNT: _ROWS,
    Kind.MISSING_ARGUMENTS: _ROWS,
    Kind.ASSERTION: _ROWS,
    Kind.DIVISIBLE: _ROWS,
    Kind.SYNTAX: _ROWS,
    Kind.YAML: _FILE,
    Kind.ENCODING: Answer(elsewhere.nothing, file.odd_character),
    Kind.NOT_A_LIST: _FILE,
    Kind.ROUNDED_TEXT: _FILE,
    Kind.STATE: _WEIGHTS,
    Kind.STATE_KEYS: _WEIGHTS,
    Kind.TRANSFERRED: _WEIGHTS,
    Kind.DUAL_HEAD: Answer(elsewhere.explain_script, elsewhere.nothing),
    Kind.MEMORY: _ELSEWHERE,
    Kind.LABELS: _ELSEWHERE,
    Kind.FILES: _ELSEWHERE,
    Kind.INSTALLATION: _ELSEWHERE,
}
