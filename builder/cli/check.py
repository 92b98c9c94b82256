"""`builder check`: what is wrong in configs."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.files import Found, find, read
from builder.cli.findings import exit_code, tally
from builder.cli.options import (
    add_language_option,
    add_reading_options,
    analyze_with,
    wording,
)
from builder.core.analysis import Report
from builder.core.config import read_config
from builder.core.diagnostics import Diagnostic
from builder.core.rules import diagnose

Checked = tuple[Report, tuple[Diagnostic, ...]]

_NAMES_SHOWN = 3


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="FILE|FOLDER",
        help="configs, or folders whose configs are all checked",
    )
    add_reading_options(parser)
    add_language_option(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.epilog = "examples:\n  builder check my.yaml\n  builder check models/ --format json"


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print every finding; the exit code says whether one is an error."""
    found = find(arguments.paths)
    if not found.configs:
        raise UsageError(f"no model config below {' '.join(arguments.paths)}{_skipped(found)}")
    checked = []
    for path in found.configs:
        report = analyze_with(arguments, read_config(read(path).text), path)
        checked.append((report, diagnose(report)))
    if arguments.format == "json":
        # One file gives an object; a folder an array, however many configs it holds.
        _print_json(checked, one=len(checked) == 1 and not Path(arguments.paths[0]).is_dir())
    else:
        _print_text(checked, wording(arguments))
    if found.skipped:
        sys.stdout.flush()
        print(f"builder: skipped{_skipped(found)}", file=sys.stderr)
    return max(exit_code(found) for _, found in checked)


def _print_text(checked: Sequence[Checked], words: Callable[[str], str]) -> None:
    from builder.cli.snippet import render

    everything: list[Diagnostic] = []
    for report, found in checked:
        everything += found
        for one in found:
            print(render(report.file, report.config, one, words), end="\n\n")
    files = f"{len(checked)} file{'s' * (len(checked) != 1)} checked"
    print(f"{files}: {tally(everything)}")


def _print_json(checked: Sequence[Checked], *, one: bool) -> None:
    import json  # only this format pays for it

    from builder.cli.contract import diagnostic_json

    objects = [
        {
            "file": report.file,
            "dialect": report.dialect,
            "diagnostics": [diagnostic_json(report.config, one) for one in found],
        }
        for report, found in checked
    ]
    print(json.dumps(objects[0] if one else objects, indent=1))


def _skipped(found: Found) -> str:
    """What was left out, such as " 2 YAML files without rows of a network: a.yaml, b.yaml"."""
    if not found.skipped:
        return ""
    names = ", ".join(Path(path).name for path in found.skipped[:_NAMES_SHOWN])
    more = ", …" if len(found.skipped) > _NAMES_SHOWN else ""
    number = len(found.skipped)
    return f" {number} YAML file{'s' * (number != 1)} without rows of a network: {names}{more}"
