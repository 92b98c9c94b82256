"""The engine: what it applies, what it refuses, and how it comes to rest."""

from collections.abc import Callable

import pytest

from builder.core.analysis import Report, analyze
from builder.core.config import Config, read_config
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.fixing import Fixed, Wanted, fix_all, state
from builder.core.repair import Change, Repair
from builder.core.text import Span, TextEdit, apply_edits
from tests.core.rules.networks import HEADER, findings, network

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
Rule = Callable[[str], list[Diagnostic]]

STALE_HEAD = network(
    "[-1, 1, Conv, [16, 3, 2]]",
    "[-1, 1, Conv, [32, 3, 2]]",
    "[-1, 1, C3, [32]]",
    head=("[[0, 1], 1, Detect, [nc, anchors]]",),
)
SMALL_LETTER = network("[-1, 1, conv, [16, 3, 2]]", "[-1, 1, c3, [16]]")


def titles(fixed: Fixed) -> list[list[str]]:
    return [[one.fix.title for one in each] for each in fixed.passes]


def test_safe_fixes_that_do_not_meet_are_applied_in_one_pass() -> None:
    fixed = fix_all(SMALL_LETTER)
    assert titles(fixed) == [["Write Conv", "Write C3"]]
    assert fixed.text == SMALL_LETTER.replace("conv", "Conv").replace("c3", "C3")
    assert [(one.line, one.codes) for one in fixed.applied] == [(6, ("B101",)), (7, ("B101",))]
    assert fixed.errors == 0


def test_edits_turn_the_given_text_into_the_mended_one() -> None:
    text = SMALL_LETTER.replace("[16, 3, 2]]", "[16, 3 2]]") + "head\u2003\n"
    fixed = fix_all(text)
    assert len(fixed.passes) > 1
    assert apply_edits(text, fixed.edits) == fixed.text


def test_what_may_change_the_network_waits_for_the_word() -> None:
    assert fix_all(STALE_HEAD).text == STALE_HEAD
    assert fix_all(STALE_HEAD).unsafe_left == 1
    fixed = fix_all(STALE_HEAD, unsafe=True)
    assert fixed.text == STALE_HEAD.replace("[0, 1]", "[0, 2]")
    assert [one.codes for one in fixed.applied] == [("G102",)]


def test_reading_comes_before_everything_else() -> None:
    text = SMALL_LETTER.replace("nc: 80", "nc:80")
    assert titles(fix_all(text)) == [["Insert a blank"], ["Write Conv", "Write C3"]]


@pytest.mark.parametrize(
    ("wanted", "rest"),
    [
        (Wanted(select=("Y",)), "conv"),
        (Wanted(ignore=("B1",)), "conv"),
        (Wanted(select=("B101",)), "nc:80"),
        (Wanted(select=("B", "Y"), ignore=("Y117",)), "nc:80"),
    ],
)
def test_only_wanted_codes_are_mended(wanted: Wanted, rest: str) -> None:
    text = SMALL_LETTER.replace("nc: 80", "nc:80")
    fixed = fix_all(text, wanted=wanted)
    assert fixed.text != text
    assert rest in fixed.text


def test_who_selects_nothing_has_nothing_mended() -> None:
    assert fix_all(SMALL_LETTER, wanted=Wanted(select=())).text == SMALL_LETTER


