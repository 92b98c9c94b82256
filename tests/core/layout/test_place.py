"""Where cards and edges stand."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.core.analysis.report import LayerReport, Report, Status
from builder.core.layout import EMPTY, IMAGE, Box, Edge, Layout, place
from builder.core.layout.metrics import STUB_STEP
from tests.networks import layer, recorded, report, stale_yolov5s

NAMES = ["yolov5s", "yolov5-p2", "yolov5-p6", "yolov5-p7", "yolov5-bifpn", "yolov5-fpn",
         "yolov3", "yolov3-tiny", "yolov5-panet", "net1_efficientnetv2"]  # fmt: skip

MODULES = ("Conv", "C3", "Concat", "nn.Upsample", "Mystery", "Detect", "BiFPN_Add2")


@st.composite
def networks(draw: st.DrawFn, most: int = 40) -> Report:
    """Any rows: strides that jump, unknown ones, sources that do not exist, heads anywhere."""
    layers = []
    for index in range(draw(st.integers(0, most))):
        sources = draw(
            st.none()
            | st.lists(st.integers(-3, index + 3), max_size=4).map(tuple)
            | st.just((index - 1,))
        )
        status = draw(st.sampled_from([Status.OK, Status.OK, Status.OK, *Status]))
        stride = draw(st.none() | st.sampled_from([0.5, 1, 2, 4, 8, 16, 32, 14, 33.3, 640]))
        shape = None if stride is None else (1, 8, 20, 20)
        module = draw(st.sampled_from(MODULES))
        layers.append(layer(index, sources, module, shape, stride=stride, status=status))
    return report(layers)


def _overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _on_border(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    inside = box.x <= x <= box.right and box.y <= y <= box.bottom
    return inside and (x in (box.x, box.right) or y in (box.y, box.bottom))


def _through(edge: Edge, box: Box) -> bool:
    """Whether a part of the edge runs inside the box, not counting its border."""
    for (x0, y0), (x1, y1) in zip(edge.points, edge.points[1:], strict=False):
        across = min(x0, x1) < box.right and max(x0, x1) > box.x
        if across and min(y0, y1) < box.bottom and max(y0, y1) > box.y:
            return True
    return False


def check(layout: Layout, count: int) -> None:
    """Cards stand apart in their bands, and edges join them without running through one."""
    assert [node.index for node in layout.nodes] == (list(range(-1, count)) if count else [])
    for a, b in combinations(layout.nodes, 2):
        assert not _overlap(a.box, b.box), (a, b)
    for edge in layout.edges:
        boxes = layout.by_index
        assert _on_border(edge.points[-1], boxes[edge.target].box), edge
        assert edge.stub or _on_border(edge.points[0], boxes[edge.source].box), edge
        for a, b in zip(edge.points, edge.points[1:], strict=False):
            assert (a[0] == b[0]) != (a[1] == b[1]), edge
        for node in layout.nodes:
            assert not _through(edge, node.box), (edge, node)
    for above, below in zip(layout.bands, layout.bands[1:], strict=False):
        assert above.bottom == below.top
        assert above.level < below.level
    bands = {band.level: band for band in layout.bands}
    for node in layout.nodes:
        if not node.tall:
            assert bands[node.level].top < node.box.y
            assert node.box.bottom < bands[node.level].bottom
        assert node.box.right < layout.width
        assert node.box.bottom < layout.height


@given(networks())
def test_cards_stand_apart_and_edges_run_between_them(made: Report) -> None:
    layout = place(made)
    check(layout, len(made.layers))
    wanted = [
        (source, each.index, port)
        for each in made.layers
        for port, source in enumerate(each.sources or ())
    ]
    assert [(e.source, e.target, e.port) for e in layout.edges] == wanted
    assert place(made) == layout


@pytest.mark.parametrize("name", NAMES)
def test_stock_networks(name: str) -> None:
    made = recorded(name)
    layout = place(made)
    check(layout, len(made.layers))
    assert not any(edge.wrong or edge.stub for edge in layout.edges)
    for each in made.layers:
        node = layout.by_index[each.index]
        assert node.head or 2**node.level == each.stride or each.stride == 640 / 21


def test_yolov5_is_the_pyramid_of_the_papers() -> None:
    layout = place(recorded("yolov5s"))
    column = {node.index: node.column for node in layout.nodes}
    assert [index for index in range(24) if column[index] == 0] == list(range(11))
    assert [index for index in range(24) if column[index] == 1] == list(range(11, 18))
    assert [index for index in range(24) if column[index] == 2] == list(range(18, 24))
    assert [each.upward for each in layout.columns] == [False, True, False, False]
    assert [band.label for band in layout.bands] == [
        "P0/1", "P1/2", "P2/4", "P3/8", "P4/16", "P5/32",
    ]  # fmt: skip
    head = layout.by_index[24]
    assert head.head
    assert head.box.y == layout.by_index[17].box.y
    assert head.box.bottom == layout.by_index[23].box.bottom
    lateral = next(edge for edge in layout.edges if (edge.source, edge.target) == (4, 16))
    assert len(lateral.points) == 2, "level, without a bend"


def test_a_stale_index_crosses_bands_and_nothing_else_moves() -> None:
    good, stale = place(recorded("yolov5s")), place(stale_yolov5s())
    assert [(e.source, e.target) for e in stale.edges if e.wrong] == [(6, 16)]
    assert stale.by_index[6].level != stale.by_index[16].level
    assert [node.box for node in good.nodes] == [node.box for node in stale.nodes]
    assert not stale.by_index[16].known


def test_a_reference_to_no_row_is_a_stub() -> None:
    rows = [
        layer(0, (-1,), "Conv", (1, 8, 320, 320)),
        layer(1, (0, 7, -4, 1), "Concat", None, status=Status.ERROR),
    ]
    layout = place(report(rows))
    assert [(e.source, e.stub) for e in layout.edges if e.target == 1] == [
        (0, False), (7, True), (-4, True), (1, True),
    ]  # fmt: skip
    assert all(edge.wrong for edge in layout.edges if edge.stub)
    heights = sorted(edge.points[0][1] for edge in layout.edges if edge.stub)
    assert [b - a for a, b in pairwise(heights)] == [STUB_STEP] * 2  # their numbers can be read


def test_the_name_of_a_band_fits_beside_the_cards() -> None:
    rows = [layer(0, (-1,), "nn.Upsample", (1, 3, 2560, 2560)), layer(1, (-1,), "Conv", None)]
    layout = place(report(rows))
    assert all(len(band.label) <= 7 for band in layout.bands), layout.bands


def test_nothing_known_still_makes_a_picture() -> None:
    rows = [layer(i, (i - 1,), "Mystery", None, status=Status.UNKNOWN) for i in range(5)]
    layout = place(report(rows))
    check(layout, 5)
    assert {node.column for node in layout.nodes} == {0}
    assert not any(node.known for node in layout.nodes if node.index != IMAGE)


def test_strides_are_guessed_from_what_rows_write() -> None:
    text = "backbone:\n  - [-1, 1, Conv, [64, 6, 2, 2]]\n  - [-1, 1, Conv, [64, 3, 2]]\n"
    text += "  - [-1, 1, C3, [64]]\nhead:\n  - [-1, 1, nn.Upsample, [None, 2, nearest]]\n"
    modules = ("Conv", "Conv", "C3", "nn.Upsample")
    rows = [layer(i, (i - 1,), m, None, status=Status.BLOCKED) for i, m in enumerate(modules)]
    layout = place(report(rows, text))
    assert [node.level for node in layout.nodes] == [0, 1, 2, 2, 1]
    assert [band.label for band in layout.bands] == ["P0/1", "P1/2?", "P2/4?"]


def test_an_odd_stride_is_called_by_its_own_number() -> None:
    rows = [layer(0, (-1,), "Conv", (1, 8, 45, 45), stride=14)]
    assert place(report(rows)).bands[-1].label == "P4/14"


def test_the_edges_of_a_second_head_go_around_the_first() -> None:
    good = recorded("yolov5s")
    extra = replace(good.layers[24], index=25, sources=(17, 20, 23))
    layout = place(report([*good.layers, extra]))
    check(layout, 26)
    assert [node.index for node in layout.nodes if node.head] == [24, 25]


def test_no_rows() -> None:
    assert place(report([])) is EMPTY


def test_a_long_stage_goes_on_in_the_next_column() -> None:
    rows = [layer(i, (i - 1,), "C3", (1, 64, 320, 320)) for i in range(120)]
    layout = place(report(rows))
    check(layout, 120)
    assert 0.5 < layout.width / layout.height < 4


def _inserted(made: Report, at: int) -> Report:
    """The same network with a row like the one before it at `at`."""

    def shifted(each: LayerReport) -> LayerReport:
        sources = tuple(s + (s >= at) for s in each.sources or ())
        return replace(each, index=each.index + (each.index >= at), sources=sources)

    new = replace(made.layers[at - 1], index=at, sources=(at - 1,))
    rows = [shifted(each) for each in made.layers]
    rows.insert(at, new)
    return report(rows)


@pytest.mark.parametrize("name", NAMES)
def test_inserting_a_row_moves_the_others_little(name: str) -> None:
    made = recorded(name)
    before = place(made)
    for at in range(1, len(made.layers) - 1):
        after = place(_inserted(made, at))
        for node in before.nodes:
            now = after.by_index[node.index + (node.index >= at)]
            assert now.column == node.column
            assert abs(now.box.y - node.box.y) <= 40
            assert abs(now.box.x - node.box.x) <= 40


def test_five_hundred_rows_stand_apart() -> None:
    rows = []
    for i in range(500):
        stride = 8 << (i // 7 % 6 if i // 42 % 2 else 5 - i // 7 % 6) >> 1
        sources = (i - 1, max(i - 9, -1)) if i % 5 == 4 else (i - 1,)
        rows.append(layer(i, sources, "C3", (1, 8, 640 // stride, 640 // stride), stride=stride))
    check(place(report(rows)), 500)
