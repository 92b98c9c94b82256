"""What pages leave around and in a config: line numbers, quote marks, buttons, HTML, prose.

Each stage looks for one kind and gives the edits that take it away, with a finding for each.
"""

import html
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from builder.core.config.config import SectionName
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Message, Severity
from builder.core.text import Span, TextEdit

Stage = Callable[[str], list[Diagnostic]]

_MOST: Final = 100
_LINE: Final = re.compile(r"([^\n\r]*)(?:\r\n|[\n\r]|\Z)")
_NUMBER: Final = re.compile(r"[ \t]*(\d{1,4})(?:[ \t]?\||[.):])?(?:[ \t]|(?=[ \t]*\Z))")
_GLUED: Final = re.compile(r"(\d{1,4})(?=[A-Za-z_#\-\[])")
_ONLY_NUMBER: Final = re.compile(r"[ \t]*(\d{1,4})[ \t]*\Z")
_FEWEST_NUMBERED: Final = 5
_SHARE_NUMBERED: Final = 0.8
_QUOTED: Final = re.compile(r"> ?")
_IN_DIFF: Final = re.compile(r"[ +-]|@@|diff |index |\\ ")
_HEAD_OF_DIFF: Final = re.compile(r"@@|diff |index |--- |\+\+\+ |\\ |-")
_ESCAPE: Final = re.compile(r"\\(?=[\[\]_#*>\-])")
_FEWEST_ESCAPES: Final = 4
_ENTITY: Final = re.compile(r"&(?:nbsp|gt|lt|amp|quot|apos|#39|#34|#160|#x27|#x22);")
_COMMENT: Final = re.compile(r"(?:\A|(?<=[ \t\xa0;]))#")
# Buttons and labels that stand around code on pages.
_BUTTONS: Final = frozenset(
    """yaml|yml|python|bash|text|plaintext|code|copy|copied|run|copy code|复制|复制代码|登录后复制
    |一键复制|运行|运行代码|收起|展开|ai写代码|ai运行代码|ai写代码yaml|ai写代码python
    |ai运行代码yaml""".replace("\n    ", "").split("|")
)
_FENCE: Final = re.compile(r"(?:`{3,}|~{3,})[ \t]*\w*\Z")
_KEY: Final = re.compile(r"[A-Za-z_][\w.\-]*[ \t]*(?:[:\uff1a]|\Z)")
_COLON: Final = re.compile(r":(?:[ \t]|\Z)")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_OTHER_KEYS: Final = frozenset(
    ("nc", "scale", "scales", "anchors", "activation", "depth_multiple", "width_multiple")
)
_KNOWN: Final = _OTHER_KEYS | frozenset(name.value for name in SectionName)


def in_front(text: str) -> list[Diagnostic]:
    """Line numbers, quote marks or the marks of a diff in front of the lines."""
    lines = [match for match in _LINE.finditer(text) if match[1].strip()]
    if not lines:
        return []
    for finder in (_numbered, _quoted, _of_diff):
        found = finder(lines)
        if found is not None:
            return [found]
    return []


def as_source(text: str) -> list[Diagnostic]:
    """HTML entities, and brackets that Markdown escapes."""
    found: list[Diagnostic] = []
    entities = [
        TextEdit(Span(*entity.span()), html.unescape(entity[0]).replace("\xa0", " "))
        for line in _LINE.finditer(text)
        for entity in _ENTITY.finditer(text, line.start(), _comment_start(text, line))
    ]
    if entities:
        first = entities[0].span
        message = Message("`{entity}` is HTML's way to write a character", entity=first.of(text))
        found.append(marks("Y121", first, message, Message("Write the characters"), entities))
    escapes = [TextEdit(Span(*match.span()), "") for match in _ESCAPE.finditer(text)]
    if len(escapes) >= _FEWEST_ESCAPES:
        first = escapes[0].span
        message = Message("brackets and underlines are escaped by `\\`, as Markdown writes them")
        found.append(marks("Y121", first, message, Message("Take the `\\` out"), escapes))
    return found


def between(text: str) -> list[Diagnostic]:
    """Lines of a page between those of the config: buttons, fences, numbers, prose."""
    lines = list(_LINE.finditer(text))
    counted = _counted(lines)
    found: list[Diagnostic] = [_counted_finding(lines, run) for run in _runs(sorted(counted))]
    for place, line in enumerate(lines):
        if len(found) >= _MOST:
            break
        words = line[1].strip()
        if not words or words[0] == "#" or place in counted:
            continue
        start = line.start() + line[1].index(words[0])
        span = Span(start, start + len(words))
        if words.casefold() in _BUTTONS or _FENCE.match(words):
            message = Message("`{text}` belongs to the page, not to the config", text=words)
            edits = [TextEdit(Span(*line.span()), "")]
            found.append(marks("Y118", span, message, Message("Delete the line"), edits))
        elif is_prose(words, start - line.start()):
            message = Message("`{text}` is neither a key, a row nor a comment", text=words[:40])
            edits = [TextEdit(Span(start, start), "# ")]
            found.append(marks("Y118", span, message, Message("Make it a comment"), edits))
    return found


