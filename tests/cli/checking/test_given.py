"""What is checked: files, folders, standard input, and what hooks and editors name."""

import io
import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from builder.cli.checking.settings import OWN_FILE, forget
from builder.cli.files import looks_like_a_model
from builder.cli.main import VERBS
from tests.cli.conftest import EXAMPLES, YOLOV5S, Builder
from tests.texts import FIVE_SLOT, ULTRALYTICS

Network = Callable[..., Path]
STALE = ("[[-1, 4], 1, Concat, [1]]                 # 16", "[[-1, 6], 1, Concat, [1]] # 16")
ROOT = Path(__file__).parents[3]
Give = Callable[[bytes], None]


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Give:
    """Set what comes through standard input."""

    def set_input(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return set_input


def test_standard_input_is_checked_like_a_file(
    builder: Builder, network: Network, give: Give
) -> None:
    file = network(STALE)
    wanted = builder("check", file)
    give(file.read_bytes())
    ended = builder("check", "-", "--stdin-filename", file)
    assert ended == wanted
    assert ended.code == 1


def test_standard_input_without_a_name(builder: Builder, network: Network, give: Give) -> None:
    give(network(STALE).read_bytes())
    ended = builder("check", "-", "--format", "json")
    assert json.loads(ended.out)["file"] == "<stdin>"


def test_standard_input_in_another_encoding(builder: Builder, give: Give) -> None:
    give("\ufeff# 骨干网络\n".encode("utf-16") + YOLOV5S.read_text("utf-8").encode("utf-16-le"))
    assert builder("check", "-").out == "1 file checked: no problems\n"


def test_the_name_chooses_scale_and_settings(builder: Builder, tmp_path: Path, give: Give) -> None:
    text = ULTRALYTICS.encode()
    give(text)
    assert "[D108]" in builder("check", "-", "--stdin-filename", tmp_path / "yolo11.yaml").out
    give(text)
    assert "[D108]" not in builder("check", "-", "--stdin-filename", tmp_path / "yolo11s.yaml").out
    (tmp_path / OWN_FILE).write_text('ignore = ["D108"]')
    forget()
    give(text)
    assert "[D108]" not in builder("check", "-", "--stdin-filename", tmp_path / "yolo11.yaml").out
    forget()


def test_standard_input_is_checked_alone(builder: Builder, give: Give) -> None:
    give(b"")
    ended = builder("check", "-", YOLOV5S)
    assert (ended.code, ended.out) == (2, "")
    assert "can be checked only alone" in ended.err
    assert "goes with -" in builder("check", YOLOV5S, "--stdin-filename", "a.yaml").err


def test_a_real_pipe() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "builder", "check", "-", "--stdin-filename", "a.yaml"],
        cwd=ROOT,
        input=b"backbone: [",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith(b"a.yaml:1:")


def test_what_is_named_twice_is_checked_once(builder: Builder, network: Network) -> None:
    file = network()
    ended = builder("check", file, file, file.parent, file.parent / "." / file.name)
    assert ended.out == "1 file checked: no problems\n"


MODELS = {
    **{path.stem: path.read_text("utf-8") for path in EXAMPLES.glob("*.yaml")},
    "ultralytics": ULTRALYTICS,
    "five slots": FIVE_SLOT,
    "block rows": "backbone:\n  - - -1\n    - 1\n    - Conv\n    - [64, 3, 2]\n",
    "block rows, several inputs": "head:\n  - - [-1, 6]\n    - 1\n    - Concat\n    - [1]\n",
    "block rows throughout": "head:\n  - - - -1\n      - 6\n    - 1\n    - Concat\n    - - 1\n",
    "quoted": "backbone: [[-1, 1, 'Conv', [64]]]\n",
    "full-width": "backbone:\n  - [-1， 1， Conv， [64]]\n",
    "Chinese": "backbone:\n  - [-1, 1, 卷积, [64]]\n",
    "broken": "backbone:\n  [[-1, 1, Conv, [64]\n   [-1, 1, Conv\n",
    "indented": "  backbone :\n    - [ -1 , 1 , Conv , [64]]\n",
}
OTHERS = {
    "empty": "",
    "data set": "path: ../coco\ntrain: images\nnames: {0: person, 1: bicycle}\n",
    "hyperparameters": "lr0: 0.01\nmosaic: 1.0\n",
    "workflow": "on: [push]\njobs:\n  test:\n    steps:\n      - run: make\n",
    "another framework": "model:\n  backbone:\n    type: resnet\n  head: {type: fpn}\n",
    "a name": "backbone: resnet50\nhead: fcos\n",
    "rows elsewhere": "rows:\n  - [-1, 1, Conv, [64]]\n",
}


@pytest.mark.parametrize("text", MODELS.values(), ids=MODELS)
def test_models_are_known(text: str) -> None:
    assert looks_like_a_model(text)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_others_are_known(text: str) -> None:
    assert not looks_like_a_model(text)


def test_others_are_skipped_in_silence_if_asked_for(
    builder: Builder, network: Network, give: Give
) -> None:
    file = network(STALE)
    other = file.with_name("data.yaml")
    other.write_text(OTHERS["data set"])
    assert builder("check", other).code == 1
    ended = builder("check", other, "--skip-others")
    assert (ended.code, ended.out, ended.err) == (0, "0 files checked: no problems\n", "")
    both = builder("check", other, file, "--skip-others")
    assert both == builder("check", file)
    assert json.loads(builder("check", other, "--skip-others", "--format", "json").out) == []
    give(OTHERS["data set"].encode())
    assert builder("check", "-", "--skip-others").code == 0


def test_a_missing_file_is_told_also_if_others_are_skipped(
    builder: Builder, tmp_path: Path
) -> None:
    ended = builder("check", tmp_path / "missing.yaml", "--skip-others")
    assert "missing.yaml: there is no such file" in ended.err


def hooks() -> list[dict[str, object]]:
    loaded: list[dict[str, object]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return loaded


def test_the_hooks_are_named() -> None:
    assert [hook["id"] for hook in hooks()] == ["builder-check", "builder-fix"]
    assert all(hook["language"] == "python" and hook["types"] == ["yaml"] for hook in hooks())


@pytest.mark.parametrize(
    "hook",
    [one for one in hooks() if str(one["id"]).partition("-")[2] in VERBS],
    ids=lambda hook: hook["id"],
)
def test_the_hook_does_what_its_name_says(
    builder: Builder, network: Network, hook: dict[str, object]
) -> None:
    program, verb, *options = shlex.split(str(hook["entry"]))
    assert program == "builder"
    file = network()
    other = file.with_name("data.yaml")
    other.write_text(OTHERS["data set"])
    assert builder(verb, *options, file, other).code == 0
    assert other.read_text() == OTHERS["data set"]
