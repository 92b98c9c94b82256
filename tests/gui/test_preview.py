"""What edits would do, worked out beside the document."""

from pathlib import Path

import pytest

from builder.core.config import edits, read_config
from builder.core.text import Span, TextEdit
from builder.gui.document import Input, Options, Rewired, analyze_text, preview_of, rewritten
from builder.gui.window.mending.diff import Kind, diff_lines
from tests.gui.conftest import SMALL
from tests.texts import FIVE_SLOT


def _replaced(text: str, old: str, new: str) -> tuple[TextEdit, ...]:
    start = text.index(old)
    return (TextEdit(Span(start, start + len(old)), new),)


def _preview(text: str, changes):
    return preview_of(analyze_text(text, Options(), "net.yaml"), changes)


def test_another_reference_is_one_input_that_changes() -> None:
    change = _replaced(SMALL, "[[-1, 3], 1, Concat", "[[-1, 1], 1, Concat")
    preview = _preview(SMALL, change)
    assert preview.rewired == (Rewired(Input(3, 5, 1), Input(1, 5, 1), Input(1, 5, 1)),)
    assert preview.touched == (5,)
    assert [found.code for found in preview.raised][:1] == ["S101"]
    assert preview.solved == ()
    assert rewritten(preview.before.report.config, change) == (), "it is about a whole row"


def test_the_way_back_solves_what_came() -> None:
    stale = SMALL.replace("[[-1, 3], 1, Concat", "[[-1, 1], 1, Concat")
    preview = _preview(stale, _replaced(stale, "[[-1, 1], 1", "[[-1, 3], 1"))
    assert preview.text == SMALL
    assert "S101" in {found.code for found in preview.solved}
    assert preview.raised == ()


def test_a_comment_changes_no_row() -> None:
    preview = _preview(SMALL, _replaced(SMALL, "# 4", "# four"))
    assert (preview.rewired, preview.touched) == ((), ())


def test_an_argument_touches_the_rows_whose_output_changes() -> None:
    change = _replaced(SMALL, "C3, [256]]  # 4", "C3, [512]]  # 4")
    preview = _preview(SMALL, change)
    assert preview.rewired == ()
    assert set(preview.touched) >= {4, 5}
    assert rewritten(preview.before.report.config, change) == ()
    assert 3 not in preview.touched


def test_one_more_input_and_one_less() -> None:
    more = _preview(SMALL, _replaced(SMALL, "[[6], 1, Detect", "[[6, 4], 1, Detect"))
    assert more.rewired == (Rewired(None, Input(4, 7, 1), Input(4, 7, 1)),)
    less = _preview(SMALL, _replaced(SMALL, "[[-1, 3], 1, Concat", "[[-1], 1, Concat"))
    assert less.rewired == (Rewired(Input(3, 5, 1), None, None),)


def test_renumbering_after_an_inserted_row_is_no_rewiring() -> None:
    config = read_config(SMALL)
    change = edits.insert_row(config, 2, "[-1, 1, Conv, [128, 3, 1]]")
    preview = _preview(SMALL, change.edits)
    # Only the reader of row 1 reads the new row, which nobody can draw yet.
    assert [(each.old, each.wish) for each in preview.rewired] == [(Input(1, 2, 0), None)]


def test_a_removed_row_is_touched() -> None:
    config = read_config(SMALL)
    change = edits.remove_row(config, 2)
    preview = _preview(SMALL, change.edits)
    assert 2 in preview.touched
    assert Rewired(Input(2, 3, 0), Input(1, 2, 0), Input(1, 3, 0)) in preview.rewired


def test_rows_that_are_written_anew_from_their_dash_on_keep_their_places() -> None:
    old = "  - [-1, 3, C3, [128]]  # 2\n  - [-1, 1, Conv, [256, 3, 2]]"
    new = "  -   [-1, 3, C2, [128]]  # 2\n  -   [-1, 1, Conv, [256, 3, 2]]"
    preview = _preview(SMALL, _replaced(SMALL, old, new))
    assert preview.rows == {row: row for row in range(8)}
    assert preview.rewired == ()


def test_another_map_of_the_same_backbone_is_another_input() -> None:
    change = _replaced(FIVE_SLOT, "[[-1, 3], 1, Concat", "[[-1, 2], 1, Concat")
    (found,) = _preview(FIVE_SLOT, change).rewired
    assert found.old == found.new == Input(0, 4, 1)


def test_notes_neither_come_nor_go() -> None:
    change = _replaced(SMALL, "C3, [128]", "CBAM, [128]")
    preview = _preview(SMALL, change)
    assert {found.code for found in preview.after.diagnostics} >= {"B102"}
    assert preview.raised == ()


@pytest.mark.parametrize("text", ["", "backbone: [", SMALL])
def test_edits_that_break_the_text_give_a_preview_all_the_same(text: str) -> None:
    preview = _preview(text, (TextEdit(Span(0, 0), "]\n"),))
    assert preview.text == "]\n" + text


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("[-1, 3], 1, Concat", "[-1, 2], 1, Concat", ()),  # not only the reference
        ("[-1, 3]", "[-1, 2]", ((5, 1, 3, 2),)),
        ("[-1, 3]", "[2, 1]", ((5, 0, 4, 2), (5, 1, 3, 1))),
        ("[-1, 3]", "[-1]", ()),
        ("[-1, 3]", "[-1, three]", ()),
        ("3]", "2]", ()),  # no whole cell
    ],
)
def test_rewritten_references_are_told_without_reading(old: str, new: str, changes) -> None:
    start = SMALL.index("[-1, 3], 1, Concat") + "[-1, 3], 1, Concat".index(old)
    edits = (TextEdit(Span(start, start + len(old)), new),)
    found = rewritten(read_config(SMALL), edits)
    assert [
        (each.old.target, each.old.port, each.old.source, each.new.source) for each in found
    ] == [*changes]
    if changes:
        assert found == _preview(SMALL, edits).rewired


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_fix_of_a_file_with_stale_references_can_be_looked_at(path) -> None:
    text = path.read_text("utf-8")
    config = read_config(text)
    at = config.layers[min(4, len(config.layers) - 2)].span.start - 2
    line = text.rindex("\n", 0, at) + 1
    row = text[line:at] + "- [-1, 1, CBAM, [256]]\n"
    analysis = analyze_text(text[:line] + 2 * row + text[line:], Options(), path.name)
    assert analysis.report.config.layers
    for found in analysis.diagnostics:
        for fix in found.fixes:
            preview = preview_of(analysis, fix.edits)
            quick = rewritten(analysis.report.config, fix.edits)
            assert not quick or set(quick) == set(preview.rewired)
            assert set(preview.touched) <= preview.rows.keys()
            kinds = {line.kind for line in diff_lines(analysis.report.config.text, preview.text)}
            assert kinds & {Kind.GONE, Kind.NEW}
