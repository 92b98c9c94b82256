"""Comments that allow findings: they only ever hide, and they are judged themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.core.config import read_config
from builder.core.diagnostics import Diagnostic, Message
from builder.core.rules import codes
from builder.core.rules.allowing.comments import allows_in
from builder.core.text import apply_edits
from tests.core.rules.networks import DETECT, STEM, findings, fixed, network

STALE = "[-1, 1, C3, [16]]"
PAST = "[0, 1, Conv, [32, 3, 2]]"
ABOVE = "# builder: allow {}\n  - "
HEAD = "[[-1], 1, Detect, [nc, anchors]]"


def named(text: str) -> list[tuple[str, int]]:
    """Code and line of each finding."""
    config = read_config(text)
    return [(one.code, config.lines.position(one.span.start).line) for one in findings(text)]


def dead(behind: str = "", above: str = "", top: str = "") -> str:
    """A network whose row 1, in line 8, nobody reads; with comments at three places."""
    text = network(STEM, STALE + behind, PAST)
    row = f"  - {STALE}"
    return top + text.replace(row, f"{above}{row}")


def test_the_network_of_these_tests_has_one_finding() -> None:
    assert named(dead()) == [("G102", 7)]


HIDES = {
    "behind the row": dead("  # builder: allow G102"),
    "behind another comment": dead("  # 1-P1/2  # builder: allow G102"),
    "with a reason": dead("  # builder: allow G102 kept for the loss"),
    "with a reason behind a colon": dead("  # builder: allow G102: kept for the loss"),
    "several codes": dead("  # builder: allow S106, G102"),
    "several codes with blanks": dead("  # builder: allow S106 G102"),
    "full-width comma": dead("  # builder: allow S106，G102"),
    "small letters, no blanks": dead("  #builder:allow g102"),
    "an equals sign": dead("  # builder: allow=G102"),
    "on the line above": dead(above="  # builder: allow G102\n"),
    "above, with comments and blank lines between": dead(
        above="  # builder: allow G102\n\n  # an old stage\n"
    ),
    "two comments above": dead(above="# builder: allow G102\n# builder: allow S106\n"),
    "for the file, on top": dead(top="# builder: allow-file G102\n"),
    "for the file, below": dead() + "# builder: allow-file G102",
    "for the file, behind a row": dead("  # builder: allow-file G102"),
    "windows lines": dead("  # builder: allow G102").replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", HIDES.values(), ids=HIDES)
def test_hides(text: str) -> None:
    assert "G102" not in [code for code, _ in named(text)]


SHOWS = {
    "another code": dead("  # builder: allow S106"),
    "on the row below": dead().replace(PAST, PAST + "  # builder: allow G102"),
    "behind the line above": dead().replace(STEM, STEM + "  # builder: allow G102"),
    "in quotes": dead() + 'note: "  # builder: allow-file G102"\n',
    "in a text of several lines": dead() + "note: |\n  # builder: allow-file G102\n",
    "no comment": dead() + "note: builder allow-file G102\n",
    "another word": dead("  # builder: allowed G102"),
    "within a comment": dead("  # see builder: allow G102"),
    "another tool": dead("  # noqa: G102"),
}


@pytest.mark.parametrize("text", SHOWS.values(), ids=SHOWS)
def test_keeps(text: str) -> None:
    assert "G102" in [code for code, _ in named(text)]


def test_a_row_of_several_lines_may_have_it_on_any_of_them() -> None:
    row = "[-1, 1,{}\n    C3,{}\n    [16]]{}"
    allow = "  # builder: allow G102"
    for place in range(3):
        comments = [allow if place == line else "" for line in range(3)]
        assert named(network(STEM, row.format(*comments), PAST)) == [], place


def test_errors_can_be_allowed_and_the_report_stays() -> None:
    text = network(STEM, "[-1, 1, Mystery, [16]]  # builder: allow B101", HEAD)
    assert findings(text) == ()


def test_a_finding_of_the_header_is_allowed_on_its_line_or_for_the_file() -> None:
    text = network(STEM, header="nc: 80\nanchors: 3\ndepth_multiple: 1.0\n")
    assert named(text) == [("D101", 1)]
    assert named(text.replace("nc: 80", "nc: 80  # builder: allow D101")) == []
    assert named(f"# builder: allow-file D101\n{text}") == []


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("allow", "`builder: allow` names no code, so it allows nothing"),
        ("allow-file", "`builder: allow-file` names no code, so it allows nothing"),
        ("allow dead rows", "`builder: allow` names no code, so it allows nothing"),
        ("allow G", "`builder: allow` names no code, so it allows nothing"),
        ("allow Q777", "no check has the code Q777, so nothing is allowed"),
        ("allow W1011", "no check has the code W1011; is W101 meant?"),
        ("allow deadrow, G102", "no check has the code DEADROW, so nothing is allowed"),
    ],
)
def test_a_comment_that_means_nothing_is_told(comment: str, says: str) -> None:
    found = [one for one in findings(dead(f"  # builder: {comment}")) if one.code == "D118"]
    assert [one.message for one in found] == [says]
    assert all(isinstance(one.message, Message) for one in found)
    after = findings(fixed(dead(f"  # builder: {comment}"), found[0]))
    assert "D118" not in {one.code for one in after}


def test_a_file_cannot_vouch_for_code_that_it_runs() -> None:
    runs = "[-1, 1, Conv, [\"__import__('os').system('true')\"]]"
    text = "# builder: allow-file X101\n" + network(STEM, runs + "  # builder: allow X101")
    assert [code for code, _ in named(text)] == ["D118", "X101", "D118"]
    hint = "# builder: allow-file X101, D118\n" + network(STEM, runs)
    assert [code for code, _ in named(hint)] == ["X101"]


def test_faults_of_the_yaml_cannot_be_allowed() -> None:
    text = "# builder: allow-file Y205\n"
    assert {code for code, _ in named(text)} == {"D118", "Y205"}


UNUSED = {
    "behind a sound row": network(STEM + "  # builder: allow G102"),
    "above a sound row": network(STEM).replace("  - ", "  # builder: allow G102\n  - ", 1),
    "above nothing": network(STEM) + "# builder: allow G102\n",
    "for the file": "# builder: allow-file G102\n" + network(STEM),
}


@pytest.mark.parametrize("text", UNUSED.values(), ids=UNUSED)
def test_a_comment_of_no_use_is_told_and_deleted(text: str) -> None:
    (found,) = findings(text)
    assert found.code == "D119"
    assert found.span.of(text) == "G102"
    assert fixed(text, found) == network(STEM)


def test_one_of_several_codes_is_deleted_alone() -> None:
    for codes_written, left in (("G102, S106", "G102"), ("S106, G102", "G102")):
        text = dead(f"  # builder: allow {codes_written}")
        (found,) = findings(text)
        assert (found.code, found.span.of(text)) == ("D119", "S106")
        assert fixed(text, found) == dead(f"  # builder: allow {left}")


def test_the_use_of_a_comment_is_not_judged_where_checks_cannot_look() -> None:
    """Below a row that fails nothing is known: the comment may be needed again."""
    waits = "[-1, 1, Conv, [32, 3, 2]]  # builder: allow S106"
    top = "# builder: allow-file H101\n"
    text = top + network(STEM, "[-1, 1, Conv, []]", waits, HEAD)
    assert [code for code, _ in named(text)] == ["B103"]
    broken = top + network(STEM, "[-1, 1, Conv, [16]")
    assert "D119" not in [code for code, _ in named(broken)]


def test_findings_about_comments_can_be_allowed_for_the_file() -> None:
    text = "# builder: allow-file D119\n" + network(STEM + "  # builder: allow G102")
    assert findings(text) == ()


WORDS = st.lists(
    st.sampled_from(
        ["# ", "builder:", " allow", " allow-file", " ", ",", "，", "\n", "  - ", "'", '"', "]",
         "\t", "\r", "\u2028", "note: ", *codes()]
    ),
    max_size=12,
).map("".join)  # fmt: skip
FAULTY = dead() + "extra: [1\n"


@given(WORDS, st.integers(0, len(dead())))
def test_no_comment_raises(words: str, at: int) -> None:
    text = dead()
    findings(text[:at] + words + text[at:])
    findings(words)


@given(st.lists(st.sampled_from([*codes(), "Q1", "reason", ""]), max_size=4), st.data())
def test_a_comment_only_removes_findings(listed: list[str], data: st.DataObject) -> None:
    """Apart from what is said about comments nothing is added, and nothing else is removed."""
    sources = (dead(), network(STEM, "[-1, 1, Conv, []]", DETECT), FAULTY)
    text = data.draw(st.sampled_from(sources))
    ends = [at for at, letter in enumerate(text) if letter == "\n"]
    at = data.draw(st.sampled_from(ends))
    verb = data.draw(st.sampled_from(["allow", "allow-file"]))
    comment = f"  # builder: {verb} {', '.join(listed)}"

    def shown(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
        return [(one.code, str(one.message)) for one in found if one.code not in {"D118", "D119"}]

    before, after = shown(findings(text)), shown(findings(text[:at] + comment + text[at:]))
    gone = [one for one in before if one not in after]
    assert [one for one in before if one in after] == after
    assert all(code in listed and code[0] not in "XY" for code, _ in gone)


def test_the_fixes_of_comments_leave_the_rest_alone() -> None:
    text = dead("  # old  # builder: allow S106, Q9 why")
    for one in findings(text):
        if one.code in {"D118", "D119"}:
            for fix in one.fixes:
                mended = apply_edits(text, fix.edits)
                assert mended.count("\n") == text.count("\n")
                assert "# old" in mended


def test_many_comments_do_not_stall() -> None:
    """Were each looked at for each other one, this would take seconds; 100 findings are enough."""
    text = "# builder: allow G102\n" * 3_000 + dead()
    assert len(allows_in(read_config(text))) == 3_000
    assert [one.code for one in findings(text)].count("D119") == 100
