"""File > New from stage table: the dialog, and the document that comes of it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from builder.core.blocks.stage_tables import TABLES
from builder.core.templates import Form, Head, Plan, Trainer, table_text, write_network
from builder.core.text import Span, TextEdit
from builder.gui.language import CHINESE, ENGLISH, use_language
from builder.gui.window.from_table import FromTableDialog, NewNetwork
from builder.gui.window.questions import Questions, Unsaved

S, B0 = TABLES["efficientnet_v2_s"], TABLES["efficientnet-b0"]


@pytest.fixture
def dialog(qtbot: QtBot) -> FromTableDialog:
    use_language(ENGLISH)
    made = FromTableDialog()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def choose(box, value) -> None:
    box.setCurrentIndex(box.findData(value))


def test_it_opens_on_a_table_and_what_it_makes(dialog) -> None:
    assert [dialog.tables.item(row).text() for row in range(5)] == [
        "EfficientNetV2-S", "EfficientNetV2-M", "EfficientNetV2-L", "EfficientNetV2-XL",
        "EfficientNet-B0",
    ]  # fmt: skip
    assert dialog.field.text == table_text(S)
    assert dialog.preview.toPlainText() == write_network(S, Plan())
    words = "28 rows, 40,158,029 parameters, 86.0 GFLOPs at 640×640; strides 8, 16, 32"
    assert dialog.figures.text() == words
    assert dialog.create_button.isEnabled()


def test_every_published_table_can_be_chosen(dialog) -> None:
    for row, table in enumerate(TABLES.values()):
        dialog.tables.setCurrentRow(row)
        assert dialog.network.text == write_network(table, Plan())
        assert dialog.tables.currentRow() == row


def test_choices_change_what_is_made(dialog) -> None:
    choices = dialog.choices
    choose(choices.head, Head.CLASSIFY)
    assert dialog.network.text == write_network(S, Plan(Head.CLASSIFY))
    assert choices.classes.value() == 1000
    assert "strides" not in dialog.figures.text()
    choose(choices.form, Form.BLOCKS)
    choose(choices.trainer, Trainer.ULTRALYTICS)
    choices.classes.setValue(7)
    plan = Plan(Head.CLASSIFY, Form.BLOCKS, trainer=Trainer.ULTRALYTICS, nc=7)
    assert dialog.network == NewNetwork(
        write_network(S, plan), "efficientnet_v2_s-ultralytics-cls.yaml"
    )
    choose(choices.head, Head.DETECT)
    assert choices.classes.value() == 7  # typed, so it stays
    choose(choices.form, Form.BACKBONE)
    assert not choices.blocks.isEnabled()
    assert "efficientnet_v2, [efficientnet_v2_s]" in dialog.network.text


def test_the_preview_follows_the_typing(qtbot: QtBot, dialog) -> None:
    dialog.field.setFocus()
    dialog.field.selectAll()
    for row in B0.rows:
        qtbot.keyClicks(dialog.field, " ".join(map(str, row)))
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    expected = write_network(B0, Plan())
    qtbot.waitUntil(lambda: dialog.preview.toPlainText() == expected)
    assert dialog.network.text == expected
    assert dialog.tables.currentItem().text() == "EfficientNet-B0"


def test_a_fault_is_marked_and_can_be_gone_to(qtbot: QtBot, dialog) -> None:
    dialog.field.replace_text(table_text(S).replace("64, 128", "56, 128"))
    qtbot.waitUntil(lambda: dialog.network is None)
    assert not dialog.create_button.isEnabled()
    assert dialog.preview.toPlainText() == dialog.figures.text() == ""
    assert dialog.tables.currentRow() == -1
    assert "Line 7</a>: stage 4 takes 56 channels, but stage 3 gives 64" in dialog.told.text()
    (mark,) = dialog.field.extraSelections()
    assert mark.cursor.selectedText() == "56"
    dialog.told.linkActivated.emit("0")
    assert dialog.field.textCursor().selectedText() == "56"
    dialog.accept()
    assert dialog.isVisible()
    dialog.field.textCursor().insertText("64")
    qtbot.waitUntil(lambda: dialog.network is not None)
    assert dialog.field.extraSelections() == []
    dialog.field.undo()
    dialog.field.undo()
    assert dialog.field.text == table_text(S)


def test_many_faults_are_counted(dialog) -> None:
    dialog.field.replace_text("x 3 1 1 8 8 0 0\n" * 5)
    dialog.refresh()
    assert dialog.told.text().endswith("and 3 more")


def test_one_row_needs_a_published_table(dialog) -> None:
    choose(dialog.choices.form, Form.BACKBONE)
    dialog.field.replace_text(table_text(S).replace("15,", "14,"))
    dialog.refresh()
    assert dialog.network is None
    assert "nobody published this table" in dialog.told.text()
    choose(dialog.choices.form, Form.ROWS)
    assert dialog.network.name == "stage-table-yolov5.yaml"


def test_faults_are_told_in_chinese(qtbot: QtBot) -> None:
    use_language(CHINESE)
    try:
        dialog = FromTableDialog()
        qtbot.addWidget(dialog)
        dialog.field.replace_text("2 3 1 1 24 24 conv 0")
        dialog.refresh()
        assert "第 1 行</a>: operator 应为 0（FusedMBConv）或 1（MBConv）" in dialog.told.text()
        assert dialog.create_button.text() == "创建"
    finally:
        use_language(ENGLISH)


def test_the_last_key_before_enter_counts(dialog) -> None:
    dialog.field.replace_text("nonsense")
    assert dialog.network is not None  # of the moment before
    dialog.accept()
    assert dialog.isVisible()
    dialog.field.replace_text(table_text(B0))
    dialog.accept()
    assert dialog.result() == FromTableDialog.DialogCode.Accepted
    assert dialog.network.text == write_network(B0, Plan())


def test_it_fits_a_small_screen(dialog) -> None:
    size = dialog.minimumSizeHint()
    assert (size.width(), size.height()) <= (800, 520)
    available = dialog.screen().availableSize()
    assert dialog.width() <= available.width()
    assert dialog.height() <= available.height()


@pytest.mark.parametrize("way", ["menu", "welcome"])
def test_what_is_agreed_to_is_an_unsaved_document(window, answers, tmp_path, way: str) -> None:
    answers.network = NewNetwork(write_network(S, Plan()), "efficientnet_v2_s-yolov5.yaml")
    if way == "menu":
        window.actions_by_name["new_from_table"].trigger()
    else:
        window.welcome.table_wanted.emit()
    document = window.document
    assert document.text == answers.network.text
    assert document.path is None
    assert document.modified
    assert window.tabs.tabText(0) == "efficientnet_v2_s-yolov5.yaml •"
    assert not document.buffer.isUndoAvailable()
    assert document.analysis.report.totals.params == 40158029

    document.apply([TextEdit(Span(0, 0), "# mine\n")])
    window.desk.undo()
    assert document.text == answers.network.text
    assert document.modified  # it is still nowhere on disk

    answers.unsaved_answer = Unsaved.CANCEL
    assert not window.files.close(document)
    assert answers.asked == ["unsaved efficientnet_v2_s-yolov5.yaml"]
    answers.save_path = tmp_path / "mine.yaml"
    assert window.files.save(document)
    assert not document.modified
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == answers.network.text


def test_a_new_document_is_in_the_journal_before_its_first_edit(
    qtbot, window, answers, places
) -> None:
    answers.network = NewNetwork(write_network(S, Plan()), "net.yaml")
    with qtbot.waitSignal(window.session.opened):
        window.files.new_from_table()
    with qtbot.waitSignal(window.document.rested, timeout=5000):
        pass
    (entry,) = places.journal.glob("*.json")
    assert "FusedMBConvBlock" in entry.read_text(encoding="utf-8")


def test_no_network_no_document(window, answers) -> None:
    answers.network = None
    window.actions_by_name["new_from_table"].trigger()
    assert window.document is None


def test_the_question_shows_the_dialog(qtbot: QtBot, window) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FromTableDialog)
        qtbot.mouseClick(dialog.create_button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, press)
    made = Questions(window).network_from_table()
    assert made == NewNetwork(write_network(S, Plan()), "efficientnet_v2_s-yolov5.yaml")
