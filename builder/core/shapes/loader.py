"""Plain PyTorch files, executed against the stand-in for torch."""

from __future__ import annotations

import builtins
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from builder.core.diagnostics import Message
from builder.core.shapes.budget import exhausted, state
from builder.core.shapes.errors import Unsupported
from builder.core.shapes.module import Module
from builder.core.shapes.namespace import torch

PACKAGE = "builder.core.nn"
FOLDER = Path(__file__).resolve().parent.parent / "nn"

_loaded: dict[str, ModuleType] = {}
_holders: dict[
    tuple[type, str], None
] = {}  # classes of those files, and which attribute is a module


def _range(*bounds: int) -> range:
    """`range`, as long as the budget allows: an absurd `number` must not hang the program."""
    made = range(*bounds)
    if made.stop - made.start > state.repeats_limit * made.step and len(made) > state.repeats_limit:
        exhausted(Message("more than {limit} repeats", limit=f"{state.repeats_limit:,}"))
    return made


def _inside_torch(name: str) -> Any:
    found: Any = torch
    for part in name.split(".")[1:]:
        found = getattr(found, part)
    return found


def _import(
    name: str,
    globals: Any = None,  # noqa: A002
    locals: Any = None,  # noqa: A002
    fromlist: Any = (),
    level: int = 0,
) -> Any:
    if level == 0 and (name == "torch" or name.startswith("torch.")):
        inside = _inside_torch(name)
        return inside if fromlist else torch
    if level == 0 and name == PACKAGE:
        return SimpleNamespace(**{file: load_file(file) for file in fromlist or ()})
    if level == 0 and name.startswith(PACKAGE + "."):
        return load_file(name.removeprefix(PACKAGE + "."))
    return builtins.__import__(name, globals, locals, fromlist, level)


_BUILTINS: dict[str, Any] = {**vars(builtins), "__import__": _import, "range": _range}


def load_file(name: str) -> ModuleType:
    """A file of `builder/core/nn` as a module over the stand-in; executed once.

    Args:
        name: "csp", or "ultralytics.csp" for a file in a folder.

    Raises:
        LookupError: There is no such file.
    """
    if name in _loaded:
        return _loaded[name]
    parts = name.split(".")
    path = FOLDER.joinpath(*parts).with_suffix(".py")
    if not all(map(str.isidentifier, parts)) or not path.is_file():
        message = f"no block file {name!r}"
        raise LookupError(message)
    full = f"{PACKAGE}.{name}"
    # get_code reads and writes the same cached bytecode as an import would.
    code = SourceFileLoader(full, str(path)).get_code(full)
    # Under a name of its own: the file's real module, over real torch, may be loaded as well.
    module = ModuleType(f"{__name__}.{name}")
    module.__dict__.update(__builtins__=_BUILTINS, __file__=str(path))
    _loaded[name] = sys.modules[module.__name__] = module  # dataclasses look there
    try:
        exec(code, module.__dict__)  # type: ignore[arg-type]  # noqa: S102
    except BaseException:
        del _loaded[name]
        raise
    _holders.update(
        {
            (kind, attribute): None
            for kind in vars(module).values()
            if isinstance(kind, type)
            for attribute, value in vars(kind).items()
            if isinstance(value, Module)
        }
    )
    return module


def shared_modules() -> frozenset[Module]:
    """The modules that classes of the loaded files hold now, such as the default activation."""
    return frozenset(getattr(kind, name) for kind, name in _holders)


def load(implementation: str) -> type[Module]:
    """The class behind "csp:C3" (a file of `builder/core/nn`) or "torch.nn:Upsample".

    Raises:
        LookupError: There is no such file or class.
        Unsupported: torch.nn has a class of which the engine knows nothing.
    """
    file, _, name = implementation.partition(":")
    place = torch.nn if file == "torch.nn" else load_file(file)
    found = vars(place).get(name)
    if not (isinstance(found, type) and issubclass(found, Module)):
        if place is torch.nn and found is None:
            raise Unsupported(f"nn.{name}")
        message = f"no block {implementation!r}"
        raise LookupError(message)  # noqa: TRY004 -- it is a look-up
    return found
