"""`builder fix`: mend what can be mended."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.cli.checking.arguments import STDIN, add_codes_options, add_settings_options
from builder.cli.checking.project import Project
from builder.cli.columns import visible
from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.files import Found, find, names_one_file, read, write
from builder.cli.options import (
    add_language_option,
    add_reading_options,
    analyze_with,
    wording,
)
from builder.cli.output import write_bytes

if TYPE_CHECKING:
    from builder.core.analysis import Report
    from builder.core.config import Config
    from builder.core.fixing import Fixed
    from builder.core.text import TextFile


_EPILOG = """\
Safe fixes are surely what was meant. --unsafe also applies those that may change the network, such
as the likeliest of several rows that a reference may mean. Each fix is tried first: it is kept only
if its finding is gone and no sound row has an error after it.

examples:
  builder fix my.yaml
  builder fix models/ --select Y         what YAML cannot read, in a whole folder
  builder fix my.yaml --unsafe --diff    what would change; exit code 1 if something would
  builder fix - < pasted.txt > my.yaml

exit codes: 0 no error is left, 1 errors are left (with --diff also: something would change),
2 wrong use
"""


@dataclass(frozen=True, slots=True)
class _Mended:
    """One file and what came of it."""

    path: str
    file: "TextFile"
    fixed: "Fixed"
    data: bytes


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="FILE|FOLDER",
        help="configs, or folders whose configs are all mended; - is standard input",
    )
    parser.add_argument(
        "--unsafe", action="store_true", help="apply also fixes that may change the network"
    )
    add_codes_options(
        parser.add_argument_group("what is mended"),
        select="mend only these: codes or their beginnings, such as G101,S or Y",
        ignore="mend all but these; beats --select",
    )
    add_settings_options(parser.add_argument_group("files and settings"))
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--diff", action="store_true", help="print what would change; leave the files alone"
    )
    instead.add_argument(
        "--stdout", action="store_true", help="print the mended text; leave the file alone"
    )
    instead.add_argument("--format", choices=("text", "json"), default="text")
    add_reading_options(parser)
    add_language_option(parser)
    parser.set_defaults(imgsz=None)  # so that settings know whether it was asked for
    parser.epilog = _EPILOG


def run(arguments: argparse.Namespace) -> ExitCode:
    """Mend every file; the exit code says whether an error is left."""
    from builder.cli.mended import report_json, report_lines, unified_diff

    project = Project(arguments)
    found = _find(arguments, project)
    paths = found.configs
    to_stdout = arguments.stdout or (paths == [STDIN] and not _prints_report(arguments))
    if to_stdout and len(paths) > 1:
        raise UsageError("--stdout prints one text; name one file")
    mended = [_mend(project, path) for path in paths]
    for _, why in found.unread:
        print(f"builder: {why}", file=sys.stderr)
    if not (to_stdout or arguments.diff):
        _write(mended)
    if arguments.format == "json":
        one = names_one_file(arguments.paths) and len(mended) == 1
        report_json([(each.path, each.fixed) for each in mended], one=one)
    else:
        report = sys.stderr if to_stdout or arguments.diff else sys.stdout
        for each in mended:
            if arguments.diff:
                diff = unified_diff(each.path, each.file.text, each.fixed.text)
                write_bytes(diff.encode(errors="surrogateescape"))  # names may be no UTF-8
            for line in report_lines(each.path, each.fixed, wording(arguments)):
                print(line, file=report)
    if to_stdout:
        write_bytes(b"".join(each.data for each in mended))
    changed = any(each.fixed.text != each.file.text for each in mended)
    left = any(each.fixed.errors for each in mended) or (arguments.diff and changed)
    code = ExitCode.ERRORS_FOUND if left else ExitCode.FINE
    return max(code, ExitCode.WRONG_USE) if found.unread else code


def _prints_report(arguments: argparse.Namespace) -> bool:
    return bool(arguments.diff or arguments.format == "json")


def _find(arguments: argparse.Namespace, project: Project) -> Found:
    if STDIN in arguments.paths:
        if len(arguments.paths) > 1:
            raise UsageError("- is standard input and stands alone")
        return Found([STDIN])
    return find(arguments.paths, excluded=project.excludes, skip_others=arguments.skip_others)


def _mend(project: Project, path: str) -> _Mended:
    from builder.core.fixing import Wanted, fix_all
    from builder.core.text import CannotEncodeError, decode, encode

    standard = path == STDIN
    file = decode(sys.stdin.buffer.read()) if standard else read(path)
    name = "" if standard else path
    task = project.task(path)

    def analyzed(config: "Config") -> "Report":
        asked = argparse.Namespace(
            scale=task.scale, imgsz=task.image_size, dialect=task.dialect_of(config)
        )
        return analyze_with(asked, config, name)

    selected = project.selected(path)
    fixed = fix_all(
        file.text,
        unsafe=project.arguments.unsafe,
        analyze=analyzed,
        wanted=Wanted(None if selected is None else tuple(selected), tuple(project.ignored(path))),
    )
    try:
        return _Mended(path, file, fixed, encode(file, fixed.text))
    except CannotEncodeError as error:
        raise UsageError(f"{visible(path)}: {error}") from error


def _write(mended: Sequence[_Mended]) -> None:
    """Write the files that changed. All are tried, then the failures are told."""
    failures = []
    for each in mended:
        if each.path != STDIN and each.fixed.text != each.file.text:
            try:
                write(each.path, each.data)
            except UsageError as failure:
                failures.append(str(failure))
    if failures:
        raise UsageError("\nbuilder: ".join(failures))
