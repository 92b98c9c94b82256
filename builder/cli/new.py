"""`builder new`: a config from a stage table."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.cli.columns import visible
from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.files import read, write
from builder.cli.options import positive
from builder.cli.output import as_bytes, write_bytes
from builder.cli.paths import exists

if TYPE_CHECKING:
    from builder.core.blocks.stage_tables import StageTable
    from builder.core.templates import Plan, TableFault

_ABOUT = """\
A stage table has a row for each stage, as the authors of EfficientNetV2 print it:

  repeats, kernel, stride, expansion, in, out, operator, se_ratio
  [4, 3, 2, 4, 24, 48, 0, 0]         # operator 0 or FusedMBConv
  [6, 3, 2, 4, 64, 128, 1, 0.25]     # operator 1 or MBConv

A file may hold it as a Python, YAML or JSON list, as CSV or columns, or in the words of the
authors' code (r4_k3_s2_e4_i24_o48_c1). The stem is not in the table; only the first block of a
stage has the stride.
"""
_EXAMPLES = """\
examples:
  builder new --list
  builder new --from-table efficientnet_v2_s -o effv2s.yaml
  builder new --from-table my-table.csv --trainer ultralytics --nc 3 -o mine.yaml
  builder new --from-table efficientnet-b0 --head classify --as blocks --stdout
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--from-table", metavar="NAME|FILE", help="a table that comes along, or a file with one"
    )
    what.add_argument("--list", action="store_true", help="name the tables that come along")
    parser.add_argument(
        "--head", choices=("detect", "classify"), default="detect", help="default: detect"
    )
    parser.add_argument(
        "--as",
        dest="form",
        choices=("rows", "blocks", "backbone"),
        default="rows",
        help="two rows for a stage (default), a row for every block, or one row for all of it, "
        "for forks that count a whole backbone as five",
    )
    parser.add_argument(
        "--blocks",
        choices=("paper", "tutorial"),
        default="paper",
        help="FusedMBConvBlock and MBConvBlock with the paper's squeeze-excite (default), or the "
        "tutorials' FusedMBConv and MBConv, whose is wider",
    )
    parser.add_argument(
        "--trainer",
        choices=("yolov5", "ultralytics"),
        default="yolov5",
        help="whose header and neck (default: yolov5)",
    )
    parser.add_argument(
        "--nc",
        type=positive,
        metavar="N",
        help="number of classes (default: 80; 1000 to classify)",
    )
    out = parser.add_mutually_exclusive_group()
    out.add_argument("-o", "--output", metavar="FILE", help="the file to write")
    out.add_argument("--stdout", action="store_true", help="print the config (default)")
    parser.add_argument("--force", action="store_true", help="write over a file that exists")
    parser.description = f"{parser.description}\n\n{_ABOUT}"
    parser.epilog = _EXAMPLES


def run(arguments: argparse.Namespace) -> ExitCode:
    """Write the config; faults of the table go to stderr."""
    from builder.core.templates import Blocks, Form, Head, Plan, Trainer

    if arguments.list:
        print("\n".join(_contents()))
        return ExitCode.FINE
    plan = Plan(
        Head(arguments.head),
        Form(arguments.form),
        Blocks(arguments.blocks),
        Trainer(arguments.trainer),
        arguments.nc,
    )
    table = _find(arguments.from_table, plan)
    return ExitCode.ERRORS_FOUND if table is None else _write(table, plan, arguments)


def _find(name: str, plan: "Plan") -> "StageTable | None":
    """The table of that name, or that a file holds; None after its faults were told.

    Raises:
        UsageError: There is neither.
    """
    from builder.core.templates import check_table, find_table, read_table, table_of

    table = find_table(name)
    if table is not None:
        return table
    if not exists(name):
        raise UsageError(f"{visible(name)} is neither a file nor a table{_similar(name)}")
    text = read(name).text
    found = read_table(text)
    faults = found.faults or check_table(found.rows, plan)
    for fault in faults:
        print("\n".join(_told(name, text, fault)), file=sys.stderr)
    return None if faults else table_of(placed.row for placed in found.rows)


def _write(table: "StageTable", plan: "Plan", arguments: argparse.Namespace) -> ExitCode:
    from builder.core.templates import Form, write_network

    if plan.form is Form.BACKBONE and table.backbone is None:
        raise UsageError(
            f"{visible(arguments.from_table)} is no published table, so no block is all of it; "
            "write it --as rows"
        )
    text = write_network(table, plan)
    if arguments.output is None:
        write_bytes(as_bytes(text))
        return ExitCode.FINE
    if exists(arguments.output) and not arguments.force:
        raise UsageError(f"{visible(arguments.output)} exists; --force writes over it")
    write(arguments.output, as_bytes(text))
    print(f"{visible(arguments.output)}: {_summary(text, arguments.output)}")
    return ExitCode.FINE


def _summary(text: str, file: str) -> str:
    from builder.core.analysis import analyze
    from builder.core.config import read_config

    report = analyze(read_config(text), file=file)
    totals = report.totals
    assert totals.params is not None
    assert totals.flops is not None
    return (
        f"{report.dialect}, {len(report.layers)} rows, {totals.params:,} parameters, "
        f"{totals.flops / 1e9:.1f} GFLOPs at 640x640"
    )


def _told(file: str, text: str, fault: "TableFault") -> Iterator[str]:
    """A fault as a compiler prints it."""
    from builder.cli.snippet import marked
    from builder.core.text import LineIndex

    lines = LineIndex(text)
    line, column = lines.position(fault.span.start)
    yield f"{visible(file)}:{line}:{column}: error: {visible(fault.words.en)}"
    yield from marked(text, lines, fault.span, "^", "", len(str(line)))


def _contents() -> Iterator[str]:
    """The tables with the size of their classification networks."""
    from builder.core.analysis import analyze
    from builder.core.blocks.stage_tables import TABLES
    from builder.core.config import read_config
    from builder.core.templates import Form, Head, Plan, write_network

    plan = Plan(Head.CLASSIFY, Form.ROWS)
    yield f"{'table':<20}{'stages':>8}{'blocks':>8}{'params':>14}  to classify 1000 kinds"
    for name, table in TABLES.items():
        params = analyze(read_config(write_network(table, plan))).totals.params
        blocks = sum(row.repeats for row in table.rows)
        yield f"{name:<20}{len(table.rows):>8}{blocks:>8}{params:>14,}  {table.source}"


def _similar(name: str) -> str:
    from difflib import get_close_matches  # only after a mistake

    from builder.core.blocks.stage_tables import TABLES

    near = get_close_matches(name, TABLES, n=1)
    return f"; did you mean {near[0]}?" if near else "; see `builder new --list`"
