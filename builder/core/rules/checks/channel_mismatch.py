"""A module is built for other channels than it gets.

What it finds:
    A convolution, also one inside a block, whose input channels differ from what flows in.

Why it matters:
    The trainers stop with "Given groups=1, weight of size [128, 100, 3, 3], expected input to have
    100 channels, but got 64" and name no row. Modules that parse_model does not list, most of
    torch.nn among them, take their args literally: input channels come first, without scaling.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, nn.Conv2d, [32, 16, 1]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, nn.Conv2d, [16, 16, 1]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    Writes the channels that come in, where the row writes its input channels itself.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from builder.core.analysis import Fault
from builder.core.config import Sequence
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.checks import noted_channels, output_rows
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "S102"
_INPUT_NAMES = {"c1", "in_channels", "num_features", "in_features"}
# The refusal's own words: a weight's shape does not tell its groups.
_CHANNELS = re.compile(r"to have (\d+) channels, but got (\d+) channels")


class _Refusal(NamedTuple):
    """Channels that a convolution is built for, those it gets, and where it stands."""

    wanted: int
    given: int
    path: str


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row whose input is what the trainer notes for it."""
    outputs = output_rows.output_rows(network)
    for index in network.failed:
        if index in outputs:
            continue
        report = network.reports[index]
        if report.fault is None or not report.input_shapes or len(report.input_shapes[0]) < 2:
            continue
        refusal = _refusal(report.fault)
        if refusal is None or noted_channels.blamed(network, index):
            continue
        enters = report.input_shapes[0][1]
        yield Diagnostic(
            CODE,
            Severity.ERROR,
            _message(network, index, refusal, enters),
            network.args_span(index),
            index,
            (),
            tuple(_fixes(network, index, refusal.wanted, enters)),
        )


def _refusal(fault: Fault) -> _Refusal | None:
    found = _CHANNELS.search(fault.reason)
    # A kernel of other dimensions takes the map's height for its channels: no such fault.
    if found is None or len({len(shape) for shape in fault.shapes}) != 1:
        return None
    return _Refusal(int(found[1]), int(found[2]), fault.path)


def _message(network: Network, index: int, refusal: _Refusal, enters: int) -> Message:
    row, name = network.row(index), network.rows[index].module
    wanted, given, path = refusal
    if given != enters:
        return Message(
            "{row}: inside {module}, {path} is built for {wanted} channels, gets {given}",
            row=row,
            module=name,
            path=path,
            wanted=wanted,
            given=given,
        )
    channels = Message("{wanted} input channels", wanted=wanted)
    if path:
        channels = Message("{wanted} input channels (in {path})", wanted=wanted, path=path)
    return Message(
        "{row}: {module} is built for {channels} and gets {given} from {source}",
        row=row,
        module=name,
        channels=channels,
        given=given,
        source=network.named(network.read(index)[0]),
    )


def _fixes(network: Network, index: int, wanted: int, given: int) -> Iterator[Fix]:
    spec, cell = network.spec(index), network.layers[index].args
    if spec is None or not isinstance(cell, Sequence) or not cell.items or not spec.arguments:
        return
    first = cell.items[0]
    if spec.arguments[0].name in _INPUT_NAMES and first.value == wanted:
        edit = TextEdit(first.span, str(given))
        title = Message("Write {given} input channels", given=given)
        yield Fix(title, (edit,), Applicability.UNSAFE)
