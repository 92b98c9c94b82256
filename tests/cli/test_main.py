import io
import subprocess
import sys
from pathlib import Path

import pytest

from builder import __version__
from builder.cli import main as entry
from builder.cli.main import VERBS
from tests.cli.conftest import YOLOV5S, Builder

ROOT = Path(__file__).parents[2]


def test_version(builder: Builder) -> None:
    ended = builder("--version")
    assert (ended.code, ended.out) == (0, f"builder {__version__}\n")


def test_no_verb_prints_the_help_and_is_wrong_use(builder: Builder) -> None:
    ended = builder()
    assert ended.code == 2
    assert all(verb in ended.out for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_help_page_with_an_example(builder: Builder, verb: str) -> None:
    ended = builder(verb, "--help")
    assert ended.code == 0
    assert f"  builder {verb} " in ended.out


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["show"],
        ["show", YOLOV5S, "--imgsz", "0"],
        ["show", YOLOV5S, "--imgsz", "640x"],
        ["show", YOLOV5S, "--imgsz", "1x2x3"],
        ["show", YOLOV5S, "--nc", "-1"],
        ["show", YOLOV5S, "--dialect", "yolov99"],
        ["show", YOLOV5S, "--scale", "xxl"],
        ["show", YOLOV5S, "--format", "excel"],
        ["check", YOLOV5S, "--format", "xml"],
        ["insert", YOLOV5S, "--row", "[-1, 1, SE, [512]]"],
        ["insert", YOLOV5S, "--at", "1", "--after", "1", "--row", "[-1, 1, SE, [512]]"],
        ["insert", YOLOV5S, "--edge", "6", "--row", "[-1, 1, SE, [512]]"],
    ],
)
def test_wrong_use_is_code_2_and_says_so_on_stderr(builder: Builder, words: list[object]) -> None:
    ended = builder(*words)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["shwo", YOLOV5S], "there is no verb shwo; did you mean show?"),
        (["fly"], "there is no verb fly; there are check, fix, show, new, insert, "),
        ([YOLOV5S], f"say what to do with {YOLOV5S}, such as: builder check {YOLOV5S}"),
    ],
)
def test_a_first_word_that_is_no_verb_is_answered(
    builder: Builder, words: list[object], says: str
) -> None:
    ended = builder(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"builder: {says}")


@pytest.mark.parametrize(
    "words",
    [
        ["--imgsz", "320", "show", YOLOV5S],
        ["--imgsz=320", "show", YOLOV5S],
        ["show", YOLOV5S, "--imgsz", "320"],
    ],
)
def test_options_may_stand_before_the_verb(builder: Builder, words: list[object]) -> None:
    ended = builder(*words)
    assert ended.code == 0
    assert "image 320x320" in ended.out


def test_help_before_the_verb_is_the_verbs_help(builder: Builder) -> None:
    assert builder("--help", "show").out == builder("show", "--help").out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("verb", [["check"], ["show"], ["export", "--to", "svg", "-o", "-"]])
def test_a_full_disk_is_said_once(verb: list[str]) -> None:
    words = [sys.executable, "-m", "builder", verb[0], str(YOLOV5S), *verb[1:]]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            words, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "builder: the output cannot be written: No space left on device\n"


def test_an_internal_error_is_code_3_with_the_traceback(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(words: list[str]) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(entry, "_run", fail)
    ended = builder("show", "x")
    assert ended.code == 3
    assert "RuntimeError: planted" in ended.err
    assert "internal error" in ended.err


def test_ctrl_c_is_code_130(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(words: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_run", interrupt)
    assert builder("show", "x").code == 130


def test_a_reader_that_leaves_early_causes_no_complaint() -> None:
    words = [sys.executable, "-m", "builder", "show", str(YOLOV5S), "--format", "json"]
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize("words", ["check -", "fix - --diff", "explain"])
def test_closed_streams_change_no_exit_code(words: str, closed: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m builder {words} {closed}"],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.returncode == (0 if words == "explain" else 1)  # an empty text holds no model


def test_a_terminal_without_chinese_gets_substitutes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    file = tmp_path / "网络.yaml"
    file.write_bytes(YOLOV5S.read_bytes())
    assert entry.main(["show", str(file)]) == 0
    narrow.seek(0)
    assert "??.yaml: yolov5@7.0" in narrow.read()


def test_python_dash_m_builder_is_the_same_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "builder", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"builder {__version__}\n")


def test_show_loads_nothing_slow() -> None:
    code = (
        "import sys\n"
        "from builder.cli.main import main\n"
        "main(['show', sys.argv[1]])\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(YOLOV5S)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = set(done.stderr.split())
    assert "builder.core.analysis" in loaded
    assert not loaded & {"numpy", "torch", "PySide6", "rich", "json", "subprocess", "graphviz"}
