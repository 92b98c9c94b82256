"""Offsets in code points, as Python counts, to UTF-16 units, as Qt counts, and back."""

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """Maps offsets of one text; a text without emoji and the like costs one scan."""

    __slots__ = ("_points", "_units")

    def __init__(self, text: str) -> None:
        self._points = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [point + wide for wide, point in enumerate(self._points)]

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._points, offset)

    def to_code_point(self, units: int) -> int:
        """The code point offset of a UTF-16 offset; inside a pair, that of its character."""
        wide = bisect_left(self._units, units)
        if wide and self._units[wide - 1] + 1 == units:
            return self._points[wide - 1]
        return units - wide
