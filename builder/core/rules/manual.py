"""What each code means, in the words of its rule's documentation."""

import re
from textwrap import dedent
from typing import NamedTuple

from builder.core.rules.allowing import ABOUT_COMMENTS
from builder.core.rules.reading import MANUALS
from builder.core.rules.registry import RULES

_WRITTEN = {**MANUALS, **ABOUT_COMMENTS, **{rule.code: rule.manual for rule in RULES}}
HEADINGS = ("What it finds", "Why it matters", "Example", "Use instead", "Fix")
_HEADING = re.compile(rf"^({'|'.join(HEADINGS)}):$", re.MULTILINE)


class Manual(NamedTuple):
    """A rule's documentation in its parts.

    Attributes:
        title: The fault in one line.
        sections: Text under each of the headings; examples are whole configs.
    """

    title: str
    sections: dict[str, str]


def codes() -> tuple[str, ...]:
    """Every code that a finding can have, in order."""
    return tuple(sorted(_WRITTEN))


def explain(code: str, language: str = "en") -> str | None:
    """The manual of `code`, or None if there is no such code.

    Args:
        code: Such as "S101"; small letters do.
        language: Manuals are in English for now, whatever is asked for.
    """
    del language
    code = code.upper()
    manual = _WRITTEN.get(code)
    return None if manual is None else f"{code}: {manual.strip()}\n"


def read_manual(code: str) -> Manual | None:
    """The manual of `code` in its parts, or None."""
    text = explain(code)
    if text is None:
        return None
    title, *parts = _HEADING.split(text.partition(": ")[2])
    sections = {
        heading: dedent(body.strip("\n")).rstrip() + "\n"
        for heading, body in zip(parts[::2], parts[1::2], strict=True)
    }
    return Manual(title.strip(), sections)
