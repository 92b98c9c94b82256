"""`builder new`: configs from stage tables."""

from pathlib import Path

import pytest

from builder.core.blocks.stage_tables import TABLES
from builder.core.templates import Blocks, Form, Head, Plan, Trainer, table_text, write_network
from tests.cli.conftest import Builder

S = TABLES["efficientnet_v2_s"]
OWN = "repeats,kernel,stride,expansion,in,out,operator,se_ratio\n" + "".join(
    ",".join(map(str, row)) + "\n" for row in S.rows[:5]
)
GOOD_OWN = OWN + "3,3,2,4,160,192,mbconv,0.25\n"

PLANS = {
    (): Plan(),
    ("--head", "classify"): Plan(Head.CLASSIFY),
    ("--as", "blocks", "--nc", "3"): Plan(form=Form.BLOCKS, nc=3),
    ("--as", "backbone", "--trainer", "ultralytics"): Plan(
        form=Form.BACKBONE, trainer=Trainer.ULTRALYTICS
    ),
    ("--blocks", "tutorial"): Plan(blocks=Blocks.TUTORIAL),
}


@pytest.mark.parametrize(("words", "plan"), PLANS.items(), ids=[" ".join(words) for words in PLANS])
@pytest.mark.parametrize("stdout", [(), ("--stdout",)], ids=["", "stdout"])
def test_prints_the_config(
    builder: Builder, words: tuple[str, ...], plan: Plan, stdout: tuple[str, ...]
) -> None:
    ended = builder("new", "--from-table", "EfficientNetV2-S", *words, *stdout)
    assert (ended.code, ended.out, ended.err) == (0, write_network(S, plan), "")


def test_writes_a_file_and_says_what_it_is(builder: Builder, tmp_path: Path) -> None:
    out = tmp_path / "net.yaml"
    ended = builder("new", "--from-table", "efficientnet_v2_s", "-o", out)
    assert ended.code == 0
    assert ended.out == (
        f"{out}: yolov5@7.0, 28 rows, 40,158,029 parameters, 86.0 GFLOPs at 640x640\n"
    )
    assert out.read_text(encoding="utf-8") == write_network(S, Plan())
    assert builder("check", out).code == 0


def test_never_writes_over_a_file_unless_forced(builder: Builder, tmp_path: Path) -> None:
    out = tmp_path / "net.yaml"
    out.write_text("mine")
    words = ("new", "--from-table", "efficientnet-b0", "-o", out)
    ended = builder(*words)
    assert (ended.code, ended.out) == (2, "")
    assert "--force" in ended.err
    assert out.read_text() == "mine"
    assert builder(*words, "--force").code == 0
    assert out.read_text(encoding="utf-8").startswith("# EfficientNet-B0")


def test_a_table_of_ones_own(builder: Builder, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(GOOD_OWN)
    ended = builder("new", "--from-table", table, "--trainer", "ultralytics")
    assert ended.code == 0
    assert "[192, 3, 2, 4, 0.25]" in ended.out
    ended = builder("new", "--from-table", table, "--as", "backbone")
    assert (ended.code, ended.out) == (2, "")
    assert "no published table" in ended.err


def test_a_published_table_in_a_file_is_known(builder: Builder, tmp_path: Path) -> None:
    table = tmp_path / "table.py"
    table.write_bytes(("\ufeff# 表格\n" + table_text(S)).encode("utf-8"))
    ended = builder("new", "--from-table", table, "--as", "backbone")
    assert ended.code == 0
    assert "[-1, 1, efficientnet_v2, [efficientnet_v2_s]]" in ended.out


FAULTS = {
    "stride": (
        OWN,
        """\
{file}:6:5: error: a detection head reads the strides 8, 16 and 32; the last stage has 16
6 | 9,3,1,6,128,160,1,0.25
  |     ^
""",
    ),
    "operator": (
        GOOD_OWN.replace("mbconv", "mvconv"),
        """\
{file}:7:17: error: operator is 0 or FusedMBConv, 1 or MBConv, not mvconv
7 | 3,3,2,4,160,192,mvconv,0.25
  |                 ^^^^^^
""",
    ),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.values(), ids=FAULTS)
def test_faults_of_a_table_are_errors_found(
    builder: Builder, tmp_path: Path, text: str, told: str
) -> None:
    table, out = tmp_path / "table.csv", tmp_path / "net.yaml"
    table.write_text(text)
    ended = builder("new", "--from-table", table, "-o", out)
    assert (ended.code, ended.out, ended.err) == (1, "", told.format(file=table))
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["new"], "--from-table"),
        (["new", "--from-table", "efficientnet_v2_x"], "did you mean efficientnet_v2_xl?"),
        (["new", "--from-table", "nothing.csv"], "builder new --list"),
        (["new", "--from-table", "."], "folder"),
        (["new", "--from-table", "b0", "--list"], "not allowed with"),
        (["new", "--from-table", "b0", "--head", "segment"], "invalid choice"),
        (["new", "--from-table", "b0", "--nc", "0"], "whole number from 1"),
        (["new", "--from-table", "b0", "-o", "x.yaml", "--stdout"], "not allowed with"),
        (["new", "--from-table", "b0", "-o", "no/such/folder/x.yaml"], "cannot write"),
    ],
)
def test_wrong_use(builder: Builder, words: list[str], says: str) -> None:
    ended = builder(*words)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err


def test_the_list_names_every_table(builder: Builder) -> None:
    ended = builder("new", "--list")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(TABLES)
    assert "21,458,488" in lines[1]
    assert "208,119,808" in lines[4]
