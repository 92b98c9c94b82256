"""Settings of a project: where they are found, what they say, and that the command line wins."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.cli.checking.globs import matches
from builder.cli.checking.settings import OWN_FILE, forget
from tests.cli.conftest import YOLOV5S, Builder

TABLE = "[tool.model-config-builder]\n"
# Of this network S106 is a warning in row 0, and row 16 has an error.
STALE = ("[[-1, 4], 1, Concat, [1]]                 # 16", "[[-1, 6], 1, Concat, [1]] # 16")
LEVEL = ("0-P1/2", "0-P2/4")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with `models/net.yaml`, which has an error (S101) and a warning (S106)."""
    text = YOLOV5S.read_text(encoding="utf-8")
    for old, new in (STALE, LEVEL):
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "net.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def settle(folder: Path, text: str, name: str = "pyproject.toml") -> None:
    (folder / name).write_text(text, encoding="utf-8")
    forget()


def codes_of(builder: Builder, *words: object) -> list[str]:
    """The codes of the findings, in the order of the text."""
    ended = builder("check", *words, "--format", "json")
    assert ended.code in {0, 1}, ended.err
    data = json.loads(ended.out)
    files = data if isinstance(data, list) else [data]
    return [one["code"] for file in files for one in file["diagnostics"]]


BOTH = ["S106", "S101"]
CASES = [
    ("", [], BOTH),
    ('select = ["S101"]', [], ["S101"]),
    ('select = ["s101", "Y"]', [], ["S101"]),
    ('ignore = ["S101"]', [], ["S106"]),
    ('severity = "error"', [], ["S101"]),
    ('per-file-ignores = { "models/*.yaml" = ["S106"] }', [], ["S101"]),
    ('per-file-ignores = { "net.yaml" = ["S10"] }', [], []),
    ('per-file-ignores = { "other/*.yaml" = ["S106"] }', [], BOTH),
    ('[per-file-ignores]\n"models" = ["S106"]', [], ["S101"]),
    # The command line wins.
    ('select = ["S101"]', ["--select", "S"], BOTH),
    ('ignore = ["S101"]', ["--ignore", "S106"], ["S101"]),
    ('ignore = ["S101"]', ["--select", "S101"], ["S101"]),
    ('severity = "error"', ["--severity", "hint"], BOTH),
    ('per-file-ignores = { "*" = ["S106"] }', ["--select", "S"], ["S101"]),
    ('select = ["G"]', ["--isolated"], BOTH),
]  # fmt: skip


@pytest.mark.parametrize(("text", "options", "shown"), CASES)
@pytest.mark.parametrize("own", [True, False], ids=["own file", "pyproject"])
def test_what_is_shown(
    builder: Builder, project: Path, text: str, options: list[str], shown: list[str], own: bool
) -> None:
    if own:
        settle(project, text, OWN_FILE)
    else:
        settle(project, TABLE + text.replace("[per-file", "[tool.model-config-builder.per-file"))
    assert codes_of(builder, project / "models" / "net.yaml", *options) == shown
    assert codes_of(builder, project, *options) == shown


def test_when_it_fails(builder: Builder, project: Path) -> None:
    settle(project, TABLE + 'fail-on = "never"')
    assert builder("check", project).code == 0
    assert builder("check", project, "--fail-on", "warning").code == 1
    settle(project, TABLE + 'fail-on = "warning"\nignore = ["S101"]')
    assert builder("check", project).code == 1
    assert builder("check", project, "--fail-on", "error").code == 0


def test_the_image_size(builder: Builder, tmp_path: Path) -> None:
    (tmp_path / "net.yaml").write_bytes(YOLOV5S.read_bytes())
    for written in ("650", '"650x640"', "[650, 640]"):
        settle(tmp_path, f"imgsz = {written}", OWN_FILE)
        assert "H106" in codes_of(builder, tmp_path)
        assert codes_of(builder, tmp_path, "--imgsz", "640") == []


