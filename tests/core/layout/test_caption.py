"""What cards say."""

from dataclasses import replace

from builder.core.analysis import outputs_text
from builder.core.analysis.report import Status
from builder.core.dialects import Strides
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


def test_outputs_are_called_by_their_names() -> None:
    shapes = ((1, 64, 8400), (1, 80, 8400))
    detect = replace(layer(0, (-1,), "Detect", None), out_shapes=shapes)
    assert outputs_text(detect) == "64×8400, 80×8400"
    named = replace(detect, out_names=("boxes", "scores"))
    assert outputs_text(named, times="x") == "boxes 64x8400, scores 80x8400"
    two = replace(detect, out_names=("one2many.boxes", "one2one.boxes"))
    assert outputs_text(two, "\n") == "one2many: boxes 64×8400; one2one: boxes 80×8400"
    assert outputs_text(replace(detect, out_shapes=None)) == ""


def test_maps_of_one_size_stand_side_by_side() -> None:
    parts = replace(
        layer(0, (-1,), "CBLinear", None), out_shapes=((1, 64, 80, 80), (1, 128, 80, 80))
    )
    made = report([parts])
    assert caption_of(parts, made).detail == "64+128×80²"
    assert caption_of(parts, made).short == "2 outputs"
    oblong = replace(parts, out_shapes=((1, 64, 80, 40), (1, 128, 80, 40)))
    assert caption_of(oblong, made).detail == "64+128×80×40"
    text = replace(parts, out_shapes=((1, 80, 512),))
    assert caption_of(text, made).detail == "80×512"


def test_strides_that_are_no_levels_are_not_said() -> None:
    made = recorded("yolov5s")
    fixed = replace(made.resolved, strides=Strides("fixed", (32.0,)))
    found = replace(made, head_strides=(32.0,), resolved=fixed)
    assert caption_of(found.layers[24], found).detail == "3 outputs"


def test_a_row_of_several_numbers() -> None:
    row = replace(layer(0, (-1,), "SomeViT", None), slots=(0, 1, 2, 3, 4))
    assert caption_of(row, report([row])).number == "0-4"
