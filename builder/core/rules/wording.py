"""The words that all rules share: levels, sizes, rows."""

from collections.abc import Iterable, Sequence

from builder.core.analysis import LayerReport
from builder.core.blocks.catalogue import NAMES
from builder.core.dialects import TITLES

_MOST_LISTED = 8
_NAMES = frozenset({*NAMES, *TITLES.values()})
_LEVELS = {2**level: f"P{level}" for level in range(1, 9)}


def level_name(stride: float | None) -> str | None:
    """Name "P3" for a stride of 8; None for a stride that is no power of two."""
    return None if stride is None else _LEVELS.get(int(stride)) if stride == int(stride) else None


def level_text(stride: float) -> str:
    """Level "P3/8", or "stride 6" where there is no such level."""
    name = level_name(stride)
    return f"{name}/{stride:g}" if name else f"stride {stride:g}"


def size_text(shape: Sequence[int] | None, stride: float | None) -> str:
    """Size "80x80 (P3/8)" of a map, or "unknown size"."""
    if shape is None:
        return "unknown size"
    pixels = pixel_text(shape)
    name = level_name(stride)
    return f"{pixels} ({name}/{stride:g})" if name else pixels


def pixel_text(shape: Sequence[int]) -> str:
    """Pixels "80x80" of `(N, C, H, W)`."""
    return "x".join(str(length) for length in shape[2:])


def number_text(slots: Sequence[int]) -> str:
    """The numbers of a row: "5"; "0-4" for a row of several slots."""
    return str(slots[0]) if slots[0] == slots[-1] else f"{slots[0]}-{slots[-1]}"


def row_text(layer: LayerReport) -> str:
    """A row with what it is: "row 6 (C3, 40x40)"."""
    return f"row {number_text(layer.slots)} {described(layer.module, single_shape(layer))}"


def described(module: str, shape: Sequence[int] | None) -> str:
    """A module with its output: "(C3, 40x40)"."""
    size = f", {pixel_text(shape)}" if shape is not None and len(shape) > 2 else ""
    return f"({module}{size})"


def single_shape(layer: LayerReport) -> tuple[int, ...] | None:
    """The output shape of a layer with one output."""
    shapes = layer.out_shapes
    return shapes[0] if shapes is not None and len(shapes) == 1 else None


def listed(words: Iterable[object], joint: str = "and") -> str:
    """Words in a row: "8, 16 and 32"."""
    items = [f"{word:g}" if isinstance(word, float) else str(word) for word in words]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def rows_text(rows: Sequence[object]) -> str:
    """Numbers of rows: "row 6", "rows 6 and 9"."""
    if len(rows) > _MOST_LISTED:
        return f"rows {', '.join(map(str, rows[:_MOST_LISTED]))} … ({len(rows)} rows)"
    return f"{'row' if len(rows) == 1 else 'rows'} {listed(rows)}"


def clause(sentence: str) -> str:
    """A sentence to go on with behind a colon: no full stop, no capital unless it is a name's."""
    first = sentence.partition(" ")[0].rstrip(":,")
    word = first.istitle() and first not in _NAMES
    start = sentence[:1].lower() if word else sentence[:1]
    return start + sentence[1:].removesuffix(".")


def counted(number: int, word: str) -> str:
    """A number of things: "1 argument", "2 arguments"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
