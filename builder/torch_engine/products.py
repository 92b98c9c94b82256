"""Matrix products and convolutions that a forward pass calls as functions."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - everybody calls it so
from torch.overrides import TorchFunctionMode

Count = Callable[[Any, Any, Any], int]


class FunctionCounter(TorchFunctionMode):
    """Counts functions while it is entered.

    Attributes:
        modern: Operations of products that ultralytics-thop counts, which are those outside of
            layers that have a rule. Hooks add what such layers cost.
        macs: Multiply-accumulates of all convolutions, linear layers and products.
    """

    def __init__(self) -> None:
        super().__init__()
        self.modern = self.macs = self._inside = 0

    def enter(self, *_: object) -> None:
        """A layer that has a rule begins."""
        self._inside += 1

    def leave(self) -> None:
        """It ends."""
        self._inside -= 1

    def __torch_function__(
        self,
        func: Any,
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Call a function of torch, and count it."""
        kwargs = kwargs or {}
        output = func(*args, **kwargs)
        if (count := COUNTED.get(func)) is not None:
            self.macs += count(args, kwargs, output)
        if not self._inside and (count := MODERN.get(func)) is not None:
            self.modern += count(args, kwargs, output)
        return output


def _matmul(args: Any, kwargs: Any, output: Tensor) -> int:
    first: Tensor = args[0] if args else kwargs["input"]
    return output.numel() * first.shape[-1]


def _reversed_matmul(args: Any, _kwargs: Any, output: Tensor) -> int:
    first: Tensor = args[1]
    return output.numel() * first.shape[-1]


def _added_matmul(args: Any, kwargs: Any, output: Tensor) -> int:
    names = ("mat1", "batch1")
    first: Tensor = args[1] if len(args) > 1 else next(kwargs[n] for n in names if n in kwargs)
    return output.numel() * first.shape[-1]


def _convolution(args: Any, kwargs: Any, output: Tensor) -> int:
    weight: Tensor = args[1] if len(args) > 1 else kwargs["weight"]
    return output.numel() * prod(weight.shape[1:])


def _transposed_convolution(args: Any, kwargs: Any, _output: Tensor) -> int:
    taken: Tensor = args[0] if args else kwargs["input"]
    weight: Tensor = args[1] if len(args) > 1 else kwargs["weight"]
    return taken.numel() * prod(weight.shape[1:])


def _scaled_dot_product(args: Any, kwargs: Any, output: Tensor) -> int:
    names = ("query", "key", "value")
    query, key, value = (*args, *(kwargs[name] for name in names[len(args) :]))[:3]
    rows = output.numel() // value.shape[-1]
    return int(rows * key.shape[-2] * (query.shape[-1] + value.shape[-1]))


@dataclass(frozen=True, slots=True)
class Attention:
    """One call of multi-head attention.

    Attributes:
        size: Features of a query, over all heads.
        sources: Features of a key and of a value together.
        queries, keys: How many there are of each in one of the batch.
        added: Keys that are put in behind the projections.
    """

    size: int
    heads: int
    sources: int
    batch: int
    queries: int
    keys: int
    added: int

    @property
    def macs(self) -> int:
        """Multiply-accumulates of the projections and of both products."""
        projections = self.size * (2 * self.queries * self.size + self.keys * self.sources)
        attended = self.keys + self.added
        return self.batch * (projections + 2 * self.queries * attended * self.size)

    @property
    def ops(self) -> int:
        """The same and the softmax, as ultralytics-thop counts."""
        softmax = max(3 * (self.keys + self.added) - 1, 0)
        return self.macs + self.batch * self.heads * self.queries * softmax


def _attention(args: Any, _kwargs: Any, _output: Any) -> Attention:
    query, key, value, size, heads, _weight, _bias, bias_k, _bias_v, zero = args[:10]
    return Attention(
        size,
        heads,
        key.shape[-1] + value.shape[-1],
        query.shape[1] if query.dim() == 3 else 1,
        query.shape[0],
        key.shape[0],
        (bias_k is not None) + bool(zero),
    )


def _einsum(args: Any, _kwargs: Any, _output: Tensor) -> int:
    """Of two operands; a label that only one has is summed away before the product."""
    equation, *operands = args
    if len(operands) == 1 and isinstance(operands[0], list | tuple):
        operands = list(operands[0])
    if len(operands) != 2:
        return 0
    left, arrow, right = equation.replace(" ", "").partition("->")
    named = [_labelled(text, one) for text, one in zip(left.split(","), operands, strict=True)]
    wanted = right if arrow else "..." + "".join(c for c in left if left.count(c) == 1)
    kept = {label for label in named[0].keys() | named[1].keys() if _is_kept(label, wanted, named)}
    return prod(named[0].get(label, named[1].get(label, 1)) for label in kept)


def _is_kept(label: str | int, wanted: str, named: list[dict[str | int, int]]) -> bool:
    stays = label in wanted if isinstance(label, str) else "..." in wanted
    return stays or all(label in one for one in named)


def _labelled(subscripts: str, operand: Tensor) -> dict[str | int, int]:
    """Sizes by label; dimensions of an ellipsis are numbered from the right. 1 is left out."""
    head, _, tail = subscripts.partition("...")
    dots = range(operand.dim() - len(head) - len(tail), 0, -1)
    labels = [*head, *dots, *tail]
    sizes = zip(labels, operand.shape, strict=True)
    return {label: size for label, size in sizes if size != 1}


#: What ultralytics-thop counts outside of layers with a rule.
MODERN: dict[Any, Count] = {
    torch.matmul: _matmul,
    Tensor.matmul: _matmul,
    Tensor.__matmul__: _matmul,
    torch.bmm: _matmul,
    Tensor.bmm: _matmul,
    torch.einsum: _einsum,
    F.linear: _matmul,
    F.scaled_dot_product_attention: _scaled_dot_product,
    F.multi_head_attention_forward: lambda *call: _attention(*call).ops,
}
#: What counts as multiply-accumulates, wherever it is called.
COUNTED: dict[Any, Count] = {
    **MODERN,
    F.multi_head_attention_forward: lambda *call: _attention(*call).macs,
    Tensor.__rmatmul__: _reversed_matmul,
    **dict.fromkeys((torch.mm, Tensor.mm, torch.mv, Tensor.mv), _matmul),
    **dict.fromkeys((torch.addmm, Tensor.addmm, torch.baddbmm, Tensor.baddbmm), _added_matmul),
    **dict.fromkeys((F.conv1d, F.conv2d, F.conv3d), _convolution),
    **dict.fromkeys(
        (F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d), _transposed_convolution
    ),
}
