"""What the verbs that change a file share: read, edit, write back in the file's own encoding."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from builder.cli.columns import visible
from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.files import read, write
from builder.cli.options import add_dialect_option
from builder.cli.output import write_bytes

if TYPE_CHECKING:
    from builder.core.config import Config
    from builder.core.config.edits import Change


def add_file(parser: argparse.ArgumentParser) -> None:
    """Add the file to change, and where the result goes."""
    parser.add_argument("file", metavar="FILE", help="the config to change")
    parser.add_argument(
        "--stdout", action="store_true", help="print the changed text; leave the file alone"
    )
    add_dialect_option(parser)


def change_file(arguments: argparse.Namespace, edit: Callable[["Config"], "Change"]) -> ExitCode:
    """Apply one edit to the file that `arguments` name; notes go to stderr.

    Raises:
        UsageError: The edit cannot be done, or the file cannot be written.
    """
    from builder.core.text import CannotEncodeError, apply_edits, encode

    file = read(arguments.file)
    change = edit(_read_numbered(file.text, arguments))
    if change.refused:
        raise UsageError(f"{visible(arguments.file)}: {'; '.join(change.notes)}")
    try:
        data = encode(file, apply_edits(file.text, change.edits))
    except CannotEncodeError as error:
        raise UsageError(f"{visible(arguments.file)}: {error}") from error
    if arguments.stdout:
        write_bytes(data)
    else:
        write(arguments.file, data)
    for note in change.notes:
        print(f"builder: note: {visible(note)}", file=sys.stderr)
    return ExitCode.FINE


def _read_numbered(text: str, arguments: argparse.Namespace) -> "Config":
    """The config with the numbers that its `from` cells use: some forks count a row as five."""
    from builder.core.analysis import numbered
    from builder.core.config import read_config
    from builder.core.dialects import UnknownDialectError

    try:
        return numbered(read_config(text), dialect=arguments.dialect, file=arguments.file)
    except UnknownDialectError as error:
        raise UsageError(str(error)) from error


def check_row(config: "Config", number: int, *, end: bool = False) -> int:
    """The place of the row that `number` names in `from`; with `end`, also behind the last row.

    Raises:
        UsageError: There is none; the message names those there are.
    """
    last = len(config.layers) - (0 if end else 1)
    if last < 0:
        raise UsageError("the file has no rows")
    if 0 <= number <= config.number_of(last):
        return config.row_of(number)
    what = "place" if end else "row"
    raise UsageError(f"there is no {what} {number}: {what}s are 0 to {config.number_of(last)}")
