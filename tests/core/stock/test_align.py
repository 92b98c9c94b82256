"""Which rows of a changed network are the old ones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.core.stock.align import align
from builder.core.stock.networks import Row, beside_block, networks, row_of

YOLOV8 = next(one for one in networks() if one.name == "yolov8").rows
FOREIGN = row_of(0, -1, 1, "CBAM", [256])
OTHER = row_of(0, -1, 6, "C3", [256, True])  # for the C2f of row 4


def new_and_gone(rows: list[Row]) -> tuple[list[int], list[int]]:
    _, pairs = align(rows, YOLOV8)
    new = [index for index, at in enumerate(pairs) if at is None]
    return new, [at for at in range(len(YOLOV8)) if at not in pairs]


def put_in(at: int, *rows: Row) -> list[Row]:
    return [*YOLOV8[:at], *rows, *YOLOV8[at:]]


def instead(at: int, *rows: Row) -> list[Row]:
    return [*YOLOV8[:at], *rows, *YOLOV8[at + 1 :]]


@pytest.mark.parametrize(
    ("rows", "new", "gone"),
    [
        pytest.param(list(YOLOV8), [], [], id="nothing"),
        pytest.param(put_in(7, FOREIGN), [7], [], id="one foreign row"),
        pytest.param(put_in(7, FOREIGN, FOREIGN), [7, 8], [], id="two"),
        pytest.param(put_in(5, YOLOV8[4]), [5], [], id="a copy: the later one is new"),
        pytest.param(put_in(5, *YOLOV8[3:5]), [5, 6], [], id="a copied block stays together"),
        pytest.param(put_in(22, YOLOV8[21]), [22], [], id="a copy in front of the head"),
        pytest.param(instead(4, FOREIGN, OTHER), [4], [], id="another block behind a foreign row"),
        pytest.param(instead(4, OTHER, FOREIGN), [5], [], id="another block before it"),
        pytest.param([*YOLOV8[:4], *YOLOV8[5:]], [], [4], id="one row gone"),
        pytest.param(
            [*YOLOV8[:4], *YOLOV8[5:7], FOREIGN, *YOLOV8[7:]], [6], [4], id="gone and come"
        ),
    ],
)
def test_changes_are_seen(rows: list[Row], new: list[int], gone: list[int]) -> None:
    assert new_and_gone(rows) == (new, gone)


@given(st.lists(st.sampled_from(YOLOV8), max_size=30), st.lists(st.sampled_from(YOLOV8)))
def test_an_alignment_keeps_the_order(one: list[Row], other: list[Row]) -> None:
    _, pairs = align(one, other)
    assert len(pairs) == len(one)
    used = [at for at in pairs if at is not None]
    assert all(a < b for a, b in pairwise(used))
    assert all(0 <= at < len(other) for at in used)


@given(st.lists(st.sampled_from(YOLOV8), max_size=12))
def test_the_same_rows_fit_best(rows: list[Row]) -> None:
    score, pairs = align(rows, rows)
    assert pairs == tuple(range(len(rows)))
    assert score == 3.0 * len(rows)


def test_a_block_that_repeats_may_be_any_of_its_copies() -> None:
    conv, block = YOLOV8[3], YOLOV8[4]
    rows = [conv, conv, block, conv, block, conv, FOREIGN]
    assert set(beside_block(rows, (3, 4))) == {5, 2, 1}
    assert set(beside_block(rows, (0,))) == {1}
    assert set(beside_block(rows, (6,))) == set()
    assert set(beside_block(rows, ())) == set()
