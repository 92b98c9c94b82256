"""SARIF as its standard wants it, over real findings, broken texts among them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import pytest

from builder.core.config import read_config
from builder.core.diagnostics import Applicability
from builder.core.rules import codes
from tests.cli.conftest import EXAMPLES, YOLOV5S, Builder
from tests.core.rules.networks import findings

Network = Callable[..., Path]
Json = dict[str, Any]
STALE = ("[[-1, 4], 1, Concat, [1]]                 # 16", "[[-1, 6], 1, Concat, [1]] # 16")

# What may stand in each object, those that must with a star; from chapter 3 of the standard.
OBJECTS = {
    "log": "*version *runs $schema",
    "run": "*tool *results columnKind originalUriBaseIds invocations",
    "tool": "*driver",
    "driver": "*name version semanticVersion rules",
    "rule": "*id shortDescription fullDescription help",
    "invocation": "*executionSuccessful toolExecutionNotifications",
    "result": "*message *ruleId ruleIndex level locations relatedLocations fixes "
    "partialFingerprints properties",
    "location": "*physicalLocation id message",
    "physicalLocation": "*artifactLocation region",
    "artifactLocation": "*uri uriBaseId",
    "region": "*startLine *startColumn *endLine *endColumn",
    "message": "*text",
    "help": "*text markdown",
    "fix": "*artifactChanges description properties",
    "artifactChange": "*artifactLocation *replacements",
    "replacement": "*deletedRegion insertedContent",
    "notification": "*message level locations",
}


def check(kind: str, one: Json) -> None:
    """Whether an object has what its kind must have, and nothing that it may not."""
    names = OBJECTS[kind].split()
    assert {name[1:] for name in names if name[0] == "*"} <= one.keys(), kind
    assert one.keys() <= {name.lstrip("*") for name in names}, kind


def check_location(one: Json, text: str) -> None:
    check("location", one)
    place = one["physicalLocation"]
    check("physicalLocation", place)
    check("artifactLocation", place["artifactLocation"])
    offsets(place["region"], text)
    if "message" in one:
        check("message", one["message"])


def offsets(region: Json, text: str) -> tuple[int, int]:
    """Where a region begins and ends in the text; it lies in the text."""
    check("region", region)
    lines = read_config(text).lines
    ends = []
    for which in ("start", "end"):
        line, column = region[f"{which}Line"], region[f"{which}Column"]
        assert 1 <= line <= len(lines)
        assert column >= 1
        ends.append(lines.start_of(line) + column - 1)
    assert 0 <= ends[0] <= ends[1] <= len(text)
    return ends[0], ends[1]


def log_of(builder: Builder, *words: object) -> Json:
    """The run of the log that `check` prints."""
    log = json.loads(builder("check", *words, "--format", "sarif").out)
    check("log", log)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    check("run", run)
    check("tool", run["tool"])
    check("driver", run["tool"]["driver"])
    assert run["columnKind"] == "unicodeCodePoints"
    for one in run["invocations"]:
        check("invocation", one)
    return run


def check_result(one: Json, run: Json, text: str) -> None:
    check("result", one)
    check("message", one["message"])
    assert one["message"]["text"]
    assert one["level"] in {"error", "warning", "note"}
    rule = run["tool"]["driver"]["rules"][one["ruleIndex"]]
    assert rule["id"] == one["ruleId"]
    for place in (*one["locations"], *one.get("relatedLocations", ())):
        check_location(place, text)
    ids = [place["id"] for place in one.get("relatedLocations", ())]
    assert len(set(ids)) == len(ids)


NETWORKS = {
    "sound": YOLOV5S.read_text("utf-8"),
    "stale": YOLOV5S.read_text("utf-8").replace(*STALE),
    "Chinese": "nc: 8\nbackbone:\n  # 骨\n  - [-1, 1, 卷积, [𝔘]]\nhead:\n  - [-1, 1, 检测, []]\n",
    "empty": "",
    "broken": "nc: 80\nbackbone:\n  [[-1, 1, Conv, [64]]\n   [-1, 1, C3， [64]],\n",
    "windows": YOLOV5S.read_text("utf-8").replace(*STALE).replace("\n", "\r\n"),
    "old mac": YOLOV5S.read_text("utf-8").replace(*STALE).replace("\n", "\r"),
    "allowed": YOLOV5S.read_text("utf-8") + "# builder: allow-file S106, Q1\n",
}  # fmt: skip


@pytest.mark.parametrize("text", NETWORKS.values(), ids=NETWORKS)
def test_every_finding_is_a_result_with_its_rule(
    builder: Builder, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "net.yaml"
    file.write_bytes(text.encode())
    run = log_of(builder, file)
    found = findings(text, file=str(file))
    assert [one["ruleId"] for one in run["results"]] == [one.code for one in found]
    for one, result in zip(found, run["results"], strict=True):
        check_result(result, run, text)
        assert result["message"]["text"] == one.message
        region = result["locations"][0]["physicalLocation"]["region"]
        assert offsets(region, text) == (one.span.start, one.span.end)
        assert len(result.get("fixes", ())) == len(one.fixes)


def test_applying_a_fix_from_the_log_is_applying_the_fix(
    builder: Builder, network: Network
) -> None:
    from builder.core.text import apply_edits

    file = network(STALE)
    text = file.read_text()
    run = log_of(builder, file)
    fixes = [fix for one in findings(text, file=str(file)) for fix in one.fixes]
    written = [fix for one in run["results"] for fix in one.get("fixes", ())]
    assert len(written) == len(fixes)
    assert {fix.applicability for fix in fixes} == set(Applicability)
    for wanted, fix in zip(fixes, written, strict=True):
        check("fix", fix)
        assert fix["description"] == {"text": wanted.title}
        assert fix["properties"] == {"safe": wanted.applicability is Applicability.SAFE}
        (change,) = fix["artifactChanges"]
        check("artifactChange", change)
        mended = text
        for one in reversed(change["replacements"]):
            check("replacement", one)
            start, end = offsets(one["deletedRegion"], text)
            mended = mended[:start] + one["insertedContent"]["text"] + mended[end:]
        assert mended == apply_edits(text, wanted.edits)


def test_rules_carry_their_manuals(builder: Builder, network: Network) -> None:
    rules = log_of(builder, network(STALE), EXAMPLES)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    for rule in rules:
        check("rule", rule)
        assert rule["id"] in codes()
        for part in ("shortDescription", "fullDescription"):
            check("message", rule[part])
        check("help", rule["help"])
        assert rule["help"]["text"].startswith(f"{rule['id']}: {rule['shortDescription']['text']}")
        assert "```yaml\n" in rule["help"]["markdown"]


def test_files_below_the_folder_are_relative_and_others_absolute(
    builder: Builder, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = network(STALE, name="网 络%.yaml")

    def location() -> tuple[Json, Json]:
        run = log_of(builder, file)
        place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        return place, run["originalUriBaseIds"]

    monkeypatch.chdir(file.parent)
    inside, bases = location()
    assert inside["uri"].isascii()
    base = urlparse(bases[inside["uriBaseId"]]["uri"])
    assert base.path.endswith("/")
    assert Path(unquote(base.path), unquote(inside["uri"])) == file
    (file.parent / "sub").mkdir()
    monkeypatch.chdir(file.parent / "sub")
    outside, _ = location()
    assert Path(unquote(urlparse(outside["uri"]).path)) == file
    assert "uriBaseId" not in outside


def test_fingerprints_last_when_lines_move_and_differ_from_each_other(
    builder: Builder, network: Network
) -> None:
    def fingerprints(file: Path) -> list[str]:
        prints = [one["partialFingerprints"] for one in log_of(builder, file)["results"]]
        return [value for one in prints for value in one.values()]

    file = network(STALE, ("[None, 2, nearest]", "[None, 2, nearest, None, None, 1]"))
    before = fingerprints(file)
    assert len(set(before)) == len(before) > 1
    file.write_text(f"# one more line\n{file.read_text()}")
    assert fingerprints(file) == before


@pytest.mark.parametrize("others", [(YOLOV5S,), ()], ids=["beside another", "alone"])
def test_a_file_that_could_not_be_checked_is_a_notification(
    builder: Builder, tmp_path: Path, others: tuple[Path, ...]
) -> None:
    ended = builder("check", *others, tmp_path / "missing.yaml", "--format", "sarif")
    assert ended.code == 2
    (invocation,) = json.loads(ended.out)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (one,) = invocation["toolExecutionNotifications"]
    check("notification", one)
    assert "there is no such file" in one["message"]["text"]
