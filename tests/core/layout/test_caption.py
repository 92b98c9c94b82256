"""What cards say."""

from dataclasses import replace

from builder.core.analysis.report import Status
from builder.core.layout import Caption, caption_of, image_caption
from tests.networks import layer, recorded, report, stale_yolov5s


def test_a_card_says_index_module_repeats_and_output() -> None:
    made = recorded("yolov5s")
    assert caption_of(made.layers[4], made) == Caption("4", "C3", "×2", "128×80×80", "128×80²")
    assert caption_of(made.layers[11], made).name == "Upsample"
    assert image_caption(made, "图像") == Caption("", "图像", "", "3×640×640", "3×640×640")


def test_a_head_says_the_strides_that_it_reads() -> None:
    made = recorded("yolov5s")
    assert caption_of(made.layers[24], made).detail == "3 outputs"
    found = replace(made, head_strides=(8.0, 16.0, 32.0))
    assert caption_of(found.layers[24], found).detail == "/8·16·32"


def test_no_output_is_a_question_mark() -> None:
    made = stale_yolov5s()
    assert caption_of(made.layers[16], made).detail == "?"


def test_only_a_square_map_of_one_output_has_a_short_form() -> None:
    oblong = layer(0, (-1,), "Conv", (1, 8, 320, 160))
    flat = layer(1, (0,), "Classify", (1, 1000), status=Status.OK)
    made = report([oblong, flat])
    assert caption_of(oblong, made).short == caption_of(oblong, made).detail == "8×320×160"
    assert caption_of(flat, made).short == "1000"
