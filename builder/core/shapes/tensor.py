"""Tensors that know their shape, their kind of number and what they see; no values."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any, NoReturn, Self

from builder.core.diagnostics import Message
from builder.core.shapes.budget import exhausted, state
from builder.core.shapes.errors import Shape, Unsupported, UnsupportedAttribute
from builder.core.shapes.field import CONSTANT, PIXEL, Field


class Dtype:
    """A kind of number: torch.float32 and its like."""

    __slots__ = ("is_complex", "is_floating_point", "itemsize", "name", "rank")

    def __init__(self, name: str, itemsize: int, rank: int) -> None:
        self.name = name
        self.itemsize = itemsize
        self.rank = rank  # torch's categories: 0 bool, 1 integer, 2 float
        self.is_floating_point = rank == 2
        self.is_complex = False

    def __deepcopy__(self, memo: dict[int, object]) -> Dtype:
        """Itself: kinds of number are compared by identity."""
        return self

    def __repr__(self) -> str:
        return f"torch.{self.name}"


float16 = Dtype("float16", 2, 2)
bfloat16 = Dtype("bfloat16", 2, 2)
float32 = Dtype("float32", 4, 2)
float64 = Dtype("float64", 8, 2)
int8 = Dtype("int8", 1, 1)
uint8 = Dtype("uint8", 1, 1)
int16 = Dtype("int16", 2, 1)
int32 = Dtype("int32", 4, 1)
int64 = Dtype("int64", 8, 1)
boolean = Dtype("bool", 1, 0)


class Device:
    """torch.device: a name."""

    __slots__ = ("index", "type")

    type: str

    def __init__(self, name: object = "cpu", index: int | None = None) -> None:
        text = name.type if isinstance(name, Device) else str(name)
        self.type, _, number = text.partition(":")
        self.index = int(number) if number else index

    def __repr__(self) -> str:
        return f"device(type={self.type!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Device) and (self.type, self.index) == (other.type, other.index)

    def __hash__(self) -> int:
        return hash((self.type, self.index))


CPU = Device()


class Tensor:
    """A shape with a receptive field.

    Operations are methods that `namespace` attaches; each gives a new tensor or this one.

    Args:
        shape: Sizes, `(N, C, H, W)` for a map.
        receptive_field: Side in image pixels that one value sees; infinite for all of it.
        jump: Image pixels between two neighbours of the map.
    """

    __slots__ = ("dtype", "field", "shape")

    shape: Shape
    field: Field
    dtype: Dtype

    def __init__(
        self, shape: Shape, receptive_field: float = 1.0, jump: float = 1.0, dtype: Dtype = float32
    ) -> None:
        self.shape = tuple(shape)
        self.field = (receptive_field, receptive_field, jump, jump)
        self.dtype = dtype

    @property
    def receptive_field(self) -> float:
        """Side in image pixels, of the longer side; infinite where the whole image is seen."""
        return max(self.field[0], self.field[1])

    @property
    def jump(self) -> float:
        """Image pixels between two neighbours of the map, the larger of both axes."""
        return max(self.field[2], self.field[3])

    @property
    def ndim(self) -> int:
        """Number of dimensions."""
        return len(self.shape)

    @property
    def device(self) -> Device:
        """Always the CPU."""
        return CPU

    @property
    def data(self) -> Tensor:
        """The tensor itself: there are no values to share."""
        return self

    @property
    def requires_grad(self) -> bool:
        """Whether it is trained; only parameters are."""
        return False

    def dim(self) -> int:
        """Number of dimensions."""
        return len(self.shape)

    def numel(self) -> int:
        """Number of values."""
        return prod(self.shape)

    def __len__(self) -> int:
        if not self.shape:
            message = "len() of a 0-d tensor"
            raise TypeError(message)
        return self.shape[0]

    def __iter__(self) -> Iterator[Tensor]:
        if not self.shape:
            message = "iteration over a 0-d tensor"
            raise TypeError(message)
        rest = self.shape[1:]
        return iter([make(rest, self.field, self.dtype) for _ in range(self.shape[0])])

    def __getattr__(self, name: str) -> NoReturn:
        raise UnsupportedAttribute(f"Tensor.{name}")

    def __repr__(self) -> str:
        return f"Tensor{self.shape}"

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """A tensor of its own."""
        twin = object.__new__(type(self))
        twin.shape, twin.field, twin.dtype = self.shape, self.field, self.dtype
        memo[id(self)] = twin
        return twin

    def _value(self, *_: Any) -> NoReturn:
        raise Unsupported("a tensor's value")

    __bool__ = __float__ = __int__ = __index__ = __contains__ = item = tolist = numpy = _value


class Parameter(Tensor):
    """A tensor that is trained.

    Args:
        data: Where the shape comes from.
        requires_grad: False freezes it.
    """

    __slots__ = ("trained",)

    trained: bool

    def __init__(self, data: Tensor | None = None, requires_grad: bool = True) -> None:
        self.shape = () if data is None else data.shape
        self.field = CONSTANT
        self.dtype = float32 if data is None else data.dtype
        self.trained = requires_grad

    @property
    def requires_grad(self) -> bool:
        """Whether it is trained."""
        return self.trained

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        self.trained = value

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """A parameter of its own."""
        twin = super().__deepcopy__(memo)
        twin.trained = self.trained
        return twin

    def requires_grad_(self, requires_grad: bool = True) -> Parameter:
        """Freeze or free it."""
        self.trained = requires_grad
        return self

    def __repr__(self) -> str:
        return f"Parameter{self.shape}"


_new = Tensor.__new__


def make(shape: Shape, field: Field = CONSTANT, dtype: Dtype = float32) -> Tensor:
    """A result tensor; the place where a run's operations are counted."""
    state.operations += 1
    if state.operations > state.operations_limit:
        exhausted(
            Message("more than {limit} tensor operations", limit=f"{state.operations_limit:,}")
        )
    tensor = _new(Tensor)
    tensor.shape = shape
    tensor.field = field
    tensor.dtype = dtype
    return tensor


def image(height: int, width: int, channels: int = 3, batch: int = 1) -> Tensor:
    """The network's input, `(batch, channels, height, width)`; each value sees itself."""
    return make((batch, channels, height, width), PIXEL)
