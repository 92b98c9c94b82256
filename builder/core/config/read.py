"""Any text to a config: rows where there are rows, findings where there are faults."""

import re
from typing import Final

from builder.core.config.config import Config, Layer, Section
from builder.core.config.node import Mapping, Node
from builder.core.config.rows import find_sections
from builder.core.config.tree import Fault, Tree, parse_tree
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.text import Span

MAX_CHARACTERS: Final = 1_000_000
# What YAML allows in a file, and what Python cannot encode (lone surrogates).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_config(text: str) -> Config:
    """Read the YAML `text` of a model. Never raises; what is wrong is in `diagnostics`."""
    found: list[Diagnostic] = []
    legible = _legible(text, found)
    tree = _tree(legible)
    root: Mapping | None = None
    sections: tuple[Section, ...] = ()
    layers: tuple[Layer, ...] = ()
    found += tree.diagnostics
    if tree.fault is not None:
        found.append(_stopped(tree.fault, len(text)))
    if isinstance(tree.root, Mapping):
        root = tree.root
        sections, layers, odd = find_sections(legible, root)
        found += odd
    elif tree.fault is None:
        found.append(_no_keys(tree.root))
    found.sort(key=lambda finding: finding.span)
    return Config(text, root, sections, layers, tuple(found))


def _tree(text: str) -> Tree:
    body = text.lstrip("\ufeff")  # YAML skips a byte order mark and does not count it
    return parse_tree(body, len(text) - len(body))


def _legible(text: str, found: list[Diagnostic]) -> str:
    """The text with every character that YAML refuses replaced by one that it takes."""
    if len(text) > MAX_CHARACTERS:
        message = f"the file is longer than {MAX_CHARACTERS:,} characters; the rest is not read"
        place = Span(MAX_CHARACTERS, MAX_CHARACTERS)
        found.append(Diagnostic("Y110", Severity.ERROR, message, place))
        text = text[:MAX_CHARACTERS]
    first = _FORBIDDEN.search(text)
    if first is None:
        return text
    count = len(_FORBIDDEN.findall(text))
    others = f" ({count} such in the file)" if count > 1 else ""
    message = f"YAML does not allow the character U+{ord(first[0]):04X}{others}; delete it"
    found.append(Diagnostic("Y109", Severity.ERROR, message, Span(*first.span())))
    return _FORBIDDEN.sub("\ufffd", text)


def _stopped(fault: Fault, length: int) -> Diagnostic:
    place = Span(fault.offset, min(fault.offset + 1, max(length, fault.offset)))
    code = "Y110" if fault.limit else "Y101"
    return Diagnostic(code, Severity.ERROR, f"YAML stops here: {fault.message}", place)


def _no_keys(root: Node | None) -> Diagnostic:
    if root is None:
        return Diagnostic("Y205", Severity.ERROR, "the file holds no model yet", Span(0, 0))
    message = "the file must begin with keys such as `nc:` and `backbone:`"
    return Diagnostic("Y205", Severity.ERROR, message, root.span)
