"""A rule's manual is its first test."""

import re
from pathlib import Path
from textwrap import indent

import pytest

import builder.core.config as config_room
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules import checks, codes, explain, read_manual
from builder.core.rules.manual import CODE_HEADINGS as CODE
from builder.core.rules.manual import HEADINGS
from builder.core.rules.reading import MANUALS
from builder.core.rules.registry import RULES
from tests.core.language.speaking import CHINESE
from tests.core.rules.networks import findings as findings_of
from tests.core.rules.networks import fixed, grave, named

NAMED = re.compile(r"^# in a file named (\S+)$", re.MULTILINE)
EMITTED = re.compile(r'"(Y\d{3})"')


def findings(text: str) -> tuple[Diagnostic, ...]:
    """The findings in an example, in the file that it says it stands in."""
    name = NAMED.search(text)
    return findings_of(text, file=name[1] if name else "")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("code", codes())
def test_example_raises_this_code_alone(code: str, language: str) -> None:
    manual = read_manual(code, language)
    assert manual is not None
    assert tuple(manual.sections) == HEADINGS
    assert all(text.strip() for text in manual.sections.values())
    prose = [manual.title, *(text for name, text in manual.sections.items() if name not in CODE)]
    assert all(bool(CHINESE.search(text)) is (language == "zh_CN") for text in prose)
    example, instead = manual.sections["Example"], manual.sections["Use instead"]
    found = findings(example)
    mine = [one for one in found if one.code == code]
    assert len(mine) == 1
    words = mine[0].message.in_language(language)  # type: ignore[attr-defined]
    assert bool(CHINESE.search(words)) is (language == "zh_CN")
    assert [one for one in grave(found) if one.code != code] == []
    assert grave(findings(instead)) == []
    assert code not in {one.code for one in findings(instead)}
    if mine[0].fixes:
        mended = fixed(example, mine[0])
        assert mended == instead or grave(findings(mended)) == []


def test_every_file_of_checks_is_in_the_table() -> None:
    folder = Path(checks.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {rule.name for rule in RULES} == files


def test_codes_are_used_once() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert not {rule.code for rule in RULES} & MANUALS.keys()


def test_every_code_that_reading_gives_has_a_manual() -> None:
    folder = Path(config_room.__file__).parent
    emitted = {
        code
        for path in folder.rglob("*.py")
        for code in EMITTED.findall(path.read_text(encoding="utf-8"))
    }
    assert emitted == MANUALS.keys()


def test_explain_takes_small_letters_and_refuses_the_unknown() -> None:
    assert explain("s101", language="zh_CN") == explain("S101", language="zh_CN")
    assert (explain("S101") or "").startswith("S101: A row joins maps of different sizes.")
    assert explain("Z999") is None
    assert read_manual("Z999") is None


@pytest.mark.parametrize("code", codes())
def test_a_manual_in_chinese_has_the_same_examples(code: str) -> None:
    english, chinese = explain(code), explain(code, "zh")
    assert english is not None
    assert chinese is not None
    manual = read_manual(code)
    assert manual is not None
    for heading in CODE:
        assert indent(manual.sections[heading], "    ") in chinese
    assert chinese.count("\n\n") >= len(HEADINGS)
    assert not any(f"\n{heading}:" in chinese for heading in HEADINGS)
    assert len(chinese.splitlines()) < len(english.splitlines()) + len(HEADINGS)


def test_titles_are_one_line_and_unlike_each_other() -> None:
    manuals = [read_manual(code) for code in codes()]
    titles = [manual.title for manual in manuals if manual]
    assert all("\n" not in title and title.endswith(".") for title in titles)
    assert len(set(titles)) == len(codes())


def test_severities_are_ordered_by_what_stops_the_trainer() -> None:
    """Foreign blocks and wrong numbers in comments alone never fail a check."""
    for code in ("B102", "G106"):
        manual = read_manual(code)
        assert manual is not None
        severities = {one.severity for one in findings(manual.sections["Example"])}
        assert severities == {Severity.INFO}, named(findings(manual.sections["Example"]))
