"""Which references of a file were left behind when rows came, went or moved, and their repair.

`repairs` answers with a ranked list. No repair in it does harm to a row that was sound.
"""

from builder.core.repair.find import repairs
from builder.core.repair.repair import Change, Repair

__all__ = ["Change", "Repair", "repairs"]
