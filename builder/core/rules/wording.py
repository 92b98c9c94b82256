"""The words that all rules share: levels, sizes, rows, numbers of things."""

from collections.abc import Sequence

from builder.core.blocks.catalogue import NAMES
from builder.core.diagnostics import Listed, Message, Row, Size
from builder.core.dialects import TITLES

_MOST_LISTED = 8
_NAMES = frozenset({*NAMES, *TITLES.values()})


def size_text(shape: Sequence[int] | None, stride: float | None) -> object:
    """Size "80x80 (P3/8)" of a map, or "unknown size"."""
    if shape is None:
        return Message("unknown size")
    return Size(shape[2], shape[3], stride) if len(shape) == 4 else pixel_text(shape)


def pixel_text(shape: Sequence[int]) -> str:
    """Pixels "80x80" of `(N, C, H, W)`."""
    return "x".join(str(length) for length in shape[2:])


def described(row: object, module: str, shape: Sequence[int] | None) -> Message:
    """A row with what it is: "row 6 (C3, 40x40)"."""
    if shape is None or len(shape) < 3:
        return Message("{row} ({module})", row=row, module=module)
    return Message("{row} ({module}, {size})", row=row, module=module, size=size_text(shape, None))


def rows_text(rows: Sequence[Row]) -> Row | Message:
    """Rows by their numbers: "row 6", "rows 6 and 9"."""
    if len(rows) == 1:
        return rows[0]
    if len(rows) <= _MOST_LISTED:
        return Message("rows {rows}", rows=numbers_of(rows))
    first = Listed([row.as_number for row in rows[:_MOST_LISTED]], "")
    return Message("rows {rows} … ({number} rows)", rows=first, number=len(rows))


def numbers_of(rows: Sequence[Row]) -> Listed:
    """Rows by their numbers alone, behind a word that says "rows": "6 and 9"."""
    return Listed([row.as_number for row in rows])


def clause(sentence: str) -> str:
    """A sentence of torch to go on with behind a colon; our own sentences are clauses already.

    No full stop, no capital unless it is a name's.
    """
    if isinstance(sentence, Message):
        return sentence
    first = sentence.partition(" ")[0].rstrip(":,")
    word = first.istitle() and first not in _NAMES
    start = sentence[:1].lower() if word else sentence[:1]
    return start + sentence[1:].removesuffix(".")


def counted_rows(number: int) -> Message:
    """How many rows: "1 row", "2 rows"."""
    return Message("1 row") if number == 1 else Message("{number} rows", number=number)


def counted_numbers(number: int) -> Message:
    """How many numbers: "1 number", "2 numbers"."""
    return Message("1 number") if number == 1 else Message("{number} numbers", number=number)


def counted_arguments(number: int) -> Message:
    """How many arguments: "1 argument", "2 arguments"."""
    return Message("1 argument") if number == 1 else Message("{number} arguments", number=number)


def counted_maps(number: int) -> Message:
    """How many maps: "1 map", "2 maps"."""
    return Message("1 map") if number == 1 else Message("{number} maps", number=number)
