"""What Ultralytics reads from a file's name: the scale, the class of the model, the file itself."""

import pytest

from builder.core.diagnostics import Severity
from tests.core.rules.networks import findings, grave, named
from tests.golden.stock import missing, package_folder

HINT, INFO, WARNING = Severity.HINT, Severity.INFO, Severity.WARNING


def model(
    head: str = "Detect, [nc]", header: str = "", scales: str = "nsmlx", rows: tuple[str, ...] = ()
) -> str:
    lines = ["nc: 80", *([header] if header else []), "scales:"]
    lines += [f"  {scale}: [0.50, 0.25, 1024]" for scale in scales]
    lines += ["backbone:", "  - [-1, 1, Conv, [64, 3, 2]]", "  - [-1, 1, C2f, [64, True]]", "head:"]
    lines += [*(f"  - {row}" for row in rows), f"  - [[-1], 1, {head}]"]
    return "\n".join(lines) + "\n"


SCALES = {
    # As the trainer reads them.
    "yolov8n.yaml": None,
    "yolov8s-custom.yaml": None,
    "yolov8nano.yaml": None,
    "configs/yolo11x.yaml": None,
    "yolov8n-small-object.yaml": None,
    # No scale, and nobody thinks of one.
    "yolov8.yaml": (HINT, "n", "yolov8s.yaml"),
    "yolo11-p2.yaml": (HINT, "n", "yolo11s-p2.yaml"),
    "yolov8-x-ray.yaml": (HINT, "n", "yolov8s-x-ray.yaml"),
    "yolov8-small-object.yaml": (HINT, "n", "yolov8s-small-object.yaml"),
    "my-yolov8.yaml": (INFO, "n", "my-yolov8s.yaml"),
    "mine.yml": (INFO, "n", "yolo11s-mine.yml"),
    # Another scale than a person thinks.
    "yolov8-m.yaml": (WARNING, "n", "yolov8m.yaml"),
    "yolov8_s.yaml": (WARNING, "n", "yolov8s.yaml"),
    "yolo11-small.yaml": (WARNING, "n", "yolo11s.yaml"),
    "small-yolov8.yaml": (WARNING, "n", "small-yolov8s.yaml"),
    "YOLOv8s.yaml": (WARNING, "n", "yolov8s.yaml"),
    "yolov8-l-seg.yaml": (WARNING, "n", "yolov8l-seg.yaml"),
    "yolov8seg.yaml": (WARNING, "s", "yolov8-seg.yaml"),
    "yolov8simam.yaml": (INFO, "s", "yolov8-simam.yaml"),
}


@pytest.mark.parametrize(("file", "wanted"), SCALES.items(), ids=SCALES)
def test_the_scale_in_a_name(file: str, wanted: tuple[Severity, str, str] | None) -> None:
    found = findings(model(), file=file)
    if wanted is None:
        assert found == ()
        return
    severity, taken, better = wanted
    (one,) = found
    assert (one.code, one.severity) == ("D108", severity)
    assert f"the first, {taken};" in one.message or f"takes scale {taken} " in one.message
    assert one.message.endswith(f" name it {better}")
    assert grave(findings(model(), file=better)) == []


@pytest.mark.parametrize("family", ["8/yolov8", "12/yolo12"])
def test_a_name_without_a_family_gets_that_of_the_network(family: str) -> None:
    folder = package_folder("ultralytics")
    if folder is None:
        pytest.skip(missing("ultralytics"))
    path = next(folder.rglob(f"*{family}.yaml"))
    found = findings(path.read_text("utf-8"), file="mine.yaml")
    one = next(each for each in found if each.code == "D108")
    assert one.message.endswith(f" name it {path.stem}s-mine.yaml")
    found = findings(f"scale: m\n{path.read_text('utf-8')}", file="mine.yaml")
    one = next(each for each in found if each.code == "D109")
    assert one.message.endswith(f"for m name it {path.stem}m-mine.yaml")


def test_a_scale_that_the_file_lacks_stops_the_trainer() -> None:
    (found,) = findings(model(scales="nm"), file="yolov8s-mine.yaml")
    assert (found.code, found.severity) == ("D108", Severity.ERROR)
    assert found.message == (
        "the name yolov8s-mine.yaml says scale s, but `scales:` has n and m: "
        "Ultralytics 8.4 stops with KeyError: 's'"
    )


