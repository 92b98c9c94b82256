"""The shape engine: PyTorch blocks run over shapes alone, in microseconds, without torch.

`build` constructs a block of `builder/core/nn` (or of torch.nn), `run` passes shapes through it
and counts operations. For every operation that the engine has, the result's shape and the
refusals are torch's; an operation that it lacks raises `Unsupported`.
"""

from builder.core.shapes.budget import budget
from builder.core.shapes.engine import Run, build, default_activation, run
from builder.core.shapes.errors import (
    BudgetExceeded,
    ConstructionError,
    EngineError,
    ShapeError,
    Unsupported,
)
from builder.core.shapes.inventory import (
    Inventory,
    ModuleCount,
    count_modules,
    take_inventory,
)
from builder.core.shapes.loader import load, shared_modules
from builder.core.shapes.module import Module
from builder.core.shapes.tensor import Parameter, Tensor, image

__all__ = [
    "BudgetExceeded",
    "ConstructionError",
    "EngineError",
    "Inventory",
    "Module",
    "ModuleCount",
    "Parameter",
    "Run",
    "ShapeError",
    "Tensor",
    "Unsupported",
    "budget",
    "build",
    "count_modules",
    "default_activation",
    "image",
    "load",
    "run",
    "shared_modules",
    "take_inventory",
]
