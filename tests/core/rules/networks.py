"""Small networks for rule cases, and how to run the rules on them."""

from builder.core.analysis import Report, analyze
from builder.core.config import read_config
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules import diagnose
from builder.core.text import apply_edits

HEADER = "nc: 80\ndepth_multiple: 1.0\nwidth_multiple: 1.0\nanchors: 3\n"
DETECT = "[[-1], 1, Detect, [nc, anchors]]"
STEM = "[-1, 1, Conv, [16, 3, 2]]"


def network(*backbone: str, head: tuple[str, ...] = (DETECT,), header: str = HEADER) -> str:
    """A config of these rows, each as it is written, in the style with dashes."""
    lines = [f"{header}backbone:", *(f"  - {row}" for row in backbone)]
    lines += ["head:", *(f"  - {row}" for row in head)]
    return "\n".join(lines) + "\n"


def report_of(text: str, **options: object) -> Report:
    return analyze(read_config(text), **options)  # type: ignore[arg-type]


def findings(text: str, **options: object) -> tuple[Diagnostic, ...]:
    return diagnose(report_of(text, **options))


def grave(found: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """Errors and warnings."""
    return [one for one in found if one.severity >= Severity.WARNING]


def named(found: list[Diagnostic] | tuple[Diagnostic, ...]) -> list[tuple[str, int | None]]:
    """Code and row of each finding."""
    return [(one.code, one.layer) for one in found]


def fixed(text: str, finding: Diagnostic, which: int = 0) -> str:
    return apply_edits(text, finding.fixes[which].edits)
