"""The line above the canvas about references that were left behind."""

import re

import pytest

from builder.gui.document import Options, analyze_text
from builder.gui.window.mending.desk import worth_searching
from builder.gui.window.mending.repair_dialog import RepairDialog
from builder.gui.window.mending.searcher import Found
from tests.gui.conftest import SMALL
from tests.gui.mending.looking import STALE


def test_a_line_above_the_canvas_tells_of_repairs(stale, found) -> None:
    line = stale.page.notice
    assert line.isHidden()
    stale.fixing._take(found)
    assert line.isVisible()
    assert line.words.text() == "Left behind by 1 inserted row, it seems: 1 reference"
    line.button.click()
    assert isinstance(stale.fixing.dialog, RepairDialog)
    stale.fixing.dialog.reject()
    line.close_button.click()
    assert line.isHidden()
    stale.fixing._take(found)
    assert line.isHidden(), "what was put away does not come back"


def test_the_line_goes_when_nothing_is_wrong_any_more(stale, found) -> None:
    stale.fixing._take(found)
    stale.document.replace_text(SMALL)
    assert stale.page.notice.isHidden()


def test_the_line_goes_when_a_search_finds_nothing(stale, found) -> None:
    stale.fixing._take(found)
    stale.fixing._take(Found(stale.document.analysis, ()))
    assert stale.page.notice.isHidden()


def test_a_file_that_was_mended_on_disk_behind_another_has_no_line(
    stale, found, open_text, tmp_path
) -> None:
    stale.fixing._take(found)
    document, line = stale.document, stale.page.notice
    open_text(SMALL, "other.yaml")
    document.path.write_text(SMALL)
    stale.session.look_at_disk()
    stale.show_document(document)
    assert document.text == SMALL
    assert line.isHidden()


def test_it_is_searched_anew_after_everything_that_changes_the_findings(
    stale, qtbot, monkeypatch
) -> None:
    asked = []
    monkeypatch.setattr(stale.fixing.searcher, "ask", asked.append)
    stale.fixing._look.stop()
    document = stale.document
    for change in (
        lambda: document.replace_text(STALE + "# more\n"),
        lambda: document.choose_dialect("yolov5@6.2"),
        document.refresh,
    ):
        change()
        qtbot.waitUntil(lambda: any(one is document.analysis for one in asked))


def test_an_answer_about_another_text_is_dropped(stale, found) -> None:
    stale.document.replace_text(STALE + "# more\n")
    stale.fixing._take(found)
    assert stale.page.notice.isHidden()


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        (STALE, True),
        (SMALL, False),
        (SMALL.replace("C3, [128]", "CBAM, [128]"), False),
        # Nothing but comments that were not renumbered: rows may have come or gone.
        (re.sub(r"# ([2-7])", lambda found: f"# {int(found[1]) + 1}", SMALL), True),
    ],
)
def test_what_hints_at_stale_references(text: str, worth: bool) -> None:
    assert worth_searching(analyze_text(text, Options(), "")) is worth
