"""What became of references when rows came, went or moved."""

from pathlib import Path

import pytest

from builder.core.config import read_config
from builder.core.stock import Comparison, State, nearest

EXAMPLES = Path(__file__).parents[3] / "examples"
YOLOV5S = (EXAMPLES / "yolov5s.yaml").read_text(encoding="utf-8")
ROWS = [row.span.of(YOLOV5S) for row in read_config(YOLOV5S).layers]
SIMAM = "[-1, 1, SimAM, []]"


def compared(rows: list[str]) -> Comparison:
    header = YOLOV5S[: YOLOV5S.index("backbone:")]
    body = "".join(f"  - {row}\n" for row in rows[:-1])
    config = read_config(f"{header}backbone:\n{body}head:\n  - {rows[-1]}\n")
    return Comparison(nearest(config, "yolov5")[0], config)


def odd(rows: list[str]) -> dict[tuple[int, int], tuple[State, int | None]]:
    """References that are not as they were: their states, and the rows that they ought to name."""
    return {
        (one.layer, one.position): (one.state, one.expected)
        for one in compared(rows).references
        if one.state is not State.CURRENT
    }


def reading(row: int, old: str, new: str) -> str:
    assert old in ROWS[row]
    return ROWS[row].replace(old, new)


BEHIND, DIFFERS = State.LEFT_BEHIND, State.DIFFERS
DOUBTFUL, UNKNOWN = State.DOUBTFUL, State.UNKNOWN
WITHOUT_2 = [*ROWS[:2], *ROWS[3:]]


@pytest.mark.parametrize(
    ("rows", "states"),
    [
        pytest.param(ROWS, {}, id="nothing"),
        pytest.param(
            [*ROWS[:21], SIMAM, *ROWS[21:]],
            {(25, 2): (BEHIND, 24)},
            id="a row came",
        ),
        pytest.param(
            [*ROWS[:12], reading(12, "6", "5"), *ROWS[13:]],
            {(12, 1): (DIFFERS, 6)},
            id="a typo",
        ),
        pytest.param(
            [*WITHOUT_2[:4], SIMAM, *WITHOUT_2[4:]],
            {(16, 1): (DOUBTFUL, 3)},
            id="the number names a new row behind the one that it named",
        ),
        pytest.param(
            [*ROWS[:22], ROWS[23], reading(24, "23", "22")],
            {},
            id="a row went, and all is renumbered",
        ),
        pytest.param(
            [*ROWS[:14], SIMAM, *ROWS[15:]],
            {},
            id="another row stands where one was read",
        ),
        pytest.param(
            [*ROWS[:13], *ROWS[17:]],
            {(13, 0): (UNKNOWN, None), (15, 1): (UNKNOWN, None)}
            | {(20, n): (BEHIND, at) for n, at in enumerate((13, 16, 19))},
            id="a whole stage went that was read",
        ),
        pytest.param(
            [*ROWS[:14], *ROWS[15:]],
            {(18, 1): (BEHIND, 13)} | {(23, n): (BEHIND, at) for n, at in enumerate((16, 19, 22))},
            id="a row went that was read",
        ),
    ],
)
def test_states(rows: list[str], states: dict[tuple[int, int], tuple[State, int | None]]) -> None:
    assert odd(rows) == states


def test_a_row_that_was_cut_and_put_elsewhere_has_moved() -> None:
    assert compared([*ROWS[:9], *ROWS[10:12], ROWS[9], *ROWS[12:]]).moved == {9: 11}
    copied = compared([*ROWS[:8], ROWS[7], ROWS[7], *ROWS[9:]])
    assert copied.moved == {}
