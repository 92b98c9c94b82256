"""References that were left behind are found and brought back, and nothing else is touched."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.mutants import KINDS, Mutant, mutants
from builder.core.analysis import Report, Status, analyze
from builder.core.config import read_config
from builder.core.config.edits import insert_row
from builder.core.diagnostics import Applicability, Message, Severity
from builder.core.repair import Repair, repairs
from builder.core.rules import diagnose
from builder.core.rules.lineage import lineage
from builder.core.stock import Comparison, State, nearest
from builder.core.text import apply_edits
from tests.core.rules.test_mutants import without_row
from tests.golden.stock import every_record

EXAMPLES = Path(__file__).parents[3] / "examples"
YOLOV5S = (EXAMPLES / "yolov5s.yaml").read_text(encoding="utf-8")
TABLES = ("yolov5-7.0", "ultralytics-8.4.190", "yolov7", "yolov9")
CBAM = "  - [-1, 1, CBAM, [512]]\n"
SIMAM = "  - [-1, 1, SimAM, []]\n"


def report_of(text: str, file: str = "") -> Report:
    return analyze(read_config(text), file=Path(file).name)


def reads(text: str, file: str = "") -> list[tuple[int, ...]]:
    return [layer.reads or () for layer in report_of(text, file).layers]


def mended(text: str, repair: Repair) -> str:
    return apply_edits(text, repair.fix.edits)


def with_row(text: str, before: str, row: str) -> str:
    assert text.count(before) == 1
    return text.replace(before, row + before)


def line_of(text: str, row: int) -> str:
    layer = read_config(text).layers[row]
    start = text.rindex("\n", 0, layer.span.start) + 1
    return text[start : text.index("\n", layer.span.end) + 1]


def stale(rows: int, at: int) -> str:
    """YOLOv5s with rows of CBAM at a place, and every reference as it was."""
    return with_row(YOLOV5S, line_of(YOLOV5S, at), CBAM * rows)


def test_two_rows_in_the_backbone() -> None:
    text = stale(2, 7)
    first, *_ = repairs(report_of(text))
    assert [(one.layer, one.old, one.new) for one in first.changes] == [
        (21, 14, 16),
        (24, 10, 12),
        (26, 17, 19),
        (26, 20, 22),
        (26, 23, 25),
    ]
    assert first.inserted == (7, 8)
    assert first.fix.applicability is Applicability.SAFE
    assert first.evidence[0] == (
        "2 rows (CBAM) were inserted at row 7, compared with yolov5s (YOLOv5)"
    )
    assert repairs(report_of(mended(text, first))) == ()


@pytest.mark.parametrize(
    ("file", "at", "row"),
    [
        ("rtdetr-x.yaml", 15, "[-1, 1, OwnBlock, [384]]"),
        ("rtdetr-resnet50.yaml", 4, "[-1, 1, GAM_Attention, [512, 512]]"),
        ("rtdetr-resnet101.yaml", 2, "[-1, 1, Conv, [64, 1, 1]]"),
    ],
)
def test_nothing_is_read_around_a_row_that_fails_of_itself(file: str, at: int, row: str) -> None:
    """More rows would run, but it is known which came, and that they are not what was meant."""
    (text,) = (text for name, text in configs(TABLES[1]) if name.endswith(f"/{file}"))
    meant = apply_edits(text, insert_row(read_config(text), at, row).edits)
    left = with_row(text, line_of(text, at), f"  - {row}\n")
    report = report_of(left, file)
    assert any(layer.status is not Status.OK for layer in report.layers)
    first, *_ = repairs(report)
    assert reads(mended(left, first), file) == reads(meant, file)
    (found,) = [one for one in diagnose(report) if one.code == "G110"]
    assert found.fixes[0].edits == first.fix.edits


def test_a_file_that_is_right_has_no_repair() -> None:
    for path in sorted(EXAMPLES.glob("*.yaml")):
        if "as-published" not in path.name:
            assert repairs(report_of(path.read_text(encoding="utf-8"), path.name)) == ()


def test_the_head_in_another_order() -> None:
    text = YOLOV5S.replace("[[17, 20, 23], 1, Detect", "[[23, 17, 20], 1, Detect")
    first, *_ = repairs(report_of(text))
    assert mended(text, first) == YOLOV5S


def test_what_reads_an_inserted_row_on_purpose_is_left_alone() -> None:
    """The row above the Concat's target was given an attention block, and the Concat reads it."""
    config = read_config(YOLOV5S)
    moved = with_row(YOLOV5S, line_of(YOLOV5S, 7), CBAM)
    right = mended(moved, repairs(report_of(moved))[0])
    meant = right.replace("[-1, 6], 1, Concat", "[-1, 7], 1, Concat")
    assert meant != right
    assert len(config.layers) + 1 == len(read_config(meant).layers)
    assert repairs(report_of(meant)) == ()