def test_the_dialect_is_that_of_files_that_do_not_say_theirs(
    builder: Builder, tmp_path: Path
) -> None:
    settle(tmp_path, 'dialect = "yolov5@6.2"', OWN_FILE)
    file = tmp_path / "net.yaml"

    def dialect(*options: str) -> str:
        read: str = json.loads(builder("check", file, "--format", "json", *options).out)["dialect"]
        return read

    file.write_bytes(YOLOV5S.read_bytes())
    assert dialect() == "yolov5@6.2"
    assert dialect("--dialect", "yolov5@master") == "yolov5@master"
    file.write_bytes(b"# builder: dialect yolov5@7.0\n" + YOLOV5S.read_bytes())
    assert dialect() == "yolov5@7.0"


@pytest.mark.parametrize(
    "exclude", ["models", "models/", "models/**", "models/*.yaml", "*.yaml", "**/net.yaml", "n?t*"]
)
def test_excluded_files_are_passed_over_in_folders_and_checked_when_named(
    builder: Builder, project: Path, exclude: str
) -> None:
    (project / "z.yml").write_bytes(YOLOV5S.read_bytes())
    settle(project, f'{TABLE}exclude = ["{exclude}"]')
    ended = builder("check", project)
    assert (ended.code, ended.out) == (0, "1 file checked: no problems\n")
    assert ended.err == ""
    named = project / "models" / "net.yaml"
    assert codes_of(builder, named) == BOTH
    assert builder("check", named, "--skip-others").out == "0 files checked: no problems\n"


@pytest.mark.parametrize(
    ("path", "pattern", "does"),
    [
        ("a/b/c.yaml", "c.yaml", True),
        ("a/b/c.yaml", "b", True),
        ("a/b/c.yaml", "b/", True),
        ("a/b/c.yaml", "a/b", True),
        ("a/b/c.yaml", "./a/*", True),
        ("a/b/c.yaml", "a/**/c.yaml", True),
        ("a/b/c.yaml", "**/b/*.yaml", True),
        ("c.yaml", "**/c.yaml", True),
        ("a/b/c.yaml", "b/c.yaml", False),
        ("a/b/c.yaml", "a.yaml", False),
        ("a/b/c.yaml", "a/c", False),
        ("../c.yaml", "a/*", False),
    ],
)
def test_patterns(path: str, pattern: str, does: bool) -> None:
    assert matches(path, [pattern]) is does


def test_the_nearest_settings_hold_alone(builder: Builder, project: Path) -> None:
    settle(project, TABLE + 'select = ["S101"]')
    settle(project / "models", 'severity = "warning"', OWN_FILE)
    assert codes_of(builder, project) == BOTH
    settle(project / "models", "[tool.other]\n")  # this one is beside it and says nothing
    assert codes_of(builder, project) == BOTH
    (project / "models" / OWN_FILE).unlink()
    forget()
    assert codes_of(builder, project) == ["S101"]


def test_each_file_has_the_settings_of_its_own_project(builder: Builder, project: Path) -> None:
    other = project / "other"
    other.mkdir()
    (other / "net.yaml").write_bytes((project / "models" / "net.yaml").read_bytes())
    settle(other, 'select = ["S106"]\nfail-on = "never"', OWN_FILE)
    assert codes_of(builder, project) == [*BOTH, "S106"]
    assert builder("check", other).code == 0
    assert builder("check", project).code == 1


def test_settings_can_be_named(builder: Builder, project: Path) -> None:
    settle(project, TABLE + 'select = ["G"]')
    named = project / "strict.toml"
    named.write_text('select = ["S106"]\nper-file-ignores = { "net.yaml" = ["S106"] }')
    assert codes_of(builder, project, "--config", named) == []
    named.write_text('select = ["S106"]')
    assert codes_of(builder, project, "--config", named) == ["S106"]
    assert codes_of(builder, project, "--config", project / "pyproject.toml") == []


