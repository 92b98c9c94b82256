"""Comments give rows numbers that they do not have.

What it finds:
    A comment such as `# 12` on row 13. Neighbours that are off by the same number are one finding.

Why it matters:
    Comments are what people count by when they write the next `from`. Rows were inserted or
    deleted and the comments, and perhaps the indices, were left behind.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]  # 0
      - [-1, 1, C3, [16]]
      - [-1, 1, Conv, [32, 3, 2]]  # 1
      - [-1, 1, C3, [32]]  # 2
    head:
      - [[1, 3], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]  # 0
      - [-1, 1, C3, [16]]
      - [-1, 1, Conv, [32, 3, 2]]  # 2
      - [-1, 1, C3, [32]]  # 3
    head:
      - [[1, 3], 1, Detect, [nc, anchors]]

Fix:
    Renumbers the comments. It is safe if the network is whole and reads every row, so that the
    indices are surely meant as they stand. A lone number before words may count something else.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Label, Message, Severity
from builder.core.rules.comments import Numbered
from builder.core.rules.network import Network
from builder.core.text import TextEdit

CODE = "G106"
_FEW: Mapping[int, object] = {1: Message("one"), 2: Message("two"), 3: Message("three")}
_FARTHEST = 12  # a number farther from the row's own is not meant as one


def check(network: Network) -> Iterator[Diagnostic]:
    """One finding for each run of comments that are off by the same number."""
    if network.whole_backbone or network.lacks_section or len(network.numbered) < 2:
        return
    behind_of = partial(_behind, network)
    near = [one for one in network.numbered if abs(behind_of(one)) <= _FARTHEST]
    for behind, run in groupby(near, key=behind_of):
        if behind:
            yield _finding(network, list(run), behind)


def _behind(network: Network, comment: Numbered) -> int:
    if comment.number in network.reports[comment.layer].slots:
        return 0
    return network.number(comment.layer) - comment.number


def _finding(network: Network, run: list[Numbered], behind: int) -> Diagnostic:
    first = run[0]
    labels = tuple(
        Label(one.span, Message("this is {row}", row=network.row(one.layer))) for one in run[1:]
    )
    edits = tuple(TextEdit(one.span, str(network.number(one.layer))) for one in run)
    sure = _references_hold(network) and (len(run) > 1 or not _counts(network, first))
    trust = Applicability.SAFE if sure else Applicability.UNSAFE
    fix = Fix(_title(len(run)), edits, trust)
    message = _message(network, run, behind)
    return Diagnostic(CODE, Severity.INFO, message, first.span, first.layer, labels, (fix,))


def _title(number: int) -> Message:
    if number == 1:
        return Message("Renumber 1 comment")
    return Message("Renumber {number} comments", number=number)


def _message(network: Network, run: list[Numbered], behind: int) -> Message:
    row, said = network.row(run[0].layer), run[0].number
    if len(run) == 1:
        return Message("the comment says {number}, but this is {row}", number=said, row=row)
    if behind > 0:
        return Message(
            "{number} comments from {row} on are {by} behind: `# {said}` stands on {row}",
            number=len(run),
            row=row,
            by=_FEW.get(behind, behind),
            said=said,
        )
    return Message(
        "{number} comments from {row} on are {by} ahead: `# {said}` stands on {row}",
        number=len(run),
        row=row,
        by=_FEW.get(-behind, -behind),
        said=said,
    )


def _counts(network: Network, comment: Numbered) -> bool:
    """Whether words follow, so that the number may count something: "# 3 bottlenecks"."""
    after = network.config.text[comment.span.end : comment.span.end + 2]
    return after[:1].isspace() and after[1:].isalpha()


def _references_hold(network: Network) -> bool:
    """Whether the indices are surely right, so that the comments must be wrong."""
    if not network.whole:
        return False
    if not network.dead:
        return True
    # A dead row may come of stale indices, unless the head reads the rows marked for it.
    rows = map(network.config.row_of, network.head_levels)
    marks = [network.claimed_strides[row] for row in rows]
    return bool(marks) and tuple(marks) == network.head_strides
