"""Findings in the window are in the window's language, not the core's English."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from builder.gui.canvas.tooltip import layer_html
from builder.gui.document.analysis import Analysis, Options, analyze_text
from builder.gui.editor.hover import hover_html
from builder.gui.inspector.facts import facts_of, network_facts
from builder.gui.language import CHINESE, ENGLISH, spoken, use_language

BROKEN = """\
nc: 3
depth_multiple: 1.0
width_multiple: 1.0
anchors: 3
backbone:
  - [-1, 1, Conv, [16, 3, 2]]
  - [-1, 1, Conv, [32, 3, 2]]
head:
  - [[-1, 0], 1, Concat, [1]]
  - [[2], 1, Detect, [nc, anchors]]
"""


@pytest.fixture
def chinese(qtbot: QtBot) -> Iterator[None]:
    use_language(CHINESE)
    yield
    use_language(ENGLISH)


@pytest.fixture
def analysis() -> Analysis:
    return analyze_text(BROKEN, Options(), "")


def said(analysis: Analysis) -> list[str]:
    (found,) = [one for one in analysis.diagnostics if one.code == "S101"]
    facts = [*facts_of(analysis.report, 2), *network_facts(analysis.report)]
    return [
        hover_html(analysis, found.span.start),
        layer_html(analysis.report, 2, analysis.of_layer(2)),
        "; ".join(f"{fact.value} {fact.tip}" for fact in facts),
        spoken(found.fixes[0].title) if found.fixes else "",
    ]


def test_findings_are_english_in_an_english_window(qtbot: QtBot, analysis: Analysis) -> None:
    use_language(ENGLISH)
    hover, tooltip, facts, _ = said(analysis)
    assert "row 2 joins" in hover
    assert "row 2 joins" in tooltip
    assert "the trainer prints nothing: it stops with an error" in facts


def test_findings_are_chinese_in_a_chinese_window(chinese: None, analysis: Analysis) -> None:
    hover, tooltip, facts, title = said(analysis)
    assert "第 2 层把来自第 1 层的 160x160 (P2/4) 与来自第 0 层的" in hover
    assert "第 2 层把来自第 1 层的 160x160 (P2/4) 与来自第 0 层的" in tooltip
    assert "训练程序不会打印任何信息：它会报错停止" in facts
    assert "row 2 joins" not in hover + tooltip + title
