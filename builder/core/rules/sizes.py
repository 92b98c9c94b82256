"""Rows that give maps of a size which nobody means, and the joins that fail of them."""

import math
from collections.abc import Iterable

from builder.core.blocks import Kind
from builder.core.config import Node, Sequence
from builder.core.diagnostics import Label, Message
from builder.core.rules import signatures
from builder.core.rules.network import Network

_UPSAMPLES = frozenset({"nn.Upsample", "torch.nn.Upsample"})
_LARGEST_FACTOR = 8  # a first argument up to here was meant as a factor, not as pixels
ABSURD_FACTOR = 16


def is_upsample(network: Network, index: int) -> bool:
    """Whether the row is torch's own Upsample."""
    return network.layers[index].name in _UPSAMPLES


def pixel_upsamples(network: Network) -> list[int]:
    """Rows of nn.Upsample whose first argument, a size in pixels, must be meant as the factor."""
    return [
        index
        for index in range(len(network))
        if is_upsample(network, index) and _is_factor(written(network, index, 0))
    ]


def even_kernels(network: Network) -> list[int]:
    """Rows whose even kernel with the usual padding gives one pixel too many."""
    return [row.index for row in network.rows if _is_one_too_large(network, row.index)]


def enlarged(network: Network) -> list[int]:
    """Rows of nn.Upsample with a factor beyond all sense."""
    return [index for index in range(len(network)) if (factor(network, index) or 0) > ABSURD_FACTOR]


def factor(network: Network, index: int) -> float | None:
    """How much nn.Upsample enlarges by; None for other rows."""
    if not is_upsample(network, index):
        return None
    node = written(network, index, 1)
    value = node.value if node else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def written(network: Network, index: int, position: int) -> Node | None:
    """The argument at a position as the row writes it."""
    cell = network.layers[index].args
    if not isinstance(cell, Sequence) or position >= len(cell.items):
        return None
    return cell.items[position]


def victims(network: Network, cause: int) -> list[int]:
    """Joins that fail since their inputs differ in size, and are made of row `cause`."""
    return [index for index, above in network.unequal.items() if cause in above]


def labels(network: Network, joins: Iterable[int]) -> tuple[Label, ...]:
    """A label at each join that fails of a row."""
    return tuple(
        Label(
            network.from_span(join),
            Message("{row} fails of it: its inputs differ in size", row=network.row(join)),
        )
        for join in joins
    )


def off_by_pixels(network: Network) -> dict[int, set[int]]:
    """Joins whose inputs are of one level, but for some pixels, with all rows they are made of."""
    return {i: above for i, above in network.unequal.items() if _of_one_level(network, i)}


def explained(network: Network) -> frozenset[int]:
    """All joins that fail because of such rows."""
    if not network.unequal:
        return frozenset()
    large, even = {*pixel_upsamples(network), *enlarged(network)}, {*even_kernels(network)}
    of_large = (index for index, above in network.unequal.items() if large & above)
    of_even = (index for index, above in off_by_pixels(network).items() if even & above)
    return frozenset((*of_large, *of_even))


def _is_factor(node: Node | None) -> bool:
    return node is not None and type(node.value) is int and 1 < node.value <= _LARGEST_FACTOR


def _is_one_too_large(network: Network, index: int) -> bool:
    call, before = signatures.call_of(network, index), enters(network, index)
    after = network.size(index)
    if call is None or before is None or after is None:
        return False
    values = {
        argument.name: (argument.kind, node.value)
        for argument, node in zip(call.arguments, call.items, strict=False)
    }
    kind, kernel = values.get("k", (None, None))
    if kind is not Kind.KERNEL or type(kernel) is not int or kernel % 2 or kernel < 1:
        return False
    stride = values.get("s", (None, 1))[1]
    if type(stride) is not int or stride < 1 or values.get("p", (None, None))[1] is not None:
        return False
    return before[0] % stride == 0 and after[0] == before[0] // stride + 1


def enters(network: Network, index: int) -> tuple[int, ...] | None:
    """`(H, W)` of a row's only input, the image for the first row."""
    shapes = network.reports[index].input_shapes
    return shapes[0][2:] if shapes and len(shapes) == 1 and len(shapes[0]) == 4 else None


def _of_one_level(network: Network, index: int) -> bool:
    strides = network.strides_of(network.read(index))
    return len({round(math.log2(stride)) for stride in strides}) == 1
