"""A module refuses its input.

What it finds:
    Every other failure of the dry run: inside the named module the named operation cannot work
    with these shapes, such as SPPF with an even kernel, whose branches end up one pixel apart.

Why it matters:
    The trainers build the whole network first and fail in a test run; the error names tensors, and
    neither row nor module.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, SPPF, [16, 4]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, SPPF, [16, 5]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    None: look at the module's arguments and at the size that comes in.
"""

from collections.abc import Iterator

from builder.core.analysis import Fault
from builder.core.config import Sequence
from builder.core.diagnostics import Diagnostic, Label, Listed, Message, Severity
from builder.core.rules.checks import (
    absurd_size,
    args_not_python,
    header_range,
    noted_channels,
    output_rows,
    wrong_argument,
)
from builder.core.rules.network import Network
from builder.core.rules.sizes import explained
from builder.core.rules.wording import clause

CODE = "S105"
_POOLS = {"SPP", "SPPF", "C3SPP"}


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each failing row; other rules that know better come first."""
    outputs = output_rows.output_rows(network)
    told = {*outputs, *explained(network)} | ({len(network) - 1} if outputs else set())
    if header_range.stops(network) or network.lacks_section:
        return
    for index in network.failed:
        if index in told or absurd_size.blamed(network, index):
            continue
        if network.whole_backbone:
            return  # everything below it counts otherwise than the trainer
        fault = network.reports[index].fault
        if fault is None or not _own(network, index) or noted_channels.blamed(network, index):
            continue
        labels = tuple(
            Label(
                network.module_span(source), Message("{row} comes in", row=network.row_text(source))
            )
            for source in network.valid_sources(index)
        )
        yield Diagnostic(
            CODE,
            Severity.ERROR,
            _message(network, index, fault),
            network.module_span(index),
            index,
            labels,
        )


def _own(network: Network, index: int) -> bool:
    """Whether the row failed by itself, not at a place that earlier rules leave out on purpose."""
    trap = network.rows[index].fatal
    if wrong_argument.written_none(network, index) is not None:
        return False
    if network.other_trainer is not None and network.is_head(index):
        return False  # it is written as for the other trainer
    if trap is None:
        return True
    if trap.kind == "short-row" and network.config.diagnostics:
        return False  # reading has told what the row lost
    if trap.kind == "bad-text" and args_not_python.lacks_comma(network, trap):
        return False
    return network.other_trainer is None


def _message(network: Network, index: int, fault: Fault) -> Message:
    row, name = network.row(index), network.rows[index].module
    cell = network.layers[index].args
    if name in _POOLS and isinstance(cell, Sequence) and fault.operation == "cat":
        return Message(
            "{row}: {module} needs odd pooling kernels, not {kernels}: {reason}",
            row=row,
            module=name,
            kernels=Listed([node.span.of(network.config.text) for node in cell.items[1:]]),
            reason=fault.reason,
        )
    module: object = name or Message("it")
    reason = clause(fault.reason)
    if fault.path:
        return Message(
            "{row}: {module} fails (in {path}): {reason}",
            row=row,
            module=module,
            path=fault.path,
            reason=reason,
        )
    return Message("{row}: {module} fails: {reason}", row=row, module=module, reason=reason)
