"""A module is built for other channels than it gets.

What it finds:
    A convolution, also one inside a block, whose input channels differ from what flows in.

Why it matters:
    YOLOv5 stops with "Given groups=1, weight of size [128, 100, 3, 3], expected input to have 100
    channels, but got 64" and names no row. Modules that the row reader does not list, all of
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

from collections.abc import Iterator

from builder.core.analysis import Fault
from builder.core.config import Sequence
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Severity
from builder.core.rules.checks import noted_channels
from builder.core.rules.network import Network
from builder.core.rules.wording import listed
from builder.core.text import TextEdit

CODE = "S102"
_OPERATIONS = ("conv", "linear", "batch_norm", "addmm", "matmul")
_INPUT_NAMES = {"c1", "in_channels", "num_features", "in_features"}


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row whose input is what the trainer notes for it."""
    for index in network.failed:
        report = network.reports[index]
        fault, shapes = report.fault, report.input_shapes
        if fault is None or not shapes or not fault.operation.startswith(_OPERATIONS):
            continue
        if len(fault.shapes) < 2 or noted_channels.blamed(network, index):
            continue
        wanted = _wanted(fault)
        got = [shape[1] for shape in shapes if len(shape) > 1]
        if wanted is None or (not fault.path and wanted == got[0]):
            continue
        yield Diagnostic(
            CODE,
            Severity.ERROR,
            _message(network, index, wanted, got, fault),
            network.args_span(index),
            index,
            (),
            tuple(_fixes(network, index, wanted, got)),
        )


def _message(network: Network, index: int, wanted: int, got: list[int], fault: Fault) -> str:
    name = network.rows[index].module
    sources = listed(network.sources(index))
    inside = f" (in {fault.path})" if fault.path else ""
    flows = fault.shapes[0][1] if len(fault.shapes[0]) > 1 else got[0]
    if flows == got[0]:
        return (
            f"row {index}: {name} is built for {wanted} input channels{inside} "
            f"and gets {got[0]} from row {sources}"
        )
    return f"row {index}: inside {name}, {fault.path} is built for {wanted} channels, gets {flows}"


def _wanted(fault: Fault) -> int | None:
    weight, given = fault.shapes[1], fault.shapes[0]
    if len(weight) < 2 or len(given) < 2:
        return None
    return weight[0] if "transpose" in fault.operation else weight[1]


def _fixes(network: Network, index: int, wanted: int, got: list[int]) -> Iterator[Fix]:
    spec, cell = network.spec(index), network.layers[index].args
    if spec is None or not isinstance(cell, Sequence) or not cell.items or not spec.arguments:
        return
    first = cell.items[0]
    if spec.arguments[0].name in _INPUT_NAMES and first.value == wanted:
        edit = TextEdit(first.span, str(got[0]))
        yield Fix(f"Write {got[0]} input channels", (edit,), Applicability.UNSAFE)
