"""Configs with what a page left in them: read as they were meant, and mended to that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.core.config import read_config
from builder.core.config.node import Scalar
from builder.core.config.pasted import in_front, is_prose
from builder.core.config.peel import WayBack, peel
from builder.core.diagnostics import Applicability
from builder.core.text import Span, TextEdit, apply_edits
from tests.core.config.networks import BLOCK, FLOW
from tests.property.test_reading import assert_sound, nodes


def lines(text: str, form: str) -> str:
    whole = enumerate(text.splitlines(), 1)
    return "".join(f"{form.format(at=at)}{line}\n" for at, line in whole)


# What happened to the text, its code, and how often that code is told.
PAGES = {
    "numbers": (lambda text: lines(text, "{at} "), "Y120"),
    "numbers with a bar": (lambda text: lines(text, "{at:>3} | "), "Y120"),
    "numbers with a dot": (lambda text: lines(text, "{at}. "), "Y120"),
    "numbers without a blank": (lambda text: lines(text, "{at}"), "Y120"),
    "quote": (lambda text: lines(text, "> "), "Y120"),
    "patch": (lambda text: lines(text, "+"), "Y120"),
    "blanks of HTML": (lambda text: text.replace("  ", "&nbsp; "), "Y121"),
    "markdown": (lambda text: text.replace("[", "\\[").replace("]", "\\]"), "Y121"),
    "fence": (lambda text: f"```yaml\n{text}```\n", "Y118"),
    "button": (lambda text: f"复制代码\n{text}", "Y118"),
    "numbers behind": (lambda text: text + "1\n2\n3\n", "Y118"),
}


@pytest.mark.parametrize("text", [FLOW, BLOCK], ids=["flow", "block"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_through(name: str, text: str) -> None:
    spoil, code = PAGES[name]
    pasted = spoil(text)
    config = read_config(pasted)
    good = read_config(text)
    assert [row.node.value for row in config.layers] == [row.node.value for row in good.layers]
    assert {one.code for one in config.diagnostics} == {code}
    assert_sound(config)
    # Every word stands where it says.
    for mine, other in zip(nodes(config.root), nodes(good.root), strict=True):
        if isinstance(mine, Scalar) and isinstance(other, Scalar):
            assert mine.span.of(pasted) == other.span.of(text)
    edits = [edit for one in config.diagnostics for edit in one.fixes[0].edits]
    assert all(one.fixes[0].applicability is Applicability.SAFE for one in config.diagnostics)
    assert apply_edits(pasted, edits) == text


def test_numbers_that_do_not_count_the_lines_stay() -> None:
    text = "".join(f"{7 * at % 11} {line}\n" for at, line in enumerate(BLOCK.splitlines()))
    assert in_front(text) == []
    assert in_front(lines(BLOCK, "{at} ")) != []


def test_sentences_become_comments() -> None:
    pasted = f"修改后的 yaml 文件如下：\n{BLOCK}Now you can start training!\n"
    config = read_config(pasted)
    assert [one.message for one in config.diagnostics] == [
        "`修改后的 yaml 文件如下：` is neither a key, a row nor a comment",
        "`Now you can start training!` is neither a key, a row nor a comment",
    ]
    edits = [edit for one in config.diagnostics for edit in one.fixes[0].edits]
    mended = apply_edits(pasted, edits)
    assert mended == f"# 修改后的 yaml 文件如下：\n{BLOCK}# Now you can start training!\n"


def test_lines_that_a_patch_deletes_go() -> None:
    row = "  - [-1, 2, C3, [32]] # 2\n"
    patch = "".join(f" {line}" for line in BLOCK.splitlines(keepends=True))
    patch = "@@ -1,9 +1,9 @@\n" + patch.replace(f" {row}", f"-{row}+{row.replace('C3', 'C2f')}")
    config = read_config(patch)
    (finding,) = config.diagnostics
    assert apply_edits(patch, finding.fixes[0].edits) == BLOCK.replace("C3", "C2f")


def test_rows_that_stand_together_are_parted() -> None:
    pasted = BLOCK.replace("# 0-P1/2\n  - ", "- ").replace("head:\n  - ", "head: - ")
    config = read_config(pasted)
    assert [one.code for one in config.diagnostics] == ["Y122", "Y122"]
    assert len(config.layers) == len(read_config(BLOCK).layers)
    edits = [edit for one in config.diagnostics for edit in one.fixes[0].edits]
    assert read_config(apply_edits(pasted, edits)).diagnostics == ()


def test_bullets_are_dashes() -> None:
    pasted = BLOCK.replace("- [", "• [")
    (finding,) = read_config(pasted).diagnostics
    assert finding.code == "Y119"
    assert apply_edits(pasted, finding.fixes[0].edits) == BLOCK


@pytest.mark.parametrize("text", [FLOW, BLOCK])
def test_a_clean_text_is_left_alone(text: str) -> None:
    assert peel(text).found == ()
    assert peel(text).text == text


@pytest.mark.parametrize(
    ("words", "column", "is_one"),
    [
        ("YOLOv5 v6.0 head", 0, True),
        ("代码如下", 2, True),
        ("Parameters", 0, True),
        ("Conv,", 4, False),
        ("nearest", 4, False),
        ("backbone", 0, False),
        ("nc: 80", 0, False),
        ("note: a b", 0, False),
        ("Conv, [64, 3]", 0, False),
        ("- [-1, 1]", 0, False),
        ("1 2 3", 0, False),
    ],
)
def test_what_is_a_sentence(words: str, column: int, is_one: bool) -> None:
    assert is_prose(words, column) is is_one


EDITS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 3), st.text("ab", max_size=3)), max_size=5
)


@given(st.text("xyz", min_size=31, max_size=40), EDITS)
def test_the_way_back(text: str, places: list[tuple[int, int, str]]) -> None:
    edits: list[TextEdit] = []
    for start, length, new in sorted(places, key=lambda place: place[0]):
        if not edits or start > edits[-1].span.end:
            edits.append(TextEdit(Span(start, min(start + length, len(text))), new))
    after = apply_edits(text, edits)
    way = WayBack(edits)
    starts = {edit.span.start for edit in edits}
    for offset, char in enumerate(after):
        back = way.offset(offset)
        if char in "xyz":  # a character that was kept
            assert text[back] == char
        else:
            assert back in starts
    kept = [way.offset(offset) for offset, char in enumerate(after) if char in "xyz"]
    assert kept == sorted(set(kept))
