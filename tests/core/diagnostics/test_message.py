"""Sentences keep what they are made of."""

import copy
import pickle

import pytest

from builder.core.diagnostics import Level, Listed, Message, Row, Size, in_language, pieces_of

INNER = Message("see {row}", row=Row(2, "2"))
WHOLE = Message(
    "{row} joins {size} with {strides}; {more}",
    row=Row(6, "6"),
    size=Size(80, 80, 8),
    strides=Listed([8, 16.0, 32]),
    more=INNER,
)


def test_a_message_is_its_english_sentence() -> None:
    assert WHOLE == "row 6 joins 80x80 (P3/8) with 8, 16 and 32; see row 2"
    assert WHOLE.in_language("en") == in_language(WHOLE, "fr") == str(WHOLE)


def test_pieces_make_the_sentence_and_reach_into_messages_inside() -> None:
    pieces = WHOLE.pieces()
    assert "".join(piece.text for piece in pieces) == WHOLE
    assert [piece.part for piece in pieces if isinstance(piece.part, Row)] == [
        Row(6, "6"),
        Row(2, "2"),
    ]
    assert pieces_of("plain", "en") == (("plain", None),)


def test_copies_keep_the_parts() -> None:
    for again in (copy.deepcopy(WHOLE), pickle.loads(pickle.dumps(WHOLE))):
        assert again == WHOLE
        assert again.template == WHOLE.template
        assert again.parts == WHOLE.parts


def test_a_part_that_is_not_given_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError, match="row"):
        Message("{row} is dead")


def test_levels_without_a_name_are_strides() -> None:
    assert Level(8).in_language("en") == "P3/8"
    assert Level(6).in_language("en") == "stride 6"
    assert Size(7, 9, 91.4).in_language("en") == "7x9"
