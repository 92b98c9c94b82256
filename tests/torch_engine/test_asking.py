"""Asking the engine's process: whatever it does, there is an answer in time."""

import json
import sys
import time

import pytest

from builder.core.facts import Subject, Unbuilt, Wanted
from builder.core.facts.json_form import facts_json
from builder.torch_engine import asking
from tests.core.facts.test_store import FACTS

NET = FACTS.subject
WANTED = [Wanted(NET, (1, 3, 64, 64))]
READY = {"ready": True, "engine": "torch 2.13.0"}


def process(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(asking, "command", lambda: [sys.executable, "-c", code])


def test_the_request_names_the_model_and_its_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import json, sys; asked = json.loads(sys.stdin.readline())\n"
        "print(json.dumps({'id': 1, 'ok': False, 'error': asked['verb'] + ' ' + asked['model']"
        " + ' ' + str(len(asked['runs']))}))"
    )
    process(monkeypatch, code)
    assert asking.measure_now(WANTED) == Unbuilt(NET, "measure some_net.tag 5")


def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    process(monkeypatch, "import time; time.sleep(600)")
    start = time.monotonic()
    assert asking.measure_now(WANTED, limit_s=0.5) == Unbuilt(NET, asking.TOO_SLOW)
    assert time.monotonic() - start < 60


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    process(monkeypatch, "import os; os._exit(9)")
    found = asking.measure_now(WANTED)
    assert found == Unbuilt(NET, "the torch process ended without an answer")


def test_a_program_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "command", lambda: ["/nothing/there"])
    found = asking.measure_now(WANTED)
    assert isinstance(found, Unbuilt)
    assert "does not start" in found.reason


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ([READY, {"id": 1, "ok": True, "facts": facts_json(FACTS)}], FACTS),
        ([{"ready": False, "error": "torch is not installed"}], "torch is not installed"),
        ([READY, {"id": 1, "ok": False, "error": "TypeError: x"}], "TypeError: x"),
        ([READY, {"id": 2, "ok": True}], "the torch process ended without an answer"),
        (["a library says hello", 5, READY, {"id": 1, "ok": False, "error": "x"}], "x"),
        (
            [{"id": 1, "ok": True, "facts": {"format": 9}}],
            "the torch process gave no facts: format 9 is not 1",
        ),
    ],
)
def test_every_answer_is_understood(lines: list[object], answer: object) -> None:
    found = asking.read_answer(NET, [json.dumps(line) for line in lines])
    assert found == (Unbuilt(NET, answer) if isinstance(answer, str) else answer)


def test_a_refusal_is_final() -> None:
    lines = [json.dumps({"id": 1, "ok": True, "facts": None, "reason": "no model", "final": True})]
    assert asking.read_answer(NET, lines) == Unbuilt(NET, "no model", final=True)


def test_what_is_missing_is_found_without_loading_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.core.facts import subject

    monkeypatch.setattr(subject, "find_spec", lambda name: None if name == "timm" else name)
    assert Subject("timm", "net").missing_packages() == ("timm",)
    assert Subject("torchvision", "net").missing_packages() == ()
    monkeypatch.setattr(subject, "find_spec", lambda name: None)
    assert Subject("timm", "net").missing_packages() == ("torch", "timm")
