"""Line ends beside a buffer that knows one kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.core.text.line_ends import normalize, restore

TEXTS = st.text(alphabet="ab\n\r\u2028\u2029\ufdd0\ufdd1\x85", max_size=30)


@given(TEXTS)
def test_restore_undoes_normalize(text: str) -> None:
    assert restore(text, normalize(text)) == text


@given(TEXTS)
def test_normalized_text_has_one_line_end(text: str) -> None:
    assert not set(normalize(text)) & set("\r\u2029\ufdd0\ufdd1")


@given(TEXTS, st.text(alphabet="ab\n", max_size=30))
def test_the_words_are_those_of_the_buffer(text: str, now: str) -> None:
    assert normalize(restore(text, now)) == now


@pytest.mark.parametrize(
    ("original", "now", "restored"),
    [
        ("a\r\nb\nc\r\n", "a\nb\nX\nc\n", "a\r\nb\nX\nc\r\n"),  # the line above
        ("a\nb\r\nc\n", "X\na\nb\nc\n", "X\na\nb\r\nc\n"),  # the line below
        ("a\r\nb\nc\r\n", "a\nB\nc\n", "a\r\nB\nc\r\n"),  # a changed line keeps its own
        ("a\r\nb\nc\r\n", "a\nc\n", "a\r\nc\r\n"),
        ("a\r\nb", "a\nb\nc\n", "a\r\nb\r\nc\r\n"),
        ("a\nb\r\n", "a\nb", "a\nb"),
        ("a", "a\nb", "a\nb"),
        ("a\r", "b\na\n", "b\ra\r"),
        ("\ra\n", "\n\n", "\r\n\n"),  # else the two ends would be one
        ("\ra\nb\n", "\n\n\n", "\r\n\n\n"),
        ("a\u2029b\nc\n", "a\nX\nb\nc\n", "a\u2029X\nb\nc\n"),  # no new exotic ends
    ],
)
def test_ends_of_new_and_kept_lines(original: str, now: str, restored: str) -> None:
    assert restore(original, now) == restored


def test_large_changes_are_not_compared_line_by_line() -> None:
    before = "".join(f"{n}\r\n" for n in range(5000)) + "end\n"
    now = "\n".join(f"x{n}" for n in range(6000)) + "\n"
    assert normalize(restore(before, now)) == now
