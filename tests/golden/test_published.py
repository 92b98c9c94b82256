"""Networks with the faults of published tutorials: mended, they have the trainers' numbers.

The texts are ours, written from the recorded rows; the faults are those that were found in them.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest

from builder.core.analysis import Report, analyze
from builder.core.config import read_config
from builder.core.diagnostics import Severity
from builder.core.fixing import fix_all
from tests.core.fixing.places import in_brackets
from tests.golden.stock import Record, records

SEEDS = {record.file: record for record in records("seeds")}


LEVELS = {24: " (P3/8)", 27: " (P4/16)", 30: " (P5/32)", 33: " (P6/64)"}


def unindented(text: str) -> str:
    return "".join(line.lstrip(" ") for line in text.splitlines(keepends=True))


def brackets_unindented(text: str) -> str:
    return unindented(in_brackets(text))


def unclosed_with_a_small_letter(text: str) -> str:
    """A list that never ends, `c3`, and comments that are one behind from row 12 on."""
    text = in_brackets(text)
    config = read_config(text)
    for layer in reversed(config.layers):
        if layer.name in {"C3", "SPPF"} and layer.index > 10:
            end = text.index("\n", layer.span.end)
            level = LEVELS.get(layer.index, "")
            text = f"{text[:end]}  # {layer.index - 1}{level}{text[end:]}"
    module = config.layers[8].module
    assert module is not None
    text = text[: module.span.start] + "c3" + text[module.span.end :]
    assert text.endswith("  ]\n")
    return text[: -len("  ]\n")]


def as_it_is(text: str) -> str:
    return text


class Published(NamedTuple):
    """A recorded network, what happened to its text, and the fixes that bring it back."""

    file: str
    spoil: Callable[[str], str]
    safe: list[str]
    unsafe: list[str]


CASES = (
    Published("rtdetr-EfficientNetV2.yaml", unindented, ["Indent the scales"], []),
    Published("yolov5-MobileNetV3-large.yaml", brackets_unindented, ["Indent the list"] * 2, []),
    Published("yolov5-MobileNetV3-small.yaml", brackets_unindented, ["Indent the list"] * 2, []),
    Published(
        "net2_p6_fixed.yaml",
        unclosed_with_a_small_letter,
        ["Insert the missing `]`", "Write C3", "Renumber 7 comments"],
        ["Let row 35 read row 34"],
    ),
    Published("net1_efficientnetv2.yaml", as_it_is, [], []),
    Published("yolov5_EfficientViT_M0.yaml", as_it_is, [], []),
    Published("yolov5_EfficientViT_M0-seg.yaml", as_it_is, [], []),
)


def report_of(record: Record, text: str) -> Report:
    return analyze(read_config(text), scale=record.scale, file=record.file, dialect=record.dialect)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_the_mended_network_is_the_one_that_was_trained(case: Published, unsafe: bool) -> None:
    record = SEEDS[case.file]
    text = case.spoil(record.text)
    fixed = fix_all(text, unsafe=unsafe)
    titles = [one.fix.title for one in fixed.applied]
    assert titles == case.safe + (case.unsafe if unsafe else [])
    assert fixed.errors == 0
    totals = report_of(record, fixed.text).totals
    assert (totals.params, totals.gradients) == (record.params, record.gradients)
    assert totals.layers == record.layers
    assert totals.gflops_trainer == record.gflops
    assert record.gflops_640 is not None
    assert totals.flops == round(record.gflops_640 * 1e9)
    rows = [layer.params for layer in report_of(record, fixed.text).layers]
    assert rows == [row.params for row in record.rows]


def test_spoilt_texts_are_told_as_errors() -> None:
    for case in CASES:
        text = case.spoil(SEEDS[case.file].text)
        found = read_config(text).diagnostics
        assert bool(found) == (case.spoil is not as_it_is), case.file
        assert all(one.severity is Severity.ERROR for one in found)


def test_a_wrong_number_would_be_noticed() -> None:
    record = replace(SEEDS["net2_p6_fixed.yaml"], params=1)
    fixed = fix_all(unclosed_with_a_small_letter(record.text))
    assert report_of(record, fixed.text).totals.params != record.params
