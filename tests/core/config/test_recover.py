"""Broken files: every fault is found where it is, once, and its fix gives the file again."""

import pytest
import yaml

from builder.core.config import read_config
from builder.core.diagnostics import Applicability
from builder.core.text import apply_edits
from tests.core.config.networks import BLOCK, FLOW

ROW = "   [-1, 1, Conv, [32, 3, 2]],  # 1-P2/4\n"
LAST = "   [[6, 3], 1, Detect, [nc, anchors]],  # Detect(P2, P3)\n  ]\n"


def broken(good: str, old: str, new: str) -> str:
    assert good.count(old) == 1
    return good.replace(old, new)


# name, whole text, what is spoiled, how, code, the characters at the place, line
FAULTS = [
    ("comma behind a row", FLOW, ROW, ROW.replace("]],", "]]"), "Y102", "]", 8),
    ("comma in a row", FLOW, ROW, ROW.replace("Conv,", "Conv"), "Y102", "v", 8),
    ("bracket of a row", FLOW, ROW, ROW.replace("]],", "],"), "Y103", "]", 8),
    ("bracket of the last row", FLOW, "anchors]],  #", "anchors],  #", "Y103", "]", 18),
    ("brackets of a row", FLOW, ROW, ROW.replace("]],", ","), "Y103", "2", 8),
    ("bracket that opens a row", FLOW, ROW, ROW.replace("   [-1", "   -1"), "Y103", "-", 8),
    ("bracket that opens args", FLOW, ROW, ROW.replace("[32", "32"), "Y103", "32", 8),
    ("bracket of a from", FLOW, "[[-1, 2], 1", "[[-1, 2, 1", "Y103", "2", 15),
    ("bracket that opens a list", FLOW, "  [[-1, 1, nn.U", "  [-1, 1, nn.U", "Y103", "[", 14),
    ("bracket of the head", FLOW, LAST, LAST[:-4], "Y103", "]", 18),
    ("bracket of the backbone", FLOW, "  ]\n\nhead", "\nhead", "Y103", "]", 10),
    ("one bracket too many", FLOW, ROW, ROW.replace("]],", "]]],"), "Y116", "]", 8),
    ("lost hash of a comment", FLOW, "# 1-P2/4", "1-P2/4", "Y118", "1-P2/4", 8),
    ("lost hash of the heading", FLOW, "  # [from", "  [from", "Y118",
     "[from, number, module, args]", 6),
    ("full-width comma", FLOW, ROW, ROW.replace("Conv, [", "Conv\uff0c["), "Y105", "\uff0c", 8),
    ("full-width bracket", FLOW, ROW, ROW.replace("2]],", "2\uff3d],"), "Y105", "\uff3d", 8),
    ("full-width colon", FLOW, "backbone:\n", "backbone\uff1a\n", "Y105", "\uff1a", 5),
    ("quote that never closes", FLOW, "'nearest'", "'nearest", "Y106", "'", 14),
    ("blank from a web page", FLOW, "Conv, [64", "Conv,\xa0[64", "Y107", "\xa0", 10),
    ("head without a colon", FLOW, "head:\n", "head\n", "Y117", "head", 13),
    ("no blank behind a colon", FLOW, "nc: 4", "nc:4", "Y117", ":", 2),
    ("indented key", FLOW, "\nhead:", "\n head:", "Y104", "head", 13),
    ("bracket in a block row", BLOCK, "[32, 3, 2]]", "[32, 3, 2]", "Y103", "]", 4),
    ("dash of a block row", BLOCK, "  - [-1, 2", "    [-1, 2", "Y119", "[", 5),
    ("indentation of a block row", BLOCK, "  - [-1, 2", " - [-1, 2", "Y104", "-", 5),
    ("too much indentation", BLOCK, "  - [-1, 2", "   - [-1, 2", "Y104", "-", 5),
    ("blank behind a dash", BLOCK, "- [-1, 2", "-[-1, 2", "Y117", "-", 5),
    ("bracket that opens its args", BLOCK, "[32, 3, 2]]", "32, 3, 2]]", "Y103", "3", 4),
    ("bracket that opens its from", BLOCK, "[[-1, 1], 1", "[-1, 1], 1", "Y103", "-", 8),
    ("bracket that closes its from", BLOCK, "[[-1, 1], 1", "[[-1, 1, 1", "Y103", "1", 8),
    ("both brackets of a dashed row", BLOCK, "[32, 3, 2]]", "[32, 3, 2", "Y103", "2", 4),
    ("bracket too many in a dashed row", BLOCK, "[32, 3, 2]]", "[32, 3, 2]]]", "Y116", "]", 4),
    ("comma behind a dashed row", BLOCK, "[32, 3, 2]]", "[32, 3, 2]],", "Y102", ",", 4),
    ("lost hash behind a dashed row", BLOCK, "# 1-P2/4", "1-P2/4", "Y118", "1-P2/4", 4),
    ("comma in a dashed row", BLOCK, "Conv, [32, 1]", "Conv [32, 1]", "Y102", "v", 7),
    ("semicolon in a row", FLOW, "Conv, [64, 3", "Conv; [64, 3", "Y102", ";", 10),
    ("blank without a width", FLOW, "Conv, [64", "Conv,\u200b[64", "Y107", "\u200b", 10),
    ("tabs before a list", FLOW, "  [[-1, 1, nn", "\t[[-1, 1, nn", "Y108", "\t", 14),
    ("tab before a dash", BLOCK, "  - [-1, 2", "\t- [-1, 2", "Y108", "\t", 5),
]  # fmt: skip


