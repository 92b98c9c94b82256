"""What the window says of changes and repairs."""

from collections import Counter
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from builder.core.config import Config
from builder.core.diagnostics import Applicability, Diagnostic, Severity
from builder.core.repair import Change, Repair
from builder.gui.document import Analysis, Preview
from builder.gui.message_html import link, linked
from builder.gui.theme import colours

translate = QCoreApplication.translate
_LIKELY = 0.5
_NO_CODES = 6
"""Codes that are named before the rest is counted."""


def likelihood(repair: Repair) -> str:
    """How likely a repair is beside the others, in a word."""
    if repair.fix.applicability is Applicability.SAFE:
        return translate("Mending", "decisive")
    likely = repair.score >= _LIKELY
    return translate("Mending", "likely") if likely else translate("Mending", "possible")


def trust(applicability: Applicability) -> str:
    """How far to trust a change."""
    if applicability is Applicability.SAFE:
        return translate("Mending", "safe")
    return translate("Mending", "may change the network")


def trust_word(applicability: Applicability) -> str:
    """How far to trust a change, in a word."""
    safe = applicability is Applicability.SAFE
    return translate("Mending", "safe") if safe else translate("Mending", "unsafe")


def references(count: int) -> str:
    """A number of references."""
    if count == 1:
        return translate("Mending", "1 reference")
    return translate("Mending", "{0} references").format(count)


def notice(repair: Repair) -> str:
    """What a repair is about, in one line."""
    came, went = len(repair.inserted), len(repair.removed)
    parts = []
    if came:
        one, more = (
            translate("Mending", "1 inserted row"),
            translate("Mending", "{0} inserted rows"),
        )
        parts.append(one if came == 1 else more.format(came))
    if went:
        one, more = translate("Mending", "1 removed row"), translate("Mending", "{0} removed rows")
        parts.append(one if went == 1 else more.format(went))
    what = references(len(repair.changes))
    if not parts:
        return translate("Mending", "Left behind, it seems: {0}").format(what)
    cause = translate("Mending", " and ").join(parts)
    return translate("Mending", "Left behind by {0}, it seems: {1}").format(cause, what)


def nothing_html(analysis: Analysis) -> str:
    """That no reference looks stale, and what was looked at."""
    report = analysis.report
    count = sum(len(layer.refs) for layer in report.config.layers)
    title = translate("Mending", "No reference looks stale")
    words = translate(
        "Mending",
        "Looked at {0} rows with {1} references: whether the sizes that meet agree, whether every "
        "row is read, what the comments with numbers say, and how the nearest network that the "
        "trainer ships is wired.",
    ).format(len(report.layers), count)
    return f"{_title(title)}<p>{escape(words)}</p>"


def searching_html() -> str:
    """That the search goes on."""
    return _title(translate("Mending", "Looking for references that were left behind…"))


def failed_html(reason: str) -> str:
    """That the search did not come to an end."""
    title = translate("Mending", "The search for stale references failed")
    return f"{_title(title)}<p>{escape(reason)}</p>"


def _title(words: str) -> str:
    return f'<p style="font-size:15px">{escape(words)}</p>'


def evidence_html(repair: Repair, config: Config) -> str:
    """What speaks for a repair, and what it rewrites, with links on rows."""
    blocks = (
        (translate("Mending", "What speaks for it"), [linked(each) for each in repair.evidence]),
        (translate("Mending", "What it rewrites"), _changes(repair.changes, config)),
    )
    return "".join(
        f'<p style="margin:0 0 8px 0"><b>{escape(title)}</b><br>'
        + "<br>".join(f"• {line}" for line in lines)
        + "</p>"
        for title, lines in blocks
        if lines
    )


def _changes(changes: Sequence[Change], config: Config) -> list[str]:
    """References that are rewritten, a line for each row: "row 12: 4 → 5"."""
    rows: dict[int, list[str]] = {}
    theme = colours()
    for each in changes:
        rows.setdefault(each.layer, []).append(
            f'<span style="color:{theme.error}">{_number(each.old)}</span> → '
            f'<span style="color:{theme.good}">{_number(each.new)}</span>'
        )
    words = translate("Mending", "row {0}")
    return [
        f"{link(escape(words.format(config.number_text(row))), f'row:{row}')}: {', '.join(said)}"
        for row, said in rows.items()
    ]


def _number(number: int) -> str:
    return str(number) if number >= 0 else escape(translate("Mending", "image"))


def shortened(titles: list[str], more: str, most: int = 4) -> list[str]:
    """A line for each title, with how often it is meant; `more` for the fixes of further lines."""
    counted = Counter(titles)
    lines = [title if times == 1 else f"{title} × {times}" for title, times in counted.items()]
    if len(lines) <= most:
        return lines
    rest = list(counted.values())[most - 1 :]
    return [*lines[: most - 1], more.format(sum(rest))]


def outcome(preview: Preview) -> str:
    """Which problems a change solves and which it brings, in one line."""
    parts = []
    if preview.solved:
        parts.append(translate("Mending", "Solves {0}").format(_codes(preview.solved)))
    if preview.raised:
        parts.append(translate("Mending", "brings {0}").format(_codes(preview.raised)))
    left = sum(item.severity >= Severity.WARNING for item in preview.after.diagnostics)
    left -= len(preview.raised)
    if left > 0:
        parts.append(translate("Mending", "{0} left").format(left))
    return " · ".join(parts) or translate("Mending", "Solves no error or warning")


def _codes(found: tuple[Diagnostic, ...]) -> str:
    codes = list(dict.fromkeys(item.code for item in found))
    words = ", ".join(codes[:_NO_CODES])
    return f"{len(found)} ({words}{'…' if len(codes) > _NO_CODES else ''})"
