"""A comment allows what cannot be allowed.

What it finds:
    `# builder: allow CODE` and `# builder: allow-file CODE` without a code, with a code that no
    check has, or with one of an area that a file cannot speak for: `Y`, faults of the YAML
    itself, and `X`, what would run code.

Why it matters:
    Such a comment allows nothing, while whoever wrote it believes that it does. A file that runs
    code must not be able to hide that by a comment of its own; leave such codes out on the
    command line or in the project's settings instead.

Example:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]  # builder: allow G192
      - [0, 1, Conv, [32, 3, 2]]  # builder: allow-file G102
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Use instead:
    nc: 80
    depth_multiple: 1.0
    width_multiple: 1.0
    anchors: 3
    backbone:
      - [-1, 1, Conv, [16, 3, 2]]
      - [-1, 1, C3, [16]]  # builder: allow G102
      - [0, 1, Conv, [32, 3, 2]]  # builder: allow-file G102
    head:
      - [[-1], 1, Detect, [nc, anchors]]

Fix:
    Writes the code that is spelt most like it, or deletes the comment.
"""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from builder.core.config import Config
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.rules.allowing.comments import Allow, Named
from builder.core.rules.allowing.deletion import deletion
from builder.core.text import TextEdit

CODE = "D118"
NEVER = "XY"
"""Letters of the areas that a file cannot speak for."""


def check(config: Config, allows: Iterable[Allow], known: Collection[str]) -> Iterator[Diagnostic]:
    """One finding for each code that allows nothing, and for each comment without a code."""
    for allow in allows:
        if not allow.named:
            message = Message(
                "`builder: {verb}` names no code, so it allows nothing", verb=allow.verb
            )
            fix = deletion(config, allow, None)
            yield Diagnostic(CODE, Severity.WARNING, message, allow.span, None, (), (fix,))
        for one in allow.named:
            if one.code[0] in NEVER:
                yield _forbidden(config, allow, one)
            elif one.code not in known:
                yield _unknown(config, allow, one, known)


def _forbidden(config: Config, allow: Allow, one: Named) -> Diagnostic:
    if one.code[0] == "X":
        message = Message(
            "{code} cannot be allowed here: a file cannot vouch for the code that it runs",
            code=one.code,
        )
    else:
        message = Message(
            "{code} cannot be allowed here: faults of the YAML itself are always told",
            code=one.code,
        )
    fix = deletion(config, allow, one)
    return Diagnostic(CODE, Severity.WARNING, message, one.span, None, (), (fix,))


def _unknown(config: Config, allow: Allow, one: Named, known: Collection[str]) -> Diagnostic:
    may = sorted(code for code in known if code[0] not in NEVER)
    near = get_close_matches(one.code, may, n=1, cutoff=0.75)
    fixes = [deletion(config, allow, one)]
    message = Message("no check has the code {code}, so nothing is allowed", code=one.code)
    if near:
        message = Message(
            "no check has the code {code}; is {near} meant?", code=one.code, near=near[0]
        )
        title = Message("Write {code}", code=near[0])
        fixes.insert(0, Fix(title, (TextEdit(one.span, near[0]),), Applicability.UNSAFE))
    return Diagnostic(CODE, Severity.WARNING, message, one.span, None, (), tuple(fixes))
