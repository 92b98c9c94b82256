"""Models are measured behind the window, which shows the numbers when they are there."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from builder.core.analysis import Status
from builder.core.facts import Facts, Store, Subject, store
from builder.core.facts.json_form import facts_json
from builder.core.facts.store import VARIABLE
from builder.gui import measurer as module
from builder.gui.document import Document
from builder.gui.measurer import Measurer
from tests.core.analysis.test_measured import FACTS, FIVE_SLOTS, HEADER, NET
from tests.gui.conftest import SMALL

TEXT = HEADER + FIVE_SLOTS
WORKER = """
import json, sys, time
from pathlib import Path
asked = json.loads(sys.stdin.readline())
with Path(sys.argv[1]).open("a") as log:
    log.write(json.dumps(asked) + "\\n")
print("a library says hello")
print(json.dumps({"ready": True, "engine": "torch 2.13.0"}), flush=True)
"""


def answering(facts: Facts) -> str:
    reply = json.dumps({"id": 1, "ok": True, "facts": facts_json(facts)})
    return f"print({json.dumps(reply)})"


ANSWERS = answering(FACTS)
HANGS = "time.sleep(600)"


class Bench:
    """A measurer with a worker that a test wrote."""

    def __init__(self, folder: Path, body: str) -> None:
        script, self.log = folder / "worker.py", folder / "log"
        script.write_text(WORKER + body)
        self.notes: list[str] = []
        self.measurer = Measurer(command=[sys.executable, str(script), str(self.log)])
        self.measurer.noted.connect(self.notes.append)
        self.document = Document()

    def open(self, text: str = TEXT) -> None:
        self.document.start_from(text, "net.yaml")
        self.measurer.set_document(self.document)

    @property
    def first(self) -> Any:
        return self.document.analysis.report.layers[0]

    @property
    def asked(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(module, "REST_MS", 20)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "facts"))
    monkeypatch.setattr(Subject, "missing_packages", lambda self: ())
    made: list[Bench] = []

    def start(body: str) -> Bench:
        made.append(Bench(tmp_path, body))
        return made[-1]

    yield start
    for bench in made:
        bench.measurer.stop()


def test_the_numbers_come_in_the_background(qtbot: QtBot, make: Any, tmp_path: Path) -> None:
    bench = make(ANSWERS)
    bench.open()
    assert bench.first.status is Status.UNKNOWN
    qtbot.waitUntil(lambda: bench.first.status is Status.OK, timeout=10_000)
    assert bench.first.params == 5000
    assert bench.notes == [
        "Torch measures some_net of timm…",
        "Torch has measured some_net of timm",
    ]
    (request,) = bench.asked
    assert (request["verb"], request["library"], request["model"]) == (
        "measure",
        "timm",
        "some_net",
    )
    assert {"input": [1, 3, 640, 640], "training": False} in request["runs"]
    assert Store(tmp_path / "facts").find(NET) == FACTS


def test_it_is_not_asked_twice_for_what_gave_no_answer(qtbot: QtBot, make: Any) -> None:
    bench = make("")
    bench.open()
    qtbot.waitUntil(lambda: len(bench.notes) == 2, timeout=10_000)
    assert "without an answer" in bench.notes[1]
    assert "without an answer" in bench.first.fault.reason
    bench.document.replace_text(TEXT + "# x\n")
    qtbot.wait(200)
    assert len(bench.asked) == 1


def test_facts_without_the_run_that_was_wanted_are_not_asked_for_again(
    qtbot: QtBot, make: Any
) -> None:
    bench = make(answering(replace(FACTS, runs=())))
    bench.open()
    # Once for the image, and once for the trainer's test pass.
    qtbot.waitUntil(lambda: len(bench.notes) == 4, timeout=10_000)
    qtbot.wait(300)
    assert [request["runs"][0]["training"] for request in bench.asked] == [False, True]


def test_a_worker_that_hangs_is_ended(qtbot: QtBot, make: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "LIMIT_MS", 300)
    bench = make(HANGS)
    bench.open()
    qtbot.waitUntil(lambda: len(bench.notes) == 2, timeout=10_000)
    assert "no answer within" in bench.notes[1]
    assert bench.measurer._process is None


def test_a_program_that_is_not_there(qtbot: QtBot, make: Any) -> None:
    bench = make(ANSWERS)
    bench.measurer._command = ["/nothing/there"]
    bench.open()
    qtbot.waitUntil(lambda: len(bench.notes) == 2, timeout=10_000)
    assert bench.first.status is Status.UNKNOWN


def test_without_torch_nothing_is_started(qtbot: QtBot, make: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(Subject, "missing_packages", lambda self: ("torch", "timm"))
    bench = make(ANSWERS)
    bench.open()
    qtbot.wait(200)
    assert bench.notes == []
    assert "pip install torch timm" in bench.first.fault.reason


def test_facts_that_are_there_by_now_are_shown(qtbot: QtBot, make: Any, tmp_path: Path) -> None:
    bench = make(ANSWERS)
    bench.document.start_from(TEXT, "net.yaml")
    assert bench.first.status is Status.UNKNOWN
    Store(tmp_path / "facts").learn(FACTS)
    bench.measurer.set_document(bench.document)
    qtbot.waitUntil(lambda: bench.first.status is Status.OK, timeout=10_000)
    assert bench.notes == []


def test_other_networks_start_nothing(qtbot: QtBot, make: Any) -> None:
    bench = make(ANSWERS)
    bench.open(SMALL)
    qtbot.wait(200)
    assert bench.notes == []
    bench.measurer.set_document(None)
    bench.measurer._look()


def test_another_document_and_the_end_while_it_works(qtbot: QtBot, make: Any) -> None:
    bench = make(HANGS)
    bench.open()
    qtbot.waitUntil(lambda: bench.measurer._process is not None, timeout=10_000)
    other = Document()
    other.start_from(SMALL, "other.yaml")
    bench.measurer.set_document(other)
    bench.measurer.stop()
    assert bench.measurer._process is None
    assert store().find(NET) is None


def test_the_window_tells_what_is_going_on(qtbot: QtBot, make: Any, places: Any) -> None:
    from builder.gui.session import Session
    from builder.gui.window import MainWindow

    bench = make(ANSWERS)
    window = MainWindow(Session(places), measurer=bench.measurer)
    qtbot.addWidget(window)
    document = window.session.new(TEXT, "net.yaml")
    qtbot.waitUntil(lambda: bench.notes != [], timeout=10_000)
    assert window.status.currentMessage() == bench.notes[-1]
    qtbot.waitUntil(lambda: document.analysis.report.layers[0].params == 5000, timeout=10_000)
    assert "unknown" not in window.status.totals.text()
    document.close()


@pytest.mark.torch
def test_the_real_worker_measures(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = Subject("torchvision", "resnet18").missing_packages()
    if missing:
        pytest.skip(f"needs {' '.join(missing)}")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    measurer, document = Measurer(), Document()
    row = "[-1, 1, TorchVision, [128, resnet18, DEFAULT, True, 4]]"
    document.start_from(f"scales: {{n: [1, 1, 999]}}\nbackbone:\n  - {row}\nhead: []\n", "net.yaml")
    measurer.set_document(document)
    done = lambda: document.analysis.report.layers[0].status is Status.OK  # noqa: E731
    qtbot.waitUntil(done, timeout=100_000)
    assert document.analysis.report.layers[0].out_shapes == ((1, 128, 80, 80),)
    measurer.stop()
