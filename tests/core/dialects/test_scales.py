"""Which scale a file says itself, where it says so, and which it could be."""

import pytest

from builder.core.config import read_config
from builder.core.dialects import Resolved, UnknownScaleError, choose
from tests.texts import FIVE_SLOT, ULTRALYTICS


def resolved(text: str, dialect: str | None = None, **options: str) -> Resolved:
    config = read_config(text)
    return choose(config, dialect).resolve(config, **options)


@pytest.mark.parametrize(
    ("file", "own", "where"),
    [
        ("yolo11s.yaml", "s", "name"),
        ("dir/yolo11x-seg.yaml", "x", "name"),
        ("net.yaml", "n", "first"),
        ("yolo11m.yaml", "n", "first"),  # the file has no m
    ],
)
def test_the_name_or_the_first(file: str, own: str, where: str) -> None:
    found = resolved(ULTRALYTICS, file=file)
    assert (found.own_scale, found.own_scale_from, found.scale) == (own, where, own)
    assert found.scales == ("n", "s", "x")
    assert found.multiples == ((0.5, 0.25, 1024), (0.5, 0.5, 1024), (1.0, 1.5, 512))


def test_a_wanted_scale_leaves_what_the_file_says() -> None:
    found = resolved(ULTRALYTICS, file="yolo11s.yaml", scale="x")
    assert (found.scale, found.own_scale, found.width) == ("x", "s", 1.5)


def test_the_only_scale() -> None:
    one = "\n".join(line for line in ULTRALYTICS.splitlines() if line[:5] not in {"  s: ", "  n: "})
    found = resolved(one, file="net.yaml")
    assert (found.own_scale, found.own_scale_from) == ("x", "only")


def test_a_scale_without_three_numbers_is_counted_as_one() -> None:
    found = resolved(ULTRALYTICS.replace("[0.50, 0.50, 1024]", "[0.5]"), file="net.yaml")
    assert found.multiples[1] == (1.0, 1.0, float("inf"))


def test_files_with_anchors_have_the_published_sizes() -> None:
    found = resolved(FIVE_SLOT)
    assert found.scales == ("n", "s", "m", "l", "x")
    assert found.multiples[1] == (0.33, 0.5)
    assert (found.own_scale, found.own_scale_from, found.scale) == (None, "", None)
    with pytest.raises(UnknownScaleError, match="n, s, m, l, x"):
        resolved(FIVE_SLOT, scale="all")
