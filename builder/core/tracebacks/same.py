"""Whether a row's own refusal is the error that was pasted."""

from builder.core.tracebacks.explanation import TrainerError
from builder.core.tracebacks.kinds import Kind
from builder.core.tracebacks.stops import Stop

Sizes = tuple[int, ...]


def joined(shapes: tuple[Sizes, ...], dimension: int) -> tuple[int, int, int] | None:
    """What torch says of joining shapes along a dimension: (expected, got, place in the list)."""
    first = shapes[0]
    for place, shape in enumerate(shapes):
        if len(shape) != len(first):
            return None
        for axis, (expected, got) in enumerate(zip(first, shape, strict=True)):
            if axis != dimension and expected != got:
                return expected, got, place
    return None


def is_same(stop: Stop, error: TrainerError) -> bool:
    """Whether a row that fails fails with this error; the batch may be another."""
    if error.kind is Kind.JOINED_SIZES:
        return _joins_so(stop, error)
    own = stop.error
    if own is None or own.kind is not error.kind:
        return False
    match error.kind:
        case Kind.CHANNELS:
            return (
                _sizes(own.values[1]) == _sizes(error.values[1])
                and own.values[3:] == (error.values[3:])
            )
        case Kind.ONE_VALUE:
            return _sizes(own.values[0])[1:] == _sizes(error.values[0])[1:]
        case Kind.SMALL_MAP:
            return True
    return own.values == error.values


def _joins_so(stop: Stop, error: TrainerError) -> bool:
    dimension, expected, got, place = error.values
    if stop.operation != "cat" or not stop.shapes or type(dimension) is not int:
        return False
    found = joined(stop.shapes, dimension)
    if found is None:
        return False
    if type(place) is not int:  # older versions of torch name no such place, in either order
        return {expected, got} == set(found[:2])
    return found == (expected, got, place)


def _sizes(value: object) -> Sizes:
    return value if isinstance(value, tuple) else ()
