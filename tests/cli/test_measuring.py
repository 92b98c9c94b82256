"""What only a library can run is measured by the command line where that can be done."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from builder.core.facts import Facts, Subject, Unbuilt, Wanted
from builder.core.facts.store import VARIABLE
from builder.torch_engine import asking
from tests.cli.conftest import Builder
from tests.core.analysis.test_measured import FACTS, FIVE_SLOTS, HEADER, NET, RESNET18, passed

Asked = list[list[Wanted]]


@pytest.fixture(autouse=True)
def _own_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "facts"))


@pytest.fixture
def net(tmp_path: Path) -> Path:
    path = tmp_path / "net.yaml"
    path.write_text(HEADER + FIVE_SLOTS, "utf-8")
    return path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def set_missing(*packages: str) -> None:
        monkeypatch.setattr(Subject, "missing_packages", lambda self: packages)

    return set_missing


@pytest.fixture
def torch_says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Asked]:
    """Give these answers in turn, the last one for ever; what was asked is listed."""

    def use(*answers: Facts | Unbuilt) -> Asked:
        asked: Asked = []

        def measure_now(wanted: Sequence[Wanted]) -> Facts | Unbuilt:
            asked.append(list(wanted))
            return answers[min(len(asked), len(answers)) - 1]

        monkeypatch.setattr(asking, "measure_now", measure_now)
        return asked

    return use


def test_a_missing_fact_is_measured_once_and_said_on_stderr(
    builder: Builder, net: Path, installed: Callable[..., None], torch_says: Callable[..., Asked]
) -> None:
    installed()
    asked = torch_says(FACTS)
    ended = builder("show", net, "--format", "json")
    first = json.loads(ended.out)["layers"][0]
    assert (first["status"], first["params"]) == ("ok", 5000)
    assert ended.err.splitlines()[0] == (
        "builder: torch measures some_net of timm; the numbers are kept"
    )
    assert asked == [[Wanted(NET, (1, 3, 640, 640))]]
    again = builder("show", net, "--format", "json")
    assert json.loads(again.out)["layers"][0]["params"] == 5000
    assert len(asked) == 1
    assert "torch measures" not in again.err


def test_what_the_first_measurement_leaves_open_is_asked_next(
    builder: Builder, net: Path, installed: Callable[..., None], torch_says: Callable[..., Asked]
) -> None:
    installed()
    asked = torch_says(replace(FACTS, runs=(passed(640),)), FACTS)
    totals = json.loads(builder("show", net, "--format", "json").out)["totals"]
    assert totals["gflops_trainer"] is not None
    assert [one[0].training for one in asked] == [False, True]


def test_an_answer_that_never_fits_ends(
    builder: Builder, net: Path, installed: Callable[..., None], torch_says: Callable[..., Asked]
) -> None:
    installed()
    asked = torch_says(replace(FACTS, runs=()))
    assert builder("check", net).code == 0
    assert len(asked) == 3


@pytest.mark.parametrize("verb", ["show", "check"])
def test_without_torch_it_says_what_it_takes(
    builder: Builder, net: Path, installed: Callable[..., None], torch_says: Callable[..., Asked],
    verb: str,
) -> None:  # fmt: skip
    installed("torch", "timm")
    asked = torch_says(FACTS)
    ended = builder(verb, net)
    assert ended.code == 0
    assert "needs torch and timm (pip install torch timm)" in ended.out
    assert "torch measures" not in ended.err
    assert asked == []


def test_a_failure_is_told_and_not_tried_twice(
    builder: Builder, net: Path, installed: Callable[..., None], torch_says: Callable[..., Asked]
) -> None:
    installed()
    asked = torch_says(Unbuilt(NET, "torch gave no answer within 120 seconds"))
    other = net.with_name("other.yaml")
    other.write_bytes(net.read_bytes())
    ended = builder("check", net, other)
    assert ended.code == 0
    assert ended.out.count("torch gave no answer within 120 seconds") == 2
    assert len(asked) == 1


def test_a_model_that_there_is_not_is_an_error(
    builder: Builder, net: Path, installed: Callable[..., None], torch_says: Callable[..., Asked]
) -> None:
    installed()
    torch_says(Unbuilt(NET, "timm 1.0.9 has no model some_net", final=True))
    ended = builder("check", net)
    assert ended.code == 1
    assert "timm 1.0.9 has no model some_net" in ended.out


def test_files_without_such_rows_ask_nobody(
    builder: Builder, network: Callable[..., Path], torch_says: Callable[..., Asked]
) -> None:
    asked = torch_says(FACTS)
    assert builder("show", network()).code == 0
    assert asked == []


def test_facts_that_come_with_the_program_need_no_torch(
    builder: Builder, tmp_path: Path, installed: Callable[..., None],
    torch_says: Callable[..., Asked],
) -> None:  # fmt: skip
    installed("torch", "torchvision")
    asked = torch_says(FACTS)
    path = tmp_path / "yolo11-cls-resnet18.yaml"
    path.write_text(RESNET18, "utf-8")
    ended = builder("show", path, "--dialect", "ultralytics@8.4")
    assert "11,176,512" in ended.out
    assert "56 layers, 13115432 parameters" in ended.out
    assert asked == []


@pytest.mark.torch
def test_the_real_torch_measures(builder: Builder, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    missing = Subject("torchvision", "resnet18").missing_packages()
    if missing:
        pytest.skip(f"needs {' '.join(missing)}")
    path = tmp_path / "net.yaml"
    path.write_text(RESNET18.replace("DEFAULT, True, 2", "DEFAULT, True, 3"), "utf-8")
    options = ("--dialect", "ultralytics@8.4", "--format", "json", "--imgsz", 96)
    ended = builder("show", path, *options)
    assert "torch measures resnet18 of torchvision" in ended.err
    first = json.loads(ended.out)["layers"][0]
    assert first["out_shapes"] == [[1, 256, 6, 6]]
    assert first["params"] == 2782784