# Rules made up for the test ----------------------------------------------------------------------


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let only the given rules speak: each gets the text and gives its findings."""

    def only(*checks: Rule) -> None:
        def diagnose(report: Report) -> tuple[Diagnostic, ...]:
            found = [one for check in checks for one in check(report.config.text)]
            return tuple(sorted(found, key=lambda one: one.span))

        monkeypatch.setattr(state, "diagnose", diagnose)

    return only


def swap(
    code: str, old: str, *new: str, severity: Severity = Severity.WARNING, trust: str = SAFE
) -> Rule:
    """A rule that minds `old` and offers to write each of `new`."""

    def check(text: str) -> list[Diagnostic]:
        at = text.find(old)
        if at < 0:
            return []
        place = Span(at, at + len(old))
        fixes = tuple(
            Fix(Message("Write {word}", word=word), (TextEdit(place, word),), Applicability(trust))
            for word in new
        )
        return [Diagnostic(code, severity, f"{old} is wrong", place, fixes=fixes)]

    return check


TEXT = f"{HEADER}backbone:\n  - [-1, 1, Conv, [16]]\nhead:\n  - [-1, 1, Conv, [24]]\n"


def test_two_rules_that_fight_are_named_and_nothing_changes(rules: Callable[..., None]) -> None:
    rules(swap("T1", "[16]", "[17]"), swap("T2", "[17]", "[18]"), swap("T3", "[18]", "[16]"))
    fixed = fix_all(TEXT)
    assert fixed.text == TEXT
    assert fixed.passes == ()
    assert fixed.edits == ()
    assert fixed.fight is not None
    assert fixed.fight.codes == ("T1", "T2", "T3")
    assert fixed.fight.titles == ("Write [17]", "Write [18]", "Write [16]")
    assert (
        fixed.fight.message
        == "the fixes of T1, T2 and T3 undo each other; mend one of them by hand"
    )
    again = fix_all(fixed.text)
    assert (again.text, again.fight) == (fixed.text, fixed.fight)


def test_what_was_mended_before_a_fight_stays(rules: Callable[..., None]) -> None:
    rules(swap("T1", "[24]", "[16, 3]"), swap("T2", "[16, 3]", "[16, 5]"),
          swap("T3", "[16, 5]", "[16, 3]"))  # fmt: skip
    fixed = fix_all(TEXT)
    assert fixed.fight is not None
    assert fixed.fight.codes == ("T2", "T3")
    assert "[16, 3]" in fixed.text
    assert fix_all(fixed.text).text == fixed.text


def test_a_rule_that_never_ends_is_stopped(rules: Callable[..., None]) -> None:
    # Another code each time, so that each fix seems to have mended its finding.
    rules(lambda text: swap(f"T{len(text)}", "Conv, [", "Conv, [1, ")(text))
    fixed = fix_all(TEXT)
    assert fixed.text == TEXT
    assert fixed.fight is not None


def test_a_fix_after_which_its_finding_stays_is_refused(rules: Callable[..., None]) -> None:
    rules(swap("T1", "[16", "[16"), swap("T2", "[24", "[24, 1"))
    fixed = fix_all(TEXT)
    assert fixed.text == TEXT
    assert [one.reason for one in fixed.rejected] == [
        "it would change nothing",
        "what it mends would still be there: [24 is wrong",
    ]


def test_a_fix_that_causes_an_error_is_refused_and_the_others_are_applied(
    rules: Callable[..., None],
) -> None:
    rules(
        swap("T1", "[16]", "[0]"),
        swap("T2", "[24]", "[25]"),
        swap("T3", "[0]", severity=Severity.ERROR),
    )
    fixed = fix_all(TEXT)
    assert fixed.text == TEXT.replace("[24]", "[25]")
    (refused,) = fixed.rejected
    assert refused.fix.title == "Write [0]"
    assert refused.reason == "it would cause an error: [0] is wrong"
    assert refused.line == 6


def test_a_fix_after_which_yaml_cannot_read_the_text_is_refused(rules: Callable[..., None]) -> None:
    rules(swap("T1", "[16]", "[0"), swap("Y103", "[0", severity=Severity.ERROR))
    fixed = fix_all(TEXT)
    assert fixed.text == TEXT
    assert fixed.rejected[0].reason == "it would cause an error: [0 is wrong"
    # One fault may hide another: as many as before are no harm.
    hidden = swap("Y102", "[16]", "[0", severity=Severity.ERROR)
    rules(hidden, swap("Y103", "[0", severity=Severity.ERROR))
    assert fix_all(TEXT).text == TEXT.replace("[16]", "[0")


def test_mending_a_warning_may_not_make_two(rules: Callable[..., None]) -> None:
    rules(swap("T1", "[16]", "[0]"), swap("T2", "[0]"), swap("T3", "0]", severity=Severity.INFO))
    fixed = fix_all(TEXT)
    assert fixed.text == TEXT.replace("[16]", "[0]")  # one for one is no harm
    rules(swap("T1", "[16]", "[0]"), swap("T2", "[0]"), swap("T3", "Conv, [0"))
    fixed = fix_all(TEXT)
    assert fixed.text == TEXT
    assert fixed.rejected[0].reason == "it would bring something else: Conv, [0 is wrong"


def test_several_findings_may_say_the_same(rules: Callable[..., None]) -> None:
    def odd(text: str) -> list[Diagnostic]:
        marks = ("[24", "[0", "0]]")
        places = [text.index(mark) for mark in marks if mark in text]
        return [Diagnostic("T2", Severity.WARNING, "odd", Span(at, at + 1)) for at in places]

    rules(swap("T1", "[16]", "[0]"), odd)
    fixed = fix_all(TEXT)
    assert fixed.text == TEXT
    assert fixed.rejected[0].reason == "it would bring something else: odd"


def test_of_several_unsafe_fixes_the_one_that_leaves_least_errors_is_taken(
    rules: Callable[..., None],
) -> None:
    def later(text: str) -> list[Diagnostic]:
        """The row waited for its error to go, so this one is not the fix's fault."""
        at = text.find("[17]")
        return [Diagnostic("T2", Severity.ERROR, "odd", Span(at, at + 4), 0)] if at >= 0 else []

    first = swap("T1", "[16]", "[17]", severity=Severity.ERROR, trust=UNSAFE)
    rules(first, later)
    assert fix_all(TEXT, unsafe=True).text == TEXT.replace("[16]", "[17]")
    rules(swap("T1", "[16]", "[17]", "[18]", severity=Severity.ERROR, trust=UNSAFE), later)
    assert fix_all(TEXT, unsafe=True).text == TEXT.replace("[16]", "[18]")