def test_one_reference_that_was_forgotten_among_those_renumbered() -> None:
    moved = stale(1, 7)
    right = mended(moved, repairs(report_of(moved))[0])
    forgotten = right.replace("[[18, 21, 24], 1, Detect", "[[17, 21, 24], 1, Detect")
    assert forgotten != right
    first, *_ = repairs(report_of(forgotten))
    assert mended(forgotten, first) == right


def test_what_may_be_meant_among_references_that_were_renumbered_is_not_safe() -> None:
    moved = with_row(YOLOV5S, line_of(YOLOV5S, 5), SIMAM)
    assert trusts(moved) == {Applicability.SAFE}
    right = mended(moved, repairs(report_of(moved))[0])
    meant = right.replace("[-1, 7], 1, Concat", "[-1, 6], 1, Concat")
    assert meant != right
    (first, *_) = repairs(report_of(meant))
    assert mended(meant, first) == right
    assert trusts(meant) == {Applicability.UNSAFE}
    # Rows that come later leave others behind, but not this one.
    for row in (8, 18):
        assert Applicability.SAFE not in trusts(with_row(meant, line_of(meant, row), SIMAM * 2))


def test_no_repair_is_safe_where_a_row_is_like_its_neighbour_in_place_of_another() -> None:
    sppf, conv = line_of(YOLOV5S, 9), line_of(YOLOV5S, 10)
    alike = YOLOV5S.replace(sppf, conv.split("  #")[0] + "\n")
    assert Applicability.SAFE not in trusts(with_row(alike, line_of(alike, 5), SIMAM))


def test_no_repair_is_safe_where_one_of_two_rows_took_the_place_of_another() -> None:
    """Of a block and the attention beside it, the head may be meant to read either."""
    block = line_of(YOLOV5S, 20)
    for rows in ("C2f, [256]]\n  - [-1, 1, SimAM, []]", "SimAM, []]\n  - [-1, 1, C2f, [256]]"):
        assert Applicability.SAFE not in trusts(YOLOV5S.replace(block, f"  - [-1, 1, {rows}\n"))


@pytest.mark.parametrize(
    ("table", "file", "gone"),
    [
        # A join went that was read from afar: which of its inputs is meant?
        ("yolov7", "cfg/deploy/yolov7-tiny.yaml", (51, 50)),
        # Conv 1024, 512, 1024: either the first two went or the last two.
        ("yolov5-7.0", "models/hub/yolov3-spp.yaml", (14, 13)),
    ],
)
def test_no_repair_is_safe_where_it_is_open_what_went(
    table: str, file: str, gone: tuple[int, ...]
) -> None:
    text = dict(configs(table))[file]
    for row in gone:
        text = without_row(read_config(text), row)
    assert Applicability.SAFE not in trusts(text)


@pytest.mark.parametrize("file", ["yolov3", "yolov3-spp"])
def test_no_repair_is_safe_where_a_copied_block_is_read(file: str) -> None:
    """The head reads the last row of the block: that of the first, or that of its copy.

    With the copy, YOLOv3 with SPP is as near to the one without it.
    """
    text = dict(configs("yolov5-7.0"))[f"models/hub/{file}.yaml"]
    copy = "   [-1, 1, Conv, [512, 1, 1]],\n   [-1, 1, Conv, [1024, 3, 1]],\n"
    copied = with_row(text, line_of(text, 16), copy)
    assert Applicability.SAFE not in trusts(copied)
    # Nor would it be if that were the only network.
    config = read_config(copied)
    own = next(one for one in nearest(config, "yolov5") if file in one.network.names)
    assert not lineage(Comparison(own, config), State.LEFT_BEHIND).decisive


def test_no_repair_is_safe_where_an_own_row_may_have_been_read() -> None:
    """Row 9 was the block or its attention: it depends on which rows came first."""
    text = (EXAMPLES / "yolov5s-cbam.yaml").read_text(encoding="utf-8")
    earlier = apply_edits(text, insert_row(read_config(text), 3, "[-1, 1, SimAM, []]").edits)
    assert "[-1, 9], 1, Concat" in earlier
    assert Applicability.SAFE not in trusts(with_row(earlier, line_of(earlier, 8), SIMAM * 3))


