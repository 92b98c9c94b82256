"""Any text to a config: rows where there are rows, findings where there are faults."""

import re
from functools import lru_cache
from typing import Final

from builder.core.config.config import Config, Layer, Section
from builder.core.config.header_form import find_lost_scales
from builder.core.config.node import Mapping, Node
from builder.core.config.odd_words import find_odd_words
from builder.core.config.rows import find_sections
from builder.core.config.understand import understand
from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.text import Span

MAX_CHARACTERS: Final = 80_000
_LONGEST_LINE: Final = 5_000
_NO_TEXT: Final = 50  # characters that nobody typed or pasted
# All but what YAML allows in a file; lone surrogates, which Python cannot encode, are among it.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_config(text: str) -> Config:
    """Read the YAML `text` of a model. Never raises; what is wrong is in `diagnostics`."""
    return _read(text)


# An edit reads what it would make before it is made; then the same text is shown.
@lru_cache(maxsize=2)
def _read(text: str) -> Config:
    found: list[Diagnostic] = []
    legible = _legible(text, found)
    understood = understand(legible)
    root, faults = understood.root, understood.found
    found += faults
    sections: tuple[Section, ...] = ()
    layers: tuple[Layer, ...] = ()
    if isinstance(root, Mapping):
        sections, layers, odd = find_sections(legible, root, faults if understood.broken else ())
        # What a file that was cut lacks may stand in the rest of it.
        found += [one for one in odd if one.code != "Y203" or len(text) <= MAX_CHARACTERS]
        found += find_lost_scales(legible, root)
        if not understood.broken:
            found += find_odd_words(legible, layers)
    elif not understood.broken:
        found.append(_no_keys(root))
    found.sort(key=lambda finding: finding.span)
    return Config(text, root if isinstance(root, Mapping) else None, sections, layers, tuple(found))


def _legible(text: str, found: list[Diagnostic]) -> str:
    """The text with every character that YAML refuses replaced by one that it takes."""
    if len(text) > MAX_CHARACTERS:
        message = Message(
            "the file is longer than {number} characters; the rest is not read",
            number=f"{MAX_CHARACTERS:,}",
        )
        # Half a row would be a fault that is not the file's; of one endless line a part must do.
        line_end = text.rfind("\n", MAX_CHARACTERS - _LONGEST_LINE, MAX_CHARACTERS)
        end = line_end + 1 or MAX_CHARACTERS
        found.append(Diagnostic("Y110", Severity.ERROR, message, Span(end, end)))
        text = text[:end]
    first = _FORBIDDEN.search(text)
    if first is None:
        return text
    count = len(_FORBIDDEN.findall(text))
    character: object = f"U+{ord(first[0]):04X}"
    if count > 1:
        character = Message(
            "{character} ({number} such in the file)", character=character, number=count
        )
    message = (
        Message("this is no text file: it has {number} characters that no text has", number=count)
        if count > _NO_TEXT
        else Message(
            "YAML does not allow the character {character}; delete it", character=character
        )
    )
    found.append(Diagnostic("Y109", Severity.ERROR, message, Span(*first.span())))
    return _FORBIDDEN.sub("\ufffd", text)


def _no_keys(root: Node | None) -> Diagnostic:
    if root is None:
        message = Message("the file holds no model yet")
        return Diagnostic("Y205", Severity.ERROR, message, Span(0, 0))
    message = Message("the file must begin with keys such as `nc:` and `backbone:`")
    return Diagnostic("Y205", Severity.ERROR, message, root.span)
