"""A comment allows what nothing has.

What it finds:
    A code in `# builder: allow CODE` that no finding on that line has, or in
    `# builder: allow-file CODE` that no finding in the file has.

Why it matters:
    The fault that it was written for is gone, or has moved to another row. It would hide the next
    one of its kind. At another scale or image size it may still be needed: delete it only if it
    is not.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]  # builder: allow G102
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    Deletes the code, or the comment if it names no other.
"""

from collections.abc import Collection, Iterable, Iterator

from builder.core.config import Config
from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.rules.allowing.comments import Allow, Named
from builder.core.rules.allowing.deletion import deletion

CODE = "D119"


def check(
    config: Config, allows: Iterable[Allow], used: Collection[Named], spoken_of: Collection[str]
) -> Iterator[Diagnostic]:
    """One finding for each code that was of no use.

    Args:
        config: The file.
        allows: Its comments.
        used: The codes in them that hid a finding.
        spoken_of: Codes that are judged: those of checks that find something in networks.
    """
    for allow in allows:
        for one in allow.named:
            if one in used or one.code not in spoken_of:
                continue
            if allow.whole_file:
                message = Message(
                    "{code} is allowed, but nothing in the file has it", code=one.code
                )
            else:
                message = Message("{code} is allowed here, but nothing here has it", code=one.code)
            fix = deletion(config, allow, one)
            yield Diagnostic(CODE, Severity.HINT, message, one.span, None, (), (fix,))
