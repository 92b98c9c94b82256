"""Entry point: finds the verb, runs it, and turns failures into exit codes."""

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from builder import __version__
from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.words import arrange

#: What each verb does, in the order of the help page. The file of the same name does it.
VERBS = {
    "check": "find what is wrong in configs or in all configs of a folder",
    "fix": "mend what can be mended, in place",
    "show": "print the layer table: shapes, parameters, GFLOPs",
    "new": "write a new config from a stage table",
    "insert": "insert a row and renumber everything after it",
    "remove": "remove a row and renumber everything after it",
    "move": "move a row to another place and renumber",
    "explain": "print the manual of a rule or of a block, or what a trainer's error means",
    "export": "write a figure or a table",
    "certify": "run the real forward pass on torch and compare it with the report",
}

_EXAMPLES = """\
examples:
  builder check models/                          every config below a folder
  builder fix my.yaml --diff                     what would be mended
  builder show yolov5s.yaml --imgsz 640          the layer table
  builder new --from-table efficientnet_v2_s -o effv2s.yaml
  builder insert my.yaml --at 9 --row "[-1, 1, CBAM, [512]]"
  builder explain C3
  builder explain --error my.yaml < log.txt      the row that gave the trainer's error

exit codes: 0 fine, 1 errors found, 2 wrong use, 3 internal error
"""


class Verb(Protocol):
    """What the file of a verb offers."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verb's arguments."""

    def run(self, arguments: argparse.Namespace) -> ExitCode:
        """Do it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after the program's name; None takes them from the process.

    Returns:
        The exit code, see `ExitCode`.
    """
    _open_what_is_closed()
    _write_what_the_terminal_can()
    try:
        code = _run(sys.argv[1:] if argv is None else list(argv))
        sys.stdout.flush()
    except UsageError as error:
        print(f"builder: {error}", file=sys.stderr)
        return ExitCode.WRONG_USE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except OSError as error:
        return _give_up_output(error)
    except Exception:  # noqa: BLE001 - the last resort: scripts tell it apart by the exit code
        return _say_internal_error()
    return code


def _run(typed: list[str]) -> ExitCode:
    words = arrange(typed, VERBS)
    parser = _parser(words[0] if words else "")
    try:
        arguments = parser.parse_args(words)
    except SystemExit as leaving:  # argparse printed help, the version, or what is wrong
        return ExitCode.WRONG_USE if leaving.code else ExitCode.FINE
    if not arguments.verb:
        parser.print_help()
        return ExitCode.WRONG_USE
    return _load(arguments.verb).run(arguments)


def _parser(chosen: str) -> argparse.ArgumentParser:
    """The parser for all verbs; only the chosen one is loaded, to start quickly."""
    parser = argparse.ArgumentParser(
        prog="builder",
        description="See, measure, mend and design model configs of detection networks.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"builder {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    for name, summary in VERBS.items():
        verb = verbs.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == chosen:
            _load(name).configure(verb)
    return parser


def _load(name: str) -> Verb:
    return cast("Verb", importlib.import_module(f"builder.cli.{name}"))


def _open_what_is_closed() -> None:
    """Give a stream that the caller closed (`>&-`) to nowhere, so that it can be used as any."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123


def _write_what_the_terminal_can() -> None:
    """Let a terminal that lacks a character show a substitute instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _give_up_output(error: OSError) -> ExitCode:
    """End after a write to stdout failed; every other file has its own message already."""
    reader_left = isinstance(error, BrokenPipeError) or (
        os.name == "nt" and error.errno == errno.EINVAL  # what Windows says of a closed pipe
    )
    if not reader_left and error.errno not in {errno.ENOSPC, errno.EIO, errno.EFBIG}:
        return _say_internal_error()
    # Python flushes stdout again at exit and would complain about it once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if reader_left:
        return ExitCode.READER_LEFT
    print(f"builder: the output cannot be written: {error.strerror}", file=sys.stderr)
    return ExitCode.WRONG_USE


def _say_internal_error() -> ExitCode:
    import traceback  # only the rare failure pays for it

    traceback.print_exc()
    print(
        f"builder {__version__}: internal error, not a fault of your file. "
        "Please report it with the lines above.",
        file=sys.stderr,
    )
    return ExitCode.INTERNAL
