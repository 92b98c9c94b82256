"""The engine as a process: JSON lines in, JSON lines out, whatever happens between."""

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from builder.torch_engine import server
from builder.torch_engine.process import command, environment
from tests.torch_engine.conftest import example

pytestmark = pytest.mark.torch

Reply = dict[str, Any]


def converse(*lines: str, cwd: Path | None = None) -> list[Reply]:
    """Give the process these lines, and read what it says until it ends."""
    done = subprocess.run(
        command(),
        input="".join(f"{line}\n" for line in lines),
        env=environment(),
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def request(**changes: object) -> str:
    whole = {"id": 1, "verb": "certify", "text": example("yolov5n"), "image_size": [128, 128]}
    return json.dumps({**whole, **changes})


def test_a_conversation() -> None:
    greeting, first, bad, unknown, last = converse(
        request(), "{not json", request(id=7, verb="fly"), request(id="x", nc=3)
    )
    assert greeting["ready"] is True
    engine = greeting["engine"]
    assert engine.startswith("torch 2.")
    assert "+" not in engine
    assert first == {
        "id": 1, "ok": True, "engine": engine, "agrees": True, "runs": True, "rows": 25,
        "failing": [], "differences": [], "answers": [], "error": None,
    }  # fmt: skip
    assert (bad["id"], bad["ok"]) == (None, False)
    assert bad["error"].startswith("JSONDecodeError")
    assert (unknown["id"], unknown["ok"]) == (7, False)
    assert "unknown verb 'fly'" in unknown["error"]
    assert (last["id"], last["agrees"]) == ("x", True)


def test_a_torch_beside_the_config_does_not_run(tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text("raise SystemExit('planted')")
    (tmp_path / "yaml.py").write_text("raise SystemExit('planted')")
    assert converse(request(), cwd=tmp_path)[1]["agrees"] is True


@pytest.mark.parametrize(
    "changes",
    [
        {"text": 5},
        {"image_size": "640"},
        {"image_size": [640]},
        {"image_size": [640, True]},
        {"nc": "3"},
        {"dialect": "yolov99"},
        {"scale": 1},
    ],
)
def test_a_malformed_request_is_answered_with_an_error(changes: dict[str, object]) -> None:
    reply = server.answer(request(**changes))
    assert (reply["id"], reply["ok"]) == (1, False)
    assert reply["error"]


def test_a_request_that_is_no_object_is_answered() -> None:
    assert server.answer("[1]")["ok"] is False


def test_what_a_verb_prints_does_not_reach_the_replies() -> None:
    code = (
        "import os, sys\n"
        "from builder.torch_engine import server\n"
        "def loud(request):\n"
        "    print('python'); sys.stdout.flush(); os.write(1, b'native\\n'); return {}\n"
        "server.VERBS['loud'] = loud\n"
        "server.main()\n"
    )
    done = subprocess.run(
        [command()[0], "-c", code],
        input='{"id": 1, "verb": "loud"}\n',
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()[1:]] == [1]
    assert "python" in done.stderr
    assert "native" in done.stderr


def test_without_torch_it_says_so_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.importlib.util, "find_spec", lambda name: None)
    replies = io.StringIO()
    server.serve([request()], replies)
    assert [json.loads(line) for line in replies.getvalue().splitlines()] == [
        {"ready": False, "error": "torch is not installed"}
    ]


def test_a_torch_that_does_not_load_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise OSError("libtorch.so: cannot open")

    monkeypatch.setattr(server, "_engine", fail)
    replies = io.StringIO()
    server.serve([request()], replies)
    (greeting,) = map(json.loads, replies.getvalue().splitlines())
    assert greeting == {
        "ready": False,
        "error": "torch does not load: libtorch.so: cannot open",
    }
