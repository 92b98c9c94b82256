"""Which numbers in comments count rows, and which are sizes, factors and counts."""

import pytest

from builder.core.config import read_config
from builder.core.config.index_comments import index_in, leading_index

HEAD = "backbone:\n  - [-1, 1, Conv, [16, 3, 2]]  "


@pytest.mark.parametrize(
    ("comment", "leading", "anywhere"),
    [
        ("# 12", 12, 12),
        ("#12 words", 12, 12),
        ("# 0-P1/2", 0, 0),
        ("# 3层", 3, 3),
        ("# X3 (16), fpn", None, 16),
        ("# (3) and (4)", None, None),
        ("# 10*10", None, None),
        ("# 2 x 2", None, None),
        ("# 0-4 backbone", None, None),
        ("# 3.5", None, None),
        ("# 2个", None, None),
        ("# 80,40", None, None),
        ("# 16000", None, None),
        ("# words", None, None),
        ("", None, None),
    ],
)
def test_index_of_a_comment(comment: str, leading: int | None, anywhere: int | None) -> None:
    config = read_config(f"{HEAD}{comment}\n")
    for find, wanted in ((leading_index, leading), (index_in, anywhere)):
        found = find(config, config.layers[0])
        assert (found and found[0]) == wanted
        if found:
            assert found[1].of(config.text) == str(wanted)
