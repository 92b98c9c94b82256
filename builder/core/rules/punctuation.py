"""What full-width punctuation makes of a row is told by the punctuation alone."""

from builder.core.config import Config
from builder.core.diagnostics import Diagnostic
from builder.core.text import Span

_PUNCTUATION = "Y105"
_OF_PUNCTUATION = frozenset({"Y202", "B107"})  # how rows read that full-width commas hold together


def without_consequences(config: Config, found: list[Diagnostic]) -> list[Diagnostic]:
    """Findings, without those that full-width punctuation in the same row explains."""
    places = [one.span for one in found if one.code == _PUNCTUATION]
    if not places:
        return found
    return [one for one in found if not _explained(config, one, places)]


def _explained(config: Config, one: Diagnostic, places: list[Span]) -> bool:
    if one.code not in _OF_PUNCTUATION or one.layer is None:
        return False
    row = config.layers[one.layer].span
    return any(row.covers(place) for place in places)