def marks(
    code: str, span: Span, message: Message, title: Message, edits: list[TextEdit]
) -> Diagnostic:
    """A finding whose fix is surely meant."""
    fix = Fix(title, tuple(edits), Applicability.SAFE)
    return Diagnostic(code, Severity.ERROR, message, span, fixes=(fix,))


# Marks in front of lines ------------------------------------------------------------------------


def _numbered(lines: list[re.Match[str]]) -> Diagnostic | None:
    """Numbers that count the lines; each loses one, and the blank behind it if all have one."""
    glued = any(_GLUED.match(line[1]) for line in lines)
    edits: list[TextEdit] = []
    expected: int | None = None
    for line in lines:
        match = _GLUED.match(line[1]) or _NUMBER.match(line[1])
        if match is None:
            continue
        number = int(match[1])
        # Empty lines may have had a number too.
        if expected is None or expected <= number <= expected + 3:
            end = match.end(1) if glued else match.end()  # the blank indents, if none stands there
            edits.append(TextEdit(Span(line.start(), line.start() + end), ""))
            expected = number + 1
    if len(edits) < max(_FEWEST_NUMBERED, _SHARE_NUMBERED * len(lines)):
        return None
    if all(_ONLY_NUMBER.match(line[1]) for line in lines):
        return None
    message = Message("numbers of lines stand in front of the lines")
    return marks("Y120", edits[0].span, message, Message("Take the numbers out"), edits)


def _quoted(lines: list[re.Match[str]]) -> Diagnostic | None:
    matches = [_QUOTED.match(line[1]) for line in lines]
    if not all(matches):
        return None
    edits = [
        TextEdit(Span(line.start(), line.start() + match.end()), "")
        for line, match in zip(lines, matches, strict=True)
        if match
    ]
    message = Message("every line begins with `>`, as quotes in mails and posts do")
    return marks("Y120", edits[0].span, message, Message("Take the `>` out"), edits)


def _of_diff(lines: list[re.Match[str]]) -> Diagnostic | None:
    """Lines of a patch: those that it adds or keeps lose their mark, others go."""
    added = [line for line in lines if line[1][0] == "+"]
    if not added or not all(_IN_DIFF.match(line[1]) for line in lines):
        return None
    edits = [
        TextEdit(Span(*line.span()), "")
        if _HEAD_OF_DIFF.match(line[1])
        else TextEdit(Span(line.start(), line.start() + 1), "")
        for line in lines
    ]
    place = Span(added[0].start(), added[0].start() + 1)
    message = Message("the lines are those of a patch: they begin with `+`, `-` or a blank")
    return marks("Y120", place, message, Message("Take the marks of the patch out"), edits)


# Characters --------------------------------------------------------------------------------------


def _comment_start(text: str, line: re.Match[str]) -> int:
    """Where a line's comment begins, or the line's end."""
    match = _COMMENT.search(line[1])
    while match and text[line.start() + match.start() - 1 : line.start() + match.start()] == "&":
        match = _COMMENT.search(line[1], match.end())
    return line.start() + match.start() if match else line.end(1)


# Lines -------------------------------------------------------------------------------------------


def _counted(lines: list[re.Match[str]]) -> set[int]:
    """Lines with nothing but a number that counts on from the line above: at least three."""
    numbers = {
        place: int(match[1])
        for place, line in enumerate(lines)
        if (match := _ONLY_NUMBER.match(line[1]))
    }
    found: set[int] = set()
    for one, two in pairwise(sorted(numbers)):
        if two == one + 1 and numbers[two] == numbers[one] + 1:
            found |= {one, two}
    return found if len(found) > 2 else set()


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, place in enumerate(places):
        if at and places[at - 1] == place - 1:
            continue
        if at:
            yield places[start], places[at - 1]
        start = at
    if places:
        yield places[start], places[-1]


def _counted_finding(lines: list[re.Match[str]], run: tuple[int, int]) -> Diagnostic:
    first, last = lines[run[0]], lines[run[1]]
    message = Message("the numbers of a page's lines stand here")
    edits = [TextEdit(Span(first.start(), last.end()), "")]
    return marks("Y118", Span(*first.span(1)), message, Message("Delete the lines"), edits)


def is_prose(words: str, column: int = 1) -> bool:
    """Whether a line of these words, beginning in a column from 0, is a sentence or a title."""
    if not words[0].isalpha() or (_KEY.match(words) and not _is_word_alone(words, column)):
        return False
    if "[" in words or "]" in words or _COLON.search(words):
        return False
    return " " in words or bool(_CHINESE.search(words)) or _is_word_alone(words, column)


def _is_word_alone(words: str, column: int) -> bool:
    """Whether a line is one word that is no key without its colon."""
    return column == 0 and words.isalpha() and words.casefold() not in _KNOWN
