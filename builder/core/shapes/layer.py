"""Base of torch's own layers: what a counter's hook sees of a call."""

from __future__ import annotations

from typing import Any, ClassVar

from builder.core.shapes.budget import state
from builder.core.shapes.module import Module, traced


class Layer(Module):
    """A layer that a counter has a rule for, or at least no children.

    Attributes:
        classic_rule: Operations by thop 0.1.1, which goes by exact type: not inherited.
        modern_rule: Operations by ultralytics-thop 2.2.3, inherited. Inside such a layer
            functional products are not counted.
    """

    leaf = True
    classic_rule: ClassVar[Any] = None
    modern_rule: ClassVar[Any] = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Give classes with their own `forward` the general call back."""
        super().__init_subclass__(**kwargs)
        own = cls.__dict__
        if "forward" in own and "__call__" not in own:
            cls.__call__ = Layer.__call__  # type: ignore[method-assign]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run `forward`, then count by rule."""
        modern = self.modern_rule
        state.depth += 1
        try:
            if modern is None:
                result = self.forward(*args, **kwargs)
            else:
                state.ruled += 1
                result = self.forward(*args, **kwargs)
                state.ruled -= 1
        except Exception as error:  # noqa: BLE001 -- every error gets a path
            raise traced(self, error) from error.__cause__
        state.depth -= 1
        classic = type(self).__dict__.get("classic_rule")
        if classic is not None or modern is not None:
            first = args[0] if args else next(iter(kwargs.values()))
            if classic is not None:
                state.classic += classic.__func__(self, first, result)
            if modern is not None:
                state.modern += modern(self, first, result)
        return result
