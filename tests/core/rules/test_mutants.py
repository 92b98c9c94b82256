"""Stock networks are clean, and what is commonly done to them is found and mended."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from builder.core.config import Config, read_config
from builder.core.diagnostics import Diagnostic, Severity
from tests.core.rules.networks import findings, fixed, grave, named
from tests.golden.stock import MISSING, stock_paths

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
STOCK = stock_paths()
# What tells that indices are stale: references that were left behind, a dead row, sizes that
# differ, a bad index or head.
TELLING = {"G101", "G102", "G110", "S101", "H101"}
needs_stock = pytest.mark.skipif(not STOCK, reason=MISSING)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def title(path: Path) -> str:
    return path.stem


@needs_stock
@pytest.mark.parametrize("path", STOCK, ids=title)
def test_stock_networks_are_clean(path: Path) -> None:
    assert [one.message for one in grave(findings(text_of(path)))] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=title)
def test_examples_are_clean(path: Path) -> None:
    wanted = ["H102"] if "as-published" in path.name else []
    assert [one.code for one in grave(findings(text_of(path)))] == wanted


def without_row(config: Config, index: int) -> str:
    """The text without a row's line; a bracket that opens the list stays."""
    text, layer = config.text, config.layers[index]
    start = config.lines.start_of(config.lines.position(layer.span.start).line)
    end = config.lines.end_of(config.lines.position(layer.span.end).line)
    before = text[start : layer.span.start]
    return text[:start] + (before if "[" in before else "") + text[end:]


def with_rows(config: Config, index: int, count: int) -> str:
    """The text with `count` rows before a row that change nothing."""
    start = config.layers[index].span.start
    line = config.lines.start_of(config.lines.position(start).line)
    flow = "-" not in config.text[line:start]
    row = "[-1, 1, nn.Identity, []]" + (",\n   " if flow else "\n  - ")
    return config.text[:start] + row * count + config.text[start:]


def mutants(text: str) -> Iterator[tuple[str, str]]:
    config = read_config(text)
    for index in range(len(config.layers) - 1):
        yield f"delete {index}", without_row(config, index)
        for count in (1, 2, 3):
            yield f"insert {count} at {index}", with_rows(config, index, count)


@needs_stock
@pytest.mark.parametrize("path", STOCK[::3], ids=title)
def test_rows_inserted_or_deleted_without_renumbering_are_found(path: Path) -> None:
    missed = [
        what
        for what, text in mutants(text_of(path))
        if not TELLING & {one.code for one in grave(findings(text))}
    ]
    assert missed == []


@pytest.mark.parametrize("name", ["yolov5s", "yolov5-p6", "yolov5s-bifpn"])
def test_every_error_is_at_a_row_that_fails_and_none_is_told_twice(name: str) -> None:
    text = text_of(next(path for path in EXAMPLES if path.stem == name))
    for what, mutant in mutants(text):
        errors = [one for one in findings(mutant) if one.severity is Severity.ERROR]
        rows = [one.layer for one in errors]
        assert len(set(rows)) == len(rows), what
        for one in errors:
            assert one.layer is None or f"row {one.layer}" in one.message, what


def places(found: tuple[Diagnostic, ...]) -> set[tuple[str, int | None]]:
    return set(named(grave(found)))


@pytest.mark.parametrize("name", ["yolov5s", "yolov5-p2"])
def test_safe_fixes_mend_their_finding_and_make_no_error(name: str) -> None:
    text = text_of(next(path for path in EXAMPLES if path.stem == name))
    tried = 0
    for what, mutant in mutants(text):
        before = findings(mutant)
        for one in before:
            if not one.fixes or one.fixes[0].applicability != "safe":
                continue
            tried += 1
            after = findings(fixed(mutant, one))
            assert (one.code, one.layer) not in named(after), what
            # Rows that waited for this one are seen only now, so new errors stand below it.
            new = places(after) - places(before)
            assert all(row is None or row > (one.layer or 0) for _, row in new), what
    assert tried > 10


CELL = re.compile(r"\d+")


@pytest.mark.parametrize("name", ["yolov5s", "yolov5s-seg", "yolov5-p6"])
def test_a_stale_join_is_mended_to_what_it_was(name: str) -> None:
    """Each lateral index, taken one row too far: the first fix is the row that it was."""
    text = text_of(next(path for path in EXAMPLES if path.stem == name))
    config = read_config(text)
    joins = [(layer, ref) for layer in config.layers for ref in layer.refs if ref.value > 0]
    seen = 0
    for layer, ref in joins:
        stale = f"{text[: ref.span.start]}{ref.value + 1}{text[ref.span.end :]}"
        for one in findings(stale):
            if one.code == "S101" and one.layer == layer.index:
                seen += 1
                assert fixed(stale, one) == text
    assert seen >= 3
