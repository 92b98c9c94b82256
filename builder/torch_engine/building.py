"""Constructor arguments as real `torch.nn.Module`s."""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

import torch
from torch import nn
from torch.nn.modules.module import register_module_module_registration_hook

from builder.core.dialects import ModuleCall
from builder.core.dialects.python_text import PythonObject
from builder.core.facts import Subject, is_measured
from builder.torch_engine.backbones import build_on

_TORCH = "torch.nn"
_MOST_MODULES = 50_000


def build(
    implementation: str,
    args: Sequence[object],
    copies: int = 1,
    kwargs: Mapping[str, object] | None = None,
) -> nn.Module:
    """The module of one row; several copies become one `nn.Sequential`.

    Args:
        implementation: "csp:C3", "torch.nn:ReLU" or "timm:resnet50".
        args: What its constructor takes.
        copies: How many equal modules run one after another.
        kwargs: What the trainer sets beside the arguments.

    Raises:
        LookupError: There is no such module.
        Exception: Whatever the module's own constructor raises.
    """
    make = _maker(implementation, args, kwargs or {})
    if copies == 1:
        return make()
    sequence = nn.Sequential()
    for _ in range(copies):  # one by one, so that `bounded_size` sees them before they are many
        sequence.append(make())
    return sequence


def _maker(
    implementation: str, args: Sequence[object], kwargs: Mapping[str, object]
) -> Callable[[], nn.Module]:
    if is_measured(implementation):
        device = torch.get_default_device().type
        return partial(build_on, device, Subject.of(implementation, args))
    kind = find_class(implementation)
    return partial(kind, *[live(arg) for arg in args], **kwargs)


def find_class(implementation: str) -> type[nn.Module]:
    """The class that "csp:C3" (a block of this program) or "torch.nn:ReLU" names.

    Raises:
        LookupError: There is none.
    """
    file, _, name = implementation.partition(":")
    module = nn if file == _TORCH else importlib.import_module(f"builder.core.nn.{file}")
    found = getattr(module, name, None)
    if isinstance(found, type) and issubclass(found, nn.Module):
        return found
    raise LookupError(f"there is no module {implementation}")


def live(value: object) -> object:
    """An argument with its `nn.X(...)` calls made, inside lists too.

    Raises:
        LookupError: It names something that torch.nn lacks.
    """
    match value:
        case ModuleCall():
            kwargs = {key: live(item) for key, item in value.kwargs}
            return find_class(f"{_TORCH}:{value.name}")(*map(live, value.args), **kwargs)
        case PythonObject():
            return find_class(f"{_TORCH}:{value.name.removeprefix('nn.')}")
        case list():
            return [live(item) for item in value]
        case tuple():
            return tuple(live(item) for item in value)
    return value


class TooManyModulesError(Exception):
    """A config asks for an absurd number of modules."""


@contextmanager
def bounded_size() -> Iterator[None]:
    """Stop an absurd network before it fills the memory.

    Raises:
        TooManyModulesError: In the constructor that goes past the bound.
    """
    count = 0

    def step(_parent: nn.Module, _name: str, _child: nn.Module | None) -> None:
        nonlocal count
        count += 1
        if count > _MOST_MODULES:
            raise TooManyModulesError(f"the network has more than {_MOST_MODULES:,} modules")

    hook = register_module_module_registration_hook(step)
    try:
        yield
    finally:
        hook.remove()
