"""Finds the error in a text by its words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from builder.core.tracebacks.explanation import TrainerError
from builder.core.tracebacks.kinds import Kind
from builder.core.tracebacks.paste import Paste, read_paste
from builder.core.tracebacks.patterns import PATTERNS, spaced

_YAML = re.compile(
    r"(?:Parser|Scanner|Composer|Constructor)Error\b|YAML syntax error|"
    r"while (?:parsing|scanning) (?:a|the|an)\s|could not find expected ':'"
)
_SIZES = re.compile(r"\[[\d,\s]*\]")
_PLACE = re.compile(r"line\s+(\d+),\s+column\s+(\d+)")
_FARTHEST = 2000  # characters from where YAML's reader begins to speak to the places it names
_LONGEST = 400  # characters of a message that are kept


class _Hit(NamedTuple):
    end: float
    order: int
    error: TrainerError


class _Pattern(NamedTuple):
    kind: Kind
    spaced: re.Pattern[str]
    squeezed: re.Pattern[str]


def _compiled(kind: Kind, pattern: str) -> _Pattern:
    squeezed = re.compile(pattern.replace(" ", ""), re.IGNORECASE)
    return _Pattern(kind, spaced(pattern), squeezed)


_COMPILED = tuple(_compiled(kind, pattern) for kind, pattern in PATTERNS)


def recognise(paste: Paste) -> TrainerError | None:
    """The last error of a text; a message that a line end breaks is found too; None: none."""
    hits = [*_hits(paste.text, squeezed=False), *_yaml(paste.text)]
    if not hits:
        hits = list(_hits(paste.squeezed, squeezed=True))
    # That weights were left out is told before training; any other error counts more.
    worse = [hit for hit in hits if hit.error.kind is not Kind.TRANSFERRED]
    return max(worse or hits, key=lambda hit: (hit.end, -hit.order)).error if hits else None


def recognise_words(words: str) -> TrainerError | None:
    """The error in words of ours: the shape engine refuses in the words that torch has."""
    return recognise(read_paste(words))


def _hits(text: str, *, squeezed: bool) -> Iterator[_Hit]:
    for order, pattern in enumerate(_COMPILED):
        compiled = pattern.squeezed if squeezed else pattern.spaced
        for match in compiled.finditer(text):
            error = TrainerError(pattern.kind, _values(match), _around(text, match))
            yield _Hit(match.end(), order, error)


def _yaml(text: str) -> Iterator[_Hit]:
    """What PyYAML says, with the last place that it names; its own words go on over lines."""
    for match in _YAML.finditer(text):
        places = list(_PLACE.finditer(text, match.start(), match.start() + _FARTHEST))
        if not places:
            continue
        last = places[min(1, len(places) - 1)]
        # It also beats the names of Python that stand in what it quotes.
        words = " ".join(text[match.start() : last.end()].split())
        error = TrainerError(Kind.YAML, (int(last[1]), int(last[2])), words)
        yield _Hit(last.end(), -1, error)


def _values(match: re.Match[str]) -> tuple[object, ...]:
    return tuple(_value(group) for group in match.groups())


def _value(text: str | None) -> object:
    if text is None:
        return None
    if text.isdecimal():
        return int(text[:18])
    if _SIZES.fullmatch(text):
        return tuple(int(part) for part in text[1:-1].replace(",", " ").split())
    return text


def _around(text: str, match: re.Match[str]) -> str:
    """The lines of the match; of an endless one, such as of a squeezed text, from the match on."""
    start = text.rfind("\n", 0, match.start()) + 1
    if match.end() - start > _LONGEST:
        start = match.start()
    end = text.find("\n", match.end())
    return " ".join(text[start : end if end >= 0 else len(text)].split())[:_LONGEST]
