"""What each kind of error says, in plain words."""

from collections.abc import Callable, Mapping

from builder.core.diagnostics import Message
from builder.core.tracebacks.explanation import TrainerError
from builder.core.tracebacks.kinds import Kind

_MOST_VALUES = "abcdefgh"
Values = Mapping[str, object]

# The values of a message, in its order, are `a`, `b` and on.
_SAYS: Mapping[Kind, Callable[[Values], Message]] = {
    Kind.JOINED_SIZES: lambda v: Message("maps of {b} and {c} pixels cannot be joined", **v),
    Kind.CHANNELS: lambda v: Message("a convolution is built for {d} channels and gets {e}", **v),
    Kind.BROADCAST: lambda v: Message("sizes {a} and {b} cannot be added or multiplied", **v),
    Kind.NORM: lambda v: Message("a normalisation is built for {b} channels and gets {a}", **v),
    Kind.MATRICES: lambda v: Message("a linear layer is built for {c} values and gets {b}", **v),
    Kind.ONE_VALUE: lambda v: Message(
        "a map has shrunk to a single pixel, which batch normalisation refuses in training",
        **v,
    ),
    Kind.SMALL_MAP: lambda v: Message("a map is smaller than the kernel that works on it", **v),
    Kind.LIST_INDEX: lambda v: Message(
        "an index lies outside a list: a row that does not exist yet, or too few arguments",
        **v,
    ),
    Kind.ENTRY_INDEX: lambda v: Message("entry {a} of a list of modules does not exist", **v),
    Kind.TUPLE_INDEX: lambda v: Message("a module gets fewer arguments than it reads", **v),
    Kind.LIST_AS_INDEX: lambda v: Message(
        "`from` is a {a} where the trainer wants one number", **v
    ),
    Kind.NOT_ITERABLE: lambda v: Message(
        "a single value of type {a} stands where the trainer wants a list", **v
    ),
    Kind.NO_LENGTH: lambda v: Message(
        "a value of type {a} stands where a module wants a list", **v
    ),
    Kind.SEQUENCE_TIMES: lambda v: Message(
        "text or a list stands where the trainer wants a number of channels", **v
    ),
    Kind.COMPARED: lambda v: Message("text or a list stands where the trainer wants a number", **v),
    Kind.OPERANDS: lambda v: Message(
        "an argument of type {b} or {c} stands where a number belongs", **v
    ),
    Kind.UNPACKED: lambda v: Message("a list has {b} values where {a} are wanted", **v),
    Kind.UNPACKED_MANY: lambda v: Message(
        "a list has more than the {a} values that are wanted", **v
    ),
    Kind.NAME: lambda v: Message("the trainer does not know the name {a}", **v),
    Kind.KEY: lambda v: Message("the trainer does not find {a}: a module's name or a key", **v),
    Kind.TORCH_NAME: lambda v: Message("torch.nn has no {a}", **v),
    Kind.ARGUMENT_COUNT: lambda v: Message("a module gets more arguments than it takes", **v),
    Kind.MISSING_ARGUMENTS: lambda v: Message(
        "a module gets fewer arguments than it needs: {c}", **v
    ),
    Kind.ASSERTION: lambda v: Message("a module refuses a value", **v),
    Kind.DIVISIBLE: lambda v: Message("channels cannot be divided into groups or heads", **v),
    Kind.SYNTAX: lambda v: Message("text among the arguments is no Python that can be read", **v),
    Kind.YAML: lambda v: Message("the file is no valid YAML; its reader gave up at line {a}", **v),
    Kind.ENCODING: lambda v: Message("a file is read as {a} and is written in something else", **v),
    Kind.NOT_A_LIST: lambda v: Message("`backbone` or `head` is no list of rows", **v),
    Kind.ROUNDED_TEXT: lambda v: Message("a multiple of the header is text", **v),
    Kind.STATE: lambda v: Message("weights in the file have other sizes than the model's", **v),
    Kind.STATE_KEYS: lambda v: Message(
        "the file of weights and the model have different rows", **v
    ),
    Kind.TRANSFERRED: lambda v: Message("{a} of {b} weights were loaded", **v),
    Kind.DUAL_HEAD: lambda v: Message("the loss takes one output and gets a list of them", **v),
    Kind.MEMORY: lambda v: Message("memory was used up", **v),
    Kind.LABELS: lambda v: Message("the labels do not fit", **v),
    Kind.FILES: lambda v: Message("a file is missing", **v),
    Kind.INSTALLATION: lambda v: Message("the installation is not complete", **v),
}


def summary_of(error: TrainerError) -> Message:
    """What an error says, in plain words."""
    values = [one.replace("'", "") if isinstance(one, str) else one for one in error.values]
    spare = [None] * len(_MOST_VALUES)
    return _SAYS[error.kind](dict(zip(_MOST_VALUES, (*values, *spare), strict=False)))
