"""Make `zh_CN.mo`, which the program reads, of the translators' files `zh_CN/*.po`.

    python resources/messages/compile.py

It also says what is not translated yet, and which translations nothing uses any more. A template
of the program is what stands first in `Message("...")`; a manual's paragraph stands in the `.po`
with its line breaks folded to blanks.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from builder.core.rules import codes, read_manual
from builder.core.rules.manual import HEADINGS, paragraphs_of

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LANGUAGE = "zh_CN"
_PROGRAM = ("builder/core", "builder/cli", "builder/gui")
_MACHINERY = "builder/core/diagnostics/message.py"


class NotLiteralError(Exception):
    """A template is put together where it is used, so nobody can translate it."""


class _Merged(Catalog):
    """A catalogue whose header says nothing that changes from day to day."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [("Language", LANGUAGE), ("Content-Type", "text/plain; charset=UTF-8")]


def files() -> list[Path]:
    """The translators' files."""
    return sorted((HERE / LANGUAGE).glob("*.po"))


def translations() -> dict[str, str]:
    """English to Chinese, of all files.

    Raises:
        ValueError: Two files translate a text differently.
    """
    found: dict[str, str] = {}
    for path in files():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=LANGUAGE, abort_invalid=True)
        for entry in catalogue:
            if not entry.id:
                continue
            known = found.setdefault(entry.id, entry.string)
            if known != entry.string:
                raise ValueError(f"{path.name}: {entry.id!r} is {known!r} in another file")
    return found


def compiled() -> bytes:
    """What belongs into the `.mo`."""
    merged = _Merged(locale=LANGUAGE)
    for english, chinese in sorted(translations().items()):
        if chinese:
            merged.add(english, chinese)
    buffer = BytesIO()
    write_mo(buffer, merged)
    return buffer.getvalue()


def templates() -> dict[str, str]:
    """Every template in the program, with the place where it stands.

    Raises:
        NotLiteralError: One is no plain text.
    """
    found: dict[str, str] = {}
    for room in _PROGRAM:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name != _MACHINERY:
                source = path.read_text(encoding="utf-8")
                found |= {text: f"{name}:{line}" for text, line in templates_in(source, name)}
    return found


def templates_in(source: str, name: str = "") -> Iterator[tuple[str, int]]:
    """The templates in a program's text, each with its line.

    Raises:
        NotLiteralError: One is no plain text.
    """
    if "Message(" not in source:
        return
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node.func) == "Message":
            found = _texts(node.args[0], tree) if node.args else set()
            if None in found or not found:
                raise NotLiteralError(f"{name}:{node.lineno}: the template is no plain text")
            yield from ((text, node.lineno) for text in sorted(filter(None, found)))


def _texts(value: ast.expr, tree: ast.Module) -> set[str | None]:
    """What an expression can be: plain texts, one of two, or what a name stands for."""
    match value:
        case ast.Constant(value=str() as text):
            return {text}
        case ast.IfExp():
            return _texts(value.body, tree) | _texts(value.orelse, tree)
        case ast.Name():
            return {text for given in _given(value.id, tree) for text in _texts(given, tree)}
    return {None}


def _given(name: str, tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else ()
        if any(isinstance(one, ast.Name) and one.id == name for one in targets):
            assert isinstance(node, ast.Assign)
            yield node.value


def _called(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def manuals() -> dict[str, str]:
    """Every heading and paragraph of the rules' manuals, with the code that has it."""
    found = dict.fromkeys(HEADINGS, "manual.py")
    for code in codes():
        manual = read_manual(code)
        assert manual is not None
        found |= dict.fromkeys(paragraphs_of(manual), code)
    return found


def wanted() -> dict[str, str]:
    """Everything that needs a translation, with its place."""
    return {**manuals(), **templates()}


def main() -> int:
    """Write the file and report."""
    (HERE / f"{LANGUAGE}.mo").write_bytes(compiled())
    have, want = translations(), wanted()
    for text, place in want.items():
        if not have.get(text):
            print(f"{place}: not translated: {text}")
    for text in sorted(have.keys() - want.keys()):
        print(f"nothing says: {text}")
    return 0 if all(map(have.get, want)) and have.keys() <= want.keys() else 1


if __name__ == "__main__":
    sys.exit(main())
