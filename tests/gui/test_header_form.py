"""The fields above the rows, and heads whose outputs have names."""

import pytest
from pytestqt.qtbot import QtBot

from builder.gui.inspector.fields import TruthField, WholeField
from tests.gui.conftest import SMALL
from tests.texts import FIVE_SLOT, ULTRALYTICS

POSE = ULTRALYTICS.replace("nc: 3  # classes", "nc: 3  # classes\nkpt_shape: [17, 3]").replace(
    "Detect, [nc]", "Pose, [nc, kpt_shape]"
)


@pytest.mark.parametrize(
    ("text", "dialect", "keys"),
    [
        (SMALL, None, ["nc", "depth_multiple", "width_multiple", "activation"]),
        (SMALL, "yolov5@6.2", ["nc", "depth_multiple", "width_multiple"]),
        (SMALL, "yolov7", ["nc", "depth_multiple", "width_multiple"]),
        (SMALL, "yolov5@master",
         ["nc", "depth_multiple", "width_multiple", "channel_multiple", "activation"]),
        (FIVE_SLOT, None, ["nc", "depth_multiple", "width_multiple", "activation"]),
        (ULTRALYTICS, None,
         ["nc", "scales.n", "scales.s", "scales.x", "reg_max", "end2end", "activation"]),
        (ULTRALYTICS, "ultralytics@8.3",
         ["nc", "scales.n", "scales.s", "scales.x", "activation"]),
        (POSE, None,
         ["nc", "scales.n", "scales.s", "scales.x", "kpt_shape", "reg_max", "end2end",
          "activation"]),
        (SMALL, "ultralytics@8.4",
         ["nc", "depth_multiple", "width_multiple", "reg_max", "end2end", "activation"]),
    ],
)  # fmt: skip
def test_fields_are_those_that_the_trainer_reads(
    window, open_text, text: str, dialect: str | None, keys: list[str]
) -> None:
    open_text(text)
    window.document.choose_dialect(dialect)
    assert list(window.inspector.form.fields) == keys


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("nc", "7", "nc: 3  # classes", "nc: 7  # classes"),
        ("scales.s", "[0.67, 0.5, 768]", "s: [0.50, 0.50, 1024]", "s: [0.67, 0.5, 768]"),
        ("scales.n", "[0.5, 0.25, 512]", "[0.50, 0.25, 1024]  # nano",
         "[0.5, 0.25, 512]  # nano"),
        ("reg_max", "8", "\nbackbone", "reg_max: 8\n\nbackbone"),
        ("end2end", "True", "\nbackbone", "end2end: True\n\nbackbone"),
        ("activation", "nn.ReLU()", "\nbackbone", "activation: nn.ReLU()\n\nbackbone"),
    ],
)  # fmt: skip
def test_a_field_writes_its_key(
    window, open_text, key: str, value: str, old: str, new: str
) -> None:
    open_text(ULTRALYTICS)
    window.inspector.form.fields[key].committed.emit(value)
    assert window.document.text == ULTRALYTICS.replace(old, new, 1)
    window.desk.undo()
    assert window.document.text == ULTRALYTICS


def test_a_scale_that_is_no_value_is_refused(window, open_text) -> None:
    open_text(ULTRALYTICS)
    window.inspector.form.fields["scales.s"].committed.emit("[0.5,\n  t: 1")
    assert window.document.text == ULTRALYTICS
    assert "cannot be the numbers of scale `s`" in window.status.currentMessage()


def test_kinds_of_fields_and_marks(window, open_text) -> None:
    open_text(ULTRALYTICS)
    form = window.inspector.form
    assert isinstance(form.fields["nc"], WholeField)
    assert isinstance(form.fields["end2end"], TruthField)
    assert form.fields["reg_max"].spin.value() == 16
    assert form._labels["scales.n"].text() == "scale n ◂"
    window.document.set_options(window.document.options.__class__(scale="x"))
    assert form._labels["scales.x"].text() == "scale x ◂"
    assert not window.document.modified


def test_heads_say_the_names_of_their_outputs(qtbot: QtBot, window, open_text) -> None:
    open_text(ULTRALYTICS)
    window.document.selection.set([4])
    assert window.inspector._figures.text().startswith("boxes 64 x 6400, scores 3 x 6400")
    assert window.inspector.facts.words()["Output"] == "boxes  64 x 6400\nscores  3 x 6400"
    window.docks["table"].raise_()
    qtbot.waitUntil(window.table.isVisible)
    assert window.table.model.index(4, 5).data() == "boxes 64x6400, scores 3x6400"
    window.document.replace_text("end2end: True\n" + ULTRALYTICS)
    assert window.inspector._figures.text().startswith("4 outputs")
    assert window.inspector.facts.words()["Output"].splitlines()[2] == "one2one.boxes  64 x 6400"
