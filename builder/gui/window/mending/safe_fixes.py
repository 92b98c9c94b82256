"""All that can be mended without a doubt, as one change."""

from typing import NamedTuple

from builder.core.analysis import Report, analyze
from builder.core.config import Config
from builder.core.diagnostics import Fix
from builder.core.text import TextEdit
from builder.gui.document import Analysis


class SafeFixes(NamedTuple):
    """Fixes one after the other.

    Attributes:
        fixes: Those that were applied, in that order.
        edits: What they do together to the text as it is.
    """

    fixes: tuple[Fix, ...]
    edits: tuple[TextEdit, ...]


def safe_fixes(analysis: Analysis) -> SafeFixes:
    """All safe fixes and decisive repairs, each of the text that those before made."""
    from builder.core.fixing import fix_all  # late: few ask for it

    options, file = analysis.options, analysis.report.file

    def again(config: Config) -> Report:
        return analyze(
            config,
            dialect=options.dialect,
            scale=options.scale,
            image_size=options.image_size,
            nc=options.nc,
            file=file,
        )

    fixed = fix_all(analysis.report.config.text, analyze=again)
    return SafeFixes(tuple(one.fix for one in fixed.applied), fixed.edits)
