"""Which findings are meant: codes by their beginnings, severities by their names."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from builder.core.diagnostics import Diagnostic, Severity

NEVER = max(Severity) + 1
"""A threshold that no finding reaches."""

SEVERITIES = {severity.word: int(severity) for severity in Severity}
THRESHOLDS = {**SEVERITIES, "never": NEVER}


def read_codes(words: Iterable[str]) -> tuple[str, ...]:
    """Codes or their beginnings ("G", "S1"), in capitals, each with at least one check.

    Args:
        words: Codes; each may hold several with commas between.

    Raises:
        ValueError: No code begins so; the message names those known.
    """
    from builder.core.rules import codes  # --help needs no rules

    known = codes()
    wanted = [part.strip().upper() for word in words for part in re.split("[,，]", word)]
    for one in wanted:
        if not any(code.startswith(one) for code in known) or not one:
            raise ValueError(f"no check's code begins with '{one}'; known: {_in_runs(known)}")
    return tuple(dict.fromkeys(wanted))


def _in_runs(known: Sequence[str]) -> str:
    """Codes in few words: "B101-B110, B201, …"."""
    numbered = [(int(code[1:]) - place, code) for place, code in enumerate(known)]
    runs = (
        [code for _, code in run]
        for _, run in groupby(numbered, key=lambda one: (one[1][0], one[0]))
    )
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def among(code: str, beginnings: Iterable[str]) -> bool:
    """Whether a code begins with one of `beginnings`."""
    return code.startswith(tuple(beginnings))


def meant(
    found: Iterable[Diagnostic],
    *,
    select: Sequence[str] | None,
    ignore: Sequence[str],
    severity: int,
) -> tuple[Diagnostic, ...]:
    """Those of `found` that are chosen and weigh enough; what is ignored beats what is selected."""
    return tuple(
        one
        for one in found
        if one.severity >= severity
        and (select is None or among(one.code, select))
        and not among(one.code, ignore)
    )
