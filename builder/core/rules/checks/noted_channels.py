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
    Writes the argument from which the trainer notes the right number, for a block such as CBAM
    that keeps the channels that come in. Otherwise none: use Conv, or keep the channels.
"""

from collections.abc import Iterator

from builder.core.analysis import Status
from builder.core.config import Sequence
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Label, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "S104"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each row where the two part."""
    for row in network.rows:
        index, given = row.index, network.channels(row.index)
        noted = network.noted(index)
        if given is None or noted is None or given == noted:
            continue
        if not network.readers[index] or blamed(network, index):
            continue
        failing = failing_of(network, index)
        if network.is_head(index) and not failing:
            continue  # nobody is built for the wrong number
        parts = {
            "row": network.row(index), "module": row.module, "given": given, "noted": noted
        }  # fmt: skip
        fix = _rewritten(network, index, given)
        message = (
            Message(
                "{row}: {module} keeps the {given} channels that come in, but for this argument "
                "the trainer notes {noted} and builds the rows that read it for those",
                **parts,
            )
            if fix
            else Message(
                "{row}: {module} gives {given} channels, but the trainer notes {noted} and builds "
                "the rows that read it for those; use Conv or keep {noted}",
                **parts,
            )
        )
        yield Diagnostic(CODE, Severity.WARNING if not failing else Severity.ERROR, message,
                         fix.edits[0].span if fix else network.module_span(index), index, failing,
                         (fix,) if fix else ())  # fmt: skip


def failing_of(network: Network, index: int) -> tuple[Label, ...]:
    """A label at each row that fails of the wrong number, behind rows that pass it on as well."""
    found: set[int] = set()
    waiting = [index] if _is_misnoted(network, index) else []
    while waiting:
        new = [r for r in network.readers[waiting.pop()] if r not in found]
        found.update(new)
        waiting += [r for r in new if _is_misnoted(network, r)]
    failing = sorted(found.intersection(network.failed))
    return tuple(Label(network.module_span(row), _reads(network, row)) for row in failing)


def _reads(network: Network, index: int) -> Message:
    source = next(one for one in network.valid_sources(index) if _is_misnoted(network, one))
    return Message(
        "built for {noted} channels, gets {given}",
        noted=network.noted(source),
        given=network.channels(source),
    )


def _rewritten(network: Network, index: int, given: int) -> Fix | None:
    """The argument that makes the trainer note what a block like CBAM passes on, tried first.

    It is mostly what the row above writes, which is scaled alike.
    """
    sources, cell = network.valid_sources(index), network.layers[index].args
    if len(sources) != 1 or network.channels(sources[0]) != given:
        return None
    above = network.layers[sources[0]].args
    if not (isinstance(above, Sequence) and isinstance(cell, Sequence) and cell.items):
        return None
    for value in (*(one.value for one in above.items[:1]), given):
        edit = TextEdit(cell.items[0].span, str(value))
        result = network.after((edit,)) if type(value) is int else None
        if result is not None and _fits(Network(result), index, given):
            title = Message(
                "Write {value} for {module}", value=value, module=network.rows[index].module
            )
            return Fix(title, (edit,), Applicability.SAFE)
    return None


def _fits(network: Network, index: int, given: int) -> bool:
    return network.noted(index) == given == network.channels(index)


def blamed(network: Network, index: int) -> bool:
    """Whether a row above is noted wrongly, so that it explains what is wrong at `index`."""
    return any(_is_misnoted(network, source) for source in network.valid_sources(index))


def _is_misnoted(network: Network, index: int) -> bool:
    given, noted = network.channels(index), network.noted(index)
    ran = network.reports[index].status is Status.OK
    return ran and given is not None and noted not in {None, given}
