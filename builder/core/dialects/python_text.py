"""Text that a trainer hands to Python's `eval`, read without running any of it.

YOLOv5 evaluates every string of a row. Most are meant as plain words ("nearest"), which stay text
because no such name exists there; some mean a value ("None", "nc"); a few would run code.
"""

import ast
import builtins
import operator
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from builder.core.config.scalars import MOST_BITS
from builder.core.dialects.resolved import ModuleCall
from builder.core.dialects.torch_names import TORCH_NN

# What `models/yolo.py` of YOLOv5 v7.0 has at hand besides block names. Source: its imports.
TRAINER_GLOBALS = frozenset(
    "argparse ast contextlib copy cv2 deepcopy FILE Image json LOGGER math nn np os pd Path "
    "platform requests ROOT subprocess sys thop time torch tv2 urlparse warnings zipfile".split()
)
_BUILTINS = frozenset(dir(builtins))
_LONGEST = 2000
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}


class Outcome(StrEnum):
    """What the trainer makes of a text."""

    VALUE = "value"  # a value, known here
    TEXT = "text"  # no such name: it stays text
    SYNTAX = "syntax"  # not Python: the trainer stops with a SyntaxError
    FAILS = "fails"  # Python, and an error: the trainer stops
    OBJECT = "object"  # a name of Python or of the trainer that means something else there
    RUNS = "runs"  # code that the trainer would run


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome, and the value where there is one."""

    outcome: Outcome
    value: object = None


@dataclass(frozen=True, slots=True)
class PythonObject:
    """A name that the trainer finds, such as `nn.ReLU` without its call, or `sum`."""

    name: str

    def __repr__(self) -> str:
        return self.name


class _Stop(Exception):  # noqa: N818 - it carries an answer, it is not an error
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


def parsed(text: str) -> ast.expr:
    """The expression that a text is, without the warnings that Python prints about some.

    Raises:
        SyntaxError, ValueError: It is none.
        RecursionError, MemoryError: It is nested too deep.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "invalid decimal literal" of "2x", on our own stderr
        return ast.parse(text.lstrip(" \t"), mode="eval").body


def read_python(text: str, names: Mapping[str, object]) -> Reading:
    """What `eval(text)` gives where `names` are the local names, with only NameError forgiven."""
    if len(text) > _LONGEST:
        return Reading(Outcome.OBJECT)
    try:
        tree = parsed(text)
    except (SyntaxError, ValueError):
        return Reading(Outcome.SYNTAX)
    except (RecursionError, MemoryError):
        return Reading(Outcome.FAILS)
    try:
        return Reading(Outcome.VALUE, _value(tree, names))
    except _Stop as stop:
        return Reading(stop.outcome)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, RecursionError):
        return Reading(Outcome.FAILS)


def _value(node: ast.expr, names: Mapping[str, object]) -> object:
    match node:
        case ast.Constant():
            return node.value
        case ast.Name():
            return _name(node.id, names)
        case ast.UnaryOp(op=ast.USub()):
            return -_number(node.operand, names)
        case ast.UnaryOp(op=ast.UAdd()):
            return _number(node.operand, names)
        case ast.BinOp():
            return _binary(node, names)
        case ast.List():
            return [_value(item, names) for item in node.elts]
        case ast.Tuple():
            return tuple(_value(item, names) for item in node.elts)
        case ast.Attribute():
            return _attribute(node, names)
        case ast.Call():
            return _call(node, names)
    # Lambdas, comprehensions, subscripts …: nobody's config needs them, so none is worked out.
    raise _Stop(
        Outcome.RUNS if any(isinstance(n, ast.Call) for n in ast.walk(node)) else Outcome.OBJECT
    )


def _name(name: str, names: Mapping[str, object]) -> object:
    if name in names:
        return names[name]
    if name in _BUILTINS or name in TRAINER_GLOBALS:
        return PythonObject(name)
    raise _Stop(Outcome.TEXT)


def _number(node: ast.expr, names: Mapping[str, object]) -> float:
    value = _value(node, names)
    if isinstance(value, int | float):
        return value
    raise _Stop(Outcome.FAILS if value is None or isinstance(value, str | list) else Outcome.OBJECT)


def _binary(node: ast.BinOp, names: Mapping[str, object]) -> float:
    left, right = _number(node.left, names), _number(node.right, names)
    if isinstance(node.op, ast.Pow):
        if abs(left) > 1 << 20 or abs(right) > 32:
            raise _Stop(Outcome.OBJECT)
        return float(left**right) if isinstance(left**right, float) else int(left**right)
    work = _OPERATORS.get(type(node.op))
    if work is None:
        raise _Stop(Outcome.OBJECT)
    result = work(left, right)
    if isinstance(result, int) and result.bit_length() > MOST_BITS:
        raise _Stop(Outcome.OBJECT)
    return result


def _attribute(node: ast.Attribute, names: Mapping[str, object]) -> object:
    base = _value(node.value, names)
    if isinstance(base, PythonObject):
        name = f"{base.name}.{node.attr}".removeprefix("torch.")
        if base.name in {"nn", "torch.nn"} and node.attr not in TORCH_NN:
            raise _Stop(Outcome.OBJECT if node.attr[:1].islower() else Outcome.FAILS)
        return PythonObject(name)
    raise _Stop(Outcome.FAILS if isinstance(base, int | float | str | None) else Outcome.OBJECT)


def _call(node: ast.Call, names: Mapping[str, object]) -> object:
    called = _value(node.func, names)
    if not isinstance(called, PythonObject) or not called.name.startswith("nn."):
        raise _Stop(Outcome.RUNS if isinstance(called, PythonObject) else Outcome.FAILS)
    if any(isinstance(a, ast.Starred) for a in node.args) or any(
        k.arg is None for k in node.keywords
    ):
        raise _Stop(Outcome.OBJECT)
    return ModuleCall(
        called.name.removeprefix("nn."),
        tuple(_value(argument, names) for argument in node.args),
        tuple((key.arg or "", _value(key.value, names)) for key in node.keywords),
    )
