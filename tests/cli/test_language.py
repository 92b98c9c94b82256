"""The command line speaks English and Chinese; JSON stays English, cut at its parts."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.options import system_language
from tests.cli.conftest import Builder

Write = Callable[..., Path]
JOIN = ("[[-1, 6], 1, Concat, [1]]", "[[-1, 4], 1, Concat, [1]]")
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de", "LC_ALL": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_language_is_that_of_the_system(environment: dict[str, str], language: str) -> None:
    assert system_language(environment) == language


def test_check_says_findings_in_chinese(builder: Builder, network: Write) -> None:
    path = network(JOIN)
    ended = builder("check", path, "--language", "zh")
    assert ended.code == 1
    assert "error[S101]: 第 12 层把来自第 11 层的 40x40 (P4/16) 与来自第 4 层的" in ended.out
    assert "= 建议: 改用第 " in ended.out
    assert ended.out.splitlines()[-1].startswith("已检查 1 个文件：1 个错误；`builder fix` 可修复")
    english = builder("check", path, "--language", "en").out
    assert english == builder("check", path).out
    assert not CHINESE.search(english)
    assert len(ended.out.splitlines()) == len(english.splitlines())


def test_check_follows_the_system(
    builder: Builder, network: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    path = network(JOIN)
    assert builder("check", path).out == builder("check", path, "--language", "zh").out
    assert not CHINESE.search(builder("check", path, "--language", "en").out)


def test_show_says_reasons_in_chinese(builder: Builder, network: Write) -> None:
    path = network(JOIN, ("C3, [128]]", "Own, [128]]"))
    table = builder("show", path, "--language", "zh").out
    assert "^ error[B101]: 第 2 层：YOLOv5 7.0 没有模块 Own" in table
    assert "note: 训练程序不会打印任何信息：它会报错停止" in table


def test_explain_speaks_chinese(builder: Builder) -> None:
    manual = builder("explain", "S101", "--language", "zh").out
    assert manual.startswith("S101: 某层拼接了尺寸不同的特征图。\n\n发现什么:\n")
    assert "  S101: 某层拼接了尺寸不同的特征图。" in builder("explain", "--language", "zh").out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_json_is_english_and_has_the_parts(builder: Builder, network: Write, language: str) -> None:
    out = builder("check", network(JOIN), "--format", "json", "--language", language).out
    assert not CHINESE.search(out)
    (found,) = [one for one in json.loads(out)["diagnostics"] if one["code"] == "S101"]
    for said in (found, *found["labels"]):
        assert "".join(part["text"] for part in said["parts"]) == said["message"]
        assert {part["kind"] for part in said["parts"]} <= {"text", "row", "size", "value"}
    rows = [part for part in found["parts"] if part["kind"] == "row"]
    assert [(part["text"], part["layer"]) for part in rows[:2]] == [("row 12", 12), ("row 11", 11)]
    sizes = [part for part in found["parts"] if part["kind"] == "size"]
    assert sizes[0] == {
        "text": "40x40 (P4/16)",
        "kind": "size",
        "height": 40,
        "width": 40,
        "stride": 16,
    }


def test_json_places_quoted_cells(builder: Builder, network: Write) -> None:
    path = network(("[-1, 1, SPPF, [1024, 5]]", "[x, 1, SPPF, [1024, 5]]"))
    found = json.loads(builder("check", path, "--format", "json").out)["diagnostics"]
    (one,) = [one for one in found if one["code"] == "G105"]
    (cell,) = [part for part in one["parts"] if part["kind"] == "cell"]
    assert cell["text"] == "`x`"
    assert (cell["line"], cell["column"]) == (one["line"], one["column"])
