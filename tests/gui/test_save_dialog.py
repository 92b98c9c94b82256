"""The dialog that asks for the name of a file to write."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from builder.gui.window.save_dialog import SaveDialog

KINDS = ("Figure (SVG) (*.svg)", "Model config (*.yaml *.yml)", "All files (*)")


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [
        (0, "fig", "fig.svg"),
        (0, "fig.csv", "fig.csv"),
        (1, "net", "net.yaml"),
        (1, "net.yml", "net.yml"),
        (2, "net", "net"),
    ],
)
def test_a_name_without_an_ending_gets_that_of_its_kind(
    qtbot: QtBot, tmp_path: Path, kind: int, typed: str, written: str
) -> None:
    dialog = SaveDialog(None, "Save", tmp_path / "start.svg", ";;".join(KINDS))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectNameFilter(KINDS[kind])
    dialog.filterSelected.emit(KINDS[kind])
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(typed)
    assert dialog.selectedFiles() == [str(tmp_path / written)]


def test_the_first_name_is_the_one_proposed(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = SaveDialog(None, "Save", tmp_path / "start.svg", ";;".join(KINDS))
    qtbot.addWidget(dialog)
    assert dialog.selectedFiles() == [str(tmp_path / "start.svg")]
