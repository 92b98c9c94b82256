"""Findings of the tolerant reader, each with the edit that mends it."""

import re
from dataclasses import dataclass, field
from typing import Final

from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.text import Span, TextEdit

MAX_FINDINGS: Final = 100
BREAKS: Final = "\n\r\x85\u2028\u2029"
# What Chinese input methods and typesetters write, and what YAML wants instead.
WIDE: Final = {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)} | {
    "\u3010": "[", "\u3011": "]", "\u3014": "[", "\u3015": "]", "\u3001": ",", "\uff1b": ",",
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"',
}  # fmt: skip
DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"  # meant as a minus
_WIDTHLESS: Final = "\u200b\u200c\u200d\u2060\ufeff"
ODD_BLANKS: Final = "\xa0\u3000\u2002\u2003\u2009\u202f" + _WIDTHLESS
OPENING: Final = "[{" + "".join(wide for wide, plain in WIDE.items() if plain in "[{")
CLOSING: Final = "]}" + "".join(wide for wide, plain in WIDE.items() if plain in "]}")
COMMAS: Final = "," + "".join(wide for wide, plain in WIDE.items() if plain == ",")
WIDE_OR_ODD: Final = re.compile(
    f"[{re.escape(''.join(WIDE) + ODD_BLANKS)}]|[{DASHES}](?=[ \\t]*\\d)"
)
_MOST_ODD = 1_000  # characters of one line that a fix replaces
_LINE_END = re.compile(r"[\n\r]")


def narrow(text: str) -> str:
    """`text` with the characters that YAML wants."""
    return WIDE_OR_ODD.sub(lambda match: narrow_character(match[0]), text)


def narrow_character(char: str) -> str:
    """What YAML wants instead of one character that `WIDE_OR_ODD` finds."""
    if char in DASHES:
        return "-"
    return "" if char in _WIDTHLESS else WIDE.get(char, " ")


@dataclass(slots=True)
class Log:
    """Collects findings and stops at a number that nobody reads."""

    text: str
    found: list[Diagnostic] = field(default_factory=list)

    def report(
        self,
        code: str,
        span: Span,
        message: Message,
        fix: tuple[Message, tuple[TextEdit, ...]] | None = None,
        trust: Applicability = Applicability.SAFE,
    ) -> None:
        """Note a fault; `fix` is a title with its edits."""
        if len(self.found) >= MAX_FINDINGS:
            return
        fixes = (Fix(fix[0], fix[1], trust),) if fix else ()
        self.found.append(Diagnostic(code, Severity.ERROR, message, span, fixes=fixes))

    def insert(self, code: str, span: Span, message: Message, at: int, what: str) -> None:
        """Note a fault that is mended by putting `what` at offset `at`."""
        shown = what.strip()
        title = Message("Insert `{text}`", text=shown) if shown else Message("Insert a blank")
        self.report(code, span, message, (title, (TextEdit(Span(at, at), what),)))

    def odd_characters(self, start: int, end: int) -> None:
        """Note full-width punctuation and odd blanks between two offsets, once per line."""
        line: list[re.Match[str]] = []
        line_end = start
        for match in WIDE_OR_ODD.finditer(self.text, start, end):
            if match.start() >= line_end and line:
                self._odd_line(line)
                line = []
            if not line:
                # Looked for once per line: a line may hold a million of them.
                found = _LINE_END.search(self.text, match.start(), end)
                line_end = found.start() if found else end
            # A line with more of them is no row: its fix would cost memory and mend nothing.
            if len(line) < _MOST_ODD:
                line.append(match)
        if line:
            self._odd_line(line)

    def _odd_line(self, matches: list[re.Match[str]]) -> None:
        wide = next((match for match in matches if match[0] not in ODD_BLANKS), None)
        first = wide or matches[0]
        edits = tuple(TextEdit(Span(*m.span()), narrow_character(m[0])) for m in matches)
        if wide:
            good = narrow_character(wide[0])
            message = Message(
                "`{wide}` is full-width punctuation; YAML wants `{good}`", wide=wide[0], good=good
            )
            if wide[0] in DASHES or wide[0].isdigit():
                message = Message(
                    "`{wide}` is not what YAML reads as `{good}`", wide=wide[0], good=good
                )
            fix = (Message("Use half-width punctuation"), edits)
            self.report("Y105", Span(*first.span()), message, fix)
            return
        message = Message(
            "a blank of another kind ({character}) stands here; YAML wants a space",
            character=f"U+{ord(first[0]):04X}",
        )
        self.report("Y107", Span(*first.span()), message, (Message("Use plain spaces"), edits))
