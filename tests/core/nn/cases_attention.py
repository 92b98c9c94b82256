"""Attention of the community that no original can measure at all sizes."""

from tests.core.nn.block_cases import Case, Shape, same


def s2(channels: int, shape: Shape) -> Case:
    """S2Attention: thrice the channels, once, and split attention's once and thrice; no biases."""
    c = channels
    params = (c * 3 * c + 3 * c) + (c * c + c) + (c * c + c * 3 * c)
    return same("S2Attention", (c, c), shape, params, 8)


ATTENTIONS = [
    s2(64, (2, 64, 8, 6)),
    s2(32, (1, 32, 9, 7)),
    s2(6, (1, 6, 1, 5)),
]
