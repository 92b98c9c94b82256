"""A whole backbone in row 0 as a tall card, and rows that step aside."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.core.analysis import analyze
from builder.core.analysis.report import LayerReport, Report, Status
from builder.core.config import read_config
from builder.core.export import svg
from builder.core.layout import place, source_number
from tests.core.layout.test_place import check
from tests.networks import layer, report
from tests.texts import FIVE_SLOT


def backbone(strides: tuple[int, ...], slots: int = 5) -> LayerReport:
    """Row 0 with these maps in the last of its numbers."""
    shapes = tuple((1, 8, 640 // stride, 640 // stride) for stride in strides)
    row = layer(0, (-1,), "SomeViT_M0", None)
    return replace(row, slots=tuple(range(slots)), out_shapes=shapes or None)


def reading(index: int, slots: tuple[int, ...], stride: int, **more: object) -> LayerReport:
    """A row behind the backbone; numbers below 5 are the backbone's."""
    sources = tuple(max(slot - 4, 0) for slot in slots)
    made = layer(index, sources, "Concat", (1, 8, 640 // stride, 640 // stride), **more)
    return replace(made, slots=(index + 4,), slots_read=slots)


def network(*rows: LayerReport) -> Report:
    made = report(rows)
    return replace(made, config=made.config.numbered(5))


def test_it_spans_the_levels_of_its_maps_and_each_leaves_at_its_own() -> None:
    made = network(
        backbone((4, 8, 16, 32)), reading(1, (4,), 32), reading(2, (5, 3), 16), reading(3, (2,), 8)
    )
    layout = place(made)
    check(layout, 4)
    node, bands = layout.by_index[0], {band.level: band for band in layout.bands}
    assert (node.maps, node.tall, node.head, node.column) == (True, True, False, 0)
    assert bands[2].top < node.box.y < bands[2].bottom
    assert bands[5].top < node.box.bottom < bands[5].bottom
    leaves = {edge.target: edge.points[0][1] for edge in layout.edges if edge.source == 0}
    for target, level in ((1, 5), (2, 4), (3, 3)):
        assert bands[level].top < leaves[target] < bands[level].bottom
        level_edge = next(e for e in layout.edges if (e.source, e.target) == (0, target))
        assert len({y for _, y in level_edge.points}) == 1, "level, without a bend"
    assert [source_number(made, e) for e in layout.edges if e.source == 0] == [4, 3, 2]
    assert {layout.by_index[row].column for row in (1, 2, 3)} == {1}
    assert 'font-weight="600" font-size="13"' in svg.export(made)


def test_a_map_of_the_wrong_level_crosses_bands() -> None:
    wrong = reading(2, (1, 3), 16, status=Status.ERROR)
    made = network(backbone((4, 8, 16, 32)), reading(1, (4,), 32), replace(wrong, out_shapes=None))
    layout = place(made)
    check(layout, 3)
    low, high = (e for e in layout.edges if e.target == 2)
    assert low.points[0][1] != high.points[0][1]


def test_maps_that_nobody_knows_are_taken_for_p1_to_p5() -> None:
    layout = place(analyze(read_config(FIVE_SLOT)))
    check(layout, 14)
    levels = {node.index: node.level for node in layout.nodes}
    assert [levels[row] for row in (1, 2, 3, 4, 7, 8, 9, 10)] == [5, 5, 4, 4, 3, 3, 3, 4]
    assert [band.label for band in layout.bands] == [
        "P0/1", "P1/2?", "P2/4?", "P3/8?", "P4/16?", "P5/32?",
    ]  # fmt: skip
    assert not layout.by_index[0].known


@given(
    st.lists(st.sampled_from([2, 4, 8, 16, 32, 64]), max_size=5).map(sorted),
    st.lists(
        st.tuples(
            st.lists(st.integers(-2, 12), min_size=1, max_size=3).map(tuple),
            st.sampled_from([4, 8, 16, 32]),
            st.sampled_from(["Concat", "Detect"]),
        ),
        max_size=12,
    ),
)
def test_any_readers_keep_cards_and_edges_apart(
    strides: list[int], readers: list[tuple[tuple[int, ...], int, str]]
) -> None:
    rows = [
        replace(reading(index, slots, stride), module=module)
        for index, (slots, stride, module) in enumerate(readers, 1)
    ]
    layout = place(network(backbone(tuple(strides)), *rows))
    check(layout, len(rows) + 1)


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (2, 1), (3, 2)])
def test_a_second_branch_on_the_way_down_stays_in_its_column(rows: int, columns: int) -> None:
    """Rows at stride 4, one at 8, `rows` more at 4 beside it, then 8 again."""
    strides = [4, 4, 8, *[4] * rows, 8, 8]
    made = report(
        [
            layer(i, (i - 1,), "Conv", (1, 8, 640 // stride, 640 // stride))
            for i, stride in enumerate(strides)
        ]
    )
    layout = place(made)
    check(layout, len(strides))
    assert len({node.column for node in layout.nodes}) == columns


def test_a_column_has_no_direction_before_its_level_changes() -> None:
    """Three branches, one for each level, behind a way up: as in front of YOLOv7's head."""
    strides = [8, 16, 32, 16, 8, 8, 16, 32]
    sources = [-1, 0, 1, 2, 3, 4, 3, 2]
    made = report(
        [
            layer(i, (source,), "Conv", (1, 8, 640 // stride, 640 // stride))
            for i, (stride, source) in enumerate(zip(strides, sources, strict=True))
        ]
    )
    layout = place(made)
    check(layout, len(strides))
    assert [layout.by_index[i].column for i in range(8)] == [0, 0, 0, 1, 1, 1, 2, 2]
    assert [column.upward for column in layout.columns] == [False, True, False]
