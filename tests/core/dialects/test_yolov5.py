"""How YOLOv5 v7.0 resolves rows, its traps included; each case was tried on the real trainer."""

import pytest

from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.dialects import ModuleCall, Resolved, ResolvedRow
from builder.core.dialects.anchor_rows import UnknownScaleError
from builder.core.dialects.python_text import Outcome, PythonObject, read_python
from builder.core.dialects.rows import make_divisible
from builder.core.dialects.yolov5 import resolve_70 as resolve

HEADER = "nc: {nc}\nanchors: {anchors}\ndepth_multiple: {depth}\nwidth_multiple: {width}\n"


def resolved(*rows: str, nc: int = 80, anchors: str = "3", depth: float = 1.0, width: float = 1.0,
             header: str = "") -> Resolved:  # fmt: skip
    text = HEADER.format(nc=nc, anchors=anchors, depth=depth, width=width) + header
    body = "\n".join(f"  - {row}" for row in rows)
    return resolve(read_config(f"{text}backbone:\n{body}\nhead: []\n"))


def last(*rows: str, **options: object) -> ResolvedRow:
    return resolved(*rows, **options).rows[-1]  # type: ignore[arg-type]


STEM = "[-1, 1, Conv, [64, 6, 2, 2]]"


@pytest.mark.parametrize(
    ("row", "options", "args", "repeats", "copies", "channels"),
    [
        ("[-1, 3, C3, [128]]", {}, (64, 128, 3), 3, 1, 128),
        ("[-1, 3, C3, [128]]", {"depth": 0.33, "width": 0.5}, (32, 64, 1), 1, 1, 64),
        ("[-1, 9, C3, [128, False]]", {"depth": 0.67}, (64, 128, 6, False), 6, 1, 128),
        # Python rounds halves to even: 5 * 0.5 = 2.5 -> 2, 3 * 0.5 = 1.5 -> 2.
        ("[-1, 5, C3, [64]]", {"depth": 0.5}, (64, 64, 2), 2, 1, 64),
        ("[-1, 3, C3, [64]]", {"depth": 0.5}, (64, 64, 2), 2, 1, 64),
        ("[-1, 3, C3SPP, [64]]", {}, (64, 64), 3, 3, 64),
        ("[-1, 3, Conv, [64, 3]]", {}, (64, 64, 3), 3, 3, 64),
        ("[-1, 0, Conv, [64]]", {}, (64, 64), 0, 1, 64),
        ("[-1, 1, Conv, [100]]", {"width": 0.3}, (24, 32), 1, 1, 32),
        # 255 = 3 * (80 + 5) is what a head outputs, and is left alone.
        ("[-1, 1, Conv, [255]]", {"width": 0.5}, (32, 255), 1, 1, 255),
        ("[-1, 1, Conv, [24]]", {"width": 0.5, "nc": 3}, (32, 24), 1, 1, 24),
        ("[-1, 1, nn.Upsample, [None, 2, nearest]]", {}, (None, 2, "nearest"), 1, 1, 64),
        ("[-1, 1, nn.Conv2d, [64, 100, 3]]", {}, (64, 100, 3), 1, 1, 64),
        ("[-1, 1, nn.ConvTranspose2d, [32, 2, 2]]", {}, (64, 32, 2, 2), 1, 1, 32),
        ("[-1, 1, nn.BatchNorm2d, []]", {}, (64,), 1, 1, 64),
        ("[-1, 1, Contract, [2]]", {}, (2,), 1, 1, 256),
        ("[-1, 1, Expand, [2]]", {}, (2,), 1, 1, 16),
        # No trainer ships these; the forks' readers have a line for each.
        ("[-1, 1, space_to_depth, [1]]", {}, (1,), 1, 1, 256),
        ("[-1, 1, DySample, [2]]", {"width": 0.5}, (32, 2), 1, 1, 32),
        ("[[-1, 0], 1, ASFF2, [64, 1]]", {"width": 0.5}, ([32, 32], 32, 1), 1, 1, 32),
        ("[[-1, 0], 1, Concat, [1]]", {}, (1,), 1, 1, 128),
        ("[-1, 1, Conv, [nc]]", {"width": 1.0}, (64, 80), 1, 1, 80),
        ("[-1, 1, Conv, ['1+1*31']]", {}, (64, 32), 1, 1, 32),
        ("[[0], 1, Detect, [nc, anchors]]", {}, (80, [[0, 1, 2, 3, 4, 5]], [64]), 1, 1, 64),
        ("[[0], 1, Segment, [nc, 3, 32, 256]]", {"width": 0.5},
         (80, [[0, 1, 2, 3, 4, 5]], 32, 128, [32]), 1, 1, 32),
    ],
)  # fmt: skip
def test_rows_resolve_as_in_the_trainer(
    row: str, options: dict[str, object], args: object, repeats: int, copies: int, channels: int
) -> None:
    result = last(STEM, row, **options)
    assert (result.args, result.repeats, result.copies) == (args, repeats, copies)
    assert result.channels == channels
    assert result.fatal is None


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("[60, 1, Conv, [64]]", "bad-reference"),
        ("[1, 1, Conv, [64]]", "bad-reference"),
        ("[-3, 1, Conv, [64]]", "bad-reference"),
        ("[x, 1, Conv, [64]]", "bad-from"),
        ("[-1, many, Conv, [64]]", "bad-number"),
        ("[-1, .inf, Conv, [64]]", "bad-number"),
        ("[-1, 1, C3z, [64]]", "unknown-module"),
        ("[-1, 1, nn.Conv9d, [64]]", "unknown-module"),
        ("[-1, 1, \"__import__('os').system('id')\", [64]]", "code-as-module"),
        ("[-1, 1, Conv, [abc]]", "bad-channels"),
        ("[-1, 1, Conv, []]", "missing-args"),
        ("[-1, 1, Conv, 64]", "bad-args"),
        ("[-1, 1, Conv]", "short-row"),
        ("[[-1, 0], 1, Conv, [64]]", "list-from"),
        ("[-1, 1, Concat, [1]]", "scalar-from"),
        ("[-1, 1, Conv, [64, 'a b']]", "bad-text"),
        ("[-1, 1, Conv, [64, \"open('x','w')\"]]", "runs-code"),
        ("[-1, 1, Expand, [0]]", "bad-channels"),
        ("[[-1], 1, Segment, [nc, 3]]", "missing-args"),
    ],
)
def test_rows_that_stop_the_trainer(row: str, kind: str) -> None:
    fatal = last(STEM, row).fatal
    assert fatal is not None
    assert fatal.kind == kind


