"""The words of errors.

Source: messages of CPython 3.8 to 3.13, torch 1.7 to 2.13, PyYAML 6, YOLOv5 6.0 to 7.0,
Ultralytics 8.0 to 8.4, YOLOv7 and YOLOv9.
"""

import re

from builder.core.tracebacks.kinds import Kind

_SIZES = r"(\[[\d, ]*\])"
_SIZE = rf"(?:torch\.Size\()?{_SIZES}\)?"
_CALL = r"(?:\b(\w{1,80})\.)?__init__\(\)"
_TAKES = rf"{_CALL} takes (?:from (\d+) to )?(\d+) positional arguments? but (\d+) w"
_LACKS = rf"{_CALL} missing (\d+) required positional arguments?: '([\w', and]+)'"
MISMATCH = (
    rf"size mismatch for (?:\w+\.)*?model\.(\d+)\.([\w.]+): copying a param with shape {_SIZE} "
    rf"from checkpoint, the shape in current model is {_SIZE}"
)
_JOINED = r"sizes of tensors must match except in dimension (\d+)[.:]"

PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.JOINED_SIZES,
     rf"{_JOINED} expected size (\d+) but got size (\d+)(?: for tensor number (\d+))?"),
    (Kind.JOINED_SIZES, rf"{_JOINED} got (\d+) and (\d+)()"),
    (Kind.CHANNELS,
     (rf"given groups=(\d+), weight of size {_SIZES}, expected input {_SIZES} to have (\d+) "
     r"channels, but got (\d+)")),
    (Kind.BROADCAST,
     (r"the size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at "
     r"non-singleton dimension (\d+)")),
    (Kind.NORM, r"running_mean should contain (\d+) elements not (\d+)"),
    (Kind.MATRICES, r"shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)"),
    (Kind.ONE_VALUE, rf"more than 1 value per channel when training, got input size {_SIZE}"),
    (Kind.SMALL_MAP, r"kernel(?: size)? can't be greater than (?:actual|the) input"),
    (Kind.SMALL_MAP, r"output size is too small"),
    (Kind.LIST_INDEX, r"list index out of range"),
    (Kind.ENTRY_INDEX, r"index (\d+) is out of range"),
    (Kind.TUPLE_INDEX, r"tuple index out of range"),
    (Kind.NOT_A_LIST, r"string index out of range"),
    (Kind.NOT_A_LIST, r"KeyError: 0\b"),
    (Kind.NOT_A_LIST, r"for \+: '(?:dict|str|NoneType)' and '(?:list|dict|str|NoneType)'"),
    (Kind.NOT_A_LIST, r"for \+: 'list' and '(?:dict|str|NoneType)'"),
    (Kind.NOT_A_LIST, r"can only concatenate (?:list|str) \(not (?:dict|str|list|NoneType)\)"),
    (Kind.NOT_A_LIST, r"can only concatenate (?:list|str) \(not \"\w+\"\) to (?:list|str)"),
    (Kind.LIST_AS_INDEX, r"list indices must be integers or slices, not (\w+)"),
    (Kind.NOT_ITERABLE, r"'(\w+)' object is not iterable"),
    (Kind.NO_LENGTH, r"object of type '(\w+)' has no len\(\)"),
    (Kind.SEQUENCE_TIMES, r"can't multiply sequence by non-int of type '(\w+)'"),
    (Kind.COMPARED, r"'([<>]=?)' not supported between instances of '(\w+)' and '(\w+)'"),
    (Kind.ROUNDED_TEXT, r"type \w+ doesn't define __round__"),
    (Kind.OPERANDS, (r"unsupported operand type\(s\) for ([-*/%@|&^<>]+|\*\* or pow\(\)): "
     r"'(\w+)' and '(\w+)'")),
    (Kind.UNPACKED, r"not enough values to unpack \(expected (\d+), got (\d+)"),
    (Kind.UNPACKED_MANY, r"too many values to unpack \(expected (\d+)"),
    (Kind.NAME, r"name '([^'\n]+)' is not defined"),
    (Kind.KEY, r"KeyError: '([^'\n]+)'"),
    (Kind.TORCH_NAME, r"module 'torch\.nn' has no attribute '(\w+)'"),
    (Kind.ARGUMENT_COUNT, _TAKES),
    (Kind.MISSING_ARGUMENTS, _LACKS),
    (Kind.ASSERTION, r"kernel size must be (3 or 7)"),
    (Kind.ASSERTION, r"AssertionError()(?=\s*(?:$|\n))"),
    (Kind.ASSERTION, r"a (requirement) of the block does not hold"),
    (Kind.DIVISIBLE, r"(?:channels|embed_dim|dim)\b.{0,24} must be divisible by"),
    (Kind.ENCODING, r"'([\w-]+)' codec can't decode byte"),
    (Kind.SYNTAX, r"SyntaxError: "),
    (Kind.STATE, MISMATCH),
    (Kind.STATE_KEYS, r"(?:missing|unexpected) key\(s\) in state_dict: \"model\.(\d+)\.([\w.]+)"),
    (Kind.TRANSFERRED, r"transferred (\d+)/(\d+) items"),
    (Kind.DUAL_HEAD, r"'list' object has no attribute '(?:view|shape|device)'"),
    (Kind.MEMORY,
     (r"out of memory|not enough memory|can(?:no|')t allocate memory|"
      r"CUBLAS_STATUS_ALLOC_FAILED|CUDNN_STATUS_NOT_INITIALIZED")),
    (Kind.LABELS,
     (r"device-side assert|label class \d+ exceeds|exceeds dataset class count|no labels found|"
     r"n_classes. failed|labels require \d+ columns|non-normalized or out of bounds")),
    (Kind.FILES, (r"FileNotFoundError|no such file or directory|dataset not found|"
     r"dataset '[^'\n]*' (?:error|images not found)")),
    (Kind.INSTALLATION, (r"ModuleNotFoundError|ImportError|cannot import name|torchvision::nms|"
     r"no kernel image is available|weights only load failed")),
)  # fmt: skip
"""Kinds and their words, whose groups are the values; a blank stands for any white space."""


def spaced(pattern: str) -> re.Pattern[str]:
    """A pattern whose blanks fit any white space or none."""
    return re.compile(pattern.replace(" ", r"\s*"), re.IGNORECASE)
