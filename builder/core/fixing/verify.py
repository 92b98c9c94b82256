"""Whether edits did what they were for, and nothing else."""

from collections.abc import Sequence

from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.fixing.state import State, is_reading
from builder.core.text import TextEdit, map_offset

Edits = Sequence[TextEdit]


def fault_of(
    before: State, edits: Edits, after: State, mended: Sequence[Diagnostic]
) -> Message | None:
    """What speaks against edits that should mend these findings; None if nothing does.

    A row that was failing, or that waited for a failing one, may have errors that are seen only
    now. A row that was sound may not.
    """
    return (
        _stays(edits, after, mended)
        or _unreadable(before, after)
        or _caused(before, edits, after)
        or _worse(before, edits, after, mended)
    )


def gone(before: State, edits: Edits, after: State) -> tuple[Diagnostic, ...]:
    """Findings that edits mended."""
    left = {(one.code, one.span.start) for one in after.found}
    return tuple(
        one for one in before.found if (one.code, map_offset(one.span.start, edits)) not in left
    )


def _stays(edits: Edits, after: State, mended: Sequence[Diagnostic]) -> Message | None:
    for one in mended:
        place = map_offset(one.span.start, edits)
        for left in after.found:
            if left.code != one.code or left.span.start != place:
                continue
            # Where a line goes, the next one takes its place, with a fault of its own.
            if not is_reading(one) or left.message == one.message:
                return Message(
                    "what it mends would still be there: {finding}", finding=left.message
                )
    return None


def _unreadable(before: State, after: State) -> Message | None:
    """More faults of the YAML than before; one that hid another may have shown it."""
    if after.reading_errors <= before.reading_errors:
        return None
    known = {one.message for one in before.errors}
    new = next(
        (one for one in after.errors if is_reading(one) and one.message not in known),
        after.errors[0],
    )
    return _new_error(new)


def _caused(before: State, edits: Edits, after: State) -> Message | None:
    rows = _rows_before(before, edits, after)
    known = {one.code for one in before.errors if one.layer is None}
    for error in after.errors:
        if is_reading(error):
            continue
        if error.layer is None:
            # While YAML cannot read a text, its header is not judged.
            caused = error.code not in known and not before.reading_errors
        else:
            caused = rows.get(error.layer) in before.sound
        if caused:
            return _new_error(error)
    return None


def _worse(
    before: State, edits: Edits, after: State, mended: Sequence[Diagnostic]
) -> Message | None:
    """Mending a warning must not make two of it; rows that are seen only now do not count."""
    severity = max((one.severity for one in mended), default=Severity.ERROR)
    if severity is Severity.ERROR:
        return None
    rows = _rows_before(before, edits, after)
    fresh = [row for row in range(len(after.report.layers)) if rows.get(row) not in before.sound]
    unsound = set(range(len(before.report.layers))) - before.sound
    more = after.count(severity, fresh) - before.count(severity, unsound)
    if more <= 0:
        return None
    known = {(one.code, one.message) for one in before.found}
    grave = [one for one in after.found if one.severity >= severity]
    # Several findings of one rule may say the same.
    new = next((one for one in grave if (one.code, one.message) not in known), grave[-1])
    return Message("it would bring something else: {finding}", finding=new.message)


def _new_error(error: Diagnostic) -> Message:
    return Message("it would cause an error: {finding}", finding=error.message)


def _rows_before(before: State, edits: Edits, after: State) -> dict[int, int]:
    """For the rows of `after` those that they were; new rows are left out."""
    old, new = before.config.layers, after.config.layers
    if len(old) == len(new):
        return {layer.index: layer.index for layer in new}
    places = {map_offset(layer.span.start, edits): layer.index for layer in old}
    return {layer.index: places[layer.span.start] for layer in new if layer.span.start in places}