@pytest.mark.parametrize(("name", "good", "old", "new", "code", "at", "line"), FAULTS)
def test_one_fault_costs_one_finding(
    name: str, good: str, old: str, new: str, code: str, at: str, line: int
) -> None:
    text = broken(good, old, new)
    config = read_config(text)
    rows = [row.node.value for row in read_config(good).layers]
    assert [row.node.value for row in config.layers] == rows
    (finding,) = config.diagnostics
    assert finding.code == code
    assert finding.span.of(text) == at
    assert config.lines.position(finding.span.start).line == line
    (fix,) = finding.fixes
    assert fix.applicability is Applicability.SAFE
    mended = read_config(apply_edits(text, fix.edits))
    assert mended.diagnostics == ()
    assert [row.node.value for row in mended.layers] == rows


# What is valid YAML, says something else, and can be meant in one way only: text, code, mended.
SAID_OTHERWISE = [
    (FLOW, "[32, 3, 2]", "[32, 3 2]", "Y102"),
    (FLOW, "[32, 3, 2]", "[32; 3; 2]", "Y102"),
    (FLOW, "[-1, 1, Conv, [64", "[-1 1, Conv, [64", "Y202"),
    (BLOCK, "[-1, 2, C3, [32]]", "[-1 2, C3, [32]]", "Y202"),
    (FLOW, "backbone:\n", "BACKBONE:\n", "Y203"),
    (FLOW, "[-2, 1", "[\u22122, 1", "Y105"),
    (FLOW, "[-2, 1", "[-\uff12, 1", "Y105"),
    (BLOCK, "- [-1, 2", "- -1, 2", "Y201"),
]


@pytest.mark.parametrize(("good", "old", "new", "code"), SAID_OTHERWISE)
def test_a_slip_that_yaml_reads_otherwise_is_mended(
    good: str, old: str, new: str, code: str
) -> None:
    text = broken(good, old, new)
    assert yaml.safe_load(text)
    found = read_config(text).diagnostics
    assert {one.code for one in found} == {code}
    assert all(one.fixes[0].applicability is Applicability.SAFE for one in found)
    assert apply_edits(text, [e for one in found for e in one.fixes[0].edits]) == good


