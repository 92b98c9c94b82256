"""The canvas as a picture: what it shows, keeps and tells."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.core.analysis.report import Report
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.export import ink as figure_ink
from builder.core.text import Span
from builder.gui import theme
from builder.gui.canvas import CanvasView
from builder.gui.canvas.ink import make_ink
from builder.gui.canvas.targets import OnCard, OnEdge, target_at
from tests.gui.canvas.hands import centre, click, viewport_point
from tests.networks import recorded, report, stale_yolov5s


@pytest.fixture
def view(qtbot: QtBot) -> CanvasView:
    """A canvas with YOLOv5s, fitted."""
    made = CanvasView()
    qtbot.addWidget(made)
    made.resize(830, 470)
    made.show()
    made.show_report(recorded("yolov5s"), ())
    return made


def _changed(made: Report, index: int, **changes: object) -> Report:
    layers = list(made.layers)
    layers[index] = replace(layers[index], **changes)  # type: ignore[arg-type]
    return report(layers)


def _pixels(view: CanvasView) -> QImage:
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    view.render(painter, QRectF(image.rect()), view.viewport().rect())
    painter.end()
    return image


def test_the_first_rows_are_fitted_and_can_be_read(view: CanvasView) -> None:
    shown = view.mapToScene(view.viewport().rect()).boundingRect()
    assert shown.contains(view.canvas.picture_rect())
    assert view.zoom() >= 0.65, "13 px type stays above 8 px in a small window"


def test_a_new_report_keeps_items_view_and_selection(view: CanvasView) -> None:
    view.zoom_in()
    view.set_selected([16])
    transform, middle = view.transform(), view.mapToScene(QPoint(100, 100))
    cards, edges = dict(view.canvas.cards), list(view.canvas.edges)
    view.show_report(_changed(recorded("yolov5s"), 9, module="SPP"), ())
    assert view.canvas.cards == cards
    assert view.canvas.edges == edges
    assert view.transform() == transform
    assert view.mapToScene(QPoint(100, 100)) == middle
    assert view.selected() == (16,)


def test_cards_follow_the_rows(view: CanvasView) -> None:
    made = recorded("yolov5s")
    view.show_report(report(made.layers[:12]), ())
    assert sorted(view.canvas.cards) == list(range(-1, 12))
    view.show_report(made, ())
    assert sorted(view.canvas.cards) == list(range(-1, 25))
    assert len(view.canvas.edges) == len(view.canvas.layout.edges)
    assert len(view.canvas.items()) == 26 + len(view.canvas.edges)


def test_an_empty_canvas_invites(view: CanvasView) -> None:
    assert not view.invitation.isVisible()
    view.show_report(report([]), ())
    assert view.invitation.isVisible()
    assert "YAML" in view.invitation.text()
    assert view.invitation.geometry() == view.viewport().rect()
    view.fit()
    view.center_on(3)


def test_set_selected_is_silent_and_clicks_are_not(view: CanvasView, qtbot: QtBot) -> None:
    told: list[tuple[int, ...]] = []
    view.selection_changed.connect(told.append)
    view.set_selected([3, 4])
    assert told == []
    assert view.selected() == (3, 4)
    click(qtbot, view, 16)
    assert told == [(16,)]
    click(qtbot, view, 17, Qt.KeyboardModifier.ControlModifier)
    assert told[-1] == (16, 17)
    view.set_selected([99])
    assert view.selected() == ()


def test_the_rubber_band_selects(view: CanvasView, qtbot: QtBot) -> None:
    told: list[tuple[int, ...]] = []
    view.selection_changed.connect(told.append)
    boxes = view.canvas.layout.by_index
    start = viewport_point(view, boxes[5].box.x - 20, boxes[5].box.y - 8)
    end = viewport_point(view, boxes[6].box.right + 12, boxes[6].box.bottom + 8)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        place = start + (end - start) * share
        qtbot.mouseMove(view.viewport(), place)
        QApplication.processEvents()
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert told == [(5, 6)]


def test_the_image_cannot_be_selected(view: CanvasView, qtbot: QtBot) -> None:
    click(qtbot, view, -1)
    assert view.selected() == ()


def test_center_on_moves_only_when_it_must(view: CanvasView) -> None:
    before = view.mapToScene(QPoint(0, 0))
    view.center_on(20)
    assert view.mapToScene(QPoint(0, 0)) == before
    view.reset_zoom()
    assert view.zoom() == pytest.approx(1.0)
    for index in (0, 24, 10, 23):
        view.center_on(index)
        assert view.viewport().rect().contains(centre(view, index))


def _wheel(view: CanvasView, place: QPoint, turn: int, keys: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(place), view.viewport().mapToGlobal(QPointF(place)), QPoint(), QPoint(0, turn),
        Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


@pytest.mark.parametrize(
    "keys", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier]
)
def test_the_wheel_zooms_at_the_mouse(view: CanvasView, keys: Qt.KeyboardModifier) -> None:
    place = QPoint(700, 90)
    under, zoom = view.mapToScene(place), view.zoom()
    for turn in (120, 120, 120, -120):
        _wheel(view, place, turn, keys)
    assert view.zoom() == pytest.approx(zoom * 1.0015**240)
    moved = view.mapToScene(place) - under
    assert abs(moved.x()) * view.zoom() < 4
    assert abs(moved.y()) * view.zoom() < 4


def test_zoom_has_limits(view: CanvasView) -> None:
    for _ in range(60):
        _wheel(view, QPoint(300, 300), 120, Qt.KeyboardModifier.NoModifier)
    assert view.zoom() == pytest.approx(4.0)
    for _ in range(99):
        view.zoom_out()
    assert view.zoom() == pytest.approx(0.08)


def test_a_fitted_picture_follows_the_window(view: CanvasView) -> None:
    view.resize(1200, 900)
    grown = view.zoom()
    assert grown > 1.1
    view.zoom_in()
    view.resize(800, 600)
    assert view.zoom() == pytest.approx(grown * 1.2), "but not once the user has zoomed"


@pytest.mark.parametrize("zoom", [0.1, 0.3, 0.5, 1.0, 3.0])
def test_every_zoom_can_be_painted(view: CanvasView, zoom: float) -> None:
    view.show_report(stale_yolov5s(), ())
    view.set_selected([4])
    view.highlight([16, 24])
    view.scale(zoom / view.zoom(), zoom / view.zoom())
    view.centerOn(view.canvas.picture_rect().center())
    assert len(_all_pixels(view)) > 8


def test_a_failed_row_is_red_and_its_edge_too(view: CanvasView) -> None:
    error = make_ink(theme.colours()).error.rgb()
    view.reset_zoom()
    view.center_on(16)
    assert error not in _all_pixels(view)
    view.show_report(stale_yolov5s(), ())
    view.center_on(16)
    assert error in _all_pixels(view)
    wrong = [item.edge for item in view.canvas.edges if item.edge.wrong]
    assert [(edge.source, edge.target) for edge in wrong] == [(6, 16)]


def _all_pixels(view: CanvasView) -> set[int]:
    image = _pixels(view)
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_a_finding_about_one_input_marks_that_edge(view: CanvasView) -> None:
    made = stale_yolov5s()
    ref = made.config.layers[16].refs[1]
    found = Diagnostic("S201", Severity.WARNING, "40x40 joins 80x80", ref.span, layer=16)
    other = Diagnostic("G104", Severity.WARNING, "dead", Span(0, 1), layer=4)
    plain = replace(made, layers=recorded("yolov5s").layers)
    view.show_report(plain, [found, other])
    ink = view.canvas.ink
    looks = {(e.edge.source, e.edge.target): e._look()[0] for e in view.canvas.edges}
    assert looks[4, 16] == ink.warning
    assert looks[15, 16] == ink.line
    assert view.canvas.cards[4]._border().color() == ink.warning
    assert view.canvas.cards[5]._border().color() == ink.border


def test_hover_lifts_a_card_and_its_edges_only(view: CanvasView, qtbot: QtBot) -> None:
    qtbot.mouseMove(view.viewport(), centre(view, 12))
    lifted = {(e.edge.source, e.edge.target) for e in view.canvas.edges if e.strong}
    assert lifted == {(11, 12), (6, 12), (12, 13)}
    assert [i for i, card in view.canvas.cards.items() if card.hovered] == [12]


def test_tooltips_tell_everything(view: CanvasView) -> None:
    made = _changed(recorded("yolov5s"), 3, args=(64, 128, 3, 2), params=73984)
    found = Diagnostic("S299", Severity.WARNING, "1 < 2 & so on", Span(0, 1), layer=3)
    view.show_report(made, [found])
    words = view.tooltip_at(centre(view, 3))
    for fact in ("Conv", "c1=64", "c2=128", "k=3", "s=2", "128×80×80", "73,984", "S299",
                 "1 &lt; 2 &amp; so on"):  # fmt: skip
        assert fact in words, fact
    view.show_report(stale_yolov5s(), ())
    assert "sizes 80x80 and 40x40 differ" in view.tooltip_at(centre(view, 16))
    assert "layer 16 failed" in view.tooltip_at(centre(view, 20))
    assert "640" in view.tooltip_at(centre(view, -1))
    assert view.tooltip_at(QPoint(2, 2)) == ""
    edge = next(e.edge for e in view.canvas.edges if (e.edge.source, e.edge.target) == (7, 8))
    (x, y0), (_, y1) = edge.points
    assert "8 C3 reads 7 Conv" in view.tooltip_at(viewport_point(view, x, (y0 + y1) / 2))


def test_themes_change_while_the_canvas_stands(view: CanvasView) -> None:
    try:
        theme.apply(theme.Scheme.DARK)
        QApplication.processEvents()
        assert _pixels(view).pixelColor(2, 2).lightness() < 60
        theme.apply(theme.Scheme.LIGHT)
        QApplication.processEvents()
        assert _pixels(view).pixelColor(2, 2).lightness() > 200
    finally:
        theme.apply(theme.Scheme.LIGHT)


@pytest.mark.parametrize("zoom", [0.2, 0.7, 2.0])
def test_targets_are_generous_at_any_zoom(view: CanvasView, zoom: float) -> None:
    layout = view.canvas.layout
    edge = next(e for e in layout.edges if (e.source, e.target) == (10, 22))
    (x0, y0), (x1, _) = edge.points[:2]
    middle = (x0 + x1) / 2 + 60
    assert target_at(layout, (middle, y0 + 11 / zoom), zoom) == OnEdge(10, 22, 1)
    assert target_at(layout, (middle, y0 + 13 / zoom), zoom) != OnEdge(10, 22, 1)
    box = layout.by_index[7].box
    assert target_at(layout, box.middle, zoom) == OnCard(7)
    assert target_at(layout, (box.x + 10, box.bottom + 2), zoom) == OnEdge(7, 8, 0)


def test_figures_and_canvas_use_the_same_colours() -> None:
    assert theme.LIGHT.categories == figure_ink.CATEGORIES
