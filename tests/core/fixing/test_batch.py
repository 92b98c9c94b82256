"""Which fixes may share a pass."""

from hypothesis import given
from hypothesis import strategies as st

from builder.core.config import read_config
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Severity
from builder.core.fixing.batch import Candidate, apart
from builder.core.text import Span, TextEdit, apply_edits

TEXT = "nc: 4\nbackbone:\n  - [[-1, 0], 1, Conv, [64, 3, 2]]\nhead: []\n"
CONFIG = read_config(TEXT)


def candidate(*spans: tuple[int, int]) -> Candidate:
    edits = tuple(TextEdit(Span(*span), "x") for span in spans)
    fix = Fix("Write x", edits, Applicability.SAFE)
    return Candidate(Diagnostic("T1", Severity.ERROR, "", Span(*spans[0])), fix)


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_edits_that_touch_are_kept_apart() -> None:
    first, second = candidate((2, 4)), candidate((4, 5))
    assert apart(CONFIG, [first, second]) == [first]
    assert apart(CONFIG, [second, first]) == [second]
    assert apart(CONFIG, [first, candidate((5, 6))]) == [first, candidate((5, 6))]


def test_a_cell_has_one_fix() -> None:
    args = candidate(at("64")), candidate((at("3, 2")[1] - 1, at("3, 2")[1]))
    assert apart(CONFIG, args) == [args[0]]
    other = candidate(at("Conv"))
    assert apart(CONFIG, [args[0], other]) == [args[0], other]


def test_a_fix_may_have_several_edits_in_a_cell() -> None:
    both = candidate(at("64"), (at("3, 2")[1] - 1, at("3, 2")[1]))
    assert apart(CONFIG, [both, candidate(at("3, 2"))]) == [both]


SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 4)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], len(TEXT)))
)


@given(st.lists(st.lists(SPANS, min_size=1, max_size=3).map(lambda s: candidate(*s)), max_size=12))
def test_what_is_kept_never_meets(candidates: list[Candidate]) -> None:
    kept = apart(CONFIG, candidates)
    assert kept[:1] == candidates[:1]
    for place, one in enumerate(kept):
        for other in kept[place + 1 :]:
            for mine in one.fix.edits:
                for its in other.fix.edits:
                    assert mine.span.end < its.span.start or its.span.end < mine.span.start
    for other in candidates:
        if other not in kept:
            assert apart(CONFIG, [*kept, other]) == kept
    single = [one for one in kept if len(one.fix.edits) == 1]
    apply_edits(TEXT, [edit for one in single for edit in one.fix.edits])
