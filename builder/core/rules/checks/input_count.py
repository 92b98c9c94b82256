"""A block that joins a fixed number of rows gets more or fewer.

What it finds:
    BiFPN_Concat2 with three rows in `from`, BiFPN_Add3 with two, and the like.

Why it matters:
    The block has one weight for each input. Code that indexes them stops with an error, other
    code silently ignores an input.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
      - [[0, 1], 1, BiFPN_Concat3, [1]]
    head:
      - [[2], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
      - [[0, 1], 1, BiFPN_Concat2, [1]]
    head:
      - [[2], 1, Detect, [nc, anchors]]

Fix:
    Names the block's sister with the right number of inputs, if there is one.
"""

from collections.abc import Iterator

from builder.core.blocks.catalogue import find
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.rules.wording import counted_rows
from builder.core.text import TextEdit

CODE = "G107"
_EXACTLY = "exactly "


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    for index, row in enumerate(network.rows):
        spec = network.spec(index)
        if spec is None or not spec.arity.startswith(_EXACTLY) or row.fatal is not None:
            continue
        wanted = int(spec.arity.removeprefix(_EXACTLY))
        given = len(network.sources(index))
        if given and given != wanted:
            message = Message(
                "{row}: {module} takes exactly {wanted} rows, `from` names {given}",
                row=network.row(index),
                module=spec.name,
                wanted=wanted,
                given=counted_rows(given),
            )
            span = network.from_span(index)
            fixes = tuple(_sister(network, index, spec.name, wanted, given))
            yield Diagnostic(CODE, Severity.ERROR, message, span, index, (), fixes)


def _sister(network: Network, index: int, name: str, wanted: int, given: int) -> Iterator[Fix]:
    sister = name.replace(str(wanted), str(given))
    if sister != name and find(sister, network.report.trainer) is not None:
        edit = TextEdit(network.module_span(index), sister)
        yield Fix(Message("Use {module}", module=sister), (edit,), Applicability.UNSAFE)