@pytest.mark.parametrize(
    ("row", "options", "kind"),
    [
        ("[-1, 1, Conv, [24]]", {"width": 0.25, "nc": 3}, "unscaled-channels"),
        ("[-1, 1, Conv, [64, i]]", {}, "name-in-args"),
        ("[-1, 1, Conv, [64, 3, 1, None, 1, 1, nn.ReLU]]", {}, "name-in-args"),
        ("[-1, 1, CBAM, [64]]", {}, "foreign-module"),
    ],
)
def test_traps_that_do_not_stop_the_trainer(
    row: str, options: dict[str, object], kind: str
) -> None:
    result = last(STEM, row, **options)
    assert [trap.kind for trap in result.traps] == [kind]
    assert result.fatal is None


def test_a_row_that_sets_no_channels_leaves_those_of_the_row_before() -> None:
    result = last(STEM, "[-1, 1, Conv, [128]]", "[0, 1, nn.BatchNorm2d, []]")
    assert result.channels == 128
    assert result.args == (64,)
    assert [trap.kind for trap in result.traps] == ["stale-channels"]


def test_channels_behind_an_unknown_row_are_unknown() -> None:
    rows = resolved(
        STEM, "[-1, 1, Mystery, [7]]", "[-1, 1, Conv, [32]]", "[-1, 1, Conv, [16]]"
    ).rows
    assert rows[2].args is None
    assert rows[3].args == (32, 16), "what the Conv outputs is known whatever it reads"


def test_missing_header_keys_are_named_and_assumed() -> None:
    result = resolve(read_config("backbone:\n  - [-1, 1, Conv, [64]]\nhead: []\n"))
    assert [trap.kind for trap in result.traps] == ["missing-key"] * 4
    assert result.rows[0].args == (3, 64)


def test_scales_replace_the_multiples_of_the_file() -> None:
    config = read_config(HEADER.format(nc=80, anchors=3, depth=1, width=1)
                         + "backbone:\n  - [-1, 9, C3, [128]]\nhead: []\n")  # fmt: skip
    assert resolve(config, scale="n").rows[0].args == (3, 32, 3)
    with pytest.raises(UnknownScaleError, match="n, s, m, l, x"):
        resolve(config, scale="xxl")


def test_channels_round_up_to_eights() -> None:
    assert [make_divisible(c) for c in (1, 8, 8.1, 200 * 0.33)] == [8, 8, 16, 72]


@pytest.mark.parametrize(
    ("text", "outcome", "value"),
    [
        ("nearest", Outcome.TEXT, None),
        ("None", Outcome.VALUE, None),
        ("nc", Outcome.VALUE, 80),
        ("2**8", Outcome.VALUE, 256),
        ("-3", Outcome.VALUE, -3),
        ("[1, 2]", Outcome.VALUE, [1, 2]),
        ("'x'", Outcome.VALUE, "x"),
        ("nn.ReLU()", Outcome.VALUE, ModuleCall("ReLU")),
        ("torch.nn.LeakyReLU(0.1)", Outcome.VALUE, ModuleCall("LeakyReLU", (0.1,))),
        ("nn.ReLU", Outcome.VALUE, PythonObject("nn.ReLU")),
        ("nn.Relu()", Outcome.FAILS, None),
        ("sum", Outcome.VALUE, PythonObject("sum")),
        ("foo.bar", Outcome.TEXT, None),
        ("a b", Outcome.SYNTAX, None),
        ("", Outcome.SYNTAX, None),
        ("1/0", Outcome.FAILS, None),
        ("9**9**9**9", Outcome.OBJECT, None),
        ("lambda: 1", Outcome.OBJECT, None),
        ("os.system('x')", Outcome.RUNS, None),
        ("__import__('os').system('x')", Outcome.RUNS, None),
        ("[x for x in open('f')]", Outcome.RUNS, None),
        ("(" * 5000, Outcome.OBJECT, None),
        ("-" * 50 + "1", Outcome.VALUE, 1),
    ],
)
def test_text_is_read_as_python_without_running_it(
    text: str, outcome: Outcome, value: object
) -> None:
    reading = read_python(text, {"nc": 80})
    assert (reading.outcome, reading.value) == (outcome, value)


@pytest.mark.parametrize("dialect", ["yolov5@7.0", "ultralytics@8.4"])
def test_python_s_own_warnings_are_nobody_s(dialect: str, recwarn: pytest.WarningsRecorder) -> None:
    """They would stand among what the command line prints, without a file or a row."""
    text = HEADER.format(nc=3, anchors=3, depth=1.0, width=1.0)
    text += "backbone:\n  - [-1, 1, Conv, ['1or 2', 3, 2]]\nhead: []\n"
    assert analyze(read_config(text), dialect=dialect).layers
    assert list(recwarn) == []
