"""`builder export`: figures and tables for papers."""

import argparse
from pathlib import Path

from builder.cli.columns import visible
from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.files import read
from builder.cli.options import (
    add_classes_option,
    add_reading_options,
    analyze_with,
    check_rows,
)
from builder.cli.output import as_bytes, write_bytes
from builder.cli.paths import exists

FORMATS = ("svg", "png", "csv", "markdown")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("file", metavar="FILE", help="a model config")
    parser.add_argument("--to", required=True, choices=FORMATS, help="the format")
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="the file to write; - is stdout"
    )
    add_reading_options(parser)
    add_classes_option(parser)
    parser.epilog = (
        "examples:\n"
        "  builder export my.yaml --to svg -o network.svg\n"
        "  builder export my.yaml --to markdown -o -"
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    """Write the figure or the table of one config.

    Raises:
        UsageError: The config cannot be read, has no rows, or would be overwritten.
    """
    from builder.core.config import read_config
    from builder.core.export.exporter import EXPORTERS

    report = analyze_with(arguments, read_config(read(arguments.file).text), arguments.file)
    check_rows(report)
    out = Path(arguments.output)
    if exists(out) and out.samefile(arguments.file):
        raise UsageError(f"{visible(arguments.output)} is the config itself; name another file")
    data = as_bytes(EXPORTERS[arguments.to](report))
    if arguments.output == "-":
        write_bytes(data)
        return ExitCode.FINE
    try:
        out.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{visible(arguments.output)}: cannot write: {error.strerror}") from error
    return ExitCode.FINE
