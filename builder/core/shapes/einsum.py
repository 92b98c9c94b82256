"""torch.einsum over one or two operands."""

from __future__ import annotations

from collections import Counter
from math import prod
from typing import Any

from builder.core.shapes.budget import state
from builder.core.shapes.errors import Shape, ShapeError, Unsupported
from builder.core.shapes.pointwise import promoted
from builder.core.shapes.products import mixed
from builder.core.shapes.sizes import broadcast
from builder.core.shapes.tensor import Tensor, make

Labels = list[Any]  # letters, and numbers for the dimensions of an ellipsis, from the right


def _refuse(shapes: tuple[Shape, ...], message: str) -> ShapeError:
    return ShapeError("einsum", shapes, message)


def _labels(text: str, shape: Shape, shapes: tuple[Shape, ...]) -> Labels:
    head, dots, tail = text.partition("...")
    if not all(c.isalpha() and c.isascii() for c in head + tail):
        raise _refuse(shapes, f"subscripts {text!r} may hold letters and one ellipsis")
    extra = len(shape) - len(head) - len(tail)
    if extra < 0 or (extra and not dots):
        message = f"subscripts {text!r} do not name the {len(shape)} dimensions of {list(shape)}"
        raise _refuse(shapes, message)
    return [*head, *range(extra, 0, -1), *tail]


def _sizes(operands: list[tuple[Labels, Shape]], shapes: tuple[Shape, ...]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for labels, shape in operands:
        mine: dict[Any, int] = {}
        for label, size in zip(labels, shape, strict=True):
            if mine.setdefault(label, size) != size:
                message = f"subscript {label!r} repeats with sizes {mine[label]} and {size}"
                raise _refuse(shapes, message)
        for label, size in mine.items():
            known = found.get(label, 1)
            if 1 not in (known, size) and known != size:
                message = f"subscript {label!r} has size {known} and size {size}"
                raise _refuse(shapes, message)
            found[label] = broadcast("einsum", (known,), (size,))[0]
    return found


def _wanted(text: str, sizes: dict[Any, int], shapes: tuple[Shape, ...]) -> Labels:
    dots = sorted((label for label in sizes if isinstance(label, int)), reverse=True)
    head, ellipsis, tail = text.partition("...")
    labels: Labels = [*head, *(dots if ellipsis else []), *tail]
    for label, times in Counter(labels).items():
        if times > 1 or label not in sizes:
            raise _refuse(shapes, f"output subscript {label!r} appears {times} times or nowhere")
    return labels


def _implicit(inputs: str) -> str:
    counted = Counter(inputs.replace("...", "").replace(",", ""))
    return "..." + "".join(sorted(label for label, times in counted.items() if times == 1))


def einsum(equation: Any, *operands: Any) -> Tensor:
    """torch.einsum with an equation in letters."""
    tensors = (
        operands[0] if len(operands) == 1 and isinstance(operands[0], (list, tuple)) else operands
    )
    if not isinstance(equation, str) or len(tensors) not in (1, 2):
        operation = "einsum over other than one or two operands"
        raise Unsupported(operation)
    shapes = tuple(tensor.shape for tensor in tensors)
    left, arrow, right = equation.replace(" ", "").partition("->")
    parts = left.split(",")
    if len(parts) != len(tensors):
        raise _refuse(shapes, f"{equation!r} names {len(parts)} operands, not {len(tensors)}")
    named = [(_labels(p, shape, shapes), shape) for p, shape in zip(parts, shapes, strict=True)]
    sizes = _sizes(named, shapes)
    out = _wanted(right if arrow else _implicit(left), sizes, shapes)
    shape = tuple([sizes[label] for label in out])
    if len(tensors) == 1:
        return make(shape, tensors[0].field, tensors[0].dtype)
    first, second = tensors
    macs = prod(sizes.values())
    state.macs += macs
    if not state.ruled:
        state.modern += _summed(named, out)
    return make(shape, mixed(first.field, second.field), promoted(first, second))


def _summed(named: list[tuple[Labels, Shape]], out: Labels) -> int:
    """ultralytics-thop's count: a label of one operand only is summed before the product."""
    one, two = (
        {label: size for label, size in zip(labels, shape, strict=True) if size != 1}
        for labels, shape in named
    )
    kept = [
        label
        for label in one.keys() | two.keys()
        if label in out or label in one.keys() & two.keys()
    ]
    return prod(one.get(label, two.get(label, 1)) for label in kept)


FUNCTIONS = {"einsum": einsum}
