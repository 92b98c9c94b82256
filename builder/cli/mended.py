"""What `builder fix` says: what it did, what is left, what would change."""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import unified_diff as diff_lines
from typing import TYPE_CHECKING

from builder.cli.columns import visible
from builder.cli.findings import tally
from builder.core.diagnostics import Applicability, Diagnostic, Message, Severity

if TYPE_CHECKING:
    from builder.core.fixing import Applied, Fixed, Rejected

Json = dict[str, object]

_LINE = re.compile(r"[^\n\r]*(?:\r\n|[\n\r])|[^\n\r]+\Z")


def report_lines(path: str, fixed: "Fixed", words: Callable[[str], str]) -> Iterator[str]:
    """What was done to a file, a fix a line, and what is left; `words` puts it into a language."""
    name = visible(path)
    for one in fixed.applied:
        yield f"{name}:{one.line}: {_codes(one)} {visible(words(one.fix.title))}"
    if fixed.fight:
        yield f"{name}: {visible(words(fixed.fight.message))}"
    for left in fixed.remaining:
        if left.severity >= Severity.WARNING:
            line = fixed.report.config.lines.position(left.span.start).line
            left_word, level = words(Message("left")), left.severity.word
            head = f"{name}:{line}: {left_word}: {level}[{left.code}]"
            yield f"{head}: {visible(words(left.message))}"
            yield from _rejections(left, fixed.rejected, words)
    yield f"{name}: {words(_sum(fixed))}"


def _sum(fixed: "Fixed") -> Message:
    number, left = len(fixed.applied), tally(fixed.remaining)
    done = Message("1 fix") if number == 1 else Message("{number} fixes", number=number)
    if not number:
        done = Message("nothing to mend")
    if _may_go_on(fixed):
        return Message(
            "{done}; left: {left}; {number} more can be mended with --unsafe",
            done=done,
            left=left,
            number=fixed.unsafe_left,
        )
    return Message("{done}; left: {left}", done=done, left=left)


def unified_diff(path: str, before: str, after: str) -> str:
    """What changes, as patch programs read it; "" if nothing does. Line ends stay as they are."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    lines = []
    for line in diff_lines(old, new, path, path):
        ended = line.endswith(("\n", "\r"))
        lines.append(line if ended else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def report_json(files: Sequence[tuple[str, "Fixed"]], *, one: bool) -> None:
    """Print the same as JSON: an object for one file, else an array."""
    import json  # only this format pays for it

    objects = [_object(path, fixed) for path, fixed in files]
    print(json.dumps(objects[0] if one else objects, indent=1))


def _object(path: str, fixed: "Fixed") -> Json:
    from builder.cli.contract import diagnostic_json

    config = fixed.report.config
    fight = fixed.fight
    return {
        "file": path,
        "dialect": fixed.report.dialect,
        "changed": bool(fixed.edits),
        "applied": [
            {**_applied(one), "pass": number}
            for number, each in enumerate(fixed.passes, 1)
            for one in each
        ],
        "rejected": [_rejected(one) for one in fixed.rejected],
        "fight": {"codes": fight.codes, "titles": fight.titles} if fight else None,
        "remaining": [diagnostic_json(config, left) for left in fixed.remaining],
    }


def _applied(one: "Applied") -> Json:
    return {
        "codes": one.codes,
        "title": one.fix.title,
        "applicability": one.fix.applicability.value,
        "line": one.line,
        "messages": [finding.message for finding in one.findings],
        "evidence": list(one.repair.evidence) if one.repair else [],
    }


def _rejected(one: "Rejected") -> Json:
    return {
        "codes": [finding.code for finding in one.findings],
        "title": one.fix.title,
        "applicability": one.fix.applicability.value,
        "line": one.line,
        "reason": one.reason,
    }


def _codes(one: "Applied") -> str:
    return ", ".join(one.codes)


def _rejections(
    left: Diagnostic, rejected: "Sequence[Rejected]", words: Callable[[str], str]
) -> Iterator[str]:
    for one in rejected:
        if any(finding is left for finding in one.findings):
            said = Message("not applied: {fix}: {reason}", fix=one.fix.title, reason=one.reason)
            yield f"  {visible(words(said))}"


def _may_go_on(fixed: "Fixed") -> bool:
    """Whether --unsafe was not given and would be tried on something."""
    tried = any(one.fix.applicability is Applicability.UNSAFE for one in fixed.rejected)
    applied = any(one.fix.applicability is Applicability.UNSAFE for one in fixed.applied)
    return bool(fixed.unsafe_left) and not tried and not applied
