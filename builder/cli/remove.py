"""`builder remove`: take a row out of a network."""

import argparse

from builder.cli.editing import add_file, change_file, check_row
from builder.cli.exit_code import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_file(parser)
    parser.add_argument("number", type=int, metavar="N", help="the row to remove")
    parser.epilog = "example:\n  builder remove my.yaml 9"


def run(arguments: argparse.Namespace) -> ExitCode:
    """Remove the row and write the file; its readers then read what it read."""
    from builder.core.config.edits import remove_row

    return change_file(
        arguments, lambda config: remove_row(config, check_row(config, arguments.number))
    )
