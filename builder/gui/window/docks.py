"""Where the panels stand at first, and putting them back there."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

_AREA = Qt.DockWidgetArea
PLACES: dict[str, Qt.DockWidgetArea] = {
    "palette": _AREA.LeftDockWidgetArea,
    "editor": _AREA.RightDockWidgetArea,
    "inspector": _AREA.RightDockWidgetArea,
    "problems": _AREA.BottomDockWidgetArea,
    "table": _AREA.BottomDockWidgetArea,
    "survey": _AREA.BottomDockWidgetArea,
}


def make_docks(
    window: QMainWindow, panels: Mapping[str, QWidget], titles: Mapping[str, str]
) -> dict[str, QDockWidget]:
    """A dock for each panel; `arrange` puts them into place."""
    docks = {}
    for name, panel in panels.items():
        dock = QDockWidget(titles[name], window)
        dock.setObjectName(f"dock_{name}")
        dock.setWidget(panel)
        docks[name] = dock
    return docks


def arrange(window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
    """The layout of a fresh installation."""
    window.setDockNestingEnabled(True)
    window.setTabPosition(_AREA.AllDockWidgetAreas, QTabWidget.TabPosition.North)
    for name, dock in docks.items():
        dock.setFloating(False)
        window.addDockWidget(PLACES[name], dock)
        dock.show()
    window.setCorner(Qt.Corner.BottomLeftCorner, _AREA.BottomDockWidgetArea)
    window.setCorner(Qt.Corner.BottomRightCorner, _AREA.RightDockWidgetArea)
    window.splitDockWidget(docks["editor"], docks["inspector"], Qt.Orientation.Vertical)
    window.tabifyDockWidget(docks["problems"], docks["table"])
    window.tabifyDockWidget(docks["table"], docks["survey"])
    docks["problems"].raise_()
    resize(window, docks)


def resize(window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
    """Shares of the window that leave the canvas the largest."""
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    width, height = window.width(), window.height()
    right = max(280, min(460, round(width * 0.29)))
    left = max(150, min(220, round(width * 0.14)))
    window.resizeDocks([docks["palette"], docks["editor"]], [left, right], across)
    bottom = max(130, min(260, round(height * 0.26)))
    window.resizeDocks([docks["problems"]], [bottom], down)
    tall = height - 110
    window.resizeDocks(
        [docks["editor"], docks["inspector"]], [round(tall * 0.5), round(tall * 0.5)], down
    )
