"""Edits of a text: applied, undone, put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.core.text import Span, TextEdit, apply_edits, compose, invert, map_offset


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[TextEdit]:
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    new = st.text(alphabet="xy\n", max_size=3)
    return [TextEdit(Span(start, end), draw(new)) for start, end in pairs]


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[TextEdit]]:
    text = draw(st.text(alphabet="ab\r\n\U0001f680", max_size=20))
    return text, draw(edits_of(text))


@given(texts_with_edits())
def test_invert_restores_the_text(case: tuple[str, list[TextEdit]]) -> None:
    text, edits = case
    assert apply_edits(apply_edits(text, edits), invert(text, edits)) == text


@given(st.data(), texts_with_edits())
def test_compose_is_one_after_the_other(
    data: st.DataObject, case: tuple[str, list[TextEdit]]
) -> None:
    text, first = case
    between = apply_edits(text, first)
    second = data.draw(edits_of(between))
    assert apply_edits(text, compose(text, first, second)) == apply_edits(between, second)


def test_compose_leaves_alone_what_no_edit_touches() -> None:
    first = [TextEdit(Span(1, 2), "XX")]
    second = [TextEdit(Span(5, 5), "!")]
    assert compose("abcdef", first, second) == (
        TextEdit(Span(1, 2), "XX"),
        TextEdit(Span(4, 4), "!"),
    )


def test_insertions_at_one_place_keep_their_order() -> None:
    at = Span(1, 1)
    edits = [TextEdit(at, "1"), TextEdit(at, "2"), TextEdit(Span(1, 2), "B")]
    assert apply_edits("abc", edits) == "a12Bc"
    assert compose("abc", edits, []) == (TextEdit(Span(1, 2), "12B"),)


@pytest.mark.parametrize(
    "edits",
    [
        [TextEdit(Span(0, 2), ""), TextEdit(Span(1, 3), "")],
        [TextEdit(Span(2, 9), "")],
    ],
)
def test_edits_that_overlap_or_leave_the_text_are_refused(edits: list[TextEdit]) -> None:
    for use in (apply_edits, invert):
        with pytest.raises(ValueError, match="overlaps"):
            use("abc", edits)
    with pytest.raises(ValueError, match=r"overlap|past"):
        compose("abc", edits, [])


def test_map_offset_follows_characters() -> None:
    edits = [TextEdit(Span(1, 1), "++"), TextEdit(Span(2, 4), "-")]
    assert apply_edits("abcdef", edits) == "a++b-ef"
    assert [map_offset(offset, edits) for offset in range(6)] == [0, 3, 4, 4, 5, 6]
