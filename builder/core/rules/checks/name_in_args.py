"""A word in args is the name of something in the trainer.

What it finds:
    `nn.ReLU` without its brackets, names of Python such as `sum`, and variables of the trainer's
    parse_model such as `i`, `n` or `gd`.

Why it matters:
    YOLOv5, YOLOv7 and YOLOv9 evaluate every text in args as Python. A class without `()` is no
    activation: the layer silently runs without one. `i` becomes the row's number. Ultralytics
    takes the names of its reader's variables alone, such as `n` or `scale`.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2, None, 1, 1, nn.ReLU]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2, None, 1, 1, nn.ReLU()]]
    head:
      - [[0], 1, Detect, [nc, anchors]]

Fix:
    Adds the brackets to a class of torch.nn. Other words: write the value that is meant.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "B106"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each such word."""
    for index, trap in network.traps("name-in-args"):
        message = network.told(index, trap.message)
        fixes = tuple(_brackets(network, trap.span))
        yield Diagnostic(CODE, Severity.WARNING, message, trap.span, index, (), fixes)


def _brackets(network: Network, span: Span) -> Iterator[Fix]:
    written = span.of(network.config.text)
    word = written.strip("'\"")
    if word.startswith("nn.") and word[3:4].isupper():
        edit = TextEdit(span, written.replace(word, f"{word}()"))
        yield Fix(Message("Write {value}", value=f"{word}()"), (edit,), Applicability.SAFE)
