"""The scale of the tool bar, and the panel with all of them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from builder.gui.sizes import parse_sizes, size_text
from builder.gui.survey import SurveyPanel
from builder.gui.window import MainWindow
from tests.gui.conftest import SMALL
from tests.texts import ULTRALYTICS


def entries(window: MainWindow) -> list[str]:
    box = window.bar.scale
    return [box.itemText(place) for place in range(box.count())]


def choose(window: MainWindow, scale: str | None) -> None:
    box = window.bar.scale
    box.setCurrentIndex(box.findData(scale))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize(
    ("name", "first", "why"),
    [
        ("yolo11s.yaml", "file: s (its name)", "The file's name says scale s: yolo11s.yaml"),
        ("net.yaml", "file: n (the first)", "so the first is taken: n"),
    ],
)
def test_the_scales_of_the_file_and_what_it_says_itself(
    window, open_text, name: str, first: str, why: str
) -> None:
    open_text(ULTRALYTICS, name)
    assert entries(window) == [
        first, "n: 0.5 × 0.25, ≤ 1024", "s: 0.5 × 0.5, ≤ 1024", "x: 1 × 1.5, ≤ 512",
    ]  # fmt: skip
    assert why in window.bar.scale.toolTip()
    assert window.bar.scale.currentData() is None
    choose(window, "x")
    assert window.document.analysis.report.scale == "x"
    assert "scale x" in window.status.totals.text()
    assert entries(window)[0] == first
    choose(window, None)
    assert (
        window.document.analysis.report.scale == window.document.analysis.report.resolved.own_scale
    )
    assert window.document.text == ULTRALYTICS


def test_published_sizes_of_a_file_with_anchors(window, open_text) -> None:
    open_text()
    assert entries(window)[:3] == ["file: 0.33 × 0.5", "n: 0.33 × 0.25", "s: 0.33 × 0.5"]
    choose(window, "x")
    assert entries(window)[0] == "file: 0.33 × 0.5"
    assert window.document.analysis.report.resolved.width == 1.25


def test_the_only_scale_and_none(window, open_text) -> None:
    start, end = ULTRALYTICS.index("  n: ["), ULTRALYTICS.index("  x: [")
    open_text(ULTRALYTICS[:start] + ULTRALYTICS[end:], "one.yaml")
    assert entries(window) == ["file: x", "x: 1 × 1.5, ≤ 512"]
    start, end = ULTRALYTICS.index("scales:"), ULTRALYTICS.index("backbone")
    open_text(ULTRALYTICS[:start] + ULTRALYTICS[end:], "none.yaml")
    assert entries(window) == ["no scales"]
    assert not window.bar.scale.isEnabled()
    assert "no table of `scales`" in window.bar.scale.toolTip()


def test_a_chosen_scale_that_the_text_loses_comes_back_with_it(window, open_text) -> None:
    open_text(ULTRALYTICS)
    choose(window, "x")
    document = window.document
    document.replace_text(ULTRALYTICS.replace("  x: ", "  y: "))
    assert document.analysis.report.scale == "n"
    assert document.analysis.options.scale is None
    assert window.bar.scale.currentData() is None
    window.desk.undo()
    assert document.analysis.report.scale == "x"
    assert window.bar.scale.currentData() == "x"


def test_a_file_saved_under_another_name_has_the_scale_of_that(
    window, open_text, tmp_path: Path
) -> None:
    open_text(ULTRALYTICS, "yolo11s.yaml")
    assert window.document.analysis.report.scale == "s"
    window.session.save(window.document, tmp_path / "yolo11x.yaml")
    assert window.document.analysis.report.scale == "x"
    assert entries(window)[0] == "file: x (its name)"


# --- all scales -----------------------------------------------------------------------------


@pytest.fixture
def survey(qtbot: QtBot, window: MainWindow) -> SurveyPanel:
    window.bar.survey.click()
    qtbot.waitUntil(window.survey.isVisible)
    return window.survey


def texts(panel: SurveyPanel) -> list[list[str]]:
    model = panel.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_all_scales_and_sizes_are_worked_out_one_by_one(
    qtbot: QtBot, window, open_text, survey
) -> None:
    open_text(ULTRALYTICS)
    turns: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(len(survey.model.surveyed())))
    timer.start(0)
    survey.sizes.setText("64, 64x128")
    survey.sizes.editingFinished.emit()
    qtbot.waitUntil(lambda: survey.model.rowCount() == 6)
    qtbot.waitUntil(lambda: len(survey.model.surveyed()) == 6)
    timer.stop()
    assert {1, 2, 3, 4, 5} <= {*turns}, "other events had to wait for more than one of them"
    rows = texts(survey)
    assert [row[:2] for row in rows[:3]] == [["n", "64×64"], ["n", "64×128"], ["s", "64×64"]]
    assert len({row[2] for row in rows}) == 3
    assert all(row[7] == "" for row in rows)


def test_a_click_measures_the_network_so(qtbot: QtBot, window, open_text, survey) -> None:
    open_text(ULTRALYTICS)
    survey.finish()
    bold = [
        row
        for row in range(survey.model.rowCount())
        if survey.model.index(row, 0).data(Qt.ItemDataRole.FontRole)
    ]
    assert [texts(survey)[row][:2] for row in bold] == [["n", "640×640"]]
    survey.view.clicked.emit(survey.model.index(5, 0))
    options = window.document.options
    assert (options.scale, options.image_size) == ("s", (1280, 1280))
    assert window.bar.scale.currentData() == "s"
    assert window.bar.size_box.currentText() == "1280"
    assert survey.model.current == ("s", (1280, 1280))
    survey.view.clicked.emit(survey.model.index(1, 0))
    assert window.document.options.scale is None  # what the file says itself
    assert window.document.text == ULTRALYTICS


def test_an_edit_is_worked_out_again_and_another_file_leaves_nothing(
    qtbot: QtBot, window, open_text, survey
) -> None:
    open_text(ULTRALYTICS)
    survey.finish()
    before = texts(survey)
    window.document.replace_text(ULTRALYTICS.replace("[[3], 1, Detect", "[[9], 1, Detect"))
    survey.finish()
    problems = [row[7] for row in texts(survey)]
    assert all(words.startswith("G101: ") for words in problems)
    assert survey.model.index(0, 7).data(Qt.ItemDataRole.ForegroundRole) is not None
    window.desk.undo()
    survey.finish()
    assert texts(survey) == before
    open_text(SMALL, "small.yaml")
    assert survey.model.surveyed() == []
    survey.finish()
    assert [row[0] for row in texts(survey)[::3]] == ["n", "s", "m", "l", "x"]
    window.files.close(window.document)
    window.files.close(window.document)
    assert survey.model.rowCount() == 0


def test_the_table_is_copied(window, open_text, survey) -> None:
    open_text(ULTRALYTICS)
    clipboard = QGuiApplication.clipboard()
    heads = []
    for action in survey._actions:
        action.trigger()
        lines = clipboard.text().splitlines()
        assert len([line for line in lines if "640" in line]) == 3
        heads.append(lines[0])
    assert heads[0].startswith("Scale\tImage\tParameters")
    assert heads[1].startswith("| Scale | Image |")
    assert heads[2].startswith("Scale,Image,Parameters")


def test_sizes_as_people_type_them(window, open_text, survey) -> None:
    assert parse_sizes("320, 384 x 640，320;8") == [(320, 320), (384, 640), (8, 8)]
    assert parse_sizes("") is None
    assert parse_sizes("320, x") is None
    assert [size_text(size) for size in ((320, 320), (384, 640))] == ["320", "384x640"]
    open_text(SMALL)
    survey.finish()
    survey.sizes.setText("nonsense")
    survey.sizes.editingFinished.emit()
    assert survey.sizes.text() == "320, 640, 1280"