def test_the_own_file_beats_the_pyproject_beside_it(builder: Builder, project: Path) -> None:
    settle(project, TABLE + 'select = ["S106"]')
    settle(project, 'select = ["S101"]', OWN_FILE)
    assert codes_of(builder, project) == ["S101"]


WRONG = [
    ("slect = []", "slect: there is no such setting; did you mean select?"),
    ("fail_on = 'error'", "fail_on: there is no such setting; did you mean fail-on?"),
    ("colour = true", "colour: there is no such setting; there are select, ignore, "),
    ('select = "S"', "select: 'S' is no list of texts"),
    ("select = [1]", "select: [1] is no list of texts"),
    ('select = ["Q1"]', "select: no check's code begins with 'Q1'; known: "),
    ('ignore = ["S999"]', "ignore: no check's code begins with 'S999'"),
    ('severity = "grave"', "severity: 'grave' is none of hint, info, warning, error"),
    ("severity = 3", "severity: 3 is none of"),
    ('severity = "never"', "severity: 'never' is none of"),
    ('fail-on = "always"', "fail-on: 'always' is none of hint, info, warning, error, never"),
    ("imgsz = 0", "imgsz: '0': a side has 1 to 65536 pixels"),
    ("imgsz = true", "imgsz: True is no image size"),
    ("imgsz = [1, 2, 3]", "imgsz: '1x2x3' is no image size"),
    ("imgsz = 1.5", "imgsz: 1.5 is no image size"),
    ('dialect = "yolov55"', "dialect: no dialect 'yolov55'; known: yolov5@7.0"),
    ("dialect = 5", "dialect: 5 is no dialect"),
    ('exclude = "old"', "exclude: 'old' is no list of texts"),
    ('per-file-ignores = ["S"]', "per-file-ignores: ['S'] is no table"),
    ('per-file-ignores = { "a" = ["Q"] }', "per-file-ignores: no check's code begins with 'Q'"),
    ('per-file-ignores = { "a" = "S" }', "per-file-ignores: 'S' is no list of texts"),
]


@pytest.mark.parametrize(("text", "says"), WRONG)
def test_wrong_settings_are_wrong_use_that_names_file_and_key(
    builder: Builder, project: Path, text: str, says: str
) -> None:
    settle(project, text, OWN_FILE)
    ended = builder("check", project)
    assert (ended.code, ended.out) == (2, "")
    assert f"{project / OWN_FILE}: {says}" in ended.err
    (project / OWN_FILE).unlink()
    settle(project, TABLE + text)
    ended = builder("check", project / "models")
    assert ended.code == 2
    where = f"{project / 'pyproject.toml'}: [tool.model-config-builder] "
    assert f"{where}{says}" in ended.err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"select = [", "is no TOML: "),
        (b"\xff\xfe", "is no TOML: "),
        (b"select = " + b"[" * 5000, "is no TOML: "),
    ],
)
def test_a_settings_file_that_is_none(
    builder: Builder, project: Path, content: bytes, says: str
) -> None:
    (project / OWN_FILE).write_bytes(content)
    forget()
    ended = builder("check", project)
    assert (ended.code, ended.out) == (2, "")
    assert f"{project / OWN_FILE}: {says}" in ended.err


def test_a_pyproject_without_our_table_is_none_of_our_business(
    builder: Builder, project: Path
) -> None:
    for text in (
        "",
        "[tool.ruff]\n",
        "this is no TOML",
        "[project]\nname = 'model-config-builder'",
    ):
        settle(project, text)
        assert codes_of(builder, project) == BOTH
    settle(project, "[tool]\nmodel-config-builder = 3")
    assert "[tool.model-config-builder] must be a table" in builder("check", project).err
    ended = builder("check", YOLOV5S, "--config", project / "none.toml")
    assert "none.toml: cannot read this file: No such file" in ended.err
    settle(project, "[tool.ruff]\n")
    ended = builder("check", YOLOV5S, "--config", project / "pyproject.toml")
    assert "pyproject.toml: has no table [tool.model-config-builder]" in ended.err
