"""Findings that the file itself allows, by comments.

`# builder: allow G102` behind a row, or on a line of its own above it, allows the finding there;
`# builder: allow-file G102` on any line allows it everywhere. What is allowed is neither shown nor
counted, errors too: the trainer at hand may be a changed one. The report stays as it is. Faults of
the YAML itself and code that would run cannot be allowed by the file that has them.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from builder.core.analysis import Report, Status
from builder.core.config import Config
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules.allowing import unknown_code, unused
from builder.core.rules.allowing.comments import Allow, Named, allows_in
from builder.core.rules.network import MOST_FINDINGS
from builder.core.rules.registry import RULES

__all__ = ["ABOUT_COMMENTS", "without_allowed"]

ABOUT_COMMENTS = {module.CODE: module.__doc__ or "" for module in (unknown_code, unused)}
"""Manuals of what is found in such comments, by code."""

_CHECKED = frozenset(
    rule.code for rule in RULES if not rule.code.startswith(tuple(unknown_code.NEVER))
)
_KNOWN = _CHECKED | ABOUT_COMMENTS.keys()


def without_allowed(report: Report, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings that no comment allows, and what is wrong with the comments."""
    allows = allows_in(report.config)
    if not allows:
        return list(found)
    hiding = _Hiding(report.config, allows)
    kept = [one for one in found if not hiding.hides(one)]
    unknown = unknown_code.check(report.config, allows, _KNOWN)
    unneeded = unused.check(report.config, _judged(report, allows), hiding.used, _CHECKED)
    comments = (*islice(unknown, MOST_FINDINGS), *islice(unneeded, MOST_FINDINGS))
    return kept + [one for one in comments if not hiding.hides(one)]


class _Hiding:
    """Tells what comments allow, and keeps which of their codes did so."""

    def __init__(self, config: Config, allows: Iterable[Allow]) -> None:
        self.used: set[Named] = set()
        self._config = config
        # Line 0 stands for the whole file.
        self._by_place: defaultdict[tuple[str, int], list[Named]] = defaultdict(list)
        for allow in allows:
            line = 0 if allow.whole_file else allow.line
            if line is None:
                continue
            for one in allow.named:
                self._by_place[one.code, line].append(one)

    def hides(self, found: Diagnostic) -> bool:
        """Whether a comment on the finding's line or in its row allows it, or one for the file."""
        if found.code[0] in unknown_code.NEVER:
            return False
        hits = [
            one
            for line in (0, *self._lines(found))
            for one in self._by_place.get((found.code, line), ())
        ]
        self.used.update(hits)
        return bool(hits)

    def _lines(self, found: Diagnostic) -> set[int]:
        line_of = self._config.lines.position
        lines = {line_of(found.span.start).line}
        if found.layer is not None:
            lines |= _lines_of(self._config, found.layer)
        return lines


def _lines_of(config: Config, row: int) -> set[int]:
    span, line_of = config.layers[row].span, config.lines.position
    return set(range(line_of(span.start).line, line_of(span.end).line + 1))


def _judged(report: Report, allows: Iterable[Allow]) -> list[Allow]:
    """The comments whose use can be told: all checks could look at what they are about."""
    config = report.config
    if any(one.severity is Severity.ERROR for one in config.diagnostics):
        return []
    open_rows = [row.index for row in report.layers if row.status is not Status.OK]
    if not open_rows:
        return list(allows)
    lines = set().union(*(_lines_of(config, row) for row in open_rows))
    return [allow for allow in allows if not allow.whole_file and allow.line not in lines]
