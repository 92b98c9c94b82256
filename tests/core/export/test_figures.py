"""The pyramid as SVG and PNG."""

import struct
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.core.analysis.report import Report
from builder.core.export import ink, png, svg
from builder.core.export.exporter import EXPORTERS
from builder.core.layout import place
from tests.networks import layer, recorded, report, stale_yolov5s

_SVG = "{http://www.w3.org/2000/svg}"


def _texts(document: str) -> list[str]:
    root = ET.fromstring(document)
    return ["".join(each.itertext()) for each in root.iter(f"{_SVG}text")]


def test_every_card_band_and_edge_is_drawn() -> None:
    made = recorded("yolov5s")
    layout = place(made)
    root = ET.fromstring(svg.export(made))
    texts = _texts(svg.export(made))
    assert [text for text in texts if text.startswith("P")] == [b.label for b in layout.bands]
    assert texts.count("Concat") == 4
    assert "C3×3" in texts
    assert "128×80×80" in texts
    assert len(list(root.iter(f"{_SVG}polygon"))) == len(layout.edges)


def test_the_faulty_edge_is_red_and_the_others_are_not() -> None:
    root = ET.fromstring(svg.export(stale_yolov5s()))
    strokes = [path.get("stroke") for path in root.iter(f"{_SVG}path") if path.get("stroke")]
    assert strokes.count(ink.ERROR) == 1
    good = svg.export(recorded("yolov5s"))
    assert f'stroke="{ink.ERROR}"' not in good


def test_title_and_legend_are_a_choice() -> None:
    made = recorded("yolov5s")
    assert "改进 <5>" in _texts(svg.export(made, title="改进 <5>"))
    assert "resample" in _texts(svg.export(made))
    assert "resample" not in _texts(svg.export(made, legend=False))


@settings(max_examples=40)
@given(st.text(), st.text())
def test_no_name_breaks_the_document(module: str, title: str) -> None:
    made = report([layer(0, (-1,), module, (1, 8, 320, 320))])
    ET.fromstring(svg.export(made, title=title).encode())


def test_an_empty_network_says_so() -> None:
    assert _texts(svg.export(report([]))) == ["no layers"]


@pytest.mark.parametrize(
    "made", [recorded("yolov5-p6"), stale_yolov5s(), report([])], ids=["p6", "stale", "empty"]
)
def test_png_has_two_pixels_per_unit(made: Report) -> None:
    data = png.export(made)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    root = ET.fromstring(svg.export(made))
    assert abs(width - 2 * float(root.get("width") or 0)) <= 1
    assert abs(height - 2 * float(root.get("height") or 0)) <= 1


def test_every_format_writes_what_it_says() -> None:
    made = recorded("yolov5s")
    for name, exporter in EXPORTERS.items():
        content = exporter(made)
        assert isinstance(content, bytes if exporter.binary else str), name
        assert exporter.suffix.startswith(".")
        again = exporter(replace(made, file="other"))
        assert again == content, "the name of the file is no part of the content"
