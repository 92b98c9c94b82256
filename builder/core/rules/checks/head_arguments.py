"""A head of Ultralytics lacks an argument, so the trainer's own take its place.

What it finds:
    `OBB, [nc]`, `Pose, [nc]` and `Segment, [nc, 32]`, and `Pose, [nc, kpt_shape]` in a file whose
    header has no `kpt_shape`.

Why it matters:
    Behind the args of these heads Ultralytics puts its own: the number of bins, whether it is free
    of suppression, and the input channels. Where one of the row's is missing, those move up: OBB
    takes 16 for its angles. The trainer stops with "TypeError: unsupported operand type(s) for *:
    'NoneType' and 'int'" (8.3: "IndexError: tuple index out of range"), without `kpt_shape` with
    "TypeError: 'float' object is not subscriptable", and names neither row nor argument.

Example:
    nc: 15
    scales:
      n: [0.5, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
    head:
      - [[0], 1, OBB, [nc]]

Use instead:
    nc: 15
    scales:
      n: [0.5, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [64, 3, 2]]
    head:
      - [[0], 1, OBB, [nc, 1]]

Fix:
    Writes what the stock files have: one angle for OBB, `kpt_shape` for Pose, 17 points of 3 values
    for a missing key.
"""

from collections.abc import Iterator

from builder.core.blocks import ChannelRule
from builder.core.config.edits import set_header
from builder.core.diagnostics import (
    Applicability,
    Cell,
    Diagnostic,
    Fix,
    Message,
    Severity,
)
from builder.core.rules import signatures
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "B113"
_USUAL = {"ne": "1", "kpt_shape": "[17, 3]", "nm": "32", "npr": "256"}
_KEY = "kpt_shape"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such row."""
    if network.report.trainer != "ultralytics":
        return
    for index in network.failed:
        spec, call = network.spec(index), signatures.call_of(network, index)
        if spec is None or call is None or spec.channels is not ChannelRule.HEAD_BOXES:
            continue
        if call.written == 0 or network.other_trainer is not None:
            continue  # that nothing is written is told elsewhere
        if call.written < len(call.arguments):
            yield _too_few(network, index, call)
        elif _names_missing_key(network, call):
            yield _missing_key(network, index, call)


def _too_few(network: Network, index: int, call: signatures.Call) -> Diagnostic:
    missing = call.arguments[call.written :]
    values = [_usual(network, argument.name, argument.default) for argument in missing]
    span = network.args_span(index)
    last = call.items[-1].span
    put = "".join(f", {value}" for value in values)
    text = network.config.text
    instead = text[span.start : last.end] + put + text[last.end : span.end]
    cell = Cell(span, instead)
    message = Message(
        "{row}: {module} takes {names}, and this row writes {written}: values that {title} puts "
        "behind them take the place of {missing}; write {instead}",
        row=network.row(index),
        module=network.rows[index].module,
        names=Cell(span, f"[{', '.join(call.names)}]"),
        written=call.written,
        title=network.title,
        missing=missing[0].name,
        instead=cell,
    )
    edit = TextEdit(Span(last.end, last.end), put)
    fix = Fix(Message("Write {instead}", instead=cell), (edit,), Applicability.UNSAFE)
    return Diagnostic(CODE, Severity.ERROR, message, span, index, (), (fix,))


def _usual(network: Network, name: str, default: object) -> str:
    if name == _KEY and network.config.header(_KEY) is not None:
        return _KEY
    return _USUAL.get(name, str(default))


def _names_missing_key(network: Network, call: signatures.Call) -> bool:
    names = any(node.value == _KEY for node in call.items)
    return names and network.config.header(_KEY) is None


def _missing_key(network: Network, index: int, call: signatures.Call) -> Diagnostic:
    node = next(node for node in call.items if node.value == _KEY)
    message = Message(
        "{row}: {module} takes `kpt_shape` from the header, which has none; write its keypoints "
        "and the values of each, such as `kpt_shape: [17, 3]`",
        row=network.row(index),
        module=network.rows[index].module,
    )
    edits = set_header(network.config, _KEY, _USUAL[_KEY]).edits
    title = Message("Add {line}", line=Cell(node.span, f"{_KEY}: {_USUAL[_KEY]}"))
    fixes = (Fix(title, edits, Applicability.UNSAFE),) if edits else ()
    return Diagnostic(CODE, Severity.ERROR, message, node.span, index, (), fixes)
