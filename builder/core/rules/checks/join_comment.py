"""A comment says that another level is joined than the row joins.

What it finds:
    `# cat backbone P4` beside a Concat whose maps all lie at another level.

Why it matters:
    Sizes agree, so nothing fails; but either a stride above is missing or doubled, or the Concat
    reads an index of another level and the rows around it were made to fit. The head then works at
    other levels than the comments of the neck say.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
    head:
      - [[-1, 0], 1, Concat, [1]]  # cat backbone P2
      - [[2], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]
    head:
      - [[-1, 0], 1, Concat, [1]]  # cat backbone P1
      - [[2], 1, Detect, [nc, anchors]]

Fix:
    None: either the comment is wrong, or a stride above it.
"""

from collections.abc import Iterator

from builder.core.diagnostics import Diagnostic, Label, Level, Message, Severity
from builder.core.rules import comments
from builder.core.rules.checks import level_comment
from builder.core.rules.network import Network

CODE = "S112"


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for all such comments, at the first."""
    wrong = [
        (index, joined)
        for index in range(len(network))
        if network.joins(index) and (joined := _contradicted(network, index))
    ]
    if not wrong or any(level_comment.check(network)):
        return  # one stride too many or too few explains both
    words = [
        Message(
            "{row} joins maps of {size}, the comment says {level}",
            row=network.row(index),
            size=network.size_text(network.number(index)),
            level=Level(joined),
        )
        for index, joined in wrong
    ]
    places = [network.layers[index].comment or network.module_span(index) for index, _ in wrong]
    message = words[0]
    if len(words) > 1:
        message = Message("{first}; {number} more below", first=words[0], number=len(words) - 1)
    labels = tuple(Label(*one) for one in zip(places[1:], words[1:], strict=True))
    yield Diagnostic(CODE, Severity.INFO, message, places[0], wrong[0][0], labels)


def _contradicted(network: Network, index: int) -> int | None:
    """The stride that the comment names, if the row's own is known to be another."""
    joined = comments.joined_level(comments.text_of(network.config, network.layers[index]))
    if joined is None or level_comment.is_at(network, index, joined[1]):
        return None
    return joined[1]
