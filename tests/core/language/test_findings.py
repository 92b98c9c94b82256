"""Every finding of every case that the tests know can be said in Chinese."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.config.edits import (
    connect,
    disconnect,
    duplicate_row,
    insert_on_edge,
    insert_row,
    move_row,
    remove_row,
    set_argument,
    set_from,
    set_header,
    set_module,
    set_number,
    set_scale,
)
from builder.core.diagnostics import Level, Listed, Row, Size
from builder.core.rules import codes, diagnose, read_manual
from tests.core.config.networks import BLOCK, FLOW, ROWS_OF_DASHES
from tests.core.config.test_recover import FAULTS, broken
from tests.core.language.speaking import (
    assert_finding_speaks,
    assert_report_speaks,
    assert_speaks,
)
from tests.core.rules.networks import HEADER
from tests.core.rules.test_cases import FIRES, SILENT
from tests.core.rules.test_failures import CASES
from tests.core.rules.test_heads import auxiliary
from tests.core.rules.test_manuals import NAMED
from tests.core.rules.test_mutants import mutants
from tests.core.rules.test_names import CLASSES, SCALES, model
from tests.property.test_reading import WILD
from tests.texts import FIVE_SLOT, ULTRALYTICS

EXAMPLES = Path(__file__).parents[3] / "examples"
DIALECTS = (
    None,
    "yolov5@7.0",
    "ultralytics@8.4",
    "ultralytics@8.3",
    "yolov7",
    "yolov9",
    "five-slot",
)


def texts() -> Iterator[tuple[str, str]]:
    """Names of files and their texts."""
    yield from (("", text) for text, _ in (*FIRES.values(), *CASES.values()))
    yield from (("", text) for text in SILENT.values())
    yield from (("", broken(good, old, new)) for _, good, old, new, *_ in FAULTS)
    yield from ((file, ULTRALYTICS) for file in (*SCALES, "yolov8n.yaml"))
    yield from (("", text) for text in (FLOW, BLOCK, ROWS_OF_DASHES, FIVE_SLOT))
    for code in codes():
        manual = read_manual(code)
        assert manual is not None
        for heading in ("Example", "Use instead"):
            text = manual.sections[heading]
            name = NAMED.search(text)
            yield name[1] if name else "", text


def assert_file_speaks(text: str, file: str = "", dialect: str | None = None) -> int:
    report = analyze(read_config(text), file=file, dialect=dialect)
    found = diagnose(report)
    for one in found:
        assert_finding_speaks(one)
    assert_report_speaks(report)
    return len(found)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_findings_of_all_cases_speak_chinese(dialect: str | None) -> None:
    assert sum(assert_file_speaks(text, file, dialect) for file, text in texts()) > 100


def test_findings_about_names_speak_chinese() -> None:
    for head, rows, file, *_ in CLASSES.values():
        assert assert_file_speaks(model(head, scales="n", rows=rows), file)
    for file in (*SCALES, "yolov8n.yaml", "yolov8q.yaml"):
        for dialect in ("ultralytics@8.4", "ultralytics@8.3"):
            for text in (model(), model(scales="s"), model(header="scale: x")):
                assert_file_speaks(text, file, dialect)
    yoloe = model().replace("Detect, [nc]", "YOLOEDetect, [nc, 512, True]")
    assert assert_file_speaks(yoloe, "plain.yaml")
    assert assert_file_speaks(model("RTDETRDecoder, [nc]", scales="l"), "plain.yaml")


@pytest.mark.parametrize(
    "read", ["[1, 3, 2, 0]", "[3, 1, 2, 0]", "[1, 1]", "[0, 1, 2]", "[1, 9, 3]"]
)
@pytest.mark.parametrize("module", ["IAuxDetect", "DualDDetect", "TripleDDetect", "Detect"])
def test_findings_about_heads_speak_chinese(read: str, module: str) -> None:
    for text in (auxiliary(read), auxiliary(read, HEADER)):
        assert_file_speaks(text.replace("IAuxDetect", module))
        assert_file_speaks(text.replace("IAuxDetect, [nc, anchors]", f"{module}, [nc]"))


@pytest.mark.parametrize("name", ["yolov5s", "yolo11s-p2", "yolov7-elan", "yolov5s-bifpn"])
def test_findings_of_spoilt_networks_speak_chinese(name: str) -> None:
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    spoilt = [text for _, text in mutants(text)][::3]
    assert sum(assert_file_speaks(one) for one in spoilt) > len(spoilt)


@given(WILD)
def test_what_reading_finds_in_any_text_speaks_chinese(text: str) -> None:
    for one in read_config(text).diagnostics:
        assert_finding_speaks(one)


def test_notes_of_edits_speak_chinese() -> None:
    config, scaled = read_config(FLOW), read_config(ULTRALYTICS)
    changes = [
        insert_row(config, 99, "[-1, 1, Conv, [8]]"),
        insert_row(config, 0, "no row"),
        insert_on_edge(config, 0, 5, "[-1, 1, Conv, [8]]"),
        duplicate_row(config, 77),
        remove_row(config, 77),
        remove_row(config, 0),
        *(remove_row(config, index) for index in range(len(config.layers))),
        move_row(config, 0, 99),
        connect(config, 3, 5, 0),
        connect(config, -1, 3, 0),
        connect(config, 0, 3, -1),
        disconnect(config, 1, 4),
        disconnect(config, 1, 0),
        set_from(config, 1, []),
        set_number(config, 99, 1),
        set_module(config, 1, "a, b"),
        set_argument(config, 1, 9, "3"),
        set_argument(config, 1, 0, ""),
        set_header(config, "nc", "[1"),
        set_scale(scaled, "q", "[1, 1, 1]"),
        set_scale(scaled, "n", "]"),
    ]
    notes = [note for change in changes for note in change.notes]
    assert len(notes) > 15
    for note in notes:
        assert_speaks(note)


def test_parts_have_their_own_words_in_chinese() -> None:
    rows = [Row(6, "6").as_number, Row(9, "9").as_number]
    said = [
        (Row(0, "0-4"), "第 0-4 层"),
        (Level(8), "P3/8"),
        (Level(6), "步幅 6"),
        (Size(80, 80, 8), "80x80 (P3/8)"),
        (Listed([8, 16, 32]), "8、16 和 32"),
        (Listed(["Conv", "C3"], "or"), "Conv 或 C3"),
        (Listed(rows, ""), "6、9"),
    ]
    assert [part.in_language("zh_CN") for part, _ in said] == [words for _, words in said]  # type: ignore[attr-defined]
