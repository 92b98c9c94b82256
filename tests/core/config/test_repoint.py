"""Several references rewritten at once."""

import pytest

from builder.core.config import read_config
from builder.core.config.edits import Place, repoint, repointed
from builder.core.text import apply_edits

TEXT = """\
backbone:
  - [-1, 1, Conv, [16, 3, 2]]
  - [-1, 1, Conv, [16, 3, 1]]
  - [-2, 1, Conv, [16, 3, 1]]  # 2
head:
  - [[-1, 1], 1, Concat, [1]]
  - [&far [-3, 1], 1, Concat, [1]]
  - [*far, 1, Concat, [1]]
"""
CONFIG = read_config(TEXT)


@pytest.mark.parametrize(
    ("targets", "old", "new"),
    [
        pytest.param({Place(3, 1): 0}, "[[-1, 1]", "[[-1, 0]", id="a number"),
        pytest.param({Place(2, 0): 1}, "[-2, 1, Conv", "[-1, 1, Conv", id="counting back"),
        pytest.param({Place(3, 0): 0}, "[[-1, 1]", "[[-3, 1]", id="counting back from farther"),
        pytest.param({Place(4, 1): 2, Place(5, 1): 2}, "[-3, 1]", "[-3, 2]", id="an alias, alike"),
        pytest.param({Place(3, 1): 1}, "", "", id="what it is already"),
    ],
)
def test_only_the_number_changes(targets: dict[Place, int], old: str, new: str) -> None:
    edits = repoint(CONFIG, targets)
    assert edits is not None
    assert apply_edits(TEXT, edits) == TEXT.replace(old, new)


def test_an_alias_that_would_have_to_differ_is_left_alone() -> None:
    assert repoint(CONFIG, {Place(4, 1): 2, Place(5, 1): 0}) is None


def test_numbers_are_worked_out() -> None:
    (only,) = repointed(CONFIG, {Place(2, 0): 1, Place(3, 1): 1})
    assert only == (Place(2, 0), 0, 1)
