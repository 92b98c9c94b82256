"""A pasted text without what terminals, notebooks and web pages put around it."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_COLOURS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|[←␛]\[[\d;]*[A-Za-z]")
_BARE_COLOURS = re.compile(r"\[(?:0|1|22|3\d|9\d|38;5;\d+)(?:;\d+)*m")
_TAGS = re.compile(r"</?(?:a|b|br|code|div|em|font|i|p|pre|span|strong)\b[^<>]*>", re.IGNORECASE)
_ENTITIES = re.compile(r"&(?:#\d{1,6}|#[xX][\da-fA-F]{1,6}|lt|gt|amp|quot|apos|nbsp);")
_PREFIXES = re.compile(r"^(?:[ \t]*(?:>|\[rank\d+\]:|\[\d+\]:)[ \t]?)+", re.MULTILINE)
_FRAME = re.compile(r"File \"([^\"\n]+)\", line (\d+)(?:, in ([^\s(]+))?")
_NOTEBOOK_FRAME = re.compile(
    r"^(?:File )?\[?([^\n\[\]()]+?\.py)(?::(\d+))?(?:\]\([^)\n]*\))?,? in (?:\w+\.)*(\w+)\(",
    re.MULTILINE,
)
_BUILDERS = frozenset({"parse_model", "_forward_once", "_predict_once", "forward_once"})
MOST = 120_000  # characters that are read; the end of a longer text, where its error stands


@dataclass(frozen=True, slots=True)
class Frame:
    """One call of a traceback: the file without its folders, the line and the function."""

    file: str
    line: int
    function: str

    @property
    def builds(self) -> bool:
        """Whether it is where a trainer builds the rows of a config or runs them."""
        return self.function in _BUILDERS


@dataclass(frozen=True)
class Paste:
    """A cleaned text.

    Attributes:
        text: Without colours, HTML, prefixes of ranks and quotes; full-width characters are plain
            ones, and what a progress bar wrote over itself stands on lines of its own.
    """

    text: str

    @cached_property
    def squeezed(self) -> str:
        """The text without blanks, for messages that a terminal has broken inside a word."""
        return "".join(self.text.split())

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The calls of all tracebacks in it, as they stand."""
        found = [
            (match.start(), Frame(file_name(match[1]), int(match[2]), match[3] or ""))
            for match in _FRAME.finditer(self.text)
        ]
        found += [
            (match.start(), Frame(file_name(match[1]), int(match[2] or 0), match[3]))
            for match in _NOTEBOOK_FRAME.finditer(self.text)
        ]
        return tuple(frame for _, frame in sorted(found, key=lambda one: one[0]))


def read_paste(text: str) -> Paste:
    """Clean a pasted text."""
    text = _ENTITIES.sub(lambda entity: html.unescape(entity[0]), _TAGS.sub("", text[-MOST:]))
    text = unicodedata.normalize("NFKC", text)
    text = _COLOURS.sub("", text)
    text = _BARE_COLOURS.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x08", "")
    text = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x60: None})
    return Paste(_PREFIXES.sub("", text))


def file_name(path: str) -> str:
    """A path of any system without its folders."""
    return path.replace("\\", "/").rpartition("/")[2]
