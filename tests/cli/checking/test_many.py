"""Many files: several processes find what one finds, and say which file ended one of them."""

import os
import re
import signal
from pathlib import Path

import pytest

from builder.cli.checking import crew, many
from builder.cli.checking.crew import Crew
from builder.cli.checking.many import check_files, jobs_for
from builder.cli.checking.task import Checked, Failed, Outcome, Task
from builder.cli.exit_code import ExitCode
from builder.core.diagnostics import Message
from tests.cli.conftest import EXAMPLES, Builder

NUMBER = re.compile(r"\[-1, (\d+)\], 1, ")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples as they are, and with each join taken one row too far."""
    made = tmp_path_factory.mktemp("many")
    for path in sorted(EXAMPLES.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        (made / path.name).write_text(text, encoding="utf-8")
        for number, join in enumerate(list(NUMBER.finditer(text))[:2]):
            stale = f"{text[: join.start(1)]}{int(join[1]) + 1}{text[join.end(1) :]}"
            (made / f"{path.stem}-{number}.yaml").write_text(stale, encoding="utf-8")
    (made / "broken.yaml").write_text("backbone:\n  [[-1, 1, Conv, [64]]\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def tasks(folder: Path) -> list[Task]:
    return [Task(str(path), (640, 640)) for path in sorted(folder.glob("*.yaml"))]


@pytest.fixture(scope="module")
def alone(tasks: list[Task]) -> list[Outcome]:
    return check_files(tasks, 1, lambda _: None)


def test_several_processes_find_what_one_finds(tasks: list[Task], alone: list[Outcome]) -> None:
    done: list[str] = []
    together = check_files(tasks, 3, done.append)
    assert together == alone
    assert sorted(done) == sorted(task.path for task in tasks)
    found = [one for outcome in together if isinstance(outcome, Checked) for one in outcome.found]
    assert len(found) > 20


def test_messages_keep_their_parts_on_the_way(folder: Path) -> None:
    path = folder / "allow.yaml"
    path.write_text("# builder: allow-file Q1\n" + (EXAMPLES / "yolov5s.yaml").read_text("utf-8"))
    try:
        tasks = [Task(str(path), (640, 640)), Task("missing.yaml", (640, 640))]
        checked, failed = check_files(tasks, 2, lambda _: None)
    finally:
        path.unlink()
    assert isinstance(checked, Checked)
    (one,) = checked.found
    assert isinstance(one.message, Message)
    assert one.message.parts == {"code": "Q1"}
    assert isinstance(failed, Failed)
    assert failed.code is ExitCode.WRONG_USE


@pytest.mark.parametrize("fmt", ["text", "json", "sarif", "github"])
def test_the_output_is_the_same_with_any_number_of_processes(
    builder: Builder, folder: Path, fmt: str
) -> None:
    one, two = (builder("check", folder, "--format", fmt, "--jobs", n) for n in (1, 2))
    assert one == two
    assert one.code == 1


def test_a_process_that_dies_is_told_with_its_file_and_the_rest_is_done(
    tasks: list[Task], alone: list[Outcome]
) -> None:
    killed: list[str] = []

    def told(path: str) -> None:
        if not killed:
            worker = next(one for one in team._workers.values() if one.at_hand)
            killed.append(tasks[worker.at_hand[0]].path)
            os.kill(worker._process.pid or 0, signal.SIGKILL)

    team = Crew(tasks, 2, told)
    outcomes = team.outcomes()
    failed = [one for one in outcomes if isinstance(one, Failed)]
    assert len(failed) == 1
    assert failed[0].code is ExitCode.INTERNAL
    assert f"{failed[0].path}: the process that checked it ended (signal 9)" in failed[0].why
    # It may have answered once more before the signal came.
    assert failed[0].path in {task.path for task in tasks}
    left = [one for one in outcomes if isinstance(one, Checked)]
    assert left == [one for one in alone if one.path != failed[0].path]


def test_processes_that_cannot_start_are_an_internal_error(
    builder: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "work", os._exit)  # ends at once: a pipe is no exit code
    ended = builder("check", folder, "--jobs", "2")
    assert ended.code == 3
    assert "a process for checking files ended at its start: exit code 1" in ended.err


def test_ctrl_c_ends_the_processes_and_is_code_130(
    builder: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    def interrupted(self: Crew, worker: crew._Worker) -> None:
        started.append(worker._process.pid or 0)
        raise KeyboardInterrupt

    monkeypatch.setattr(Crew, "_hear", interrupted)
    assert builder("check", folder, "--jobs", "2").code == 130
    with pytest.raises(ProcessLookupError):
        os.kill(started[0], 0)


@pytest.mark.parametrize(
    ("files", "cores", "jobs"),
    [(0, 8, 1), (1, 8, 1), (79, 8, 1), (80, 8, 2), (1000, 2, 2), (1000, 8, 8), (200, 64, 5)],
)
def test_few_files_are_not_worth_processes(
    monkeypatch: pytest.MonkeyPatch, files: int, cores: int, jobs: int
) -> None:
    monkeypatch.setattr(many, "_cores", lambda: cores)
    assert jobs_for(files) == jobs