def test_a_row_without_any_brackets_is_offered_but_not_taken_for_sure() -> None:
    text = broken(BLOCK, "[-1, 2, C3, [32]]", "-1, 2, C3, [32]")
    (finding,) = read_config(text).diagnostics
    assert (finding.code, finding.fixes[0].applicability) == ("Y201", Applicability.UNSAFE)
    assert apply_edits(text, finding.fixes[0].edits) == BLOCK


def test_a_row_that_lacks_a_cell_is_not_mended() -> None:
    (finding,) = read_config(broken(BLOCK, "[-1, 2, C3,", "[-1, C3,")).diagnostics
    assert (finding.code, finding.fixes) == ("Y202", ())


def test_two_faults_cost_two_findings() -> None:
    text = broken(FLOW, ROW, ROW.replace("]],", "]]"))
    config = read_config(broken(text, LAST, LAST[:-4]))
    assert [finding.code for finding in config.diagnostics] == ["Y102", "Y103"]
    assert len(config.layers) == 8


def test_a_list_that_lost_its_indentation_is_named() -> None:
    text = "\n".join(line.lstrip() for line in FLOW.splitlines()) + "\n"
    config = read_config(text)
    assert [row.node.value for row in config.layers] == [
        row.node.value for row in read_config(FLOW).layers
    ]
    assert [finding.code for finding in config.diagnostics] == ["Y104", "Y104"]
    first, second = config.diagnostics
    assert "`backbone:`" in first.message
    assert "`head:`" in second.message
    edits = [edit for finding in config.diagnostics for edit in finding.fixes[0].edits]
    assert read_config(apply_edits(text, edits)).diagnostics == ()


def test_a_missing_comma_says_so_at_the_row_above() -> None:
    text = broken(FLOW, ROW, ROW.replace("]],", "]]"))
    (finding,) = read_config(text).diagnostics
    assert finding.message == "a comma is missing at the end of this row"
    (edit,) = finding.fixes[0].edits
    assert (edit.text, text[: edit.span.start].splitlines()[-1]) == (
        ",",
        "   [-1, 1, Conv, [32, 3, 2]]",
    )


def test_scales_beside_their_key() -> None:
    text = "nc: 1\nscales: # sizes\nn: [1.0, 1.0, 64]\ns: [2.0, 1.0, 64]\n" + BLOCK[6:]
    (finding,) = read_config(text).diagnostics
    assert finding.code == "Y104"
    assert finding.span.of(text) == "scales"
    mended = read_config(apply_edits(text, finding.fixes[0].edits))
    assert mended.diagnostics == ()
    assert mended.root is not None
    assert mended.root.value["scales"] == {"n": [1.0, 1.0, 64], "s": [2.0, 1.0, 64]}


def test_a_misspelt_section_is_offered() -> None:
    text = FLOW.replace("backbone:", "backbon:")
    (finding,) = read_config(text).diagnostics
    assert finding.code == "Y203"
    assert read_config(apply_edits(text, finding.fixes[0].edits)).diagnostics == ()


def test_a_word_with_full_width_punctuation_is_told_in_valid_yaml() -> None:
    text = FLOW.replace("[32, 3, 2]", "[32, 3\uff0c2]")
    (finding,) = read_config(text).diagnostics
    assert (finding.code, finding.span.of(text)) == ("Y105", "\uff0c")
    assert read_config(apply_edits(text, finding.fixes[0].edits)).layers[1].args is not None


def test_a_fault_that_nobody_foresaw_is_still_told() -> None:
    config = read_config("a: b\n%: @\n" + FLOW)
    assert {finding.code for finding in config.diagnostics} & {"Y101", "Y118"}
    assert len(config.layers) == 8


def test_a_comma_without_a_value_is_not_mended_unasked() -> None:
    (finding,) = read_config(FLOW.replace("[32, 3, 2]", "[32, , 2]")).diagnostics
    assert finding.code == "Y102"
    assert finding.fixes[0].applicability is Applicability.UNSAFE
