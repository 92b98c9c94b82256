"""`builder check`: what is wrong in configs."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from builder.cli.checking import arguments as options
from builder.cli.checking.arguments import STDIN
from builder.cli.checking.many import check_files, jobs_for
from builder.cli.checking.progress import Progress
from builder.cli.checking.project import Project
from builder.cli.checking.shown import Shown
from builder.cli.checking.task import Checked, Failed, Outcome, Task, check_file
from builder.cli.colour import painter
from builder.cli.columns import visible
from builder.cli.exit_code import ExitCode, UsageError
from builder.cli.files import Found, find, names_one_file, write
from builder.cli.options import wording

configure = options.configure


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print every finding that is asked for; the exit code says whether one of them fails."""
    project = Project(arguments)
    found, tasks = _tasks(arguments, project)
    outcomes = _outcomes(tasks, arguments.jobs)
    checked = [one for one in outcomes if isinstance(one, Checked)]
    shown = [project.shown(one) for one in checked]
    failed = [Failed(path, why, ExitCode.WRONG_USE) for path, why in found.unread]
    failed += [one for one in outcomes if isinstance(one, Failed)]
    _tell_of_failures(failed)
    code = max((one.code for one in failed), default=ExitCode.FINE)
    if arguments.write_baseline is not None:
        if not failed:
            _write_baseline(arguments.write_baseline, shown)
        return code
    if arguments.baseline is not None:
        shown = _only_new(Path(arguments.baseline), checked, shown)
    if shown or not failed or arguments.format == "sarif":  # whose log says what failed
        _print(arguments, shown, failed)
    sys.stdout.flush()
    if found.skipped and not arguments.skip_others:
        print(f"builder: skipped{found.words_of_skipped()}", file=sys.stderr)
    fails = any(file.fails for file in shown)
    return max(code, ExitCode.ERRORS_FOUND if fails else ExitCode.FINE)


def _tasks(arguments: argparse.Namespace, project: Project) -> tuple[Found, list[Task]]:
    paths, name = arguments.paths, arguments.stdin_filename
    if STDIN in paths:
        if len(paths) > 1:
            raise UsageError("- stands for standard input and can be checked only alone")
        return Found([name or "<stdin>"]), _stdin_task(arguments, project)
    if name is not None:
        raise UsageError("--stdin-filename goes with -, which stands for standard input")
    found = find(paths, excluded=project.excludes, skip_others=arguments.skip_others)
    return found, [project.task(path) for path in found.configs]


def _stdin_task(arguments: argparse.Namespace, project: Project) -> list[Task]:
    from builder.cli.files import looks_like_a_model
    from builder.core.text import decode

    name = arguments.stdin_filename or "<stdin>"
    text = decode(sys.stdin.buffer.read()).text
    if arguments.skip_others and (project.excludes(name) or not looks_like_a_model(text)):
        return []
    return [project.task(name, text)]


def _outcomes(tasks: Sequence[Task], jobs: int | None) -> list[Outcome]:
    with Progress(len(tasks), sys.stderr) as progress:
        outcomes = check_files(tasks, jobs or jobs_for(len(tasks)), progress.advance)
    # Torch is started once and by this process, for what no file on disk tells.
    return [
        check_file(task, measure=True) if isinstance(one, Checked) and one.unmeasured else one
        for task, one in zip(tasks, outcomes, strict=True)
    ]


def _tell_of_failures(failed: Sequence[Failed]) -> None:
    from builder import __version__

    for one in failed:
        if one.trace:
            print(one.trace, file=sys.stderr)
        print(f"builder: {visible(one.why)}", file=sys.stderr)
    if any(one.trace for one in failed):
        print(
            f"builder {__version__}: this is not a fault of your file. "
            "Please report it with the lines above.",
            file=sys.stderr,
        )


def _only_new(path: Path, checked: Sequence[Checked], shown: Sequence[Shown]) -> list[Shown]:
    from builder.cli.checking.baseline import read_baseline

    baseline = read_baseline(path)
    left = []
    for whole, file in zip(checked, shown, strict=True):
        chosen = set(map(id, file.found))
        others = [one for one in whole.found if id(one) not in chosen]
        new = baseline.new_among(file.path, file.written, file.found, others)
        left.append(replace(file, found=new, known=len(file.found) - len(new)))
    gone = baseline.gone()
    if gone:
        print(
            f"builder: {gone} finding{'s' * (gone != 1)} of {visible(str(path))} "
            f"{'are' if gone != 1 else 'is'} gone; --write-baseline forgets them",
            file=sys.stderr,
        )
    return left


def _write_baseline(path: str, shown: Sequence[Shown]) -> None:
    from builder.cli.checking.baseline import NAMES, baseline_text

    text = baseline_text(Path(path), ((file.path, file.written, file.found) for file in shown))
    write(path, text.encode("utf-8", NAMES))
    number = sum(len(file.found) for file in shown)
    print(f"{visible(path)}: {number} finding{'s' * (number != 1)} written")


def _print(arguments: argparse.Namespace, shown: Sequence[Shown], failed: Sequence[Failed]) -> None:
    if arguments.format == "json":
        _print_json(shown, one=names_one_file(arguments.paths) and len(shown) == 1)
    elif arguments.format == "sarif":
        import json

        from builder.cli.checking.sarif import log

        print(json.dumps(log(shown, failed, wording(arguments), arguments.language), indent=1))
    elif arguments.format == "github":
        from builder.cli.checking.github import commands

        for command in commands(shown, wording(arguments)):
            print(command)
    else:
        _print_text(arguments, shown, len(failed))


def _print_text(arguments: argparse.Namespace, shown: Sequence[Shown], not_checked: int) -> None:
    from builder.cli.checking.text import findings, summary

    paint = painter(arguments.color, sys.stdout)
    for text in findings(shown, paint, wording(arguments)):
        print(text)
    print(wording(arguments)(summary(shown, not_checked)))


def _print_json(shown: Sequence[Shown], *, one: bool) -> None:
    import json  # only this format pays for it

    from builder.cli.contract import diagnostic_json

    objects = [
        {
            "file": file.path,
            "dialect": file.dialect,
            "diagnostics": [diagnostic_json(file.written, found) for found in file.found],
        }
        for file in shown
    ]
    print(json.dumps(objects[0] if one else objects, indent=1))
