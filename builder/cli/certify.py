"""`builder certify`: the real forward pass against the report."""

import argparse
import json
import subprocess
import sys

from builder.cli.columns import visible
from builder.cli.contract import rows
from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.files import read
from builder.cli.options import (
    add_classes_option,
    add_reading_options,
    analyze_with,
    check_rows,
)
from builder.core.analysis import Report
from builder.core.config import read_config
from builder.torch_engine.process import command, environment

Json = dict[str, object]

_INSTALL = "install it with: pip install torch"


class EngineError(Exception):
    """The engine's process ended without an answer."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("file", metavar="FILE", help="a model config")
    parser.add_argument(
        "--real", action="store_true", help="compute with numbers on the CPU, not only shapes"
    )
    add_reading_options(parser)
    add_classes_option(parser)
    parser.epilog = "examples:\n  builder certify my.yaml\n  builder certify my.yaml --real"


def run(arguments: argparse.Namespace) -> ExitCode:
    """Ask the engine, and print what it answers."""
    text = read(arguments.file).text
    # Before torch starts: wrong options, and a file that holds no network.
    report = analyze_with(arguments, read_config(text), arguments.file)
    check_rows(report)
    answer = ask(
        {
            "id": 1,
            "verb": "certify",
            "text": text,
            "file": arguments.file,
            "dialect": arguments.dialect,
            "scale": arguments.scale,
            "image_size": list(arguments.imgsz),
            "nc": arguments.nc,
            "real": arguments.real,
        }
    )
    if not answer["ok"]:
        print(f"builder: {visible(arguments.file)}: {answer['error']}", file=sys.stderr)
        return ExitCode.INTERNAL
    print(f"{visible(arguments.file)}: ", end="")
    return _report(answer, report)


def ask(request: Json) -> Json:
    """Start the engine, give it one request, and return its reply.

    Raises:
        UsageError: There is no torch.
        EngineError: It ended without an answer.
    """
    done = subprocess.run(  # noqa: S603 - our own Python, our own module
        command(),
        input=json.dumps(request) + "\n",
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = done.stdout.splitlines()
    greeting = json.loads(lines[0]) if lines else {}
    if greeting and not greeting["ready"]:
        raise UsageError(f"certify needs torch: {greeting['error']}; {_INSTALL}")
    if done.returncode or len(lines) != 2:
        print(done.stderr, end="", file=sys.stderr)
        raise EngineError(f"the torch process ended with status {done.returncode}")
    answer: Json = json.loads(lines[1])
    return answer


def _report(answer: Json, report: Report) -> ExitCode:
    engine, number, failing = answer["engine"], answer["rows"], answer["failing"]
    differences, answers = answer["differences"], answer["answers"]
    assert isinstance(number, int)
    assert isinstance(failing, list)
    assert isinstance(differences, list)
    assert isinstance(answers, list)
    certified = bool(answer["agrees"] and answer["runs"])
    if certified:
        rows_agree = f"{number} row{'s agree' if number != 1 else ' agrees'}"
        print(f"certified by {engine}: {rows_agree} (shapes and parameters)")
    elif answer["agrees"]:
        whole = number + len(answers)
        print(f"{engine} agrees on {number} of {whole} rows, but the network does not run")
    else:
        print(f"not certified: {engine} disagrees")
    for difference in differences:
        print(f"  {visible(difference['message'])}")
    for one in answers:  # what torch says of rows that the report knows nothing of
        if not one["error"].startswith("blocked"):
            found = visible(one["error"]) or f"{one['out_shapes']}, {one['params']:,} parameters"
            number = report.layers[one["layer"]].number
            print(f"  row {number} is unknown to the report; torch: {found}")
    if failing:
        names = rows(report.numbers(failing))
        print(f"  {names} fail{'s' * (len(failing) == 1)} in both; see `builder check`")
    return ExitCode.FINE if certified else ExitCode.ERRORS_FOUND
