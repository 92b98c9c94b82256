"""What torch lists when weights do not fit a model."""

import re
from dataclasses import dataclass
from functools import cached_property

from builder.core.tracebacks.paste import Paste
from builder.core.tracebacks.patterns import MISMATCH, spaced

_MISMATCH = spaced(MISMATCH)
_LIST = re.compile(r"(Missing|Unexpected) key\(s\) in state_dict:([^\n]*)", re.IGNORECASE)
_KEY = re.compile(r"\"(?:\w+\.)*?model\.(\d+)\.([\w.]+)\"")
_COUNTER = "num_batches_tracked"  # which every normalisation has, and which has no shape

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """One parameter: the place of its row, its name there, its shape if that was told."""

    place: int
    name: str
    shape: Shape | None = None


@dataclass(frozen=True)
class Differences:
    """Parameters of the file of weights and of the model that do not belong together."""

    in_file: tuple[Weight, ...]
    in_model: tuple[Weight, ...]

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Places of all rows that are concerned, in order."""
        return tuple(sorted({weight.place for weight in (*self.in_file, *self.in_model)}))


def differences(paste: Paste) -> Differences:
    """All that a text lists."""
    in_file: list[Weight] = []
    in_model: list[Weight] = []
    for match in _MISMATCH.finditer(paste.text):
        in_file.append(Weight(int(match[1]), match[2], _shape(match[3])))
        in_model.append(Weight(int(match[1]), match[2], _shape(match[4])))
    for listed in _LIST.finditer(paste.text):
        side = in_model if listed[1].lower() == "missing" else in_file
        keys = [Weight(int(key[1]), key[2]) for key in _KEY.finditer(listed[2])]
        side += [key for key in keys if not key.name.endswith(_COUNTER)]
    return Differences(tuple(in_file), tuple(in_model))


def _shape(text: str) -> Shape:
    return tuple(int(number) for number in text[1:-1].replace(",", " ").split())
