"""The real forward pass, row by row and past failures."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from builder.core.dialects import ResolvedRow
from builder.core.nn.head import Detect
from builder.torch_engine.network import Unbuilt

Shape = tuple[int, ...]
_IMAGE = -1
_MOST_INPUTS = 10_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What torch made of one row: shapes, or an error, or it had no input.

    Attributes:
        shapes: Shapes of the outputs, in order; None if there is none.
        error: Why it was not built or did not run.
        blocked_by: The rows it reads that gave no output.
        needs_data: It cannot run on the meta device, because it looks at values.
    """

    shapes: tuple[Shape, ...] | None = None
    error: str = ""
    blocked_by: tuple[int, ...] = ()
    needs_data: bool = False


def run(
    rows: Sequence[ResolvedRow],
    modules: Sequence[nn.Module | Unbuilt],
    image: Tensor,
    doubted: Collection[int] = (),
) -> list[Outcome]:
    """Run every row that has its inputs.

    Args:
        rows: The config's rows.
        modules: The module of each row, or why it has none.
        image: Shape: `(1, C, H, W)`.
        doubted: Rows that must also run with numbers: torch's meta device accepts kernels of
            zero and the like, which the CPU refuses.
    """
    outputs: dict[int, object] = {_IMAGE: image}
    last_reader = {source: row.index for row in rows for source in row.sources or ()}
    outcomes = []
    for row, module in zip(rows, modules, strict=True):
        outcomes.append(_step(row, module, outputs, doubted=row.index in doubted))
        for source in [one for one in outputs if last_reader.get(one, row.index) <= row.index]:
            del outputs[source]  # nobody reads it any more
    return outcomes


def _step(
    row: ResolvedRow, module: nn.Module | Unbuilt, outputs: dict[int, object], *, doubted: bool
) -> Outcome:
    """Run one row; its output joins `outputs`."""
    missing = tuple(source for source in row.sources or () if source not in outputs)
    if isinstance(module, Unbuilt):
        return Outcome(error="" if module.waiting else module.reason, blocked_by=missing)
    if missing:
        return Outcome(blocked_by=missing)
    inputs = [outputs[source] for source in row.sources or ()]
    try:
        output = module(inputs if row.many else inputs[0])
        if isinstance(module, Detect):
            _set_anchors(module, len(inputs))
        if doubted:
            _run_on_cpu(module, inputs if row.many else inputs[0])
    except NotImplementedError as error:
        return Outcome(error=sentence(error), needs_data=True)
    except Exception as error:  # noqa: BLE001 - a block may raise anything: it is the row's fault
        reraise_if_out_of_memory(error)
        return Outcome(error=sentence(error))
    outputs[row.index] = output
    return Outcome(shapes=tuple(tuple(tensor.shape) for tensor in tensors_of(output)))


def _run_on_cpu(module: nn.Module, inputs: object) -> None:
    """Run a copy of a row of the meta device; raises what the CPU raises.

    A row that needs more than `_MOST_INPUTS` numbers is left to the meta device.
    """
    if sum(tensor.numel() for tensor in tensors_of(inputs)) > _MOST_INPUTS:
        return
    with torch.device("cpu"):
        deepcopy(module).to_empty(device="cpu")(_zeros_like(inputs))


def _zeros_like(inputs: object) -> object:
    if isinstance(inputs, Tensor):
        return torch.zeros(inputs.shape)
    return [_zeros_like(one) for one in inputs] if isinstance(inputs, list | tuple) else inputs


def _set_anchors(head: Detect, levels: int) -> None:
    """What YOLOv5 does once it has the strides; it fails where the numbers of levels differ."""
    head.anchors.clone().div_(torch.ones(levels).view(-1, 1, 1))


def tensors_of(output: object) -> Iterator[Tensor]:
    """The tensors of an output in order, those of nested lists and mappings too."""
    if isinstance(output, Tensor):
        yield output
    elif isinstance(output, dict):
        yield from _all_of(output.values())
    elif isinstance(output, list | tuple):
        yield from _all_of(output)


def _all_of(outputs: Iterable[object]) -> Iterator[Tensor]:
    for output in outputs:
        yield from tensors_of(output)


def sentence(error: Exception) -> str:
    """An exception on one line, without torch's advice for developers."""
    return f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"


def reraise_if_out_of_memory(error: Exception) -> None:
    """Too little memory says nothing about the row.

    Raises:
        MemoryError: That was the error.
    """
    known = isinstance(error, MemoryError | torch.OutOfMemoryError)
    if known or "DefaultCPUAllocator" in str(error):
        raise MemoryError("not enough memory for a real forward pass; certify without --real")
