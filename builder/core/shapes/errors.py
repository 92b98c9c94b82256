"""What the shape engine raises; callers of `build` and `run` see no other exception."""

from __future__ import annotations

from builder.core.diagnostics import Message

Shape = tuple[int, ...]


class EngineError(Exception):
    """Base of everything the engine raises.

    Attributes:
        path: Where inside the block, such as "m.0.cv2.conv"; "" for the block itself.
        origin: The module that raised, while the error travels outwards.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.path = ""
        self.origin: object = None


class ShapeError(EngineError, RuntimeError):
    """A refusal: torch, given the same shapes, fails here too.

    Attributes:
        operation: The torch operation, such as "cat" or "conv2d".
        shapes: The shapes it was given.
        message: The fact with its numbers.
    """

    def __init__(self, operation: str, shapes: tuple[Shape, ...], message: str) -> None:
        super().__init__(message)
        self.operation = operation
        self.shapes = tuple(tuple(shape) for shape in shapes)


class ConstructionError(EngineError, TypeError):
    """A block's constructor fails in Python: wrong number, type or value of arguments."""


class Unsupported(EngineError):  # noqa: N818 -- a state of knowledge, not a fault
    """The engine lacks an operation, so nothing is known of what follows.

    Attributes:
        operation: Its name, such as "torch.fft".
    """

    def __init__(self, operation: str) -> None:
        super().__init__(
            Message("{operation} is not known to the shape engine", operation=operation)
        )
        self.operation = operation


class UnsupportedAttribute(Unsupported, AttributeError):  # noqa: N818
    """A name that the stand-in lacks; `hasattr` and `getattr` treat it as absent."""


class BudgetExceeded(EngineError):  # noqa: N818
    """A block asks for more work than the budget in force allows."""
