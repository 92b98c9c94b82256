"""`builder show`: the layer table."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence

from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.files import read
from builder.cli.findings import exit_code, tally
from builder.cli.options import add_classes_option, add_reading_options, analyze_with
from builder.cli.output import as_bytes, write_bytes
from builder.core.analysis import Report
from builder.core.config import read_config
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.rules import diagnose

Shown = tuple[Report, tuple[Diagnostic, ...]]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a model config")
    add_reading_options(parser)
    add_classes_option(parser)
    parser.add_argument("--format", choices=("table", "json", "csv", "markdown"), default="table")
    parser.epilog = (
        "examples:\n"
        "  builder show yolov5s.yaml\n"
        "  builder show yolov5s.yaml --imgsz 384x640 --nc 3\n"
        "  builder show yolov5s.yaml --format json | jq .totals.params"
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the table of every file; the number of findings goes to stderr."""
    shown = []
    for path in arguments.files:
        report = analyze_with(arguments, read_config(read(path).text), path)
        shown.append((report, diagnose(report)))
    _PRINTERS[arguments.format](shown, arguments)
    sys.stdout.flush()
    for report, found in shown:
        if found:
            print(f"{report.file}: {tally(found)}; see `builder check`", file=sys.stderr)
    return max(exit_code(found) for _, found in shown)


def _print_tables(shown: Sequence[Shown], arguments: argparse.Namespace) -> None:
    widest = _terminal_width()
    for number, (report, found) in enumerate(shown):
        if number:
            print()
        for line in _table(report, found, arguments.dialect is None, widest):
            print(line)


def _table(
    report: Report, found: Sequence[Diagnostic], decided: bool, widest: int | None
) -> Iterator[str]:
    from builder.cli.table import layer_table, summary

    height, width = report.image_size
    how = " (found from the file)" if decided else ""
    scale = f", scale {report.scale}" if report.scale else ""
    classes = "unknown" if report.nc is None else report.nc
    yield f"{report.file}: {report.dialect}{how}{scale}, image {height}x{width}, nc {classes}"
    faults = [one for one in found if one.code[0] == "Y" and one.severity is Severity.ERROR]
    if faults:
        line = report.config.lines.position(faults[0].span.start).line
        yield f"the YAML has faults, the first in line {line}: shown is what could be read"
    yield ""
    yield from layer_table(report, found, widest)
    yield ""
    yield from summary(report)


def _print_json(shown: Sequence[Shown], _arguments: argparse.Namespace) -> None:
    import json  # only this format pays for it

    from builder.cli.contract import report_json

    objects = [report_json(report, found) for report, found in shown]
    print(json.dumps(objects[0] if len(objects) == 1 else objects, indent=1))


def _print_export(shown: Sequence[Shown], arguments: argparse.Namespace) -> None:
    from builder.core.export import EXPORTERS

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
