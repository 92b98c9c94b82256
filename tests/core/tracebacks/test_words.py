"""What the answers say, in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from builder.core.diagnostics import Listed, Message
from builder.core.tracebacks import Explanation, TrainerError, headline
from builder.core.tracebacks.answers import ANSWERS, summary_of
from builder.core.tracebacks.kinds import Kind
from tests.core.tracebacks.cases import CASES
from tests.core.tracebacks.test_cases import explained, traceback_of
from tests.core.tracebacks.test_pasting import NOT_THE_MODEL
from tests.core.tracebacks.test_pasting import explained as explained_text

RESOURCES = Path(__file__).parents[3] / "resources" / "messages" / "zh_CN"
FIELD = re.compile(r"\{(\w+)\}")
BUILDER = Path(__file__).parents[3] / "builder"
OURS = [*(BUILDER / "core" / "tracebacks").rglob("*.py"), BUILDER / "cli" / "explain_error.py"]


def chinese(name: str = "*.po") -> dict[str, str]:
    """English to Chinese, of all files or of one."""
    found: dict[str, str] = {}
    for path in RESOURCES.glob(name):
        with path.open("rb") as file:
            found |= {str(one.id): str(one.string) for one in read_po(file) if one.id}
    return found


def templates(value: object) -> Iterator[str]:
    """Templates of a message and of those inside it."""
    if isinstance(value, Message):
        yield value.template
        for part in value.parts.values():
            yield from templates(part)
    elif isinstance(value, Listed):
        for item in value.items:
            yield from templates(item)


def said(answer: Explanation) -> Iterator[str]:
    yield from templates(answer.summary)
    yield from templates(headline(answer))
    for note in answer.notes:
        yield from templates(note)
    for cause in answer.causes:
        if cause.found is None or cause.message != cause.found.message:
            yield from templates(cause.message)


def test_every_kind_has_an_answer() -> None:
    assert set(ANSWERS) == set(Kind)


def test_everything_that_is_said_has_a_translation() -> None:
    known = chinese()
    every = {summary_of(TrainerError(kind)).template for kind in Kind}
    for case in CASES:
        every.update(said(explained(case)))
        every.update(said(explained(case, pasted=traceback_of(case))))
    for text in NOT_THE_MODEL:
        every.update(said(explained_text(text)))
    assert len(every) > 50
    assert sorted(every - set(known)) == []


@pytest.mark.parametrize("template", sorted(chinese("tracebacks.po")))
def test_translations_keep_the_parts_and_are_still_said(template: str) -> None:
    assert set(FIELD.findall(template)) == set(FIELD.findall(chinese()[template]))
    source = "".join(path.read_text("utf-8") for path in OURS)
    plain = re.sub(r"\"\s*\n\s*\"", "", source)
    assert template in plain
