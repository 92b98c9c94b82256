"""Colour for terminals that show it."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

Paint = Callable[[str, str], str]
"""Takes text and the name of what it is ("error", "place"); gives it with colour or as it is."""

_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "hint": "1;34",
    "place": "1",
    "gutter": "34",
    "label": "36",
    "help": "32",
}


def add_colour_option(parser: argparse.ArgumentParser) -> None:
    """Add when to use colour."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour in the text; auto: on a terminal, unless NO_COLOR or FORCE_COLOR is set",
    )


def plain(text: str, style: str) -> str:
    """`text` as it is."""
    del style
    return text


def colourful(text: str, style: str) -> str:
    """`text` between the terminal's codes for a style."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if text else text


def painter(wanted: str, stream: TextIO, environment: Mapping[str, str] = os.environ) -> Paint:
    """What paints text for `stream`.

    The option decides before the environment: NO_COLOR (see no-color.org), then FORCE_COLOR,
    then whether the stream is a terminal that is not dumb.
    """
    return colourful if _has_colour(wanted, stream, environment) else plain


def _has_colour(wanted: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    if wanted != "auto":
        return wanted == "always"
    if environment.get("NO_COLOR"):
        return False
    forced = environment.get("FORCE_COLOR")
    if forced:
        return forced != "0"
    return is_terminal(stream, environment) and _understands_codes(stream)


def is_terminal(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a person watches the stream on a terminal that can be steered."""
    return stream.isatty() and environment.get("TERM") != "dumb"


def _understands_codes(stream: TextIO) -> bool:
    """Whether the terminal shows colour; a Windows console is asked to from now on."""
    if sys.platform != "win32":
        return True
    import ctypes  # only there
    import msvcrt

    console = ctypes.windll.kernel32
    handle = msvcrt.get_osfhandle(stream.fileno())
    mode = ctypes.c_ulong()
    if not console.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(console.SetConsoleMode(handle, mode.value | 4))  # 4: virtual terminal codes
