"""Applies the fixes of findings, pass by pass, until nothing more can be mended.

Every fix is tried first: it is kept only if what it mends is gone and no row that was sound has an
error after it.
"""

from builder.core.fixing.engine import fix_all
from builder.core.fixing.fixed import Applied, Fight, Fixed, Rejected
from builder.core.fixing.wanted import Wanted

__all__ = ["Applied", "Fight", "Fixed", "Rejected", "Wanted", "fix_all"]
