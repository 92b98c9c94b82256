"""Modules that hold modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builder.core.shapes.module import Module
from builder.core.shapes.tensor import Parameter


def _placed(length: int, index: Any) -> int:
    if not isinstance(index, int):
        message = f"'{type(index).__name__}' object cannot be interpreted as an integer"
        raise TypeError(message)
    if not -length <= index < length:
        message = f"index {index} is out of range"
        raise IndexError(message)
    return index % length


class _Listed(Module):
    """Children named by their place: "0", "1" and so on."""

    def _inside(self) -> list[Module]:
        return [value for value in self.__dict__.values() if isinstance(value, Module)]

    def _replace(self, modules: Iterable[Module]) -> None:
        mine = self.__dict__
        for name in [name for name, value in mine.items() if isinstance(value, Module)]:
            del mine[name]
        for index, module in enumerate(modules):
            mine[str(index)] = module

    def __len__(self) -> int:
        return len(self._inside())

    def __iter__(self) -> Iterator[Module]:
        return iter(self._inside())

    def __getitem__(self, index: Any) -> Any:
        inside = self._inside()
        if isinstance(index, slice):
            return self._some(inside[index])
        return inside[_placed(len(inside), index)]

    def __setitem__(self, index: int, module: Module) -> None:
        inside = self._inside()
        inside[_placed(len(inside), index)] = module
        self._replace(inside)

    def __delitem__(self, index: Any) -> None:
        inside = self._inside()
        del inside[index]
        self._replace(inside)

    def _some(self, modules: list[Module]) -> Any:
        return type(self)(modules)

    def append(self, module: Module) -> Any:
        """Add one at the end."""
        if not isinstance(module, Module):
            message = f"{type(module).__name__} is not a Module subclass"
            raise TypeError(message)
        self.__dict__[str(len(self))] = module
        return self

    def insert(self, index: int, module: Module) -> Any:
        """Add one before a place."""
        inside = self._inside()
        inside.insert(index, module)
        self._replace(inside)
        return self

    def extend(self, modules: Iterable[Module]) -> Any:
        """Add many at the end."""
        for module in list(modules):
            self.append(module)
        return self


class Sequential(_Listed):
    """Modules that run one after another."""

    def __init__(self, *modules: Any) -> None:
        super().__init__()
        if len(modules) == 1 and isinstance(modules[0], Mapping):
            for name, module in modules[0].items():
                self._adopt(name, module)
            return
        mine = self.__dict__
        for index, module in enumerate(modules):
            if not isinstance(module, Module):
                self._adopt(str(index), module)
            mine[str(index)] = module

    def _adopt(self, name: str, module: Any) -> None:
        if not isinstance(module, Module):
            message = f"{module!r} ({type(module).__name__}) is not a Module subclass"
            raise TypeError(message)
        self.__dict__[name] = module

    def _some(self, modules: list[Module]) -> Any:
        return type(self)(*modules)

    def forward(self, value: Any) -> Any:
        """Run them all."""
        # _buffer_names and the training flag are the only other things that can stand here.
        for module in self.__dict__.values():
            if isinstance(module, Module):
                value = module(value)
        return value


class ModuleList(_Listed):
    """A list of modules that is not called itself."""

    def __init__(self, modules: Iterable[Module] | None = None) -> None:
        super().__init__()
        if modules is not None:
            mine = self.__dict__
            for index, module in enumerate(modules):
                if not isinstance(module, Module):
                    message = f"{type(module).__name__} is not a Module subclass"
                    raise TypeError(message)
                mine[str(index)] = module

    def __iadd__(self, modules: Iterable[Module]) -> ModuleList:
        return self.extend(modules)  # type: ignore[no-any-return]


class ModuleDict(Module):
    """Modules by name."""

    def __init__(self, modules: Mapping[str, Module] | None = None) -> None:
        super().__init__()
        for name, module in (modules or {}).items():
            self.__dict__[name] = module

    def __getitem__(self, key: str) -> Module:
        found = self.__dict__[key]
        if not isinstance(found, Module):
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, module: Module) -> None:
        self.__dict__[key] = module

    def __delitem__(self, key: str) -> None:
        del self.__dict__[key]

    def __len__(self) -> int:
        return len(self.keys())

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __contains__(self, key: str) -> bool:
        return isinstance(self.__dict__.get(key), Module)

    def keys(self) -> list[str]:
        """Names in order."""
        return [name for name, value in self.__dict__.items() if isinstance(value, Module)]

    def values(self) -> list[Module]:
        """Modules in order."""
        return [value for value in self.__dict__.values() if isinstance(value, Module)]

    def items(self) -> list[tuple[str, Module]]:
        """Names and modules in order."""
        return list(zip(self.keys(), self.values(), strict=True))


class ParameterList(Module):
    """A list of parameters."""

    def __init__(self, values: Iterable[Any] = ()) -> None:
        super().__init__()
        for value in values:
            self.append(value)

    def _inside(self) -> list[Any]:
        return [value for value in self.__dict__.values() if isinstance(value, Parameter)]

    def append(self, value: Any) -> ParameterList:
        """Add one at the end; a tensor becomes a parameter."""
        kept = value if isinstance(value, Parameter) else Parameter(value)
        self.__dict__[str(len(self._inside()))] = kept
        return self

    def __len__(self) -> int:
        return len(self._inside())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._inside())

    def __getitem__(self, index: int) -> Any:
        inside = self._inside()
        return inside[_placed(len(inside), index)]