def test_names_say_nothing_of_files_with_one_scale_or_none() -> None:
    assert findings(model(scales="l"), file="rtdetr-like.yaml") == ()
    assert findings(model().replace("scales:", "sizes:"), file="yolov8-m.yaml") == ()
    assert findings(model(), file="") == ()


def test_a_scale_chosen_by_hand_needs_no_hint() -> None:
    assert findings(model(), file="yolov8.yaml", scale="s") == ()
    assert named(findings(model(), file="yolov8-m.yaml", scale="s")) == [("D108", None)]


def test_the_key_scale_does_nothing() -> None:
    text = model(header="scale: m")
    (found,) = findings(text, file="yolov8-mine.yaml")
    assert (found.code, found.severity, found.span.of(text)) == ("D109", WARNING, "m")
    assert found.message == (
        "`scale: m` does nothing: Ultralytics 8.4 takes the scale from the name yolov8-mine.yaml, "
        "and trains n; for m name it yolov8m-mine.yaml"
    )
    assert findings(text, file="yolov8m-mine.yaml") == ()


CLASSES = {
    "world": ("WorldDetect, [nc, 512, True]", (), "plain.yaml", 2, "'text'", "plain-world.yaml"),
    "guide": (
        "WorldDetect, [nc, 512, True]",
        ("[-1, 1, C2fAttn, [64, 256, 8]]",),
        "plain.yaml",
        2,
        "C2fAttn.forward() missing 1 required positional argument: 'guide'",
        "plain-worldv2.yaml",
    ),
}


@pytest.mark.parametrize(
    ("head", "rows", "file", "row", "words", "better"), CLASSES.values(), ids=CLASSES
)
def test_the_class_of_the_model_is_in_the_name(
    head: str, rows: tuple[str, ...], file: str, row: int, words: str, better: str
) -> None:
    text = model(head, scales="n", rows=rows)
    (found,) = findings(text, file=file)
    assert (found.code, found.severity, found.layer) == ("D111", WARNING, row)
    assert words in found.message
    assert findings(text, file=better) == ()


def test_heads_of_yoloe_need_its_name() -> None:
    text = model(scales="n").replace(
        "[[-1], 1, Detect, [nc]]", "[[0, 1, 1], 1, YOLOEDetect, [nc, 512, True]]"
    )
    (found,) = [one for one in findings(text, file="plain.yaml") if one.code == "D111"]
    assert found.severity is WARNING
    assert "Expected 4 features including 3 feature maps and 1 text embeddings" in found.message
    assert "D111" not in {one.code for one in findings(text, file="yoloe-11n-plain.yaml")}


def test_rtdetr_is_opened_by_its_own_class() -> None:
    text = model("RTDETRDecoder, [nc]", scales="l")
    (found,) = findings(text, file="plain.yaml")
    assert (found.code, found.severity) == ("D111", INFO)
    assert 'RTDETR("plain.yaml")' in found.message
    assert findings(text, file="my-rtdetr.yaml") == ()


@pytest.mark.parametrize(
    ("file", "opened"),
    [
        ("yolov8n.yaml", "yolov8.yaml"),
        ("yolo11s-seg.yaml", "yolo11-seg.yaml"),
        ("yolov8s-mine.yaml", None),
        ("yolov8.yaml", None),
    ],
)
def test_8_3_opens_its_own_file_for_a_stock_name(file: str, opened: str | None) -> None:
    found = findings(model(), file=file, dialect="ultralytics@8.3")
    messages = [one.message for one in found if one.code == "D110"]
    assert len(messages) == (opened is not None)
    assert all(f"opens its own {opened};" in message for message in messages)
    assert "D110" not in {one.code for one in findings(model(), file=file)}


def test_other_trainers_read_nothing_from_names() -> None:
    text = model().replace("scales:", "anchors: 3\nscales:").replace("[nc]", "[nc, anchors]")
    found = findings(text, file="yolov8-m.yaml", dialect="yolov7")
    assert not {"D108", "D109", "D110", "D111"} & {one.code for one in found}
