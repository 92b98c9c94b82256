"""Python's own exceptions, put into the words of this program."""

from __future__ import annotations

import re

from builder.core.diagnostics import Message
from builder.core.shapes.errors import (
    BudgetExceeded,
    ConstructionError,
    EngineError,
    ShapeError,
    Unsupported,
)

_LONGEST = 500
# Python's messages begin so: to look further on in what a cell says takes seconds.
_COUNT = re.compile(
    r"(?:(?P<owner>[\w.<>]+)\.)?__init__\(\) takes (?:from (?P<low>\d+) to )?(?P<high>\d+) "
    r"positional arguments? but (?P<given>\d+) (?:was|were) given"
)
_MISSING = re.compile(
    r"(?:(?P<owner>[\w.<>]+)\.)?__init__\(\) missing (?P<count>\d+) required "
    r"(?:positional|keyword-only) arguments?: (?P<names>.+)"
)
_UNEXPECTED = re.compile(
    r"(?:(?P<owner>[\w.<>]+)\.)?__init__\(\) got an unexpected keyword argument (?P<name>'\w+')"
)


def words(error: BaseException) -> str:
    """One sentence on a Python exception, its own where we know none; counts leave out `self`."""
    text = str(error) or type(error).__name__
    if len(text) > _LONGEST:  # what a cell says may be in it
        text = f"{text[:_LONGEST]}..."
    if found := _COUNT.match(text):
        high, given = int(found["high"]) - 1, int(found["given"]) - 1
        low = int(found["low"]) - 1 if found["low"] else high
        return _taken(found["owner"], low, high, given)
    if found := _MISSING.match(text):
        return Message(
            "{module} lacks {count} argument(s): {names}",
            module=found["owner"],
            count=found["count"],
            names=found["names"],
        )
    if found := _UNEXPECTED.match(text):
        return Message("{module} has no argument {name}", module=found["owner"], name=found["name"])
    if isinstance(error, ZeroDivisionError):
        return Message("division by zero ({text})", text=text)
    if isinstance(error, AssertionError):
        return Message("a requirement of the block does not hold: {text}", text=text)
    if isinstance(error, KeyError):
        return Message("no entry {text}", text=text)
    return text


def _taken(module: str, low: int, high: int, given: int) -> Message:
    """How many arguments a constructor takes, and how many it got."""
    if low != high:
        return Message(
            "{module} takes {low} to {high} arguments, not {given}",
            module=module,
            low=low,
            high=high,
            given=given,
        )
    if high == 1:
        return Message("{module} takes 1 argument, not {given}", module=module, given=given)
    return Message(
        "{module} takes {number} arguments, not {given}", module=module, number=high, given=given
    )


def _shared(error: Exception) -> EngineError | None:
    if isinstance(error, EngineError):
        return error
    if isinstance(error, RecursionError):
        return BudgetExceeded(Message("modules call each other too deeply"))
    if isinstance(error, MemoryError):
        return BudgetExceeded(Message("more memory than there is"))
    if isinstance(error, ImportError):
        return Unsupported(str(error))
    # torch.Size has more than a tuple, and a tensor's value may be an operand of anything.
    if isinstance(error, AttributeError) and "'tuple' object" in str(error):
        return Unsupported(f"torch.Size ({error})")
    return None


def from_python(operation: str, error: Exception) -> EngineError:
    """What a block's `forward` raised, as a refusal."""
    return _shared(error) or ShapeError(operation, (), words(error))


def from_constructor(error: Exception) -> EngineError:
    """What a block's constructor raised."""
    return _shared(error) or ConstructionError(words(error))
