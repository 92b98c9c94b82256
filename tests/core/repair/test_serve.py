"""The search for repairs as a process of its own."""

import subprocess
import sys

import pytest

from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.diagnostics import Applicability, Fix, Message, Row
from builder.core.repair import Change, Repair, repairs, serve
from builder.core.text import Span, TextEdit

TEXT = """\
nc: 3
anchors: 3
backbone:
  - [-1, 1, Conv, [64, 6, 2, 2]]
head:
  - [[0], 1, Detect, [nc, anchors]]
"""
REPAIR = Repair(
    Fix(
        Message("Renumber {row}", row=Row(1, "1")), (TextEdit(Span(0, 0), "#"),), Applicability.SAFE
    ),
    (Message("{row} was inserted", row=Row(1, "1")),),
    (Change(1, 0, 0, 1),),
    inserted=(1,),
    score=0.5,
)


def _request(number: int) -> bytes:
    report = analyze(read_config(TEXT), scale=None, image_size=(320, 640), file="net.yaml")
    return serve.request(number, report, None, 7)


def test_an_answer_comes_back_with_its_number_and_its_parts(monkeypatch) -> None:
    seen = []
    monkeypatch.setattr(serve, "repairs", lambda report: seen.append(report) or (REPAIR,))
    (line,) = serve.answers([_request(4).decode()])
    assert serve.read_answer(line) == (4, (REPAIR,))
    title = serve.read_answer(line)[1][0].fix.title
    assert title.parts["row"] == Row(1, "1")
    (report,) = seen
    assert (report.config.text, report.file, report.image_size) == (TEXT, "net.yaml", (320, 640))
    assert report.nc == 7


@pytest.mark.parametrize("line", [b"", b"\n", b"a warning of a library\n", b"AAAA\n"])
def test_other_lines_are_no_answers(line: bytes) -> None:
    assert serve.read_answer(line) is None


def test_the_real_process_answers_and_loads_no_qt_and_no_torch() -> None:
    words = serve.command()
    assert words[0] == sys.executable
    code = (
        "import sys\nfrom builder.core.repair import serve\nserve.main()\n"
        "sys.stderr.write(','.join(m for m in ('torch', 'PySide6') if m in sys.modules))"
    )
    done = subprocess.run(
        [*words[:1], "-c", code], input=_request(1) + _request(2), capture_output=True, check=True
    )
    found = [serve.read_answer(line) for line in done.stdout.splitlines(keepends=True)]
    expected = repairs(analyze(read_config(TEXT)))
    assert found == [(1, expected), (2, expected)]
    assert done.stderr == b""
