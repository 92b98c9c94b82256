"""Findings as workflow commands of GitHub Actions, which shows them beside the lines.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from builder.cli.checking.shown import Shown
from builder.cli.paths import name_of
from builder.core.diagnostics import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def commands(files: Sequence[Shown], words: Callable[[str], str] = str) -> Iterator[str]:
    """One command for each finding."""
    for file in files:
        for one in file.found:
            yield command(file, one, words)


def command(file: Shown, found: Diagnostic, words: Callable[[str], str] = str) -> str:
    """The command for one finding."""
    start = file.written.lines.position(found.span.start)
    end = file.written.lines.position(found.span.end)
    properties: dict[str, object] = {
        "file": name_of(file.path, Path.cwd()),
        "line": start.line,
        "endLine": end.line,
    }
    if start.line == end.line:  # columns of two lines are refused
        properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = f"model config {found.code}"
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = "\n".join([words(found.message), *(f"help: {words(f.title)}" for f in found.fixes)])
    return f"::{_COMMANDS.get(found.severity, 'notice')} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
