"""Sizes of the picture, in scene units.

One line per card keeps a YOLOv5 at a width to height of 3:2, so that 25 rows can be read in a
window of 1366x768 without scrolling.
"""

from typing import Final

CARD_WIDTH: Final = 234.0
CARD_HEIGHT: Final = 28.0
HEAD_WIDTH: Final = 112.0
GAP: Final = 12.0
"""Between two cards of a stack; edges that pass a column run here."""
BAND_PAD: Final = 9.0
"""Above the first and below the last card of a band."""
LABEL_WIDTH: Final = 66.0
"""Left of the first column, for the names of the bands."""
MARGIN: Final = 18.0
GUTTER: Final = 46.0
"""Least room between two columns."""
GUTTER_PAD: Final = 19.0
"""Between a card and the nearest vertical line."""
LANE: Final = 8.0
"""Between two vertical lines in a gutter, and between two in a gap."""
STUB: Final = 20.0
STUB_STEP: Final = 13.0
"""Between the numbers of two missing sources of one card."""
PORT_STEP: Final = 5.0
"""Between two lines that enter a card on the same side."""
