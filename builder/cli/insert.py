"""`builder insert`: put a row into a network."""

import argparse
from typing import TYPE_CHECKING

from builder.cli.editing import add_file, change_file, check_row
from builder.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from builder.core.config import Config
    from builder.core.config.edits import Change


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_file(parser)
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--at", type=int, metavar="INDEX", help="the index that the row gets")
    place.add_argument(
        "--after", type=int, metavar="INDEX", help="behind that row, whose readers then read it"
    )
    place.add_argument(
        "--edge",
        type=edge,
        metavar="A:B",
        help="between row A and row B, which reads A; -1 is the image",
    )
    parser.add_argument(
        "--row", required=True, metavar="ROW", help='such as "[-1, 1, CBAM, [512]]"'
    )
    parser.epilog = (
        "examples:\n"
        '  builder insert my.yaml --at 9 --row "[-1, 1, CBAM, [512]]"\n'
        '  builder insert my.yaml --edge 6:14 --row "[-1, 1, SE, [256]]" --stdout'
    )


def edge(text: str) -> tuple[int, int]:
    """Read "6:14" as the rows at both ends of an edge.

    Raises:
        argparse.ArgumentTypeError: The text is no edge.
    """
    source, colon, target = text.partition(":")
    try:
        if colon:
            return int(source), int(target)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is no edge: write 6:14 for row 14 reading row 6")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Insert the row and write the file."""
    return change_file(arguments, lambda config: _insert(config, arguments))


def _insert(config: "Config", arguments: argparse.Namespace) -> "Change":
    from builder.core.config.edits import insert_after, insert_on_edge, insert_row

    row: str = arguments.row
    if arguments.at is not None:
        return insert_row(config, check_row(config, arguments.at, end=True), row)
    if arguments.after is not None:
        return insert_after(config, check_row(config, arguments.after), row)
    source, target = arguments.edge
    # -1 is the image, which a first row may read.
    source = source if source == -1 else check_row(config, source)
    return insert_on_edge(config, source, check_row(config, target), row)
