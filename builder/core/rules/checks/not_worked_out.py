"""A row is beyond what this program works out.

What it finds:
    Classes of torch.nn that the dry run does not know, and rows of absurd size: a thousand repeats,
    arguments in the millions, more than 2000 rows.

Why it matters:
    Nothing is known of the row's output, so the rows that read it and the totals stay unknown too.
    The trainer may well build it: `builder certify` asks torch.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, nn.FractionalMaxPool2d, [3, 160]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, nn.MaxPool2d, [2]]
    head:
      - [[1], 1, Detect, [nc, anchors]]

Fix:
    None: use a block that `builder explain` knows, or let torch answer.
"""

from collections.abc import Iterator

from builder.core.analysis import Status
from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.rules.checks import absurd_size
from builder.core.rules.network import Network
from builder.core.rules.wording import clause

CODE = "S108"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row that no trap of the reader explains."""
    for report in network.reports:
        trap = network.rows[report.index].fatal
        if report.status is not Status.UNKNOWN or (trap and trap.kind != "unmodelled-module"):
            continue
        if absurd_size.told(network, report.index) or absurd_size.blamed(network, report.index):
            continue
        message = Message(
            "{row}: {module} is not worked out here: {reason}",
            row=network.row(report.index),
            module=report.module or Message("it"),
            reason=clause(report.fault.reason) if report.fault else Message("no reason is known"),
        )
        span = network.module_span(report.index)
        yield Diagnostic(CODE, Severity.WARNING, message, span, report.index)