def test_lines_are_those_of_the_given_text(rules: Callable[..., None]) -> None:
    def late(text: str) -> list[Diagnostic]:
        return swap("T2", "[24]", "[25]")(text) if "# a" in text else []

    rules(swap("T1", "[16]]\nhead:", "[16]]\n# a\n# b\nhead:"), late)
    before, after = fix_all(TEXT).applied
    place = TEXT[: TEXT.index("[24]")].count("\n") + 1
    assert (before.line, after.line) == (place - 2, place)


def test_warnings_wait_until_the_rows_can_be_read(rules: Callable[..., None]) -> None:
    def unread(_: str) -> list[Diagnostic]:
        return [Diagnostic("Y101", Severity.ERROR, "YAML stops", Span(0, 1))]

    warning = swap("T1", "[16]", "[17]", trust=UNSAFE)
    error = swap("T2", "[24]", "[25]", severity=Severity.ERROR, trust=UNSAFE)
    rules(unread, warning, error)
    assert fix_all(TEXT, unsafe=True).text == TEXT.replace("[24]", "[25]")
    rules(warning)
    assert fix_all(TEXT, unsafe=True).text == TEXT.replace("[16]", "[17]")


def test_two_fixes_of_one_cell_do_not_share_a_pass(rules: Callable[..., None]) -> None:
    text = TEXT.replace("[16]", "[16, 3, 1]")
    rules(swap("T1", "16", "17"), swap("T2", "3, 1", "3, 2"))
    assert titles(fix_all(text)) == [["Write 17"], ["Write 3, 2"]]


def test_a_safe_fix_is_taken_where_the_best_is_not(rules: Callable[..., None]) -> None:
    def check(text: str) -> list[Diagnostic]:
        found = swap("T1", "[16]", "[17]", trust=UNSAFE)(text)
        safe = swap("T1", "[16]", "[18]")(text)
        return [
            Diagnostic(one.code, one.severity, one.message, one.span, None, (), one.fixes + o.fixes)
            for one, o in zip(found, safe, strict=True)
        ]

    rules(check)
    assert "[18]" in fix_all(TEXT).text
    assert "[18]" in fix_all(TEXT, unsafe=True).text  # what is sure comes first


# Repairs -----------------------------------------------------------------------------------------

# Two rows were inserted behind row 1; three references were left behind.
SHIFTED = network(
    "[-1, 1, Conv, [16, 3, 2]]",
    "[-1, 1, Conv, [32, 3, 2]]",
    "[-1, 1, nn.Identity, []]",
    "[-1, 1, nn.Identity, []]",
    "[-1, 1, Conv, [64, 3, 2]]",
    head=(
        "[-1, 1, nn.Upsample, [None, 2, nearest]]",
        "[[-1, 1], 1, Concat, [1]]",
        "[-1, 1, C3, [32]]",
        "[[5, 2], 1, Detect, [nc, anchors]]",
    ),
)
MENDED = SHIFTED.replace("[5, 2]", "[7, 4]").replace("[-1, 1], 1, Concat", "[-1, 3], 1, Concat")


