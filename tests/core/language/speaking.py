"""Whether a finding can be said in Chinese, down to its last part."""

import re
from collections.abc import Iterator
from functools import cache

from builder.core.analysis import Report
from builder.core.diagnostics import Diagnostic, Listed, Message
from tests.core.language.compiling import COMPILE

CHINESE = re.compile("[\u4e00-\u9fff]")
# Two English words in a row: a sentence, where no name of a module or key can stand.
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
# Parts that quote the file, the trainer or torch, word for word.
QUOTED = frozenset(
    "args command error file key line module name reason text value word written".split()
)


@cache
def translated() -> dict[str, str]:
    found: dict[str, str] = COMPILE.translations()
    return found


def english_in(part: object, name: str = "") -> Iterator[str]:
    """Templates that have no translation, and plain English sentences among the parts."""
    if isinstance(part, Message):
        if not translated().get(part.template):
            yield part.template
        for inner, value in part.parts.items():
            yield from english_in(value, inner)
    elif isinstance(part, Listed):
        for item in part.items:
            yield from english_in(item, name)
    elif isinstance(part, str) and name not in QUOTED and SENTENCE.search(part):
        yield f"{name}: {part}"


def assert_speaks(sentence: str) -> None:
    """The sentence is a message, and says the same in Chinese."""
    assert isinstance(sentence, Message), sentence
    assert list(english_in(sentence)) == []
    chinese = sentence.in_language("zh_CN")
    assert chinese != str(sentence)
    assert CHINESE.search(chinese), chinese
    assert "{" not in re.sub(r"`[^`]*`", "", chinese) or "{" in str(sentence)
    pieces = sentence.pieces("zh_CN")
    assert "".join(piece.text for piece in pieces) == chinese


def sentences_of(one: Diagnostic) -> Iterator[str]:
    yield one.message
    yield from (label.message for label in one.labels)
    yield from (fix.title for fix in one.fixes)


def assert_finding_speaks(one: Diagnostic) -> None:
    for sentence in sentences_of(one):
        assert_speaks(sentence)


def assert_report_speaks(report: Report) -> None:
    """What is said of numbers that are missing; torch's own words stay as they are."""
    for layer in report.layers:
        if layer.fault is not None and isinstance(layer.fault.reason, Message):
            assert_speaks(layer.fault.reason)
    if report.totals.gflops_note:
        assert_speaks(report.totals.gflops_note)
