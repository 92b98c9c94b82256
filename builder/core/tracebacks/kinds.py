"""The kinds of errors that trainers stop with."""

from enum import StrEnum


class Kind(StrEnum):
    """What an error message says; scripts read the values."""

    # Shapes.
    JOINED_SIZES = "joined sizes differ"  # (dimension, expected, got, place in the list)
    CHANNELS = "channels differ"  # (groups, weight, input, expected, got)
    BROADCAST = "sizes differ"  # (a, b, dimension)
    NORM = "normalised channels differ"  # (channels of the input, channels of the module)
    MATRICES = "matrices do not fit"  # (rows, columns, rows, columns)
    ONE_VALUE = "one value per channel"  # (input,)
    SMALL_MAP = "map smaller than kernel"  # ()
    # Rows and cells.
    LIST_INDEX = "list index"  # ()
    ENTRY_INDEX = "entry index"  # (index,)
    TUPLE_INDEX = "tuple index"  # ()
    LIST_AS_INDEX = "list as index"  # (type,)
    NOT_ITERABLE = "not iterable"  # (type,)
    NO_LENGTH = "no length"  # (type,)
    SEQUENCE_TIMES = "sequence times number"  # (type,)
    COMPARED = "compared"  # (operator, type, type)
    OPERANDS = "operands"  # (operator, type, type)
    UNPACKED = "too few values"  # (expected, got)
    UNPACKED_MANY = "too many values"  # (expected,)
    # Names and arguments.
    NAME = "unknown name"  # (name,)
    KEY = "missing key"  # (key,)
    TORCH_NAME = "unknown torch.nn name"  # (name,)
    ARGUMENT_COUNT = "too many arguments"  # (class, fewest, most, given), counted with self
    MISSING_ARGUMENTS = "missing arguments"  # (class, number, names)
    ASSERTION = "assertion"  # (words,)
    DIVISIBLE = "not divisible"  # ()
    SYNTAX = "syntax of an argument"  # ()
    # The file.
    YAML = "YAML syntax"  # (line, column) of the last place that it names, from 1
    NOT_A_LIST = "rows are no list"  # ()
    ENCODING = "encoding"  # (codec,)
    ROUNDED_TEXT = "text as a multiple"  # ()
    # Weights.
    STATE = "weights differ"  # (row, parameter, shape in the file, shape in the model), ...
    STATE_KEYS = "weights lack keys"  # (row, parameter) of the first key
    TRANSFERRED = "weights not transferred"  # (transferred, all)
    # Not the model.
    MEMORY = "memory"
    LABELS = "labels"
    FILES = "files"
    INSTALLATION = "installation"
    DUAL_HEAD = "outputs of two heads"
