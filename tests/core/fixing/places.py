"""What a breakage is, and the places of a text where it may happen."""

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from builder.core.config import Layer, read_config

Break = Callable[[str, random.Random], str | None]


class Breakage(NamedTuple):
    """One kind of damage; `break_` gives None where a text offers no place for it."""

    name: str
    break_: Break


class Breakages(list[Breakage]):
    """Kinds of damage, in the order in which they are noted."""

    def note(self, name: str, break_: Break) -> None:
        self.append(Breakage(name, break_))

    def named(self, name: str) -> Callable[[Break], Break]:
        def note(function: Break) -> Break:
            self.note(name, function)
            return function

        return note


def some_row(text: str, rand: random.Random) -> Layer:
    return rand.choice(read_config(text).layers)


def is_flow(text: str) -> bool:
    section = read_config(text).sections[0].node
    return section is not None and section.flow


def cut(text: str, at: int, count: int = 1) -> str:
    return text[:at] + text[at + count :]


def in_row(text: str, rand: random.Random, pattern: str) -> re.Match[str] | None:
    """A place of `pattern` in some row."""
    found = [
        match
        for layer in read_config(text).layers
        for match in re.compile(pattern).finditer(text, layer.span.start, layer.span.end)
    ]
    return rand.choice(found) if found else None


def replace_in_row(pattern: str, new: str) -> Break:
    def change(text: str, rand: random.Random) -> str | None:
        match = in_row(text, rand, pattern)
        return match and text[: match.start()] + new + text[match.end() :]

    return change


def lines(text: str, change: Callable[[int, str], str]) -> str:
    return "".join(change(at, line) for at, line in enumerate(text.splitlines(keepends=True)))


def row_lines(text: str) -> set[int]:
    config = read_config(text)
    return {config.lines.position(layer.span.start).line - 1 for layer in config.layers}


def in_lines(text: str, rand: random.Random, pattern: str) -> re.Match[str] | None:
    found = list(re.compile(pattern).finditer(text))
    return rand.choice(found) if found else None


def in_brackets(text: str) -> str:
    """A config with rows in dashes, with the same rows in brackets."""
    config = read_config(text)
    for section in reversed(config.sections):
        assert section.node is not None
        last = len(section.node.items) - 1
        for place in range(last, -1, -1):
            span = section.node.items[place].span
            start = text.rindex("-", 0, span.start)
            text = text[: span.end] + "," + text[span.end :]
            text = text[:start] + (" [" if place == 0 else "  ") + text[span.start :]
            if place == last:
                end = text.find("\n", span.end)
                text = text[: end + 1] + "  ]\n" + text[end + 1 :]
    return text
