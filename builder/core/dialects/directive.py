"""The comment by which a file says its dialect: `# builder: dialect NAME`."""

import re

from builder.core.config import Config
from builder.core.config.edits.lines import line_end_near
from builder.core.text import Span, TextEdit

_DIRECTIVE = re.compile(r"^\ufeff?#[ \t]*builder:[ \t]*dialect[ \t=]+(\S+)[ \t]*\r?$", re.MULTILINE)


def written_dialect(config: Config) -> tuple[str, Span] | None:
    """What a comment `# builder: dialect NAME` of the file says, known or not, and where."""
    found = _DIRECTIVE.search(config.text)
    return (found[1], Span(*found.span(1))) if found else None


def write_dialect(config: Config, name: str) -> tuple[TextEdit, ...]:
    """Edits that make the file say `name`: in its comment, or in a new one as its first line."""
    written = written_dialect(config)
    if written is not None:
        return () if written[0] == name else (TextEdit(written[1], name),)
    text = config.text
    start = 1 if text.startswith("\ufeff") else 0
    line = f"# builder: dialect {name}{line_end_near(text, start)}"
    return (TextEdit(Span(start, start), line),)
