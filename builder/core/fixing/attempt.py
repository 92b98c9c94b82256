"""Tries edits on a text and says what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.core.diagnostics import Diagnostic, Message
from builder.core.dialects import UnknownDialectError, UnknownScaleError
from builder.core.fixing.state import Analyze, State, look
from builder.core.fixing.verify import fault_of
from builder.core.text import TextEdit, apply_edits


@dataclass(frozen=True, slots=True)
class Attempt:
    """What edits make of a text.

    Attributes:
        edits: The edits.
        after: The text after them; None if they cannot be applied or read with these options.
        fault: What speaks against them; None if nothing does.
    """

    edits: tuple[TextEdit, ...]
    after: State | None
    fault: Message | None


def attempt(
    before: State,
    edits: Sequence[TextEdit],
    mended: Sequence[Diagnostic],
    analyze: Analyze,
) -> Attempt:
    """Apply `edits` to a text and judge them by the findings that they should mend."""
    edits = tuple(edits)
    try:
        text = apply_edits(before.text, edits)
    except ValueError:
        return Attempt(edits, None, Message("its edits stand in each other's way"))
    if text == before.text:
        return Attempt(edits, None, Message("it would change nothing"))
    try:
        after = look(text, analyze)
    except (UnknownScaleError, UnknownDialectError) as error:
        return Attempt(edits, None, Message("{reason}", reason=str(error)))
    return Attempt(edits, after, fault_of(before, edits, after, mended))
