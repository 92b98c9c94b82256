"""The real forward pass, row by row and past failures."""

from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from builder.core.analysis.forward import is_head
from builder.core.dialects import ResolvedRow
from builder.core.nn.head import Detect
from builder.torch_engine.network import Network, Unbuilt

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
        inputs: Shapes of its inputs, in order.
    """

    shapes: tuple[Shape, ...] | None = None
    error: str = ""
    blocked_by: tuple[int, ...] = ()
    needs_data: bool = False
    inputs: tuple[Shape, ...] = ()


def run(
    network: Network,
    image: Tensor,
    doubted: Collection[int] = (),
    text: Tensor | None = None,
) -> list[Outcome]:
    """Run every row that has its inputs.

    Args:
        network: The rows and their modules.
        image: Shape: `(1, C, H, W)`.
        doubted: Rows that must also run with numbers: torch's meta device accepts kernels of
            zero and the like, which the CPU refuses.
        text: The text embedding `(1, classes, values)` that some modules take beside their map.
    """
    rows = network.rows
    going = _Pass({_IMAGE: image}, text, text)
    last_reader = {source: row.index for row in rows for source in row.sources or ()}
    outcomes = []
    for row, module in zip(rows, network.modules, strict=True):
        outcomes.append(going.step(row, module, doubted=row.index in doubted))
        going.forget([s for s in going.outputs if last_reader.get(s, row.index) <= row.index - 1])
    return outcomes


@dataclass(slots=True)
class _Pass:
    """A pass under way: outputs that are still read, and the text as rows left it."""

    outputs: dict[int, object]
    text: Tensor | None
    own_text: Tensor | None

    def forget(self, rows: Iterable[int]) -> None:
        """Free outputs that nobody reads any more."""
        for row in rows:
            del self.outputs[row]

    def step(self, row: ResolvedRow, module: nn.Module | Unbuilt, *, doubted: bool) -> Outcome:
        """Run one row; its output joins `outputs`."""
        sources = row.sources or ()
        missing = tuple(source for source in sources if source not in self.outputs)
        if isinstance(module, Unbuilt):
            return Outcome(error="" if module.waiting else module.reason, blocked_by=missing)
        if missing:
            return Outcome(blocked_by=missing)
        picks = row.picks or (None,) * len(sources)
        inputs = [self._read(s, pick) for s, pick in zip(sources, picks, strict=True)]
        given: list[object] = [inputs if row.many else inputs[0], *self._text_for(row, module)]
        try:
            output = module(*given)
            if isinstance(module, Detect):
                _set_anchors(module, len(inputs))
            if doubted:
                _run_on_cpu(module, given)
        except NotImplementedError as error:
            return Outcome(error=sentence(error), needs_data=True)
        except Exception as error:  # noqa: BLE001 - a block may raise anything: the row's fault
            reraise_if_out_of_memory(error)
            return Outcome(error=sentence(error))
        self._keep(row, module, output)
        return Outcome(shapes=shapes_of(output), inputs=shapes_of(inputs))

    def _read(self, source: int, pick: int | None) -> object:
        value = self.outputs[source]
        if pick is not None and isinstance(value, list | tuple):
            return value[pick]
        return value

    def _text_for(self, row: ResolvedRow, module: nn.Module) -> list[Tensor]:
        if not getattr(module, "takes_text", False):
            return []
        text = self.own_text if is_head(row) else self.text
        return [] if text is None else [text]

    def _keep(self, row: ResolvedRow, module: nn.Module, output: object) -> None:
        if getattr(module, "gives_text", False) and isinstance(output, Tensor):
            self.text = output
            output = self.outputs.get(row.index - 1)  # the map goes past the row
        self.outputs[row.index] = output


def shapes_of(output: object) -> tuple[Shape, ...]:
    """The shapes of an output's tensors, in order."""
    return tuple(tuple(tensor.shape) for tensor in tensors_of(output))


def _run_on_cpu(module: nn.Module, inputs: list[object]) -> None:
    """Run a copy of a row of the meta device; raises what the CPU raises.

    A row that needs more than `_MOST_INPUTS` numbers is left to the meta device.
    """
    if sum(tensor.numel() for tensor in tensors_of(inputs)) > _MOST_INPUTS:
        return
    with torch.device("cpu"):
        deepcopy(module).to_empty(device="cpu")(*map(_zeros_like, inputs))


def _zeros_like(inputs: object) -> object:
    if isinstance(inputs, Tensor):
        return torch.zeros(inputs.shape)
    return [_zeros_like(one) for one in inputs] if isinstance(inputs, list | tuple) else inputs


def _set_anchors(head: Detect, levels: int) -> None:
    """What YOLOv5 does once it has the strides; it fails where the numbers of levels differ."""
    head.anchors.clone().div_(torch.ones(levels).view(-1, 1, 1))


def tensors_of(output: object) -> Iterator[Tensor]:
    """The tensors of an output in order, those of nested lists and mappings too.

    The features that a head only hands through are not its output.
    """
    if isinstance(output, Tensor):
        yield output
    elif isinstance(output, dict):
        yield from _all_of(value for key, value in output.items() if key != "feats")
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
