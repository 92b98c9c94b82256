"""Tables as people paste them, what is wrong with them, and any text at all."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.core.blocks.stage_tables import TABLES
from builder.core.templates import find_table, read_table, table_of, table_text
from builder.core.text import LineIndex

HEAD = [(2, 3, 1, 1, 24, 24, 0, 0), (4, 3, 2, 4, 24, 48, 1, 0.25)]
SAME = {
    "python": "model = [\n  [2, 3, 1, 1, 24, 24, 0, 0],  # 1\n  [4, 3, 2, 4, 24, 48, 1, 0.25],\n]",
    "tuples": "((2, 3, 1, 1, 24, 24, 0, 0.0), (4, 3, 2, 4, 24, 48, 1, .25))",
    "rows without a list": "[2, 3, 1, 1, 24, 24, 0, 0],\n[4, 3, 2, 4, 24, 48, 1, 25e-2]",
    "yaml": "s:\n  - [2, 3, 1, 1, 24, 24, FusedMBConv, 0]\n  - [4, 3, 2, 4, 24, 48, MBConv, .25]",
    "json": '{"s": [[2, 3, 1, 1, 24, 24, "fused", 0], [4, 3, 2, 4, 24, 48, "mbconv", 0.25]]}',
    "json objects": '[{"repeats": 2, "kernel": 3, "stride": 1, "expansion": 1, "in": 24, "out": 24,'
    ' "operator": "Fused-MBConv", "se_ratio": 0},\n {"n": 4, "k": 3, "s": 2, "e": 4, "c1": 24,'
    ' "c2": 48, "type": "MBConvBlock", "se": 0.25}]',
    "calls": "rows = [Stage(2, 3, 1, 1, 24, 24, 0, 0), dict(r=4, k=3, s=2, e=4, i=24, o=48, op=1,"
    " se=0.25)]",
    "csv": "2,3,1,1,24,24,fused,0\n4,3,2,4,24,48,mb,0.25\n",
    "csv with a head": "operator;out;in;repeats;kernel;stride;expansion;se_ratio\r\n"
    "0;24;24;2;3;1;1;0\r\n1;48;24;4;3;2;4;0.25\r\n",
    "columns": "# r k s e i o op se\n2 3 1 1  24 24 0 0\n\n4\t3\t2\t4\t24\t48\t1\t0.25",
    "a title": "stages:\n2 3 1 1 24 24 0 0\n4 3 2 4 24 48 1 0.25",
    "lines of old": "2 3 1 1 24 24 0 0\r4 3 2 4 24 48 1 0.25",
    "markdown": "| n | k | s | t | c1 | c2 | op | SE |\n|:-|-|-|-|-|-|-|-:|\n"
    "| 2 | 3 | 1 | 1 | 24 | 24 | FusedMBConv | 0 |\n| 4 | 3 | 2 | 4 | 24 | 48 | MBConv | 0.25 |",
    "bullets": "- 2, 3, 1, 1, 24, 24, 0, 0\n- 4, 3, 2, 4, 24, 48, 1, 0.25",
    "chinese punctuation": "【2，3，1，1，24，24，0，0】、【4，3，2，4，24，48，1，0.25】",
    "the authors' code": "['r2_k3_s1_e1_i24_o24_c1', 'r4_k3_s2_e4_i24_o48_se0.25']",
    "the authors' first code": "r2_k3_s11_e1_i24_o24_c1_noskip\nr4_k3_s22_e4_i24_o48_se0.25",
}  # fmt: skip

# Text, and for each fault its line, its column and some of its words.
WRONG = {
    "nothing": ("", [(1, 1, "there are no rows yet")]),
    "a comment": ("# nothing\n", [(1, 1, "there are no rows yet")]),
    "too few": ("[2, 3, 1, 1, 24, 24, 0]", [(1, 1, "a row has 8 values")]),
    "too many": ("\n2 3 1 1 24 24 0 0 7", [(2, 1, "this one has 9")]),
    "no operator": ("[2, 3, 1, 1, 24, 24, Conv, 0]", [(1, 22, "operator is 0 or FusedMBConv")]),
    "operator 2": ("2 3 1 1 24 24 2 0", [(1, 15, "not 2")]),
    "se_ratio": ("2 3 1 1 24 24 1 4", [(1, 17, "se_ratio is a number from 0 to 1, not 4")]),
    "stride": ("2 3 3 1 24 24 1 0", [(1, 5, "stride is 1 or 2, not 3")]),
    "even kernel": ("2 4 1 1 24 24 1 0", [(1, 3, "kernel is an odd number")]),
    "half a channel": ("2 3 1 1 24.5 24 1 0", [(1, 9, "in is a whole number")]),
    "no repeats": ("0 3 1 1 24 24 1 0", [(1, 1, "repeats is a whole number from 1 to 100")]),
    "infinite": ("1e999 3 1 1 24 24 1 0", [(1, 1, "repeats is")]),
    "endless": ("9" * 5000 + " 3 1 1 24 24 1 0", [(1, 1, "9…")]),
    "an expression": ("[2*2, 3, 1, 1, 24, 24, 1, 0]", [(1, 2, "repeats is a whole number")]),
    "code": ("[__import__, 3, 1, 1, 24, 24, 1, 0]", [(1, 2, "repeats is a whole number")]),
    "two faults": ("x 3 1 1 8 8 1 0\n2 3 1 1 8 8 y 0", [(1, 1, "repeats"), (2, 13, "operator")]),
    "open": ("[[2, 3, 1, 1, 24, 24, 0, 0]", [(1, 1, "this bracket is not closed")]),
    "closed twice": ("[2, 3, 1, 1, 24, 24, 0, 0]]", [(1, 27, "`]` closes nothing")]),
    "quote": ("[2, 3, 1, 1, 24, 24, 'fused, 0]", [(1, 22, "is opened and not closed")]),
    "a lost bracket": (
        "[2, 3, 1, 1, 24, 24, 0, 0],\n4, 3",
        [(2, 1, "4 stands outside"), (2, 4, "3 stands outside")],
    ),
    "names by halves": ("{n: 2, k: 3, 1}", [(1, 1, "values only, or `name: value`")]),
    "a name missing": ("{n: 2, k: 3}", [(1, 1, "no value for stride, expansion, in, out")]),
    "a name twice": (
        "{n: 2, k: 3, s: 1, e: 1, i: 2, o: 2, op: 0, se: 0, r: 1}",
        [(1, 1, "more than one value for repeats")],
    ),
    "an unknown name": ("{n: 2, zoom: 3}", [(1, 8, "`zoom` is no column")]),
    "an unknown head": ("r k s e i o op zoom\n2 3 1 1 24 24 0 0", [(1, 16, "`zoom` is no column")]),
    "a short head": ("r k s e i o op\n2 3 1 1 24 24 0 0", [(1, 1, "no value for se_ratio")]),
    "a word of code": ("r2_k3_s1_e1_i24", [(1, 1, "no value for out")]),
    "a wild word of code": ("r2_k3_s3_e1_i24_o24_c1", [(1, 7, "stride is 1 or 2, not 3")]),
    "too long": ("#" * 20_001, [(1, 20_001, "longer than 20,000 characters")]),
    "too high": ("2 3 1 1 24 24 0 0\n" * 65, [(65, 1, "at most 64 rows")]),
}  # fmt: skip


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_one_table_in_many_shapes(text: str) -> None:
    found = read_table(text)
    assert [fault.words.en for fault in found.faults] == []
    assert [tuple(placed.row) for placed in found.rows] == HEAD


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_where_it_is(text: str, told: list[tuple[int, int, str]]) -> None:
    faults = read_table(text).faults
    lines = LineIndex(text)
    assert [lines.position(fault.span.start) for fault in faults] == [one[:2] for one in told]
    for fault, (_, _, words) in zip(faults, told, strict=True):
        assert words in fault.words.en
        assert fault.words.zh


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_published_tables_come_back_from_their_text(table) -> None:
    found = read_table(table_text(table))
    assert found.faults == ()
    assert table_of(placed.row for placed in found.rows) is table


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("efficientnet_v2_s", "efficientnet_v2_s"),
        ("EfficientNetV2-XL", "efficientnet_v2_xl"),
        ("EfficientNet B0", "efficientnet-b0"),
        ("b7", "efficientnet-b7"),
        ("v2_m", "efficientnet_v2_m"),
        ("b8", None),
        ("./b0", None),
        ("b0.csv", None),
        ("", None),
    ],
)
def test_names_of_published_tables(name: str, found: str | None) -> None:
    table = find_table(name)
    assert (table.name if table else None) == found


def test_places_of_values() -> None:
    text = "x = [[2, 3, 1, 1, 24, 48, fused, 0]]"
    (placed,) = read_table(text).rows
    assert placed.span.of(text) == "[2, 3, 1, 1, 24, 48, fused, 0]"
    values = [placed.place(name).of(text) for name in ("repeats", "in", "out", "operator")]
    assert values == ["2", "24", "48", "fused"]


PIECES = st.sampled_from(
    [*"[](){},;|#'\":=-_.\n\r\t 0123456789", "fused", "mbconv", "r2_k3_s1_e1_i24_o24_c1", "r1_",
     "2 3 1 1 24 24 0 0", "[2, 3, 1, 1, 24, 24, 0, 0]", "repeats", "se_ratio", "1e9", "，", "【",
     "\u2028", "\x00", "٣", "²", "𝟚", "\ud800", "é"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.text(string.printable), st.lists(PIECES).map("".join))


@given(TEXTS)
def test_no_text_makes_the_reader_fail(text: str) -> None:
    found = read_table(text)
    assert found.rows or found.faults
    for fault in found.faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(text)
        assert fault.words.en
    for placed in found.rows:
        assert all(0 <= cell.start <= cell.end <= len(text) for cell in placed.cells)
