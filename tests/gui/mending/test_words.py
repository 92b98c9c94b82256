"""What is said of repairs and changes."""

from types import SimpleNamespace

import pytest

from builder.core.config import read_config
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Severity
from builder.core.repair import Change, Repair
from builder.core.text import Span
from builder.gui.window.mending.words import evidence_html, likelihood, notice, outcome, shortened
from tests.gui.conftest import SMALL

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


@pytest.mark.parametrize(
    ("inserted", "removed", "count", "words"),
    [
        ((5, 6), (), 8, "Left behind by 2 inserted rows, it seems: 8 references"),
        ((), (3,), 1, "Left behind by 1 removed row, it seems: 1 reference"),
        (
            (5,),
            (3, 4),
            2,
            "Left behind by 1 inserted row and 2 removed rows, it seems: 2 references",
        ),
        ((), (), 2, "Left behind, it seems: 2 references"),
    ],
)
def test_the_words_of_the_line(qapp, inserted, removed, count, words) -> None:
    fix = Fix("x", (), Applicability.SAFE)
    changes = tuple(Change(7, port, 1, 2) for port in range(count))
    assert notice(Repair(fix, (), changes, inserted, removed)) == words


@pytest.mark.parametrize(
    ("applicability", "score", "words"),
    [(SAFE, 0.1, "decisive"), (UNSAFE, 0.5, "likely"), (UNSAFE, 0.49, "possible")],
)
def test_how_likely_a_repair_is(qapp, applicability, score, words) -> None:
    assert likelihood(Repair(Fix("x", (), applicability), (), (), score=score)) == words


def test_a_row_that_reads_the_image_is_said_so(qapp) -> None:
    changes = (Change(0, 0, 3, -1), Change(7, 1, 1, 3), Change(7, 2, 2, 4))
    html = evidence_html(Repair(Fix("x", (), SAFE), (), changes), read_config(SMALL))
    assert ">image<" in html
    assert html.count("href=") == 2
    assert "What speaks for it" not in html


def _found(codes: str, severity: Severity = Severity.ERROR) -> tuple[Diagnostic, ...]:
    return tuple(Diagnostic(code, severity, "x", Span(0, 0)) for code in codes.split())


@pytest.mark.parametrize(
    ("solved", "raised", "after", "words"),
    [
        ("", "", "", "Solves no error or warning"),
        ("S1 S1 G1", "", "", "Solves 3 (S1, G1)"),
        ("S1", "G2", "G2 G3 G4", "Solves 1 (S1) · brings 1 (G2) · 2 left"),
        ("A B C D E F", "", "", "Solves 6 (A, B, C, D, E, F)"),
        ("A B C D E F G", "", "", "Solves 7 (A, B, C, D, E, F…)"),
    ],
)
def test_what_comes_of_a_change(qapp, solved, raised, after, words) -> None:
    left = _found(after) + _found("N1 N2", Severity.INFO)
    preview = SimpleNamespace(
        solved=_found(solved), raised=_found(raised), after=SimpleNamespace(diagnostics=left)
    )
    assert outcome(preview) == words


@pytest.mark.parametrize(
    ("titles", "lines"),
    [
        ("a b a c d", ["a × 2", "b", "c", "d"]),
        ("a b a c d e e", ["a × 2", "b", "c", "and 3 more"]),
    ],
)
def test_many_titles_are_counted(titles: str, lines: list[str]) -> None:
    assert shortened(titles.split(), "and {0} more") == lines
