"""`builder show`: the layer table."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from builder.cli.columns import visible
from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.files import read
from builder.cli.findings import exit_code, tally
from builder.cli.options import (
    ALL_SCALES,
    DEFAULT_SIZE,
    add_classes_option,
    add_language_option,
    add_survey_options,
    survey_with,
    wording,
)
from builder.cli.output import as_bytes, write_bytes
from builder.core.analysis import Report
from builder.core.config import read_config
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules import diagnose

if TYPE_CHECKING:
    from builder.core.export.survey import Surveyed

Shown = tuple[Report, tuple[Diagnostic, ...]]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a model config")
    add_survey_options(parser)
    add_classes_option(parser)
    add_language_option(parser)
    parser.add_argument("--format", choices=("table", "json", "csv", "markdown"), default="table")
    parser.epilog = (
        "examples:\n"
        "  builder show yolov5s.yaml\n"
        "  builder show yolov5s.yaml --imgsz 384x640 --nc 3\n"
        "  builder show yolo11.yaml --scale all --imgsz 320,640,1280\n"
        "  builder show yolov5s.yaml --format json | jq .totals.params"
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the table of every file; the number of findings goes to stderr."""
    sizes = arguments.imgsz or [DEFAULT_SIZE]
    scales = None if arguments.scale == ALL_SCALES else [arguments.scale]
    surveys: list[list[Shown]] = []
    for path in arguments.files:
        config = read_config(read(path).text)
        reports = survey_with(arguments, config, path, sizes, scales)
        surveys.append([(report, diagnose(report)) for report in reports])
    if scales is None or len(sizes) > 1:
        _print_surveys(surveys, arguments)
    else:
        _PRINTERS[arguments.format]([shown for (shown,) in surveys], arguments)
    sys.stdout.flush()
    for shown in surveys:
        _tell_of_findings(shown)
    return max(exit_code(found) for shown in surveys for _, found in shown)


def _tell_of_findings(shown: Sequence[Shown]) -> None:
    """How much is wrong with a file: at its worst scale and image size, if there are several."""
    report, found = max(shown, key=lambda one: [item.severity for item in one[1]])
    if not found:
        return
    command = "builder check"
    if len({one.scale for one, _ in shown}) > 1 and report.scale:
        command += f" --scale {report.scale}"
    if len({one.image_size for one, _ in shown}) > 1:
        command += f" --imgsz {'x'.join(map(str, report.image_size))}"
    print(f"{visible(report.file)}: {tally(found)}; see `{command}`", file=sys.stderr)


def _print_surveys(surveys: Sequence[Sequence[Shown]], arguments: argparse.Namespace) -> None:
    """One table of all scales and sizes for each file; JSON is an array of whole reports."""
    if arguments.format == "json":
        _print_array([shown for survey in surveys for shown in survey])
        return
    from builder.core.export.survey import Surveyed, as_csv, as_markdown

    made = [[Surveyed.of(*shown) for shown in survey] for survey in surveys]
    if arguments.format == "table":
        _print_survey_tables(made)
        return
    if len(made) > 1:
        raise UsageError(f"--format {arguments.format} takes one file at a time")
    write = as_csv if arguments.format == "csv" else as_markdown
    write_bytes(as_bytes(write(made[0])))


def _print_survey_tables(surveys: "Sequence[Sequence[Surveyed]]") -> None:
    from builder.cli.survey_table import survey_table

    for number, survey in enumerate(surveys):
        if number:
            print()
        print(_headline(survey[0].report, sized=False), end="\n\n")
        for line in survey_table(survey, _terminal_width()):
            print(line)


def _print_tables(shown: Sequence[Shown], arguments: argparse.Namespace) -> None:
    widest, words = _terminal_width(), wording(arguments)
    for number, (report, found) in enumerate(shown):
        if number:
            print()
        for line in _table(report, found, widest, words):
            print(line)


def _headline(report: Report, *, sized: bool = True) -> str:
    """What is shown, and how the program decided to read it so."""
    how = {"file": " (found from the file)", "comment": " (by the file's comment)"}
    parts = [f"{report.dialect}{how.get(report.dialect_from, '')}"]
    if sized:
        height, width = report.image_size
        parts += [f"scale {report.scale}"] if report.scale else []
        parts.append(f"image {height}x{width}")
    parts.append(f"nc {'unknown' if report.nc is None else report.nc}")
    return f"{visible(report.file)}: {', '.join(parts)}"


def _table(
    report: Report, found: Sequence[Diagnostic], widest: int | None, words: Callable[[str], str]
) -> Iterator[str]:
    from builder.cli.table import layer_table, summary

    yield _headline(report)
    faults = [one for one in found if one.code[0] == "Y" and one.severity is Severity.ERROR]
    if faults:
        line = report.config.lines.position(faults[0].span.start).line
        yield f"the YAML has faults, the first in line {line}: shown is what could be read"
    yield ""
    yield from layer_table(report, found, widest, words)
    yield ""
    yield from summary(report, words)


def _print_json(shown: Sequence[Shown], _arguments: argparse.Namespace) -> None:
    if len(shown) > 1:
        _print_array(shown)
        return
    import json  # only this format pays for it

    from builder.cli.contract import report_json

    print(json.dumps(report_json(*shown[0]), indent=1))


def _print_array(shown: Sequence[Shown]) -> None:
    import json

    from builder.cli.contract import report_json

    print(json.dumps([report_json(report, found) for report, found in shown], indent=1))


def _print_export(shown: Sequence[Shown], arguments: argparse.Namespace) -> None:
    from builder.core.export.exporter import EXPORTERS

    if len(shown) > 1:
        raise UsageError(f"--format {arguments.format} takes one file at a time")
    write_bytes(as_bytes(EXPORTERS[arguments.format](shown[0][0])))


_PRINTERS = {
    "table": _print_tables,
    "json": _print_json,
    "csv": _print_export,
    "markdown": _print_export,
}


def _terminal_width() -> int | None:
    """Cells of the terminal; None when the output goes to a file or a pipe."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return None
