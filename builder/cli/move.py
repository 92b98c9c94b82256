"""`builder move`: put a row of a network at another place."""

import argparse

from builder.cli.editing import add_file, change_file, check_row
from builder.cli.exit_code import ExitCode


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_file(parser)
    parser.add_argument("number", type=int, metavar="N", help="the row to move")
    parser.add_argument("--to", type=int, required=True, metavar="M", help="the number it gets")
    parser.epilog = "example:\n  builder move my.yaml 9 --to 7"


def run(arguments: argparse.Namespace) -> ExitCode:
    """Move the row and write the file; a -1 stays a -1, other references keep their rows."""
    from builder.core.config.edits import move_row

    return change_file(
        arguments,
        lambda config: move_row(
            config, check_row(config, arguments.number), check_row(config, arguments.to)
        ),
    )
