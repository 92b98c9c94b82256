"""The translations are whole, fit their templates and are compiled."""

import re
import subprocess
import sys

import pytest

from builder.core.diagnostics import Message, in_language
from builder.core.language import translate
from builder.core.language.catalogue import folder
from tests.core.language.compiling import COMPILE, SCRIPT
from tests.core.language.speaking import CHINESE

NAMES = re.compile(r"\{(\w+)\}")
# What both languages write alike, so that nothing Chinese stands in its translation.
ALIKE = {", ", "one", "two", "three", "a TypeError", "{row}: {fault}", "`activation`: {fault}"}


def test_everything_that_the_program_says_is_translated() -> None:
    have = COMPILE.translations()
    assert {text: place for text, place in COMPILE.wanted().items() if not have.get(text)} == {}


def test_no_translation_is_left_over() -> None:
    assert COMPILE.translations().keys() - COMPILE.wanted().keys() == set()


def test_translations_keep_the_parts_of_their_template() -> None:
    templates = COMPILE.templates()
    assert len(templates) > 300
    wrong = {
        text: chinese
        for text, chinese in COMPILE.translations().items()
        if text in templates and set(NAMES.findall(text)) != set(NAMES.findall(chinese))
    }
    assert wrong == {}


def test_translations_are_chinese() -> None:
    latin = {
        text
        for text, chinese in COMPILE.translations().items()
        if not CHINESE.search(chinese) and re.search("[a-z]{2}", NAMES.sub("", text))
    }
    assert latin <= ALIKE


def test_quoted_code_is_kept() -> None:
    """What stands in backquotes is part of a config, which has no language."""
    code = re.compile(r"`([^`]+)`")
    changed = {
        text: chinese
        for text, chinese in COMPILE.translations().items()
        if set(code.findall(text)) - set(code.findall(chinese)) - {"key: value"}
    }
    assert changed == {}


def test_the_compiled_file_is_up_to_date() -> None:
    compiled = (folder() / "zh_CN.mo").read_bytes()
    assert compiled == COMPILE.compiled(), f"run {SCRIPT.name} (make messages)"


@pytest.mark.parametrize(
    "source",
    [
        'Message(f"row {index}")',
        'Message("row " + number)',
        "Message(TEMPLATE, row=row)",
        'template = f"{number} rows"\nMessage(template)',
        'diagnostics.Message("a" if one else "b" + c)',
    ],
)
def test_a_template_that_is_put_together_is_refused(source: str) -> None:
    with pytest.raises(COMPILE.NotLiteralError):
        list(COMPILE.templates_in(source))


def test_a_template_may_be_chosen_among_plain_texts() -> None:
    chosen = 'template = "a" if one else "b"\nmessage = Message(template if some else "c")'
    assert {text for text, _ in COMPILE.templates_in(chosen)} == {"a", "b", "c"}


def test_a_template_may_be_cut_over_lines() -> None:
    found = dict(COMPILE.templates_in('Message(\n  "a {row} "\n  "b",\n  row=row)'))
    assert found == {"a {row} b": 1}


def test_unknown_languages_and_texts_are_english() -> None:
    assert translate("row {number}", "fr") == "row {number}"
    assert translate("nobody said this", "zh_CN") == "nobody said this"
    assert in_language(Message("reads itself"), "zh_CN") == "读取了自身"


def test_english_reads_no_translations() -> None:
    program = (
        "import sys; from builder.core.analysis import analyze; "
        "from builder.core.config import read_config; from builder.core.rules import diagnose; "
        "from builder.core.language import catalogue; "
        "assert diagnose(analyze(read_config('backbone: [[5, 1, Conv, [8]]]'))); "
        "print(catalogue._translations.cache_info().currsize, 'babel' in sys.modules)"
    )
    done = subprocess.run(  # a process of its own: this one has read them
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "False"]
