"""Text that lines up in a terminal, Chinese and control characters included."""

import unicodedata

_TAB = 4


def visible(text: str) -> str:
    """`text` on one line without characters that steer a terminal.

    A config is somebody else's file: its escape sequences must not reach the terminal.
    """
    return "".join(
        " " * _TAB if char == "\t" else char if _is_harmless(char) else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )


def _is_harmless(char: str) -> bool:
    # Cc steers, Cs cannot be encoded, the bidirectional marks (Cf) reorder the line.
    return (char.isascii() and char.isprintable()) or unicodedata.category(char) not in _UNSAFE


_UNSAFE = {"Cc", "Cs", "Cf", "Zl", "Zp"}


def width(text: str) -> int:
    """How many terminal cells `text` takes: Chinese two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in {"W", "F"}
        else 1
        for char in text
    )


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """`text` filled with blanks to `cells` terminal cells; `right` aligns to the right."""
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks


def shorten(text: str, cells: int) -> str:
    """`text` cut to `cells` terminal cells, with an ellipsis where something is missing."""
    if width(text) <= cells:
        return text
    while text and width(text) > cells - 1:
        text = text[:-1]
    return text + "…"
