"""The options of `builder check`."""

import argparse
from collections.abc import Mapping

from builder.cli.checking.chosen import SEVERITIES, THRESHOLDS, read_codes
from builder.cli.colour import add_colour_option
from builder.cli.options import add_language_option, add_reading_options, positive

STDIN = "-"
_Group = argparse._ArgumentGroup  # noqa: SLF001 - the type has no public name

_EPILOG = """\
examples:
  builder check my.yaml
  builder check models/ --format json
  builder check models/ --select G,S101 --severity warning
  builder check models/ --fail-on warning --format github
  builder check models/ --write-baseline known.json
  builder check models/ --baseline known.json
  builder check - --stdin-filename models/my.yaml < my.yaml

comments in a file:
  - [-1, 1, C3, [256]]  # builder: allow G102          for this row (or alone, above it)
  # builder: allow-file S106, D108                     for the whole file

settings, in the nearest model-config-builder.toml or under
[tool.model-config-builder] in the nearest pyproject.toml; options beat them:
  select, ignore, severity, fail-on, imgsz, dialect,
  exclude = ["old/**"], per-file-ignores = { "legacy/*.yaml" = ["G102"] }

exit codes: 0 nothing that fails, 1 findings from --fail-on upwards, 2 wrong use (a file that
cannot be read, a wrong setting), 3 internal error
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="FILE|FOLDER|-",
        help="configs, folders whose configs are all checked, or - for standard input",
    )
    add_reading_options(parser)
    add_language_option(parser)
    parser.set_defaults(imgsz=None)  # so that settings know whether it was asked for
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help="text for people, json for scripts, sarif for code hosts and editors, github for "
        "annotations in GitHub Actions",
    )
    add_colour_option(parser)
    _add_choice(parser)
    _add_baseline(parser)
    _add_many(parser)
    parser.epilog = _EPILOG


def _add_choice(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is shown")
    add_codes_options(
        group,
        select="show only these: codes or their beginnings, such as G,S101",
        ignore="leave these out; beats --select",
    )
    group.add_argument(
        "--severity",
        type=_Word(SEVERITIES),
        metavar="|".join(SEVERITIES),
        help="show findings from this severity upwards (default: hint)",
    )
    group.add_argument(
        "--fail-on",
        type=_Word(THRESHOLDS),
        metavar="|".join(THRESHOLDS),
        help="end with exit code 1 if a finding of this severity or more is shown (default: error)",
    )


def _add_baseline(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("known findings").add_mutually_exclusive_group()
    group.add_argument("--baseline", metavar="FILE", help="show only what is not in FILE")
    group.add_argument(
        "--write-baseline", metavar="FILE", help="write all that is found to FILE and end well"
    )


def _add_many(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("files and settings")
    group.add_argument(
        "--jobs",
        type=positive,
        metavar="N",
        help="processes at once (default: as many as the machine and the number of files are "
        "worth)",
    )
    add_settings_options(group)
    group.add_argument(
        "--stdin-filename", metavar="FILE", help="the name of what comes through standard input"
    )


def add_codes_options(group: _Group, *, select: str, ignore: str) -> None:
    """Add `--select` and `--ignore` with their help."""
    for name, help_ in (("--select", select), ("--ignore", ignore)):
        group.add_argument(name, type=_codes, action="extend", metavar="CODES", help=help_)


def add_settings_options(group: _Group) -> None:
    """Add which files are passed over and whose settings hold."""
    group.add_argument(
        "--skip-others",
        action="store_true",
        help="pass over named files that are no model configs or that settings exclude, as in a "
        "folder; for hooks that name every YAML file",
    )
    which = group.add_mutually_exclusive_group()
    which.add_argument("--config", metavar="FILE", help="take the settings of this file only")
    which.add_argument("--isolated", action="store_true", help="take no settings of any file")


def _codes(text: str) -> tuple[str, ...]:
    try:
        return read_codes([text])
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


class _Word:
    """Reads one of several words as the number that it stands for."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = words

    def __call__(self, text: str) -> int:
        if text not in self._words:
            known = ", ".join(self._words)
            raise argparse.ArgumentTypeError(f"{text!r} is none of {known}")
        return self._words[text]
