"""Receptive fields: how much of the image one value of a map sees.

Source: Araujo, Norris, Sim, "Computing Receptive Fields of Convolutional Neural Networks",
Distill 2019. Statistics of normalisation layers are left out, as they are there.
"""

from __future__ import annotations

from functools import lru_cache
from math import inf

# (height seen, width seen, jump down, jump across) in image pixels.
Field = tuple[float, float, float, float]

PIXEL: Field = (1.0, 1.0, 1.0, 1.0)
CONSTANT: Field = (0.0, 0.0, 0.0, 0.0)  # weights see nothing; joins leave the other side's
EVERYTHING: Field = (inf, inf, 1.0, 1.0)


def join(first: Field, second: Field) -> Field:
    """What a value sees that is made of two others."""
    if first == second:
        return first
    a, b, c, d = first
    e, f, g, h = second
    return (max(a, e), max(b, f), max(c, g), max(d, h))


@lru_cache(maxsize=4096)
def windowed(field: Field, reach: tuple[int, int], stride: tuple[int, int]) -> Field:
    """After a window that reaches over `reach` = dilation * (kernel - 1) neighbours."""
    high, wide, down, across = field
    return (
        high + reach[0] * down,
        wide + reach[1] * across,
        down * stride[0],
        across * stride[1],
    )


def rescaled(field: Field, up: float, wide: float) -> Field:
    """After a map grew by these factors (below 1: shrank)."""
    return (field[0], field[1], field[2] / (up or 1.0), field[3] / (wide or 1.0))


def whole(field: Field, height: bool = True, width: bool = True) -> Field:
    """After the map was mixed over a whole axis."""
    if field == CONSTANT:
        return field
    return (inf if height else field[0], inf if width else field[1], field[2], field[3])
