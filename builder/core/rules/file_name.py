"""What Ultralytics reads from a file's name, and what a person would read from it."""

import re
from pathlib import PurePath
from typing import NamedTuple

from builder.core.dialects.scale_header import scale_in_name
from builder.core.dialects.ultralytics import NAME_83, NAME_84
from builder.core.rules.network import Network

_FAMILY = re.compile(r"yolo(?:e-)?v?\d+", re.IGNORECASE)
_OWN_STYLE = re.compile(r"yolo(e-)?v?\d+(-[a-z0-9]+)*")
_WORD_AT = re.compile(r"[a-z]+")
_PARTS = re.compile(r"[^a-z0-9]+")
_LETTERED = re.compile(r"yolo(?:e-)?v?\d+([nslmx])")
SIZES = {
    "nano": "n",
    "small": "s",
    "medium": "m",
    "large": "l",
    "xlarge": "x",
    "xl": "x",
    **{letter: letter for letter in "nsmlx"},
}
# What may follow a size in a name without making another word of it: `small-object`, `x-ray`.
_FOLLOWS = frozenset("seg pose obb cls sem depth p2 p6 world worldv2 yoloe model custom".split())


class FileName(NamedTuple):
    """A file's name.

    Attributes:
        stem, suffix: Its two parts.
        scale: The letter that the trainer reads; "" if it reads none.
        word: The small letters that this letter begins: "nano", "seg".
        like: Name of the shipped network whose family stands in front if this name has none.
    """

    stem: str
    suffix: str
    scale: str
    word: str
    like: str

    @property
    def meant(self) -> str:
        """The scale that a person reads, where the trainer reads none; "" if there is none."""
        parts = _PARTS.split(self.stem.lower())
        found = {_of_part(part, after) for part, after in zip(parts, [*parts[1:], ""], strict=True)}
        found.discard("")
        return found.pop() if len(found) == 1 else ""

    @property
    def own_style(self) -> bool:
        """Whether Ultralytics names its own files so: "yolov8", "yolo11-p2"."""
        return _OWN_STYLE.fullmatch(self.stem) is not None

    def at_scale(self, scale: str) -> str:
        """A name like this one from which the trainer reads the letter `scale`."""
        family = _FAMILY.search(self.stem)
        if family is None:
            family = _FAMILY.match(self.like)
            return f"{family[0] if family else 'yolo11'}{scale}-{self.stem}{self.suffix}"
        before, after = self.stem[: family.start()], self.stem[family.end() :]
        kept = [part for part in re.split(r"[-_. ]+", after) if part and not self._is_size(part)]
        tail = "".join(f"-{part}" for part in kept)
        return f"{before}{family[0].lower()}{scale}{tail}{self.suffix}"

    def _is_size(self, part: str) -> bool:
        return SIZES.get(part.lower()) == self.meant != ""


def _of_part(part: str, after: str) -> str:
    lettered = _LETTERED.fullmatch(part)  # capitals: to the trainer they are no scale
    if lettered:
        return lettered[1]
    follows = not after or after in _FOLLOWS or _FAMILY.match(after)
    return SIZES.get(part, "") if follows else ""


def file_name(network: Network) -> FileName | None:
    """The name of the file; None for text without a file, and where names say nothing."""
    report = network.report
    if not report.file or report.trainer != "ultralytics":
        return None
    path = PurePath(report.file)
    pattern = NAME_84 if report.dialect == "ultralytics@8.4" else NAME_83
    scale = scale_in_name(report.file, pattern)
    found = pattern.search(path.stem)
    word = _WORD_AT.match(path.stem, found.end() - 1) if found else None
    like = network.compared.alignment.network.name if network.compared else ""
    return FileName(path.stem, path.suffix, scale, word[0] if word else "", like)
