"""All that can be mended without a doubt, as one change."""

from typing import NamedTuple

from builder.core.diagnostics import Applicability, Diagnostic, Fix
from builder.core.text import TextEdit, apply_edits, compose
from builder.gui.document import Analysis, analyze_text

_MOST = 60
"""Fixes in one go: each costs an analysis, and the window waits for it."""


class SafeFixes(NamedTuple):
    """Fixes one after the other.

    Attributes:
        fixes: Those that were applied, in that order.
        edits: What they do together to the text as it is.
    """

    fixes: tuple[Fix, ...]
    edits: tuple[TextEdit, ...]


def safe_fixes(analysis: Analysis) -> SafeFixes:
    """First fixes that are safe, each of the text that the one before made.

    A fix that a later one would take back ends it.
    """
    text = analysis.report.config.text
    done: list[Fix] = []
    edits: tuple[TextEdit, ...] = ()
    seen, now = {text}, analysis
    while len(done) < _MOST:
        fix = next((item.fixes[0] for item in now.diagnostics if has_safe_fix(item)), None)
        if fix is None:
            break
        changed = apply_edits(now.report.config.text, fix.edits)
        if changed in seen:
            break
        seen.add(changed)
        done.append(fix)
        edits = compose(text, edits, fix.edits)
        now = analyze_text(changed, analysis.options, analysis.report.file)
    return SafeFixes(tuple(done), edits)


def has_safe_fix(found: Diagnostic) -> bool:
    """Whether a finding's first fix is surely what was meant."""
    fixes = found.fixes
    return bool(fixes) and bool(fixes[0].edits) and fixes[0].applicability is Applicability.SAFE
