"""Facts on disk: what is written is read again, and nothing that lies there can do harm."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from builder.core.facts import (
    Facts,
    Run,
    Store,
    Subject,
    Unbuilt,
    Wanted,
    channels_of,
    is_measured,
    store,
)
from builder.core.facts.json_form import (
    facts_json,
    read_facts,
    read_wanted,
    subject_json,
    wanted_json,
)
from builder.core.facts.store import VARIABLE, shipped_folder

NET = Subject.of("timm:some_net.tag", (True,))
CUT = Subject.of("torchvision:TorchVision", ("some_net", None, True, 3, True))
IMAGE = (1, 3, 64, 64)
MAPS = [(1, 8, 32, 32), (1, 16, 16, 16)]
FACTS = Facts(
    NET, 1000, 990, 9, 7, (8, 3, 3, 3), (8, 16), (("torch", "2.13.0"), ("timm", "1.0.9")),
    (Run(IMAGE, False, MAPS, 5, 6, 4), Run(IMAGE, True, refusal="ValueError: one value")),
)  # fmt: skip
LARGER = Run((1, 3, 128, 128), False, {"out": MAPS[0], "aux": None}, 7, 8, 9)


@pytest.fixture
def shelf(tmp_path: Path) -> Store:
    return Store(tmp_path / "own", tmp_path / "shipped")


def put(folder: Path, facts: Facts) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / facts.subject.file
    path.write_text(json.dumps(facts_json(facts)), "utf-8")
    return path


@pytest.mark.parametrize(
    "facts",
    [FACTS, replace(FACTS, subject=CUT, channels=(), runs=(LARGER,)), replace(FACTS, runs=())],
)
def test_what_is_learnt_is_there_for_the_next_program(tmp_path: Path, facts: Facts) -> None:
    Store(tmp_path).learn(facts)
    assert Store(tmp_path).find(facts.subject) == facts
    assert [path.name for path in tmp_path.iterdir()] == [facts.subject.file]


def test_runs_of_one_network_add_up(tmp_path: Path) -> None:
    shelf = Store(tmp_path)
    shelf.learn(FACTS)
    shelf.learn(replace(FACTS, runs=(LARGER,), versions=(("torch", "3"),)))
    found = Store(tmp_path).find(NET)
    assert found == shelf.find(NET)
    assert found is not None
    assert found.runs == (*FACTS.runs, LARGER)
    assert found.run(LARGER.shape, training=False) == LARGER
    assert found.run(LARGER.shape, training=True) is None


def test_another_network_of_the_same_name_replaces_it(tmp_path: Path) -> None:
    shelf = Store(tmp_path)
    shelf.learn(FACTS)
    newer = replace(FACTS, params=1001, runs=(LARGER,))
    shelf.learn(newer)
    assert Store(tmp_path).find(NET) == newer


def test_shipped_facts_and_own_runs_are_one(shelf: Store, tmp_path: Path) -> None:
    put(tmp_path / "shipped", FACTS)
    assert shelf.find(NET) == FACTS
    shelf.learn(replace(FACTS, runs=(LARGER,)))
    found = shelf.find(NET)
    assert found is not None
    assert found.runs == (*FACTS.runs, LARGER)
    kept = read_facts(json.loads((tmp_path / "own" / NET.file).read_text()))
    assert kept.runs == (LARGER,)


def test_own_facts_of_another_network_win(shelf: Store, tmp_path: Path) -> None:
    put(tmp_path / "shipped", FACTS)
    shelf.learn(replace(FACTS, params=5, runs=(LARGER,)))
    found = shelf.find(NET)
    assert found is not None
    assert (found.params, found.runs) == (5, (LARGER,))


def damaged() -> dict[str, bytes]:
    whole = facts_json(FACTS)
    runs = whole["runs"]
    assert isinstance(runs, list)
    texts: dict[str, object] = {
        "a list": [],
        "no counts": {**whole, "params": None},
        "truth for a count": {**whole, "modules": True},
        "less than nothing": {**whole, "params": -1},
        "another format": {**whole, "format": 2},
        "runs in words": {**whole, "runs": "none"},
        "odd outputs": {**whole, "runs": [{**runs[0], "outputs": [1, "2"]}]},
        "no operations": {**whole, "runs": [{"input": IMAGE, "outputs": MAPS}]},
        "another model": {**whole, "model": "other_net"},
    }
    data = {name: json.dumps(text).encode() for name, text in texts.items()}
    half = json.dumps(whole).encode()
    return {
        **data, "nothing": b"", "half of it": half[: len(half) // 2], "no text": b"\xff\xfe\x00",
        "deep": b"[" * 100_000,
    }  # fmt: skip


@pytest.mark.parametrize("content", damaged().values(), ids=damaged())
def test_a_damaged_file_counts_as_missing_and_is_replaced(
    shelf: Store, tmp_path: Path, content: bytes
) -> None:
    path = put(tmp_path / "own", FACTS)
    path.write_bytes(content)
    assert shelf.find(NET) is None
    shelf.learn(FACTS)
    assert shelf.find(NET) == FACTS
    assert Store(tmp_path / "own").find(NET) == FACTS


def test_a_damaged_own_file_leaves_the_shipped_one(shelf: Store, tmp_path: Path) -> None:
    put(tmp_path / "shipped", FACTS)
    put(tmp_path / "own", FACTS).write_text("{")
    assert shelf.find(NET) == FACTS


def test_what_cannot_be_written_is_known_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    shelf = Store(tmp_path / "file" / "facts")
    shelf.learn(FACTS)
    assert shelf.find(NET) == FACTS


def test_facts_that_another_program_writes_are_seen(shelf: Store, tmp_path: Path) -> None:
    assert shelf.find(NET) is None
    Store(tmp_path / "own").learn(FACTS)
    assert shelf.find(NET) == FACTS
    Store(tmp_path / "own").learn(replace(FACTS, runs=(LARGER,)))
    found = shelf.find(NET)
    assert found is not None
    assert LARGER in found.runs


def test_a_program_that_is_killed_while_it_writes_leaves_the_old_facts(tmp_path: Path) -> None:
    Store(tmp_path).learn(FACTS)
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom builder.core.facts import Store, Run\n"
        "from builder.core.text import file\nfrom tests.core.facts.test_store import FACTS\n"
        "file._replace = lambda *_: os._exit(9)\n"
        "Store(Path(sys.argv[1])).learn(FACTS.__class__(FACTS.subject, 1, 1, 1, 1, ()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], cwd=Path(__file__).parents[3], check=False
    )
    assert done.returncode == 9
    assert Store(tmp_path).find(NET) == FACTS


def test_failures_are_known_until_the_program_ends(shelf: Store, tmp_path: Path) -> None:
    failed = Unbuilt(NET, "timm has no model", final=True)
    shelf.learn(failed)
    assert shelf.unbuilt(NET) == failed
    assert shelf.find(NET) is None
    assert not shelf.may_be_measured(NET)
    assert Store(tmp_path / "own", tmp_path / "shipped").unbuilt(NET) is None
    shelf.learn(FACTS)
    assert shelf.unbuilt(NET) is None


def test_the_folder_is_the_users_or_the_named_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    store().learn(FACTS)
    assert (tmp_path / NET.file).is_file()
    assert channels_of("timm:some_net.tag", ()) == (8, 16)
    assert channels_of("timm:other_net", ()) is None
    assert channels_of("csp:C3", (1, 2)) is None
    assert channels_of("torchvision:TorchVision", ()) is None
    monkeypatch.delenv(VARIABLE)
    store().learn(FACTS)
    data = Path(os.environ["XDG_DATA_HOME"])
    if sys.platform == "linux":
        assert (data / "model-config-builder" / "facts" / NET.file).is_file()


def test_the_facts_that_come_with_the_program_are_whole() -> None:
    files = sorted(shipped_folder().glob("*.json"))
    assert len(files) >= 10
    for path in files:
        facts = read_facts(json.loads(path.read_text("utf-8")))
        assert facts.subject.file == path.name
        assert dict(facts.versions)["torch"]
        passes = {(run.shape, run.training) for run in facts.runs}
        sides = {((1, 3, side, side), False) for side in (640, 256, 64, 32)}
        assert passes == {*sides, ((1, 3, 256, 256), True)}
        assert all(run.outputs and run.macs and not run.refusal for run in facts.runs)


def test_arguments_that_mean_the_same_are_one_subject() -> None:
    def subject(*args: object) -> Subject:
        return Subject.of("torchvision:TorchVision", args)

    assert subject("net") == subject("net", "DEFAULT", True, 2, False)
    assert subject("net", None, 1, True, 0) == subject("net", None, True, 1)
    assert subject("net", None, False, 5, True) == subject("net", None, False)
    assert subject("net", None, True, None) == subject("net", None, True, 0)
    different: list[tuple[object, ...]] = [
        ("net",), ("net", None), ("net", "V1"), ("net", True), ("net", None, True, 3),
        ("net", None, False), ("net", None, True, 2, True), ("Net",), ("n/et",),
    ]  # fmt: skip
    assert len({subject(*args) for args in different}) == len(different)
    names = [subject(*args).file for args in different]
    names += [Subject("timm", name).file for name in ("net", "NET", "n/et", "n_et", "../net")]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(Path(name).name == name for name in names)
    assert Subject.of("timm:net", (True,)) == Subject.of("timm:net", ())


@pytest.mark.parametrize(
    "args", [(), (5,), ("net", None, True, "2"), ("net", None, True, 1.5), ("net", *[None] * 5)]
)
def test_arguments_at_which_the_trainer_stops(args: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        Subject.of("torchvision:TorchVision", args)


def test_what_is_wanted_travels_as_json() -> None:
    for subject in (NET, CUT, Subject.of("torchvision:TorchVision", ("net", True))):
        wanted = [Wanted(subject, IMAGE), Wanted(subject, (1, 8), True)]
        assert read_wanted(json.loads(json.dumps(wanted_json(wanted)))) == (subject, wanted)
    with pytest.raises(ValueError, match="list"):
        read_wanted({**subject_json(NET), "runs": 5})
    assert Wanted(NET, IMAGE).words == "some_net.tag of timm at 64x64"


def test_only_libraries_models_are_measured() -> None:
    assert is_measured("timm:resnet50")
    assert is_measured("torchvision:TorchVision")
    assert not is_measured("torch.nn:Upsample")
    assert not is_measured("ultralytics.csp:C2f")
