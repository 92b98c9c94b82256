"""`builder insert`: put a row into a network."""

import argparse
from typing import TYPE_CHECKING

from builder.cli.editing import add_file, change_file, check_row
from builder.cli.exit_code import ExitCode, UsageError

if TYPE_CHECKING:
    from builder.core.config import Config
    from builder.core.config.edits import Change


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_file(parser)
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--at", type=int, metavar="N", help="the number that the row gets")
    place.add_argument(
        "--after", type=int, metavar="N", help="behind that row, whose readers then read it"
    )
    place.add_argument(
        "--edge",
        type=edge,
        metavar="A:B",
        help="between row A and row B, which reads A; -1 is the image. Numbers are those of `from`",
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
    slot, number = arguments.edge
    # -1 is the image, which a first row may read.
    source = slot if slot == -1 else check_row(config, slot)
    target = check_row(config, number)
    return insert_on_edge(config, source, target, row, _port(config, slot, target))


def _port(config: "Config", slot: int, target: int) -> int | None:
    """Which input of a row reads a slot of a row that has several; None: any that reads the row."""
    if config.first_slots == 1 or config.row_of(slot) != 0:
        return None
    refs = config.layers[target].refs
    ports = [p for p, ref in enumerate(refs) if config.slot_read(target, ref.value) == slot]
    if not ports:
        raise UsageError(f"row {config.number_of(target)} does not read slot {slot}")
    return ports[0]
