"""What each code means, in the words of its rule's documentation."""

import re
from collections.abc import Iterator
from textwrap import dedent, indent
from typing import NamedTuple

from builder.core.language import translate
from builder.core.rules.allowing import ABOUT_COMMENTS
from builder.core.rules.reading import MANUALS
from builder.core.rules.registry import RULES

_WRITTEN = {**MANUALS, **ABOUT_COMMENTS, **{rule.code: rule.manual for rule in RULES}}
HEADINGS = ("What it finds", "Why it matters", "Example", "Use instead", "Fix")
CODE_HEADINGS = frozenset({"Example", "Use instead"})
_HEADING = re.compile(rf"^({'|'.join(HEADINGS)}):$", re.MULTILINE)
_BETWEEN = re.compile(r"\n\s*\n")


class Manual(NamedTuple):
    """A rule's documentation in its parts.

    Attributes:
        title: The fault in one line.
        sections: Text under each of the headings; examples are whole configs. The headings are
            English in every language, as keys.
    """

    title: str
    sections: dict[str, str]


def codes() -> tuple[str, ...]:
    """Every code that a finding can have, in order."""
    return tuple(sorted(_WRITTEN))


def explain(code: str, language: str = "en") -> str | None:
    """The manual of `code` as text, or None if there is no such code.

    Args:
        code: Such as "S101"; small letters do.
        language: A code such as "zh_CN"; English where there is no translation.
    """
    code = code.upper()
    text = _WRITTEN.get(code)
    if text is None:
        return None
    if language == "en":
        return f"{code}: {text.strip()}\n"
    manual = _translated(_parted(text), language)
    parts = [f"{code}: {manual.title}\n"]
    for heading, section in manual.sections.items():
        parts.append(f"{translate(heading, language)}:\n{indent(section, '    ')}")
    return "\n".join(parts)


def read_manual(code: str, language: str = "en") -> Manual | None:
    """The manual of `code` in its parts, or None."""
    text = _WRITTEN.get(code.upper())
    if text is None:
        return None
    manual = _parted(text)
    return manual if language == "en" else _translated(manual, language)


def paragraphs_of(manual: Manual) -> Iterator[str]:
    """All that is prose in a manual, a paragraph at a time, as its translation knows it."""
    yield manual.title
    for heading, section in manual.sections.items():
        if heading not in CODE_HEADINGS:
            yield from _folded(section)


def _parted(text: str) -> Manual:
    title, *parts = _HEADING.split(text)
    sections = {
        heading: dedent(body.strip("\n")).rstrip() + "\n"
        for heading, body in zip(parts[::2], parts[1::2], strict=True)
    }
    return Manual(title.strip(), sections)


def _translated(manual: Manual, language: str) -> Manual:
    sections = {
        heading: section
        if heading in CODE_HEADINGS
        else "\n\n".join(translate(text, language) for text in _folded(section)) + "\n"
        for heading, section in manual.sections.items()
    }
    return Manual(translate(manual.title, language), sections)


def _folded(section: str) -> Iterator[str]:
    """Paragraphs without their line breaks."""
    return (" ".join(text.split()) for text in _BETWEEN.split(section.strip("\n")))
