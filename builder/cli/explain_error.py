"""`builder explain --error`: a trainer's error beside the config that gave it."""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from builder.cli.columns import visible
from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.options import add_reading_options
from builder.cli.paths import is_file

if TYPE_CHECKING:
    from builder.core.analysis import Report
    from builder.core.config import Config
    from builder.core.tracebacks import Cause, Explanation

EXAMPLES = """\
  builder explain --error my.yaml < log.txt
  builder explain my.yaml --error "KeyError: 'anchors'"
  python train.py --cfg my.yaml 2>&1 | builder explain --error my.yaml

with --error the exit code is 1 if the config gives the error, 0 if it does not"""
_MOST_LABELS = 5
_A_LOG = re.compile(r"\S+\.(?:txt|log|out|err)", re.IGNORECASE)

Words = Callable[[str], str]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what `builder explain --error` takes."""
    parser.add_argument(
        "--error",
        nargs="?",
        const="",
        metavar="TEXT|LOG|FILE",
        help="say which row of a config gives a trainer's error: its words, a file with its "
        "traceback, or - for what is piped in; with no other name, the config itself, and the "
        "error is piped in",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_reading_options(parser)


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print what the error means; the exit code says whether the config gives it."""
    path, text = _sources(arguments.subject, arguments.error)
    from builder.cli.files import read
    from builder.cli.options import analyze_with, wording
    from builder.core.config import read_config
    from builder.core.rules import diagnose
    from builder.core.tracebacks import Verdict, explain_error

    report = analyze_with(arguments, read_config(read(path).text), path)
    answer = explain_error(text, report, diagnose(report))
    if arguments.format == "json":
        _print_json(report, answer)
    else:
        words = wording(arguments)
        print("\n".join(_lines(report, answer, lambda text: visible(words(text)))))
    return ExitCode.ERRORS_FOUND if answer.verdict is Verdict.EXPLAINED else ExitCode.FINE


def _sources(subject: str | None, given: str) -> tuple[str, str]:
    """The config's path and the text of the error.

    Raises:
        UsageError: No config is named, or there is no text.
    """
    if subject is None:
        if not given or given == "-":
            raise UsageError("name the config as well: builder explain --error my.yaml < log.txt")
        return given, _piped()
    if given in {"", "-"}:
        return subject, _piped()
    from builder.cli.files import read

    # An error is a sentence; one word with the ending of a log is a file, there or not.
    named = is_file(given) or _A_LOG.fullmatch(given) is not None
    return subject, read(given).text if named else given


def _piped() -> str:
    from builder.core.text import decode

    if sys.stdin.isatty():
        end = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
        print(f"paste the error, then press {end}:", file=sys.stderr)
    text = decode(sys.stdin.buffer.read()).text
    if not text.strip():
        raise UsageError(
            "there is no error to explain: pipe it in, or write it behind --error "
            '(builder explain my.yaml --error "KeyError: ...")'
        )
    return text


# Text ---------------------------------------------------------------------------------------


def _lines(report: "Report", answer: "Explanation", said: Words) -> Iterator[str]:
    from builder.core.diagnostics import Message
    from builder.core.tracebacks import headline

    yield f"{visible(report.file)} ({report.dialect}): {said(answer.summary)}"
    if answer.error is not None:
        yield f"  > {visible(answer.error.words)}"
    yield ""
    yield said(headline(answer))
    for cause in answer.causes:
        yield ""
        yield from _cause(report.file, report.config, cause, said)
    if answer.notes:
        yield ""
    yield from (said(Message("note: {note}", note=note)) for note in answer.notes)


def _cause(file: str, config: "Config", cause: "Cause", said: Words) -> Iterator[str]:
    """One cause as a compiler prints a finding."""
    from builder.cli.snippet import HELP, marked

    code = f"[{cause.found.code}]" if cause.found else ""
    words = said(cause.message)
    if cause.span is None:
        yield f"{visible(file)}: cause{code}: {words}"
        return
    line, column = config.lines.position(cause.span.start)
    labels = cause.labels[:_MOST_LABELS]
    gutter = max(
        len(str(config.lines.position(span.start).line))
        for span in (cause.span, *(label.span for label in labels))
    )
    yield f"{visible(file)}:{line}:{column}: cause{code}: {words}"
    yield from marked(config.text, config.lines, cause.span, "^", "", gutter)
    for label in labels:
        yield from marked(config.text, config.lines, label.span, "-", said(label.message), gutter)
    if cause.found is not None and cause.found.message != cause.message:
        yield f"{' ' * gutter} = {cause.found.code}: {said(cause.found.message)}"
    for fix in cause.fixes:
        yield f"{' ' * gutter} {said(HELP)} {said(fix.title)}"


# JSON ---------------------------------------------------------------------------------------


def _print_json(report: "Report", answer: "Explanation") -> None:
    import json  # only this format pays for it

    error = answer.error
    found = {
        "file": report.file,
        "dialect": report.dialect,
        "verdict": answer.verdict.value,
        "summary": str(answer.summary),
        "error": None
        if error is None
        else {"kind": error.kind.value, "values": list(error.values), "words": error.words},
        "causes": [_cause_json(report.config, cause) for cause in answer.causes],
        "notes": [str(note) for note in answer.notes],
    }
    print(json.dumps(found, indent=1))


def _cause_json(config: "Config", cause: "Cause") -> dict[str, object]:
    """A cause with the keys of a finding; its place is null where it is the file as a whole."""
    from builder.cli.contract import diagnostic_json
    from builder.core.diagnostics import Diagnostic, Severity
    from builder.core.text import Span

    code = cause.found.code if cause.found else ""
    span = cause.span or Span(0, 0)
    made = Diagnostic(
        code, Severity.ERROR, cause.message, span, cause.row, cause.labels, cause.fixes
    )
    told = diagnostic_json(config, made)
    told["code"] = code or None
    told.pop("severity")
    return told
