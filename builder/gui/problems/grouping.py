"""Findings in groups: which one each belongs to, and in which order they stand."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from builder.core.config import Config
from builder.core.diagnostics import Diagnostic, Severity
from builder.gui.language import language_code

translate = QCoreApplication.translate


class Grouping(StrEnum):
    """What the findings of one group have in common."""

    SEVERITY = "severity"
    ROW = "row"
    RULE = "rule"
    NONE = "none"


class Group(NamedTuple):
    """Findings under one title.

    Attributes:
        key: What they have in common, for remembering which groups are folded.
        title: That in words.
        items: At least one, the worst first.
    """

    key: str
    title: str
    items: tuple[Diagnostic, ...]

    @property
    def worst(self) -> Severity:
        """The weight of its worst finding."""
        return max(item.severity for item in self.items)


def grouped(
    found: Sequence[Diagnostic], grouping: Grouping, config: Config | None
) -> tuple[Group, ...]:
    """Findings, the worst first, in their groups; `NONE` makes one group without a title.

    Groups of rows stand in the order of the rows, others with the worst first.
    """
    if not found:
        return ()
    if grouping is Grouping.NONE:
        return (Group("", "", tuple(found)),)
    key, title = _KINDS[grouping]
    groups: dict[str, list[Diagnostic]] = {}
    for item in found:
        groups.setdefault(key(item), []).append(item)
    if grouping is Grouping.ROW:  # what is about no row is about the file, and stands on top
        groups = dict(sorted(groups.items(), key=lambda pair: int(pair[0])))
    return tuple(
        Group(f"{grouping}:{name}", title(items[0], config), tuple(items))
        for name, items in groups.items()
    )


def severity_title(severity: Severity) -> str:
    """What findings of a severity are, in words."""
    return {
        Severity.ERROR: translate("ProblemModel", "Errors"),
        Severity.WARNING: translate("ProblemModel", "Warnings"),
    }.get(severity, translate("ProblemModel", "Notes and hints"))


def _severity_key(found: Diagnostic) -> str:
    # Notes and hints share a button of the filter, and a group.
    return max(found.severity, Severity.INFO).word


def _severity_title(found: Diagnostic, _config: Config | None) -> str:
    return severity_title(found.severity)


def _row_key(found: Diagnostic) -> str:
    return str(-1 if found.layer is None else found.layer)


def _row_title(found: Diagnostic, config: Config | None) -> str:
    if found.layer is None or config is None:
        return translate("ProblemModel", "The whole file")
    words = translate("ProblemModel", "Row {0}").format(config.number_text(found.layer))
    rows = config.layers
    name = rows[found.layer].name if 0 <= found.layer < len(rows) else None
    return f"{words}  {name}" if name else words


def _rule_key(found: Diagnostic) -> str:
    return found.code


def _rule_title(found: Diagnostic, _config: Config | None) -> str:
    from builder.core.rules import read_manual  # late: needed with the first finding

    manual = read_manual(found.code, language_code())
    return f"{found.code}  {manual.title.rstrip('.。')}" if manual else found.code


_Key = Callable[[Diagnostic], str]
_Title = Callable[[Diagnostic, Config | None], str]
_KINDS: dict[Grouping, tuple[_Key, _Title]] = {
    Grouping.SEVERITY: (_severity_key, _severity_title),
    Grouping.ROW: (_row_key, _row_title),
    Grouping.RULE: (_rule_key, _rule_title),
}
