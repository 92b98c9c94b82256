"""The trainer notes other channels for a row than the row gives.

What it finds:
    Rows such as nn.Conv2d whose output channels differ from those that parse_model keeps for
    the rows below; and nn.BatchNorm2d that reads another row than the one above.

Why it matters:
    For a module that it does not list, a trainer assumes that the output has the input's channels,
    and builds every reader for those; for nn.BatchNorm2d, and in Ultralytics for AIFI, it keeps
    what the row before it in the file gives. The error appears in a reader, or further down.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, nn.Conv2d, [16, 32, 1]]
      - [-1, 1, Conv, [64, 3, 2]]
    head:
      - [[2], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, nn.Conv2d, [16, 16, 1]]
      - [-1, 1, Conv, [64, 3, 2]]
    head:
      - [[2], 1, Detect, [nc, anchors]]

Fix:
    None: use a module that the reader lists, such as Conv, or keep the channels.
"""

from collections.abc import Iterator

from builder.core.analysis import Status
from builder.core.diagnostics import Diagnostic, Label, Message, Severity
from builder.core.rules.network import Network

CODE = "S104"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each row where the two part."""
    for row in network.rows:
        index, given = row.index, network.channels(row.index)
        noted = network.noted(index)
        if given is None or noted is None or given == noted:
            continue
        failing = [r for r in network.readers[index] if r in network.failed]
        if not network.readers[index] or (network.is_head(index) and not failing):
            continue  # nobody is built for the wrong number
        if blamed(network, index):
            continue
        message = Message(
            "{row}: {module} gives {given} channels, but the trainer notes {noted} and builds the "
            "rows that read it for those; use Conv or keep {noted}",
            row=network.row(index),
            module=row.module,
            given=given,
            noted=noted,
        )
        reads = Message("built for {noted} channels, gets {given}", noted=noted, given=given)
        labels = tuple(Label(network.module_span(r), reads) for r in failing)
        yield Diagnostic(CODE, Severity.WARNING if not failing else Severity.ERROR, message,
                         network.module_span(index), index, labels)  # fmt: skip


def blamed(network: Network, index: int) -> bool:
    """Whether a row above is noted wrongly, so that it explains what is wrong at `index`."""
    for source in network.valid_sources(index):
        if network.reports[source].status is not Status.OK:
            continue
        given = network.channels(source)
        if given is not None and network.noted(source) not in {None, given}:
            return True
    return False
