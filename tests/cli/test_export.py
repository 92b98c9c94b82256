from pathlib import Path

import pytest

from builder.cli.export import FORMATS
from builder.cli.main import main
from builder.core.export.exporter import EXPORTERS
from tests.cli.conftest import YOLOV5S, Builder

STARTS = {"svg": b"<", "png": b"\x89PNG", "csv": b"", "markdown": b"| "}


def test_every_format_is_offered() -> None:
    assert set(FORMATS) == set(EXPORTERS) == set(STARTS)


@pytest.mark.parametrize("to", FORMATS)
def test_a_file_is_written(builder: Builder, tmp_path: Path, to: str) -> None:
    out = tmp_path / "figure"
    ended = builder("export", YOLOV5S, "--to", to, "-o", out)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    data = out.read_bytes()
    assert len(data) > 500
    assert data.startswith(STARTS[to])


def test_a_dash_writes_to_stdout(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", str(YOLOV5S), "--to", "markdown", "-o", "-"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"| ")


def test_a_place_that_cannot_be_written_is_said(builder: Builder, tmp_path: Path) -> None:
    ended = builder("export", YOLOV5S, "--to", "csv", "-o", tmp_path / "no" / "x.csv")
    assert ended.code == 2
    assert "cannot write" in ended.err


def test_the_config_itself_is_not_overwritten(builder: Builder, tmp_path: Path) -> None:
    config = tmp_path / "net.yaml"
    config.write_bytes(YOLOV5S.read_bytes())
    ended = builder("export", config, "--to", "csv", "-o", tmp_path / "." / "net.yaml")
    assert ended.code == 2
    assert "is the config itself" in ended.err
    assert config.read_bytes() == YOLOV5S.read_bytes()


@pytest.mark.parametrize("verb", [["export", "--to", "svg", "-o", "x.svg"], ["certify"]])
def test_a_file_without_a_network_is_wrong_use(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.yaml").write_text("train: images\nnc: 3\n")
    ended = builder(verb[0], "data.yaml", *verb[1:])
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "builder: data.yaml holds no rows of a network; see `builder check data.yaml`\n"
    )
    assert not (tmp_path / "x.svg").exists()
