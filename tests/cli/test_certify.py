import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.cli import certify
from tests.cli.conftest import YOLOV5S, Builder

ANSWER = {
    "id": 1, "ok": True, "engine": "torch 2.13.0", "agrees": True, "runs": True, "rows": 25,
    "failing": [], "differences": [], "answers": [], "error": None,
}  # fmt: skip


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let another script stand for the engine."""

    def answer(*lines: dict[str, Any], code: str = "") -> None:
        script = f"import sys; print({chr(10).join(map(json.dumps, lines))!r}); {code}"
        monkeypatch.setattr(certify, "command", lambda: [sys.executable, "-c", script])

    return answer


READY = {"ready": True, "engine": "torch 2.13.0"}


@pytest.mark.torch
def test_the_real_engine_certifies(builder: Builder) -> None:
    pytest.importorskip("torch")
    ended = builder("certify", YOLOV5S, "--imgsz", "64")
    assert ended.code == 0
    assert "certified by torch 2." in ended.out
    assert ": 25 rows agree (shapes and parameters)\n" in ended.out


@pytest.mark.torch
def test_the_real_engine_names_the_row_that_fails(builder: Builder, network: Any) -> None:
    pytest.importorskip("torch")
    file: Path = network(("[[-1, 4], 1, Concat, [1]]", "[[-1, 6], 1, Concat, [1]]"))
    ended = builder("certify", file, "--imgsz", "64", "--real")
    assert ended.code == 1
    assert "agrees on 25 of 25 rows, but the network does not run" in ended.out
    assert "row 16 fails in both" in ended.out


def test_rows_that_nobody_can_run_are_no_certificate(
    builder: Builder, engine: Callable[..., None]
) -> None:
    answers = [
        {"layer": 8, "out_shapes": None, "params": None, "error": "error: no module 'c3'"},
        {"layer": 9, "out_shapes": None, "params": None, "error": "blocked: no output of row 8"},
    ]
    engine(READY, {**ANSWER, "runs": False, "rows": 8, "answers": answers})
    ended = builder("certify", YOLOV5S)
    assert ended.code == 1
    assert "agrees on 8 of 10 rows, but the network does not run" in ended.out
    assert "row 8 is unknown to the report; torch: error: no module 'c3'" in ended.out
    assert "row 9" not in ended.out


def test_differences_are_printed_and_end_with_1(
    builder: Builder, engine: Callable[..., None]
) -> None:
    difference = {"layer": 3, "message": "row 3 (Conv): the report says 1, torch 2"}
    engine(READY, {**ANSWER, "agrees": False, "differences": [difference]})
    ended = builder("certify", YOLOV5S)
    assert ended.code == 1
    assert "not certified: torch 2.13.0 disagrees" in ended.out
    assert "  row 3 (Conv): the report says 1, torch 2\n" in ended.out


def test_torchs_answer_for_an_unknown_row_is_printed(
    builder: Builder, engine: Callable[..., None]
) -> None:
    answer = {"layer": 9, "out_shapes": [[1, 8, 4, 4]], "params": 1234, "error": ""}
    engine(READY, {**ANSWER, "rows": 24, "answers": [answer]})
    ended = builder("certify", YOLOV5S)
    assert ended.code == 0
    assert "24 rows agree" in ended.out
    assert "row 9 is unknown to the report; torch: [[1, 8, 4, 4]], 1,234 parameters" in ended.out


def test_without_torch_it_says_how_to_install(
    builder: Builder, engine: Callable[..., None]
) -> None:
    engine({"ready": False, "error": "torch is not installed"})
    ended = builder("certify", YOLOV5S)
    assert ended.code == 2
    assert "certify needs torch: torch is not installed; install it with: pip" in ended.err


def test_a_fault_of_the_engine_is_code_3(builder: Builder, engine: Callable[..., None]) -> None:
    engine(READY, {"id": 1, "ok": False, "error": "MemoryError: not enough memory"})
    ended = builder("certify", YOLOV5S)
    assert (ended.code, "not enough memory" in ended.err) == (3, True)


def test_an_engine_that_dies_is_code_3(builder: Builder, engine: Callable[..., None]) -> None:
    engine(READY, code="sys.stderr.write('crashed here'); sys.exit(9)")
    ended = builder("certify", YOLOV5S)
    assert ended.code == 3
    assert "crashed here" in ended.err
    assert "status 9" in ended.err


def test_a_wrong_dialect_is_said_before_torch_starts(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("started torch"))
    assert builder("certify", YOLOV5S, "--dialect", "yolov99").code == 2
