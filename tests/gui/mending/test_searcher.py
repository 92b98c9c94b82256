"""The process that looks for repairs."""

import sys

import pytest

from builder.gui.document import Options, analyze_text
from builder.gui.window.mending import searcher as module
from builder.gui.window.mending.searcher import Searcher
from tests.gui.mending.looking import STALE
from tests.texts import ULTRALYTICS


@pytest.fixture
def make_searcher(qtbot):
    made = []

    def make(words=None) -> Searcher:
        made.append(Searcher(words=words))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def test_the_process_answers_about_the_newest_text(qtbot, make_searcher) -> None:
    searcher = make_searcher()
    texts = [analyze_text(STALE + "#" * n, Options(), "") for n in range(4)]
    found = []
    searcher.answered.connect(found.append)
    for each in texts:
        searcher.ask(each)
    assert searcher.is_asked(texts[3])
    qtbot.waitUntil(lambda: len(found) == 4, timeout=20_000)
    assert [each.analysis for each in found] == [texts[place] for place in (1, 2, 0, 3)]
    reasons = [(each.repairs is None, each.reason) for each in found]
    assert reasons == 2 * [(True, "The text has changed meanwhile.")] + 2 * [(False, "")]
    assert not searcher.is_asked(texts[3])


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["/nowhere/python"], "Its process could not be started."),
        ([sys.executable, "-c", "pass"], "Its process ended."),
    ],
)
def test_a_process_that_dies_is_told_and_another_one_is_started(
    qtbot, make_searcher, words, reason
) -> None:
    searcher = make_searcher(words)
    with qtbot.waitSignal(searcher.answered, timeout=20_000) as told:
        searcher.ask(analyze_text(STALE, Options(), ""))
    assert (told.args[0].repairs, told.args[0].reason) == (None, reason)
    searcher._command = Searcher()._command
    with qtbot.waitSignal(searcher.answered, timeout=20_000) as told:
        searcher.ask(analyze_text(STALE, Options(), ""))
    assert told.args[0].repairs is not None


def test_a_process_that_never_answers_is_ended(qtbot, make_searcher) -> None:
    searcher = make_searcher([sys.executable, "-c", "import time; time.sleep(60)"])
    searcher._limit.setInterval(50)
    with qtbot.waitSignal(searcher.answered, timeout=20_000) as told:
        searcher.ask(analyze_text(STALE, Options(), ""))
    assert (told.args[0].repairs, told.args[0].reason) == (None, "It took too long.")
    assert searcher._process is None


def test_a_question_that_waits_survives_the_process(qtbot, make_searcher) -> None:
    searcher = make_searcher([sys.executable, "-c", "pass"])
    texts = [analyze_text(STALE + "#" * n, Options(), "") for n in range(2)]
    found = []
    searcher.answered.connect(found.append)
    for each in texts:
        searcher.ask(each)
    qtbot.waitUntil(lambda: len(found) == 2, timeout=20_000)
    assert [each.analysis for each in found] == texts


def test_a_process_that_nobody_asks_any_more_is_ended(qtbot, make_searcher) -> None:
    searcher = make_searcher()
    searcher._idle.setInterval(0)
    with qtbot.waitSignal(searcher.answered, timeout=20_000):
        searcher.ask(analyze_text(STALE, Options(), ""))
    qtbot.waitUntil(lambda: searcher._process is None)


def test_the_options_of_the_window_hold_for_the_search(make_searcher, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(module, "request", lambda *words: asked.append(words) or b"")
    analysis = analyze_text(ULTRALYTICS, Options("x", nc=7), "")
    make_searcher().ask(analysis)
    assert asked == [(1, analysis.report, "x", 7)]
