"""The file is read as another trainer's.

What it finds:
    A file whose keys and modules are those of one trainer, read as the file of another because
    a comment in it, `--dialect` or the window says so.

Why it matters:
    The trainers share the form of the rows, but not the modules, the header or the way channels
    are counted. Read as another's, a file has unknown modules, missing keys and wrong numbers;
    findings about those keys are held back.

Example:
    # builder: dialect yolov5
    nc: 80
    scales:
      n: [0.33, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[1], 1, Detect, [nc]]

Use instead:
    nc: 80
    scales:
      n: [0.33, 0.25, 1024]
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[1], 1, Detect, [nc]]

Fix:
    Takes the comment out, where there is one: the file's looks decide then.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Listed, Message, Severity
from builder.core.dialects import TITLES, written_dialect
from builder.core.rules.network import Network
from builder.core.text import Span, TextEdit

CODE = "D105"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the top of the file."""
    found = network.other_trainer
    if found is None:
        return
    root = network.config.root
    # The first key, so that there is something to underline.
    span = root.pairs[0][0].span if root and root.pairs else Span(0, 0)
    trainer: object = TITLES[found.trainer]
    if found.signs:
        signs = Listed(found.signs)
        trainer = Message("{trainer} ({signs})", trainer=trainer, signs=signs)
    message = Message(
        "this looks like a file for {trainer}; it is read as one for {other}",
        trainer=trainer,
        other=network.title,
    )
    yield Diagnostic(
        CODE, Severity.WARNING, message, span, None, (), tuple(directive_fixes(network))
    )


def directive_fixes(network: Network) -> Iterator[Fix]:
    """Take the comment out that chooses a dialect, if there is one."""
    written = written_dialect(network.config)
    if written is not None:
        lines = network.config.lines
        line = lines.position(written[1].start).line
        gone = Span(lines.start_of(line), lines.end_of(line))
        yield Fix(Message("Take the comment out"), (TextEdit(gone, ""),), Applicability.SAFE)
