"""What the mouse and the keys ask for."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.core.layout import Layout
from builder.gui.canvas import CanvasView
from builder.gui.canvas.menu import CanvasMenu
from builder.gui.mime import block_to_mime
from tests.gui.canvas.hands import (
    between,
    carry,
    carry_away,
    centre,
    click,
    drag,
    drop,
    files,
    port,
    release,
    viewport_point,
)
from tests.networks import recorded, report

Asked = list[tuple[object, ...]]
SIGNALS = (
    "activated", "insert_on_edge", "insert_after", "insert_at_end", "connect_requested",
    "remove_requested", "duplicate_requested", "move_requested", "files_dropped",
)  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot) -> CanvasView:
    """A canvas with YOLOv5s, fitted."""
    made = CanvasView()
    qtbot.addWidget(made)
    made.resize(830, 470)
    made.show()
    made.show_report(recorded("yolov5s"), ())
    return made


@pytest.fixture
def asked(view: CanvasView) -> Iterator[Asked]:
    """Every intent of the canvas, with its values."""
    heard: Asked = []
    for name in SIGNALS:

        def note(*values: object, name: str = name) -> None:
            heard.append((name, *values))

        getattr(view, name).connect(note)
    layout: Layout = view.canvas.layout
    yield heard
    assert view.canvas.layout is layout, "the canvas never changes what it shows by itself"


def _calm(view: CanvasView) -> bool:
    """Whether no gesture has left a trace."""
    lit = any(item.lit or item.dimmed for item in view.canvas.cards.values())
    lines = any(item.lit for item in view.canvas.edges)
    scene = view.canvas
    return not (lit or lines or scene.ghost or scene.rubber or view.hint.isVisible())


def test_a_block_dropped_on_an_edge(view: CanvasView, asked: Asked) -> None:
    data = block_to_mime("CBAM")
    assert carry(view, data, between(view, 9, 10))
    assert view.hint.text() == "insert CBAM between 9 and 10"
    assert [(e.edge.source, e.edge.target) for e in view.canvas.edges if e.lit] == [(9, 10)]
    drop(view, data, between(view, 10, 22))
    drop(view, data, between(view, 9, 10))
    assert asked == [("insert_on_edge", "CBAM", 10, 22, 1), ("insert_on_edge", "CBAM", 9, 10, 0)]
    assert _calm(view)


def test_every_edge_takes_a_block(view: CanvasView, asked: Asked) -> None:
    view.resize(1400, 1000)
    for edge in view.canvas.layout.edges:
        drop(view, block_to_mime("SE"), between(view, edge.source, edge.target))
        assert asked.pop() == ("insert_on_edge", "SE", edge.source, edge.target, edge.port)


def test_a_block_dropped_on_a_card_goes_behind_it(view: CanvasView, asked: Asked) -> None:
    carry(view, block_to_mime("CBAM"), centre(view, 6))
    assert view.hint.text() == "insert CBAM after 6"
    assert [i for i, card in view.canvas.cards.items() if card.lit] == [6]
    drop(view, block_to_mime("CBAM"), centre(view, 6))
    drop(view, block_to_mime("CBAM"), centre(view, -1))
    assert asked == [("insert_after", "CBAM", 6), ("insert_on_edge", "CBAM", -1, 0, 0)]


def test_nothing_goes_behind_a_head(view: CanvasView, asked: Asked) -> None:
    free = viewport_point(view, 700, 60)
    assert not carry(view, block_to_mime("CBAM"), free)
    assert not carry(view, block_to_mime("CBAM"), centre(view, 24))
    drop(view, block_to_mime("CBAM"), free)
    assert asked == []
    assert _calm(view)


def test_a_block_dropped_on_free_ground_becomes_the_last_row(
    view: CanvasView, qtbot: QtBot
) -> None:
    heard: Asked = []
    view.insert_at_end.connect(lambda block: heard.append((block,)))
    for rows in (recorded("yolov5s").layers[:8], ()):
        view.show_report(report(rows), ())
        assert carry(view, block_to_mime("Conv"), QPoint(820, 10))
        assert view.hint.text() == "add Conv at the end"
        drop(view, block_to_mime("Conv"), QPoint(820, 10))
    assert heard == [("Conv",), ("Conv",)]


def test_a_block_carried_away_leaves_no_trace(view: CanvasView, asked: Asked) -> None:
    carry(view, block_to_mime("CBAM"), between(view, 9, 10))
    assert not _calm(view)
    carry_away(view)
    assert _calm(view)
    assert asked == []


def test_a_report_ends_the_gesture_under_way(view: CanvasView, qtbot: QtBot) -> None:
    drag(qtbot, view, port(view, 4), centre(view, 20))
    assert not _calm(view)
    view.show_report(report(recorded("yolov5s").layers[:5]), ())
    assert _calm(view)
    release(qtbot, view, QPoint(300, 300))


def test_files_are_handed_on_and_other_things_refused(view: CanvasView, asked: Asked) -> None:
    drop(view, files("/tmp/a.yaml", "/tmp/b.yaml"), QPoint(100, 100))
    assert asked == [("files_dropped", ["/tmp/a.yaml", "/tmp/b.yaml"])]
    words = QMimeData()
    words.setText("CBAM")
    assert not carry(view, words, centre(view, 6))


def test_files_that_nobody_opens_here_are_left_to_the_window(qtbot: QtBot) -> None:
    alone = CanvasView()
    qtbot.addWidget(alone)
    alone.show()
    assert not carry(alone, files("/tmp/a.yaml"), QPoint(50, 50))


def test_an_output_dragged_to_a_joining_card_adds_an_input(
    view: CanvasView, asked: Asked, qtbot: QtBot
) -> None:
    drag(qtbot, view, port(view, 4), centre(view, 19))
    assert view.hint.text() == "add 4 to the inputs of 19"
    assert {i for i, card in view.canvas.cards.items() if card.dimmed} == set(range(-1, 5))
    release(qtbot, view, centre(view, 19))
    assert asked == [("connect_requested", 4, 19, 2)]
    assert _calm(view)


def test_an_output_dragged_to_the_tip_of_an_edge_replaces_that_input(
    view: CanvasView, asked: Asked, qtbot: QtBot
) -> None:
    view.reset_zoom()
    view.centerOn(*view.canvas.layout.by_index[12].box.middle)
    edge = next(e for e in view.canvas.layout.edges if (e.source, e.target) == (6, 12))
    tip = viewport_point(view, *edge.points[-1])
    drag(qtbot, view, port(view, 5), tip)
    assert view.hint.text() == "let 12 read 5 instead of 6"
    release(qtbot, view, tip)
    assert asked == [("connect_requested", 5, 12, 1)]


def test_an_output_dragged_to_a_card_with_one_input_replaces_it(
    view: CanvasView, asked: Asked, qtbot: QtBot
) -> None:
    drag(qtbot, view, port(view, 4), centre(view, 18))
    assert view.hint.text() == "let 18 read 4 instead of 17"
    release(qtbot, view, centre(view, 18))
    assert asked == [("connect_requested", 4, 18, 0)]


@pytest.mark.parametrize("target", [4, 10, -1])
def test_an_output_cannot_reach_back(
    view: CanvasView, asked: Asked, qtbot: QtBot, target: int
) -> None:
    drag(qtbot, view, port(view, 10), centre(view, target))
    release(qtbot, view, centre(view, target))
    assert asked == []
    assert _calm(view)


def test_what_is_connected_already_is_left_alone(
    view: CanvasView, asked: Asked, qtbot: QtBot
) -> None:
    drag(qtbot, view, port(view, 17), centre(view, 18))
    assert view.hint.text() == "18 reads 17 already"
    release(qtbot, view, centre(view, 18))
    assert asked == []


def test_a_card_dragged_to_an_edge_moves_there(
    view: CanvasView, asked: Asked, qtbot: QtBot
) -> None:
    drag(qtbot, view, centre(view, 9), between(view, 4, 5))
    assert view.hint.text() == "move 9 in front of 5"
    release(qtbot, view, between(view, 4, 5))
    drag(qtbot, view, centre(view, 9), centre(view, 9) + QPoint(14, 0))
    release(qtbot, view, centre(view, 9) + QPoint(14, 0))
    assert asked == [("move_requested", 9, 5)]
    assert _calm(view)
    click(qtbot, view, 3)
    assert view.selected() == (3,), "the dragged card has let go of the mouse"


def test_a_card_moves_nowhere_next_to_itself(view: CanvasView, asked: Asked, qtbot: QtBot) -> None:
    for end in (between(view, 8, 9), between(view, 9, 10), centre(view, 24), centre(view, -1)):
        drag(qtbot, view, centre(view, 9), end)
        release(qtbot, view, end)
    assert asked == []


def test_escape_gives_up_the_gesture_then_the_selection(
    view: CanvasView, asked: Asked, qtbot: QtBot
) -> None:
    view.set_selected([3])
    drag(qtbot, view, port(view, 4), centre(view, 19))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert _calm(view)
    release(qtbot, view, centre(view, 19))
    assert asked == []
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected() == ()


def test_keys(view: CanvasView, asked: Asked, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked == [], "nothing is selected"
    view.set_selected([3, 7])
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    view.set_selected([7])
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == [
        ("remove_requested", (3, 7)), ("duplicate_requested", (3, 7)), ("activated", 7),
    ]  # fmt: skip
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected() == tuple(range(25))


def test_double_click_edits(view: CanvasView, asked: Asked, qtbot: QtBot) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mouseDClick(view.viewport(), left, pos=centre(view, 24))
    qtbot.mouseDClick(view.viewport(), left, pos=centre(view, -1))
    assert asked == [("activated", 24)]


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (16, Qt.Key.Key_Up, 17),
        (16, Qt.Key.Key_Down, 15),
        (16, Qt.Key.Key_Left, 4),
        (4, Qt.Key.Key_Right, 16),
        (17, Qt.Key.Key_Right, 18),
        (20, Qt.Key.Key_Right, 24),
        (0, Qt.Key.Key_Up, 0),
        (None, Qt.Key.Key_Down, 0),
    ],
)
def test_arrows_walk_along_edges(
    view: CanvasView, qtbot: QtBot, start: int | None, key: Qt.Key, end: int
) -> None:
    view.set_selected([] if start is None else [start])
    qtbot.keyClick(view, key)
    assert view.selected() == (end,)


def test_shift_and_arrows_extend_the_selection(view: CanvasView, qtbot: QtBot) -> None:
    view.set_selected([6])
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected() == (6, 7, 8)


@pytest.mark.parametrize("space", [False, True])
def test_dragging_the_ground_pans(
    view: CanvasView, asked: Asked, qtbot: QtBot, space: bool
) -> None:
    if space:
        qtbot.keyPress(view, Qt.Key.Key_Space)
    button = Qt.MouseButton.LeftButton if space else Qt.MouseButton.MiddleButton
    start = centre(view, 12)
    before = view.mapToScene(start)
    drag(qtbot, view, start, start + QPoint(-60, 40), button)
    release(qtbot, view, start + QPoint(-60, 40), button)
    moved = view.mapToScene(start + QPoint(-60, 40)) - before
    assert abs(moved.x()) < 2
    assert abs(moved.y()) < 2
    assert asked == []
    assert view.selected() == ()


def test_the_menu_sends_the_same_intents(view: CanvasView, asked: Asked) -> None:
    menu = CanvasMenu(view).build((5,))
    for action in menu.actions():
        action.trigger()
    assert asked == [
        ("activated", 5), ("duplicate_requested", (5,)), ("remove_requested", (5,)),
    ]  # fmt: skip
    assert CanvasMenu(view).build(()).isEmpty()


def test_a_menu_of_the_window_takes_precedence(view: CanvasView) -> None:
    heard: Asked = []
    view.context_menu_requested.connect(lambda place, rows: heard.append((rows,)))
    reason = QContextMenuEvent.Reason.Mouse
    for index in (8, -1):
        event = QContextMenuEvent(reason, centre(view, index), QPoint(5, 5))
        QApplication.sendEvent(view.viewport(), event)
    assert heard == [((8,),), ((8,),)]
