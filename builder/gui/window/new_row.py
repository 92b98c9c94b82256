"""The text of a row for a block that is put into a network."""

from builder.core.analysis import Report
from builder.core.blocks import ChannelRule
from builder.core.blocks.catalogue import find
from builder.core.config import Sequence

DEFAULT_CHANNELS = 256
_DEPTH = 200


def row_text(report: Report, block: str, source: int, edge: tuple[int, int] | None = None) -> str:
    """A row for `block` behind row `source` (-1: the image), such as "[-1, 1, C3, [256]]".

    Channels are those of the source before width scaling, so that the network keeps its widths.

    Args:
        report: The network.
        block: What the row is to hold.
        source: The row that it reads.
        edge: The row that will read it and the position in its `from`: a source with several
            outputs gives it one of them.
    """
    spec = find(block, report.trainer)
    if spec is None:
        return f"[-1, 1, {block}, []]"
    channels = written_channels(report, source)
    if channels is None and edge is not None:
        channels = _channels_on(report, *edge)
    args = spec.example.replace("{c}", str(channels or DEFAULT_CHANNELS))
    refs = "-1" if spec.arity == "one" else "[-1]"
    return f"[{refs}, 1, {block}, {args}]"


def written_channels(report: Report, index: int, depth: int = 0) -> int | None:
    """Output channels of a row as a file writes them, before width scaling; None if unknown."""
    if not 0 <= index < len(report.layers) or depth > _DEPTH:
        return None
    layer, row = report.layers[index], report.config.layers[index]
    spec = layer.spec
    if spec is None or layer.sources is None:
        return _unscaled(report, index)
    if spec.channels in {ChannelRule.SCALED, ChannelRule.SCALED_MANY}:
        items = row.args.items if isinstance(row.args, Sequence) else ()
        value = items[0].value if items else None
        return value if type(value) is int else _unscaled(report, index)
    sources = [written_channels(report, source, depth + 1) for source in layer.sources]
    known = [value for value in sources if value is not None]
    if spec.channels is ChannelRule.SUM:
        return sum(known) if known and len(known) == len(sources) else None
    if spec.channels in {ChannelRule.FIRST, ChannelRule.INPUT, ChannelRule.NORM}:
        return sources[0] if sources else None
    if spec.channels is ChannelRule.SAME and sources and _keeps_channels(report, index):
        return sources[0]
    return _unscaled(report, index)


def _keeps_channels(report: Report, index: int) -> bool:
    layer = report.layers[index]
    if not layer.input_shapes or not layer.out_shapes:
        return True
    return layer.input_shapes[0][1] == layer.out_shapes[0][1]


def _channels_on(report: Report, target: int, port: int) -> int | None:
    """What comes in at one position of a row's `from`, before width scaling."""
    shape = report.layers[target].input_at(port)
    width = report.resolved.width
    return round(shape[1] / width) if shape is not None and len(shape) > 1 and width > 0 else None


def _unscaled(report: Report, index: int) -> int | None:
    """Channels of the output divided by the width multiple, as near as rounding lets."""
    shapes = report.layers[index].out_shapes
    # Of a row with several numbers the next one reads the last.
    several = len(report.layers[index].slots) > 1
    if not shapes or (len(shapes) != 1 and not several) or report.resolved.width <= 0:
        return None
    return round(shapes[-1][1] / report.resolved.width)
