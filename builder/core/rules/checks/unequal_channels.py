"""A block that adds its inputs gets different numbers of channels.

What it finds:
    BiFPN_Add2, Sum and other blocks that need equal channels, with inputs that differ from each
    other or from what the args say.

Why it matters:
    The trainers stop with "The size of tensor a (256) must match the size of tensor b (512)" or
    "Given groups=1 …" and name no row.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [32, 3, 1]]
      - [[0, 1], 1, BiFPN_Add2, [16, 16]]
    head:
      - [[2], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [16, 3, 1]]
      - [[0, 1], 1, BiFPN_Add2, [16, 16]]
    head:
      - [[2], 1, Detect, [nc, anchors]]

Fix:
    None: give the inputs one width with a 1x1 Conv above, and write that width in args.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Label, Listed, Message, Severity
from builder.core.rules.network import Network

CODE = "S103"
_ELEMENTWISE = {"add", "sub", "mul"}


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row that fails."""
    for index in network.failed:
        spec, shapes = network.spec(index), network.reports[index].input_shapes
        if spec is None or not spec.same_channels or not shapes:
            continue
        fault = network.reports[index].fault
        if len(shapes) == 1 and (fault is None or fault.operation not in _ELEMENTWISE):
            continue
        channels = [shape[1] for shape in shapes if len(shape) == 4]
        sources = network.sources(index)
        if len(channels) != len(sources) or len({shape[2:] for shape in shapes}) > 1:
            continue
        labels = tuple(
            Label(network.module_span(source), Message("{number} channels", number=count))
            for source, count in zip(sources, channels, strict=True)
            if source >= 0
        )
        message = network.told(index, _fault(network, index, spec.name, channels))
        yield Diagnostic(CODE, Severity.ERROR, message, network.args_span(index), index, labels)


def _fault(network: Network, index: int, name: str, channels: list[int]) -> Message:
    if len(set(channels)) > 1:
        return Message(
            "{module} adds inputs of {channels} channels ({rows}); they must be equal",
            module=name,
            channels=Listed(channels),
            rows=Listed([*map(network.named, network.read(index))]),
        )
    if len(channels) > 1:
        return Message(
            "{module} gets {number} channels, args say {args}",
            module=name,
            number=channels[0],
            args=network.args_span(index).of(network.config.text),
        )
    return Message(
        "{module} must give as many channels as it gets, {number}",
        module=name,
        number=channels[0],
    )
