"""What holds of every text: fixing never raises, does no harm, and comes to rest."""

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.core.analysis import Status, analyze
from builder.core.config import read_config
from builder.core.diagnostics import Severity
from builder.core.fixing import Fixed, fix_all
from builder.core.rules import diagnose
from builder.core.text import apply_edits, decode
from tests.core.fixing.breakage import ALL
from tests.core.fixing.places import Breakage, in_brackets
from tests.core.rules.test_mutants import with_rows, without_row
from tests.property.test_reading import PIECES

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("yolov5s", "yolov5-p6", "rtdetr-c2f", "yolo11s-p2", "yolov9-gelan", "yolov5s-seg")


@cache
def texts() -> dict[str, str]:
    """Our examples with rows in dashes, and some of them with rows in brackets."""
    found = {name: (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8") for name in NAMES}
    for name in ("yolov5s", "yolov5-p6"):
        found[f"{name} in brackets"] = in_brackets(found[name]).replace("nearest]", "'nearest']")
    return found


def rows_of(text: str) -> list[object]:
    return [layer.node.value for layer in read_config(text).layers]


def unreadable(fixed: Fixed) -> list[str]:
    return [one.message for one in fixed.remaining if one.severity is Severity.ERROR]


# What is lost on the way from a page to a file ---------------------------------------------------


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_one_fault_of_each_kind_is_mended(kind: Breakage) -> None:
    tried = 0
    for name, text in texts().items():
        for seed in range(2):
            broken = kind.break_(text, random.Random(f"{kind.name} {name} {seed}"))
            if broken is None or broken == text:
                continue
            tried += 1
            fixed = fix_all(broken, unsafe=True)
            assert rows_of(fixed.text) == rows_of(text), (name, seed)
            assert unreadable(fixed) == [], (name, seed)
    assert tried or kind.name in {"bracket that closes from", "a row twice on one line"}


def test_most_pairs_of_faults_are_mended() -> None:
    mended = pairs = 0
    for seed in range(120):
        rand = random.Random(seed)
        text = rand.choice(list(texts().values()))
        broken = twice_broken(text, rand)
        if broken is None:
            continue
        pairs += 1
        mended += rows_of(fix_all(broken, unsafe=True).text) == rows_of(text)
    assert pairs > 60
    assert mended / pairs > 0.9


def twice_broken(text: str, rand: random.Random) -> str | None:
    for kind in rand.sample(ALL, 2):
        if not read_config(text).layers:
            return None
        broken = kind.break_(text, rand)
        if broken is None or broken == text:
            return None
        text = broken
    return text


# Any text ----------------------------------------------------------------------------------------


def assert_sound(text: str, *, unsafe: bool) -> None:
    """Nothing is made worse, and mending again changes nothing."""
    fixed = fix_all(text, unsafe=unsafe)
    assert apply_edits(text, fixed.edits) == fixed.text
    assert fix_all(fixed.text, unsafe=unsafe).text == fixed.text
    assert_no_harm(text, fixed)


def assert_no_harm(text: str, fixed: Fixed) -> None:
    """A row that was computed and had no error has none afterwards."""
    report = analyze(read_config(text))
    if len(report.layers) != len(fixed.report.layers):
        return
    before = [one for one in diagnose(report) if one.severity is Severity.ERROR]
    wrong = {one.layer for one in before}
    near = {report.config.layer_at(one.span.start) for one in before if one.layer is None}
    touched = {layer.index for layer in near if layer}
    for left in fixed.remaining:
        if left.severity is Severity.ERROR and left.layer is not None and fixed.passes:
            sound = report.layers[left.layer].status is Status.OK
            assert not sound or left.layer in wrong | touched, left.message
    if not fixed.passes:
        assert len(unreadable(fixed)) == len(before)


def mutant(draw: st.DrawFn, text: str) -> str:
    """Rows come and go, references and words change."""
    for _ in range(draw(st.integers(1, 3))):
        config = read_config(text)
        if len(config.layers) < 3:
            return text
        index = draw(st.integers(0, len(config.layers) - 2))
        kind = draw(st.sampled_from(["delete", "insert", "reference", "letter", "character"]))
        if kind == "delete":
            text = without_row(config, index)
        elif kind == "insert":
            text = with_rows(config, index, draw(st.integers(1, 3)))
        elif kind == "reference" and config.layers[index].refs:
            ref = draw(st.sampled_from(config.layers[index].refs))
            new = draw(st.integers(-3, len(config.layers) + 1))
            text = f"{text[: ref.span.start]}{new}{text[ref.span.end :]}"
        elif kind == "letter":
            module = config.layers[index].module
            if module is not None:
                span = module.span
                text = text[: span.start] + span.of(text).swapcase() + text[span.end :]
        else:
            at = draw(st.integers(0, len(text) - 1))
            text = text[:at] + draw(st.sampled_from(["", *PIECES])) + text[at + 1 :]
    return text


@settings(max_examples=60, deadline=None)
@given(st.data(), st.booleans())
def test_mutants_of_networks(data: st.DataObject, unsafe: bool) -> None:
    base = texts()[data.draw(st.sampled_from(sorted(texts())))]
    text = data.draw(st.composite(mutant)(base))
    assert_sound(text, unsafe=unsafe)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.booleans(), st.randoms(use_true_random=False))
def test_pages_pasted_twice_over(data: st.DataObject, unsafe: bool, rand: random.Random) -> None:
    base = texts()[data.draw(st.sampled_from(sorted(texts())))]
    text = base
    for kind in data.draw(st.lists(st.sampled_from(ALL), min_size=1, max_size=4)):
        if read_config(text).layers and read_config(text).sections[0].node:
            try:
                text = kind.break_(text, rand) or text
            except (ValueError, AssertionError, IndexError):  # no such place in a broken text
                break
    assert_sound(text, unsafe=unsafe)


STARTS = st.sampled_from(
    [
        "",
        "backbone:\n  - [-1, 1, Conv, [16, 3, 2]]\n",
        "nc: 1\nanchors: 3\nbackbone:\n  [",
        "head:\n  - ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(STARTS, st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.booleans())
def test_pieces_of_configs(start: str, rest: str, unsafe: bool) -> None:
    assert_sound(start + rest, unsafe=unsafe)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=120), st.booleans())
def test_any_bytes(data: bytes, unsafe: bool) -> None:
    assert_sound(decode(data).text, unsafe=unsafe)
