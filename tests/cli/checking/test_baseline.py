"""A baseline hides what was known, through edits that don't touch it, and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.cli.checking.baseline import baseline_text, identity, read_baseline
from builder.cli.written import Source
from builder.core.config import read_config
from builder.core.config.edits import insert_row
from builder.core.diagnostics import Diagnostic, Severity
from builder.core.text import Span, apply_edits
from tests.cli.conftest import YOLOV5S, Builder
from tests.core.rules.networks import findings

Network = Callable[..., Path]
STALE = ("[[-1, 4], 1, Concat, [1]]                 # 16", "[[-1, 6], 1, Concat, [1]] # 16")
LEVEL = ("0-P1/2", "0-P2/4")


@pytest.fixture
def known(builder: Builder, network: Network) -> tuple[Path, Path]:
    """A faulty network, and the baseline that knows its faults."""
    file = network(STALE, LEVEL)
    baseline = file.with_name("known.json")
    ended = builder("check", file, "--write-baseline", baseline)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{baseline}: 2 findings written\n"
    return file, baseline


def new(builder: Builder, file: Path, baseline: Path) -> list[str]:
    ended = builder("check", file, "--baseline", baseline, "--format", "json")
    return [one["code"] for one in json.loads(ended.out)["diagnostics"]]


def test_what_is_known_is_not_shown_and_does_not_fail(
    builder: Builder, known: tuple[Path, Path]
) -> None:
    file, baseline = known
    ended = builder("check", file, "--baseline", baseline)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "1 file checked: no problems (and 2 in the baseline)\n"


def test_what_is_new_is_shown_and_fails(builder: Builder, known: tuple[Path, Path]) -> None:
    file, baseline = known
    text = file.read_text()
    file.write_text(text.replace("[-1, 1, SPPF, [1024, 5]]", "[-1, 1, SPPX, [1024, 5]]"))
    ended = builder("check", file, "--baseline", baseline)
    assert ended.code == 1
    assert "[B101]" in ended.out
    assert "[S106]" not in ended.out


def test_the_file_is_small_sorted_and_readable(known: tuple[Path, Path]) -> None:
    text = known[1].read_text(encoding="utf-8")
    data = json.loads(text)
    assert data == {
        "version": 1,
        "findings": {
            "net.yaml": {
                "S101": {"1, Concat, [1]": 1},
                "S106": {"1, Conv, [64, 6, 2, 2]": 1},
            }
        },
    }
    assert text == json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def test_lines_rows_numbers_and_comments_may_change(
    builder: Builder, known: tuple[Path, Path]
) -> None:
    file, baseline = known
    text = file.read_text()
    config = read_config(text)
    more = apply_edits(text, insert_row(config, 5, "[-1, 1, Conv, [256, 1, 1]]").edits)
    assert "[[-1, 7], 1, Concat, [1]]" in more  # renumbered
    for changed in (
        f"# a comment\n\n{text}",
        text.replace("\n", "\r\n"),
        text.replace("# 16", "# 16 join"),
        text.replace("[[-1, 6], 1, Concat, [1]] # 16", "[ [-1,  6],  1, Concat,  [1]] #"),
        more,
    ):
        assert changed != text
        file.write_bytes(changed.encode())
        assert {"S101", "S106"}.isdisjoint(new(builder, file, baseline))


def test_one_more_of_the_same_is_new(builder: Builder, network: Network) -> None:
    """Rows 11 and 15 get the same arguments, three too many."""
    right, wrong = "[None, 2, nearest]]  # ", "[None, 2, nearest, None, None, 1]]  # "
    first, second = ((f"{right}{row}", f"{wrong}{row}") for row in (11, 15))
    file = network(first)
    baseline = file.with_name("known.json")
    builder("check", file, "--write-baseline", baseline)
    assert new(builder, network(second), baseline) == []
    assert new(builder, network(first, second), baseline) == ["B104"]


def test_another_file_is_new(builder: Builder, known: tuple[Path, Path]) -> None:
    file, baseline = known
    other = file.with_name("other.yaml")
    other.write_bytes(file.read_bytes())
    assert "S101" in new(builder, other, baseline)


def test_what_is_gone_is_told(builder: Builder, known: tuple[Path, Path]) -> None:
    file, baseline = known
    file.write_bytes(YOLOV5S.read_bytes())
    ended = builder("check", file, "--baseline", baseline)
    assert ended.code == 0
    assert "2 findings of" in ended.err
    assert "are gone; --write-baseline forgets them" in ended.err


@pytest.mark.parametrize("words", [("--select", "S101"), ("--ignore", "S106"),
                                   ("--severity", "error")], ids=" ".join)  # fmt: skip
def test_what_is_not_asked_for_is_not_gone(
    builder: Builder, known: tuple[Path, Path], words: tuple[str, ...]
) -> None:
    file, baseline = known
    ended = builder("check", file, "--baseline", baseline, *words)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "1 file checked: no problems (and 1 in the baseline)\n"


@pytest.mark.parametrize("option", ["--baseline", "--write-baseline", "--config"])
def test_an_empty_name_is_wrong_use_and_not_no_name(builder: Builder, option: str) -> None:
    ended = builder("check", YOLOV5S, option, "")
    assert (ended.code, ended.out) == (2, "")


def test_paths_count_from_the_folder_of_the_baseline(
    builder: Builder, known: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, baseline = known
    monkeypatch.chdir(file.parent.parent)
    relative = Path(file.parent.name, file.name)
    assert new(builder, relative, Path(file.parent.name, baseline.name)) == []


def test_only_what_is_asked_for_is_written(builder: Builder, network: Network) -> None:
    file = network(STALE, LEVEL)
    baseline = file.with_name("known.json")
    builder("check", file, "--select", "S106", "--write-baseline", baseline)
    assert new(builder, file, baseline) == ["S101"]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", "null", '{"version": 2, "findings": {}}', '{"version": 1}', "\xff",
     '{"version": 1, "findings": []}', '{"version": 1, "findings": {"a": 1}}',
     '{"version": 1, "findings": {"a": {"G1": {"x": "y"}}}}', "[" * 100_000,
     '{"version": 1, "findings": {"a": {"G1": {"x": Infinity}}}}'],
)  # fmt: skip
def test_what_is_no_baseline_is_wrong_use(builder: Builder, tmp_path: Path, content: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(content, encoding="latin-1")
    ended = builder("check", YOLOV5S, "--baseline", path)
    assert (ended.code, ended.out) == (2, "")
    assert f"{path} is no baseline" in ended.err


def test_a_missing_baseline_says_how_to_write_it(builder: Builder, tmp_path: Path) -> None:
    ended = builder("check", YOLOV5S, "--baseline", tmp_path / "known.json")
    assert ended.code == 2
    assert "there is no such file; write it with --write-baseline" in ended.err


def test_a_baseline_that_cannot_be_written(builder: Builder, tmp_path: Path) -> None:
    ended = builder("check", YOLOV5S, "--write-baseline", tmp_path / "nowhere" / "known.json")
    assert ended.code == 2
    assert "known.json: cannot write this file: " in ended.err


def test_nothing_is_written_if_a_file_could_not_be_checked(
    builder: Builder, network: Network
) -> None:
    file = network(STALE)
    baseline = file.with_name("known.json")
    ended = builder("check", file, file.with_name("missing.yaml"), "--write-baseline", baseline)
    assert ended.code == 2
    assert not baseline.exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("  - [-1, 3, C3, [256]]  # 4", "3, C3, [256]"),
        ("  - [[-1, 6], 1, Concat, [1]]", "1, Concat, [1]"),
        ("  [[-1, 1, Conv, [64]],", "1, Conv, [64]"),
        ("   [[-1, 6], 1, Concat, [1]], # 12", "1, Concat, [1]"),
        ("   [[[17, 20], 1, Detect, [nc, anchors]]]", "1, Detect, [nc, anchors]"),
        ("  - [ -1 , 3,  C3, [ 256 ]]", "3, C3, [ 256 ]"),
        ("  - [-1, 1, nn.Upsample, [None, 2, 'nearest']]", "1, nn.Upsample, [None, 2, 'nearest']"),
    ],
)
def test_a_row_is_known_by_what_follows_from(line: str, says: str) -> None:
    one = Diagnostic("S101", Severity.ERROR, "odd", Span(2, 3), layer=0)
    assert identity(Source(line), one) == ("S101", says)


TEXTS = st.lists(
    st.sampled_from(["\n", "  - ", "[", "]", ",", " ", "#", "-1", "C3", "网", "\t"]), min_size=1
)


@given(st.lists(st.tuples(TEXTS.map("".join), st.integers(0, 40), st.booleans()), max_size=8))
def test_whatever_is_written_is_known_when_read(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, int, bool]]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "known.json"
    files = []
    for number, (text, at, row) in enumerate(made):
        start = min(at, len(text))
        layer = 0 if row else None
        one = Diagnostic(f"S10{at % 9}", Severity.ERROR, "odd", Span(start, start), layer)
        files.append((str(path.parent / f"{number}.yaml"), Source(text), (one, one)))
    path.write_text(baseline_text(path, files), encoding="utf-8")
    assert path.read_text("utf-8") == baseline_text(path, list(reversed(files)))
    baseline = read_baseline(path)
    for name, written, found in files:
        assert baseline.new_among(name, written, found) == ()
    assert baseline.gone() == 0


def test_every_finding_of_a_mutant_is_known(builder: Builder, network: Network) -> None:
    """Text that is broken has baselines like any other."""
    text = YOLOV5S.read_text()
    for broken in (
        text.replace("[-1, 3, C3, [256, False]]", "[-1, 3, C3, [256, False]"),
        "a: [",
        "",
    ):
        file = network(name="broken.yaml")
        file.write_text(broken)
        baseline = file.with_name("known.json")
        assert findings(broken)
        builder("check", file, "--write-baseline", baseline)
        assert new(builder, file, baseline) == []
