"""The comment that says the dialect, and how a dialect was decided."""

import pytest

from builder.core.config import read_config
from builder.core.dialects import choose, decided_by, write_dialect, written_dialect
from builder.core.text import apply_edits
from tests.texts import ULTRALYTICS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nc: 1\n", "# builder: dialect yolov7\nnc: 1\n"),
        ("nc: 1\r\nhead: []\r\n", "# builder: dialect yolov7\r\nnc: 1\r\nhead: []\r\n"),
        ("\ufeffnc: 1\n", "\ufeff# builder: dialect yolov7\nnc: 1\n"),
        ("", "# builder: dialect yolov7\n"),
        ("#\n# builder: dialect  yolov5@7.0 \nnc: 1", "#\n# builder: dialect  yolov7 \nnc: 1"),
        ("#builder: dialect=typo\nnc: 1\n", "#builder: dialect=yolov7\nnc: 1\n"),
    ],
)  # fmt: skip
def test_the_dialect_is_written(text: str, expected: str) -> None:
    config = read_config(text)
    written = apply_edits(text, write_dialect(config, "yolov7"))
    assert written == expected
    after = read_config(written)
    assert written_dialect(after) is not None
    assert choose(after).name == "yolov7"
    assert write_dialect(after, "yolov7") == ()


def test_how_it_was_decided() -> None:
    plain, said = read_config(ULTRALYTICS), read_config("# builder: dialect yolov9\n" + ULTRALYTICS)
    odd = read_config("# builder: dialect yolov99\n" + ULTRALYTICS)
    assert [decided_by(one) for one in (plain, said, odd)] == ["file", "comment", "file"]
    assert decided_by(said, "yolov7") == "option"
