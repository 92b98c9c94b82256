"""Offsets as Python and as Qt count them."""

from hypothesis import given
from hypothesis import strategies as st

from builder.core.text.utf16 import Utf16Offsets

TEXTS = st.text(alphabet="a\u4e2d\U0001f680\ud83d\ufffd", max_size=20)


@given(TEXTS)
def test_offsets_agree_with_the_codec(text: str) -> None:
    offsets = Utf16Offsets(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        assert offsets.to_utf16(offset) == units
        assert offsets.to_code_point(units) == offset


def test_inside_a_pair_is_its_character() -> None:
    offsets = Utf16Offsets("a\U0001f680b")
    assert [offsets.to_code_point(units) for units in range(5)] == [0, 1, 1, 2, 3]
