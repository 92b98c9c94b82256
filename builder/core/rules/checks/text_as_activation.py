"""An activation in args is text to the trainer, so the layer runs without one.

What it finds:
    A word or `nn.ReLU()` as the activation of Conv and its kin, where the trainer makes no module
    of it.

Why it matters:
    Ultralytics reads args as plain values, and `nn.ReLU()` is none: it stays text. YOLOv5, YOLOv7
    and YOLOv9 evaluate args, so `nn.ReLU()` is a module there, but `lrelu` stays text. Conv takes
    text for "no activation", builds and trains without a word.

Example:
    nc: 80
    scales:
      n: [0.50, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [64, 3, 2, None, 1, 1, nn.ReLU()]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, Detect, [nc]]

Use instead:
    nc: 80
    scales:
      n: [0.50, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [64, 3, 2, None, 1, 1, True]]
      - [-1, 1, C2f, [64, True]]
    head:
      - [[1], 1, Detect, [nc]]

Fix:
    Writes True, which is the network's activation. In Ultralytics `activation: nn.ReLU()` in the
    header chooses that for all rows; the others take `nn.ReLU()` in args.
"""

from collections.abc import Iterator

from builder.core.analysis import Status
from builder.core.blocks import Argument, Kind
from builder.core.config import Node
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules import signatures
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "B110"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row that builds."""
    for row in network.rows:
        texts = {value for value in row.args or () if isinstance(value, str)}
        if not texts or network.reports[row.index].status is Status.ERROR:
            continue
        node = _activation(network, row.index)
        if node is None or node.value not in texts:
            continue
        message = Message(
            "{row}: the activation {value} is text to {trainer}, so {module} runs without one; "
            "{instead}",
            row=network.row(row.index),
            value=node.value,
            trainer=network.title,
            module=row.module,
            instead=_instead(network),
        )
        fix = Fix(
            Message("Write {value}", value="True"),
            (TextEdit(node.span, "True"),),
            Applicability.UNSAFE,
        )
        yield Diagnostic(CODE, Severity.WARNING, message, node.span, row.index, (), (fix,))


def _instead(network: Network) -> Message:
    if network.report.trainer == "ultralytics":
        return Message("write True, and `activation:` in the header for another than SiLU")
    return Message("write True, or a module such as nn.ReLU()")


def _activation(network: Network, index: int) -> Node | None:
    """The text that stands where the row's block takes its activation."""
    call = signatures.call_of(network, index)
    for argument, node in zip(call.arguments, call.items, strict=False) if call else ():
        if _is_activation(argument) and isinstance(node.value, str):
            return node
    return None


def _is_activation(argument: Argument) -> bool:
    return argument.kind is Kind.ACTIVATION or argument.name == "act"
