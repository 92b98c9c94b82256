"""Comments that allow findings: `# builder: allow G102` and `# builder: allow-file S106`."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from builder.core.config import Config, Mapping, Node, Scalar, Sequence
from builder.core.text import Span

_DIRECTIVE = re.compile(
    r"#[ \t]*builder:[ \t]*(?P<verb>allow-file|allow)(?![\w-])(?P<rest>[^\n\r\x85\u2028\u2029]*)"
)
_FIRST = re.compile(r"[ \t:=]*(?P<code>\w+)")
# Behind a blank only what looks like a code counts: there a reason may follow.
_NEXT = re.compile(r"[ \t]*[,，、][ \t]*(?P<code>\w+)|[ \t]+(?P<bare>[A-Za-z]\d+)(?!\w)")
_COMMA = re.compile(r"[ \t]*[,，、]")
_CODE = re.compile(r"[A-Za-z]+\d+")
_QUIET = re.compile(r"[ \t]*(?:#.*)?[\r\n]*")  # a line that holds no value


@dataclass(frozen=True, slots=True)
class Named:
    """One code in a comment.

    Attributes:
        code: In capitals, known or not.
        span: Where it stands.
    """

    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class Allow:
    """One comment.

    Attributes:
        verb: "allow" for one line, "allow-file" for the whole file.
        span: From its `#` to the end of its words.
        named: The codes that it names.
        line: The line that it is about, from 1; None for the whole file, and for a comment with
            nothing below it.
        lone: Whether it has a line to itself.
    """

    verb: str
    span: Span
    named: tuple[Named, ...]
    line: int | None
    lone: bool

    @property
    def whole_file(self) -> bool:
        """Whether it is about every line."""
        return self.verb == "allow-file"


def allows_in(config: Config) -> tuple[Allow, ...]:
    """The comments of the file that allow something, in its order."""
    text = config.text
    if "builder:" not in text:  # nearly every file
        return ()
    matches = list(_DIRECTIVE.finditer(text))
    values = _scalars(config.root) if matches else []
    below: dict[int, int | None] = {}
    # From the last line up, so that what stands below a comment is known before it.
    read = [
        _read(config, match, below)
        for match in reversed(matches)
        if not _inside(values, match.start())
    ]
    return tuple(reversed(read))


def _scalars(root: Node | None) -> list[Span]:
    """Places of all values and keys: a `#` in a quoted text begins no comment."""
    found: list[Span] = []
    open_nodes: list[Node] = [root] if root is not None else []
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, Scalar):
            found.append(node.span)
        elif isinstance(node, Sequence):
            open_nodes += node.items
        elif isinstance(node, Mapping):
            open_nodes += (part for pair in node.pairs for part in pair)
    return sorted(found)


def _inside(spans: list[Span], offset: int) -> bool:
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset in spans[at]


def _read(config: Config, match: re.Match[str], below: dict[int, int | None]) -> Allow:
    text, verb = config.text, match["verb"]
    end = match.start("rest") + len(match["rest"].rstrip())
    line = config.lines.position(match.start()).line
    lone = not text[config.lines.start_of(line) : match.start()].strip(" \t\ufeff")
    if lone:
        below[line] = _line_below(config, line, below)
    about = None if verb == "allow-file" else below[line] if lone else line
    named = tuple(_named(match["rest"], match.start("rest")))
    return Allow(verb, Span(match.start(), end), named, about, lone)


def _line_below(config: Config, line: int, below: dict[int, int | None]) -> int | None:
    """The next line that holds more than a comment; `below` has it for later lines."""
    for other in range(line + 1, len(config.lines) + 1):
        if other in below:
            return below[other]
        start, end = config.lines.start_of(other), config.lines.end_of(other)
        if not _QUIET.fullmatch(config.text, start, end):
            return other
    return None


def _named(rest: str, shift: int) -> Iterator[Named]:
    """The codes at the start of what follows the verb; a reason may stand behind them."""
    found = _FIRST.match(rest)
    if found is None or not (_CODE.fullmatch(found["code"]) or _COMMA.match(rest, found.end())):
        return
    while found is not None:
        group = "code" if found["code"] else "bare"
        span = Span(shift + found.start(group), shift + found.end(group))
        yield Named(found[group].upper(), span)
        found = _NEXT.match(rest, found.end())
