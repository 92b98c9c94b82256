"""The window's side of the torch worker, against workers that behave and that do not."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from builder.gui import certifier as module
from builder.gui.certifier import Certifier, State
from builder.gui.document import Document
from tests.gui.conftest import SMALL

HEAD = """
import json, sys, time
def say(**words):
    print(json.dumps(words), flush=True)
"""
GOOD = """
say(ready=True, engine="torch 2.13.0")
print("a library says hello", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    wrong = "WRONG" in asked["text"]
    stops = "STOPS" in asked["text"]
    say(id=asked["id"], ok=True, engine="torch 2.13.0", agrees=not wrong, runs=not stops,
        failing=[2] if "STOPS HERE" in asked["text"] else [], error=None,
        answers=[{"layer": 4, "error": "no such module"}] if stops else [],
        differences=[{"layer": 3, "message": "shape"}] if wrong else [])
"""
MISSING = 'say(ready=False, error="torch is not installed")'
DIES = """
say(ready=True, engine="torch 2.13.0")
from pathlib import Path
mark = Path(sys.argv[1])
if not mark.exists():
    sys.stdin.readline()
    mark.write_text("")
    sys.exit(9)
"""
HANGS = DIES.replace("sys.exit(9)", "time.sleep(600)")


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(module, "REST_MS", 20)
    monkeypatch.setattr(module, "FIRST_PAUSE_MS", 20)
    made: list[Certifier] = []

    def start(body: str) -> tuple[Certifier, Document]:
        script = tmp_path / "worker.py"
        script.write_text(HEAD + body)
        certifier = Certifier(command=[sys.executable, str(script), str(tmp_path / "mark")])
        document = Document()
        document.start_from(SMALL, "net.yaml")
        certifier.set_document(document)
        made.append(certifier)
        return certifier, document

    yield start
    for certifier in made:
        certifier.stop()


def until(qtbot: QtBot, certifier: Certifier, state: State) -> None:
    qtbot.waitUntil(lambda: certifier.certificate.state is state, timeout=10_000)


def test_agreement_is_certified_and_an_edit_takes_it_away(qtbot: QtBot, make) -> None:
    certifier, document = make(GOOD)
    until(qtbot, certifier, State.AGREES)
    assert certifier.certificate.words == "certified by torch 2.13"
    document.replace_text(SMALL + "# x\n")
    assert certifier.certificate.state is State.WAITING
    until(qtbot, certifier, State.AGREES)


def test_the_row_that_differs_is_named(qtbot: QtBot, make) -> None:
    certifier, document = make(GOOD)
    document.replace_text(SMALL + "# WRONG\n")
    until(qtbot, certifier, State.DIFFERS)
    assert certifier.certificate.words == "torch 2.13 differs at row 3"


def test_what_does_not_run_is_not_certified(qtbot: QtBot, make) -> None:
    certifier, document = make(GOOD)
    document.replace_text(SMALL.replace("C3", "Nothing") + "# STOPS\n")
    until(qtbot, certifier, State.STOPS)
    assert certifier.certificate.words == "torch 2.13 stops at row 4"
    assert certifier.certificate.message == "no such module"


def test_what_trainers_cannot_read_is_not_certified(qtbot: QtBot, make) -> None:
    certifier, document = make(GOOD)
    document.replace_text(SMALL.replace("nc: ", "nc：", 1))
    until(qtbot, certifier, State.FLAWED)
    assert "errors" in certifier.certificate.words


def test_a_stop_where_we_see_no_error_is_not_red(qtbot: QtBot, make) -> None:
    certifier, document = make(GOOD)
    document.replace_text(SMALL + "# STOPS\n")
    until(qtbot, certifier, State.FAILED)
    assert certifier.certificate.message == "no such module"


def test_a_row_that_fails_in_both_is_named_before_rows_unknown(qtbot: QtBot, make) -> None:
    certifier, document = make(GOOD)
    document.replace_text(SMALL.replace("C3", "Nothing") + "# STOPS HERE\n")
    until(qtbot, certifier, State.STOPS)
    assert certifier.certificate.words == "torch 2.13 stops at row 2"
    assert "agrees" in certifier.certificate.message


def test_without_torch_it_says_so_and_asks_no_more(qtbot: QtBot, make) -> None:
    certifier, document = make(MISSING)
    until(qtbot, certifier, State.MISSING)
    assert "torch is not installed" in certifier.certificate.words
    document.replace_text(SMALL + "# x\n")
    assert certifier.certificate.state is State.MISSING
    assert certifier._process is None


def test_a_worker_that_dies_is_started_again(qtbot: QtBot, make) -> None:
    certifier, _ = make(DIES + GOOD.replace("say(ready", "(lambda **_: 0)(ready", 1))
    until(qtbot, certifier, State.FAILED)
    until(qtbot, certifier, State.AGREES)


def test_a_worker_that_hangs_is_ended_and_started_again(qtbot: QtBot, make, monkeypatch) -> None:
    monkeypatch.setattr(module, "ANSWER_MS", 300)
    certifier, _ = make(HANGS + GOOD.replace("say(ready", "(lambda **_: 0)(ready", 1))
    until(qtbot, certifier, State.FAILED)
    until(qtbot, certifier, State.AGREES)


def test_the_real_worker_is_found_from_any_folder(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    (tmp_path / "torch.py").write_text("raise SystemExit('this must not run')")
    monkeypatch.chdir(tmp_path)
    certifier = Certifier()
    document = Document()
    document.start_from(SMALL, "net.yaml")
    certifier.set_document(document)
    qtbot.waitUntil(lambda: certifier.certificate.state is State.AGREES, timeout=60_000)
    certifier.stop()


def test_a_program_that_is_not_there(qtbot: QtBot, tmp_path: Path) -> None:
    certifier = Certifier(command=[str(tmp_path / "none")])
    document = Document()
    document.start_from(SMALL, "net.yaml")
    certifier.set_document(document)
    certifier._ask()
    until(qtbot, certifier, State.FAILED)
    certifier.stop()


def test_the_status_bar_shows_it(window, open_text) -> None:
    from builder.gui.certifier import Certificate

    open_text()
    window.set_certificate(Certificate(State.DIFFERS, "torch 2.13.0", 3, "64 is not 32"))
    assert "torch 2.13 differs at row 3" in window.status.certificate.text()
    assert window.status.certificate.toolTip() == "64 is not 32"