def repairing(
    trust: Applicability, *pairs: tuple[str, str], score: float = 0.9
) -> Callable[[Report], list[Repair]]:
    """What finds one repair: it writes the second text of each pair for the first."""

    def find(report: Report) -> list[Repair]:
        text = report.config.text
        if any(old not in text for old, _ in pairs):
            return []
        edits = tuple(
            TextEdit(Span(text.index(old), text.index(old) + len(old)), new) for old, new in pairs
        )
        title = Message("Shift {number} references by 2", number=len(pairs))
        evidence = (Message("rows 2 and 3 are foreign to the stock file"),)
        return [
            Repair(Fix(title, edits, trust), evidence, (Change(8, 0, 5, 7),), (2, 3), (), score)
        ]

    return find


ALL_OF_THEM = (("[5, 2]", "[7, 4]"), ("[-1, 1], 1, C", "[-1, 3], 1, C"))


def test_a_decisive_repair_comes_before_single_fixes() -> None:
    assert "H101" in {one.code for one in findings(SHIFTED)}
    fixed = fix_all(SHIFTED, find_repairs=repairing(SAFE, *ALL_OF_THEM))
    assert fixed.text == MENDED
    (applied,) = fixed.applied
    assert applied.repair is not None
    assert applied.codes == ("H101",)
    assert applied.line == 15
    assert [one for one in fixed.remaining if one.severity >= Severity.WARNING] == []


def test_a_repair_that_is_not_decisive_waits_for_the_word() -> None:
    assert fix_all(SHIFTED, find_repairs=repairing(UNSAFE, *ALL_OF_THEM)).text == SHIFTED
    fixed = fix_all(SHIFTED, unsafe=True, find_repairs=repairing(UNSAFE, *ALL_OF_THEM))
    assert fixed.text == MENDED


def test_a_weak_repair_gives_way_to_a_single_fix_that_does_as_much() -> None:
    same = ("[0, 1]", "[0, 2]")
    (weak,) = fix_all(
        STALE_HEAD, unsafe=True, find_repairs=repairing(UNSAFE, same, score=0.3)
    ).applied
    (strong,) = fix_all(
        STALE_HEAD, unsafe=True, find_repairs=repairing(UNSAFE, same, score=0.8)
    ).applied
    assert (weak.repair, weak.codes) == (None, ("G102",))
    assert strong.repair is not None
    worse = repairing(UNSAFE, ("[0, 1]", "[1, 2]"), score=1.0)
    assert fix_all(STALE_HEAD, unsafe=True, find_repairs=worse).applied[0].repair is None


def test_a_repair_that_harms_a_sound_row_is_refused() -> None:
    harmful = repairing(SAFE, *ALL_OF_THEM[:1], ("[-1, 1], 1, C", "[-1, 4], 1, C"))
    fixed = fix_all(SHIFTED, find_repairs=harmful)
    assert fixed.text == SHIFTED
    (refused,) = fixed.rejected
    assert refused.reason.startswith("it would cause an error: row 6 joins")


def test_a_repair_that_mends_nothing_is_refused() -> None:
    idle = repairing(SAFE, ("nearest", "'nearest'"))
    fixed = fix_all(SHIFTED, find_repairs=idle)
    assert fixed.text == SHIFTED
    assert [one.reason for one in fixed.rejected] == ["it mends none of the findings"]


def test_repairs_obey_the_choice_of_codes() -> None:
    find = repairing(SAFE, *ALL_OF_THEM)
    assert fix_all(SHIFTED, find_repairs=find, wanted=Wanted(select=("Y",))).text == SHIFTED


def test_repairs_are_not_asked_while_yaml_cannot_read_the_text() -> None:
    asked: list[str] = []

    def find(report: Report) -> list[Repair]:
        asked.append(report.config.text)
        return []

    fix_all(SHIFTED.replace("nc: 80", "nc:80"), find_repairs=find)
    assert asked
    assert all("nc: 80" in text for text in asked)


# Options -----------------------------------------------------------------------------------------


def test_the_options_of_the_caller_hold() -> None:
    seen: list[tuple[int, int]] = []

    def at_320(config: Config) -> Report:
        report = analyze(config, image_size=(320, 320))
        seen.append(report.image_size)
        return report

    fix_all(SMALL_LETTER, analyze=at_320)
    assert set(seen) == {(320, 320)}


def test_a_file_without_faults_is_left_alone() -> None:
    text = network("[-1, 1, Conv, [16, 3, 2]]")
    fixed = fix_all(text)
    assert (fixed.text, fixed.passes, fixed.edits, fixed.fight) == (text, (), (), None)
    assert read_config(fixed.text).text == text