def test_no_row_but_the_first_is_told_to_read_the_image() -> None:
    """A -1 there would read the row above."""
    text = dict(configs("yolov9"))["models/detect/yolov9-c.yaml"]
    assert read_config(text).layers[26].refs[0].value == 0
    report = report_of(without_row(read_config(text), 0))
    fixes = [fix for one in diagnose(report) if one.code == "G110" for fix in one.fixes]
    assert fixes
    for fix in (*fixes, *(one.fix for one in repairs(report))):
        assert all(edit.text != "-1" for edit in fix.edits)


def trusts(text: str) -> set[Applicability]:
    """How far the first repair and the rule about references that were left behind are trusted."""
    report = report_of(text)
    found = [fix for one in diagnose(report) if one.code == "G110" for fix in one.fixes]
    assert found
    return {one.applicability for one in (repairs(report)[0].fix, *found)}


def test_the_order_of_a_head_may_be_meant() -> None:
    """Its anchors may stand in the same order, and then all is well as it is."""
    rows = ["Conv, [16, 3, 2]", "Conv, [32, 3, 2]", "Conv, [64, 3, 2]", "Conv, [128, 3, 2]"]
    text = "nc: 3\ndepth_multiple: 1.0\nwidth_multiple: 1.0\nanchors: 3\nbackbone:\n"
    text += "".join(f"  - [-1, 1, {row}]\n" for row in rows)
    text += "head:\n  - [[3, 2], 1, Detect, [nc, anchors]]\n"
    (only,) = repairs(report_of(text))
    assert mended(text, only) == text.replace("[3, 2]", "[2, 3]")
    assert only.fix.applicability is Applicability.UNSAFE


def test_sentences_are_messages_and_shares_add_up() -> None:
    for text in (stale(1, 5), stale(3, 9), YOLOV5S.replace("[17, 20, 23]", "[16, 19, 22]")):
        found = repairs(report_of(text))
        assert found
        assert sum(one.score for one in found) == pytest.approx(1.0)
        assert [one.score for one in found] == sorted((o.score for o in found), reverse=True)
        for one in found:
            assert all(isinstance(words, Message) for words in (one.fix.title, *one.evidence))
            assert one.changes


def configs(table: str) -> list[tuple[str, str]]:
    found = {one.file: one for one in every_record() if one.table == table}
    return [(file, record.text) for file, record in found.items()]


# How many of fifteen mutants the first repair must restore, reference by reference. What is left
# are copies of a row of which either may be the new one.
WANTED = {
    "foreign rows": 15,
    "unfit rows": 15,
    "copied rows": 13,
    "deleted rows": 14,
    "two places": 13,
    "index typo": 15,
    "swapped head inputs": 15,
}


@pytest.mark.parametrize("table", ["yolov5-7.0", "ultralytics-8.4.190"])
@pytest.mark.parametrize("kind", KINDS)
def test_mutants_of_shipped_networks_come_back(table: str, kind: str) -> None:
    exact = told = 0
    for mutant in mutants(configs(table), kind, 15, random.Random(f"{table} {kind}")):
        found = diagnose(report_of(mutant.text, mutant.file))
        told += any(one.severity >= Severity.WARNING for one in found)
        first, *_ = repairs(report_of(mutant.text, mutant.file)) or (None,)
        exact += first is not None and same(mutant, first)
    assert told >= 14  # one may look like something meant: a join that reads an inserted row
    assert exact >= WANTED[kind]


def same(mutant: Mutant, repair: Repair) -> bool:
    return reads(mended(mutant.text, repair), mutant.file) == reads(mutant.meant, mutant.file)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(sorted(KINDS)), st.sampled_from(TABLES))
def test_no_repair_makes_an_error_or_touches_more_than_numbers(
    seed: int, kind: str, table: str
) -> None:
    for mutant in mutants(configs(table), kind, 1, random.Random(seed)):
        report = report_of(mutant.text, mutant.file)
        before = errors(report)
        for repair in repairs(report):
            after = report_of(mended(mutant.text, repair), mutant.file)
            assert errors(after) <= before
            for edit in repair.fix.edits:
                assert edit.text.lstrip("-").isdigit()
                assert edit.span.of(mutant.text).lstrip("-").isdigit()


def errors(report: Report) -> int:
    return sum(one.severity is Severity.ERROR for one in diagnose(report))
