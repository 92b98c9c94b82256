"""A comment chooses a dialect that does not exist.

What it finds:
    `# builder: dialect NAME` with a name that this program does not know.

Why it matters:
    The comment says how the file is to be read, for this program and for the next reader. A name
    that means nothing is passed over, and the file's looks decide.

Example:
    # builder: dialect yolov55
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    # builder: dialect yolov5@7.0
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    Writes the dialect that the file is read as.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.dialects import DIALECTS, directive, written_dialect
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "D107"


def check(network: Network) -> Iterator[Diagnostic]:
    """At most one finding, at the comment."""
    written = written_dialect(network.config)
    if written is None or directive(network.config) is not None:
        return
    name, span = written
    used = network.report.dialect
    fix = Fix(Message("Write {value}", value=used), (TextEdit(span, used),), Applicability.UNSAFE)
    known = ", ".join(dict.fromkeys(one.partition("@")[0] for one in DIALECTS))
    message = Message(
        "no dialect is named {name}; known: {known}; the file is read as {used}",
        name=name,
        known=known,
        used=used,
    )
    yield Diagnostic(CODE, Severity.WARNING, message, span, None, (), (fix,))
