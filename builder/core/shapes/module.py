"""nn.Module: children, parameters and buffers are what stands in `__dict__`.

torch sorts attributes as they are set, which costs time on every assignment. Here assignment is
Python's own, and the sorting happens when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, ClassVar, NoReturn, Self

from builder.core.diagnostics import Message
from builder.core.shapes.budget import exhausted, state
from builder.core.shapes.errors import EngineError, Shape, Unsupported
from builder.core.shapes.tensor import Dtype, Parameter, Tensor, float32


class Module:
    """Base of all modules.

    Attributes:
        leaf: No child can stand in it, and `extra_params` holds its parameter count.
    """

    training: bool = True
    leaf: ClassVar[bool] = False
    extra_params: int = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if args or kwargs:
            name = type(self).__name__
            message = (
                f"{name}.__init__() takes 1 positional argument but {len(args) + 1} were given"
            )
            raise TypeError(message)
        _count_module()

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Copy with everything inside, the shared activation too, as torch does."""
        _count_module()
        twin = object.__new__(type(self))
        memo[id(self)] = twin
        mine = twin.__dict__
        for name, value in self.__dict__.items():
            mine[name] = deepcopy(value, memo)
        return twin

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Whoever inherits from a layer may hold children again."""
        super().__init_subclass__(**kwargs)
        if "leaf" not in cls.__dict__:
            cls.leaf = False

    forward: Callable[..., Any]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run `forward`."""
        state.depth += 1
        if state.depth > state.depth_limit:
            exhausted(
                Message(
                    "more than {limit} modules inside each other", limit=f"{state.depth_limit:,}"
                )
            )
        try:
            result = self.forward(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 -- every error gets a path
            raise traced(self, error) from error.__cause__
        state.depth -= 1
        return result

    # Registration -----------------------------------------------------------------------------

    def add_module(self, name: str, module: Module | None) -> None:
        """Register a child under a name."""
        self.__dict__[name] = module

    register_module = add_module

    def register_parameter(self, name: str, param: Parameter | None) -> None:
        """Register a parameter under a name."""
        self.__dict__[name] = param

    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None:
        """Register a tensor that is not trained."""
        self.__dict__[name] = tensor
        kept = self.__dict__.setdefault("_buffer_names", {})
        kept[name] = persistent

    # Reading ----------------------------------------------------------------------------------

    def declared(self) -> dict[str, Shape | None]:
        """Shapes of the parameters that the layer makes only when somebody asks for one."""
        return {}

    def materialize(self) -> None:
        """Make the declared parameters."""
        mine = self.__dict__
        for name, shape in self.declared().items():
            if name not in mine:
                mine[name] = None if shape is None else Parameter(Tensor(shape))

    def __getattr__(self, name: str) -> Any:
        if name in self.declared():
            self.materialize()
            return self.__dict__[name]
        if name in _SORTED:
            self.materialize()
            return _SORTED[name](self)
        message = f"{type(self).__name__!r} object has no attribute {name!r}"
        raise AttributeError(message)

    def named_children(self) -> Iterator[tuple[str, Module]]:
        """Direct children with their names, each once."""
        seen: set[int] = set()
        for name, value in self.__dict__.items():
            if isinstance(value, Module) and id(value) not in seen:
                seen.add(id(value))
                yield name, value

    def children(self) -> Iterator[Module]:
        """Direct children, each once."""
        for _, child in self.named_children():
            yield child

    def named_modules(
        self, memo: set[Module] | None = None, prefix: str = "", remove_duplicate: bool = True
    ) -> Iterator[tuple[str, Module]]:
        """This module and everything in it, each once."""
        memo = set() if memo is None else memo
        if self in memo:
            return
        if remove_duplicate:
            memo.add(self)
        yield prefix, self
        for name, value in list(self.__dict__.items()):
            if isinstance(value, Module):
                inner = f"{prefix}.{name}" if prefix else name
                yield from value.named_modules(memo, inner, remove_duplicate)

    def modules(self) -> Iterator[Module]:
        """This module and everything in it, each once."""
        for _, module in self.named_modules():
            yield module

    def named_parameters(
        self, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True
    ) -> Iterator[tuple[str, Parameter]]:
        """Parameters with their names, shared ones once."""
        seen: set[int] = set()
        modules = self.named_modules(prefix=prefix) if recurse else iter([(prefix, self)])
        for path, module in modules:
            module.materialize()
            for name, value in module.__dict__.items():
                if isinstance(value, Parameter) and not (remove_duplicate and id(value) in seen):
                    seen.add(id(value))
                    yield (f"{path}.{name}" if path else name), value

    def parameters(self, recurse: bool = True) -> Iterator[Parameter]:
        """Parameters, shared ones once."""
        for _, parameter in self.named_parameters(recurse=recurse):
            yield parameter

    def named_buffers(self, prefix: str = "", recurse: bool = True) -> Iterator[tuple[str, Tensor]]:
        """Registered tensors with their names."""
        modules = self.named_modules(prefix=prefix) if recurse else iter([(prefix, self)])
        for path, module in modules:
            for name in module.__dict__.get("_buffer_names", ()):
                value = module.__dict__.get(name)
                if value is not None:
                    yield (f"{path}.{name}" if path else name), value

    def buffers(self, recurse: bool = True) -> Iterator[Tensor]:
        """Registered tensors."""
        for _, tensor in self.named_buffers(recurse=recurse):
            yield tensor

    def get_submodule(self, target: str) -> Module:
        """The module at a path such as "m.0.cv1"."""
        module: Any = self
        for name in filter(None, target.split(".")):
            module = getattr(module, name)
        if not isinstance(module, Module):
            message = f"`{target}` is not an nn.Module"
            raise AttributeError(message)  # noqa: TRY004 -- as torch
        return module

    @property
    def parameter_count(self) -> int:
        """Numbers in all parameters, shared ones once."""
        from builder.core.shapes.inventory import take_inventory

        return take_inventory(self).params

    @property
    def trainable_count(self) -> int:
        """Numbers in the parameters that are trained."""
        from builder.core.shapes.inventory import take_inventory

        return take_inventory(self).trainable

    # Modes ------------------------------------------------------------------------------------

    def train(self, mode: bool = True) -> Self:
        """Set the training flag here and below."""
        state.modes_set = True
        self.training = mode
        for child in self.children():
            child.train(mode)
        return self

    def eval(self) -> Self:
        """Clear the training flag here and below."""
        return self.train(False)

    def requires_grad_(self, requires_grad: bool = True) -> Self:
        """Freeze or free all parameters."""
        for parameter in self.parameters():
            parameter.trained = requires_grad
        return self

    def apply(self, fn: Callable[[Module], Any]) -> Self:
        """Call a function on every module, children first."""
        for child in self.children():
            child.apply(fn)
        fn(self)
        return self

    def to(self, *args: Any, **kwargs: Any) -> Self:
        """Devices change nothing; kinds of number other than float32 are not followed."""
        for value in (*args, *kwargs.values()):
            if isinstance(value, (Dtype, Tensor)) and value is not float32:
                operation = "nn.Module.to with a kind of number"
                raise Unsupported(operation)
        return self

    cpu = cuda = float = zero_grad = to

    def half(self) -> NoReturn:
        """Kinds of number other than float32 are not followed."""
        operation = "nn.Module with a kind of number other than float32"
        raise Unsupported(operation)

    double = bfloat16 = type = half

    def extra_repr(self) -> str:
        """Text between the brackets of the repr."""
        return ""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.extra_repr()})"

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.declared()]

    def state_dict(self, *_args: Any, **_kwargs: Any) -> dict[str, Tensor]:
        """Parameters and kept buffers by path."""
        entries: dict[str, Tensor] = dict(self.named_parameters(remove_duplicate=False))
        entries.update(self.named_buffers())
        return entries

    def register_forward_hook(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Hooks are not run here."""
        raise Unsupported("a forward hook")

    register_forward_pre_hook = register_full_backward_hook = register_forward_hook


# torch's sorted attributes, as copies.
_SORTED: dict[str, Callable[[Module], dict[str, Any]]] = {
    "_modules": lambda self: _of_kind(self, Module),
    "_parameters": lambda self: _of_kind(self, Parameter),
    "_buffers": lambda self: dict(self.named_buffers(recurse=False)),
}


def _count_module() -> None:
    state.modules += 1
    if state.modules > state.modules_limit:
        exhausted(Message("more than {limit} modules", limit=f"{state.modules_limit:,}"))


def _of_kind(module: Module, kind: type) -> dict[str, Any]:
    return {name: value for name, value in module.__dict__.items() if isinstance(value, kind)}


def traced(module: Module, error: Exception) -> Exception:
    """The error with this module's part of the path in front."""
    state.depth -= 1
    if not isinstance(error, EngineError):
        from builder.core.shapes.refusals import from_python

        error = from_python(type(module).__name__, error)
    if error.origin is not None:
        name = _name_of(module, error.origin)
        error.path = ".".join(part for part in (name, error.path) if part)
    error.origin = module
    return error


def _name_of(module: Module, child: object) -> str:
    return next((name for name, inner in module.named_modules() if inner is child), "")
