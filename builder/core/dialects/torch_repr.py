"""Modules in arguments as torch prints them: `LeakyReLU(negative_slope=0.1)`.

Source: torch 2.13, `extra_repr` of the activations.
"""

from collections.abc import Sequence
from typing import Final

from builder.core.dialects.resolved import ModuleCall

# What each prints, with its default; `inplace` is printed by all that have it, when it is set.
_SHOWN: Final[dict[str, tuple[tuple[str, object], ...]]] = {
    "LeakyReLU": (("negative_slope", 0.01),),
    "ELU": (("alpha", 1.0),),
    "CELU": (("alpha", 1.0),),
    "PReLU": (("num_parameters", 1),),
    "Hardshrink": (("lambd", 0.5),),
    "Softshrink": (("lambd", 0.5),),
    "Softplus": (("beta", 1.0), ("threshold", 20.0)),
    "Hardtanh": (("min_val", -1.0), ("max_val", 1.0)),
    "GELU": (("approximate", "none"),),
    "Softmax": (("dim", None),),
    "LogSoftmax": (("dim", None),),
}
_BARE: Final = frozenset({"Hardshrink", "Softshrink"})  # they print the value without its name


def printed_args(args: Sequence[object]) -> str:
    """A list of arguments as a trainer prints it."""
    return f"[{', '.join(map(_printed, args))}]"


def _printed(value: object) -> str:
    if isinstance(value, ModuleCall):
        return _module(value)
    if isinstance(value, list):
        return printed_args(value)
    return repr(value)


def _module(call: ModuleCall) -> str:
    shown = _SHOWN.get(call.name, ())
    given = dict(call.kwargs)
    names = [*(name for name, _ in shown), "inplace"]
    given.update(zip(names, call.args, strict=False))
    parts = [_part(call.name, name, given.get(name, default)) for name, default in shown]
    if given.get("inplace") is True:
        parts.append("inplace=True")
    return f"{call.name}({', '.join(parts)})"


def _part(module: str, name: str, value: object) -> str:
    return str(value) if module in _BARE else f"{name}={value!r}"
