from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.main import main
from builder.core.config import read_config
from builder.core.config.edits import insert_after, insert_on_edge, insert_row, move_row, remove_row
from builder.core.text import apply_edits
from tests.cli.conftest import YOLOV5S, Builder
from tests.texts import FIVE_SLOT, FIVE_SLOT_WITH_CBAM_AT_6

Network = Callable[..., Path]

ROW = "[-1, 1, CBAM, [512]]"
ORIGINAL = YOLOV5S.read_text(encoding="utf-8")
CONFIG = read_config(ORIGINAL)

GESTURES = {
    "insert --at": (["insert", "--at", "9", "--row", ROW], insert_row(CONFIG, 9, ROW)),
    "insert --at the end": (["insert", "--at", "25", "--row", ROW], insert_row(CONFIG, 25, ROW)),
    "insert --after": (["insert", "--after", "6", "--row", ROW], insert_after(CONFIG, 6, ROW)),
    "insert --edge": (
        ["insert", "--edge", "6:12", "--row", ROW],
        insert_on_edge(CONFIG, 6, 12, ROW),
    ),
    "insert behind the image": (
        ["insert", "--edge", "-1:0", "--row", ROW],
        insert_on_edge(CONFIG, -1, 0, ROW),
    ),
    "remove": (["remove", "8"], remove_row(CONFIG, 8)),
    "move": (["move", "8", "--to", "6"], move_row(CONFIG, 8, 6)),
}


@pytest.mark.parametrize(("words", "change"), GESTURES.values(), ids=list(GESTURES))
def test_the_file_becomes_what_the_edit_says(
    builder: Builder, network: Network, words: list[str], change: object
) -> None:
    file = network()
    ended = builder(words[0], file, *words[1:])
    assert (ended.code, ended.out) == (0, "")
    expected = apply_edits(ORIGINAL, change.edits)
    assert expected != ORIGINAL
    assert file.read_text(encoding="utf-8") == expected
    assert all(note in ended.err for note in change.notes)


def test_stdout_gets_the_bytes_and_the_file_stays(
    network: Network, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = network()
    before = file.read_bytes()
    assert main(["insert", str(file), "--at", "9", "--row", ROW, "--stdout"]) == 0
    expected = apply_edits(ORIGINAL, insert_row(CONFIG, 9, ROW).edits)
    assert capsysbinary.readouterr().out == expected.encode()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("encoding", "line_end", "bom"),
    [
        ("utf-8", "\r\n", b"\xef\xbb\xbf"),
        ("gb18030", "\n", b""),
        ("utf-16-le", "\r\n", b"\xff\xfe"),
    ],
)
def test_the_file_keeps_its_encoding_and_line_ends(
    builder: Builder, tmp_path: Path, encoding: str, line_end: str, bom: bytes
) -> None:
    text = ("# 骨干网络，注意力\n" + ORIGINAL).replace("\n", line_end)
    file = tmp_path / "net.yaml"
    file.write_bytes(bom + text.encode(encoding))
    assert builder("insert", file, "--at", "9", "--row", ROW).code == 0
    after = file.read_bytes()
    assert after.startswith(bom)
    expected = apply_edits(text, insert_row(read_config(text), 9, ROW).edits)
    assert after[len(bom) :].decode(encoding) == expected
    assert expected.count("\n") == text.count("\n") + 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["insert", "--at", "26", "--row", ROW], "there is no place 26: places are 0 to 25"),
        (["insert", "--after", "25", "--row", ROW], "there is no row 25: rows are 0 to 24"),
        (["insert", "--edge", "3:99", "--row", ROW], "there is no row 99: rows are 0 to 24"),
        (["insert", "--edge", "3:12", "--row", ROW], "row 12 does not read row 3"),
        (["insert", "--at", "9", "--row", "CBAM"], "is not a row; write [from, number, module"),
        (["insert", "--at", "9", "--row", "[-1, 1, CBAM, [512]"], "is not a row"),
        (["remove", "25"], "there is no row 25: rows are 0 to 24"),
        (["move", "3", "--to", "30"], "there is no row 30: rows are 0 to 24"),
    ],
)
def test_what_cannot_be_done_is_code_2_with_the_valid_range(
    builder: Builder, network: Network, words: list[str], message: str
) -> None:
    file = network()
    before = file.read_bytes()
    ended = builder(words[0], file, *words[1:])
    assert ended.code == 2
    assert message in ended.err
    assert file.read_bytes() == before


def test_a_file_without_rows_says_so(builder: Builder, tmp_path: Path) -> None:
    file = tmp_path / "net.yaml"
    file.write_text("nc: 80\n")
    ended = builder("remove", file, "0")
    assert (ended.code, "the file has no rows" in ended.err) == (2, True)


def test_what_a_removal_could_not_mend_is_said(builder: Builder, network: Network) -> None:
    ended = builder("remove", network(), "12")
    assert ended.code == 0
    assert "note:" in ended.err


def test_a_character_that_the_encoding_lacks_is_said(builder: Builder, tmp_path: Path) -> None:
    file = tmp_path / "net.yaml"
    file.write_bytes(b"# \xff\n" + ORIGINAL.encode())
    before = file.read_bytes()
    ended = builder("insert", file, "--at", "9", "--row", "[-1, 1, 注意力, []]")
    assert ended.code == 2
    assert "save as UTF-8" in ended.err
    assert file.read_bytes() == before


@pytest.fixture
def five_slot(tmp_path: Path) -> Path:
    path = tmp_path / "vit.yaml"
    path.write_text(FIVE_SLOT)
    return path


def test_numbers_are_those_of_from_where_a_backbone_has_five(
    builder: Builder, five_slot: Path
) -> None:
    cbam = "[-1, 1, CBAM, [1024]]"
    assert builder("insert", five_slot, "--at", "6", "--row", cbam).code == 0
    changed = five_slot.read_text()
    assert FIVE_SLOT_WITH_CBAM_AT_6 in changed
    assert builder("move", five_slot, "6", "--to", "7").code == 0
    assert "# 6\n   [-1, 1, CBAM, [1024]],\n   [-1, 1, nn.Upsample" in five_slot.read_text()
    assert builder("remove", five_slot, "7").code == 0
    back = five_slot.read_text()
    assert "[[13, 16], 1, Detect" in back
    assert "[[-1, 3], 1, Concat, [1]],  # 8" in back


def test_the_edge_from_one_of_a_backbones_maps(builder: Builder, five_slot: Path) -> None:
    row = ["--row", "[-1, 1, CBAM, [192]]"]
    refused = builder("insert", five_slot, "--edge", "2:8", *row)
    assert (refused.code, "row 8 does not read slot 2" in refused.err) == (2, True)
    assert builder("insert", five_slot, "--edge", "3:8", *row).code == 0
    text = five_slot.read_text()
    assert "[3, 1, CBAM, [192]]" in text
    assert "[[-2, -1], 1, Concat, [1]],  # 9" in text
    assert "[[-1, 2], 1, Concat" in text


def test_read_as_a_stock_trainer_numbers_are_places(builder: Builder, five_slot: Path) -> None:
    stock = ["--dialect", "yolov5", "--stdout"]
    assert builder("remove", five_slot, "15", *stock).code == 2
    there = builder("remove", five_slot, "18")
    assert (there.code, "rows are 0 to 17" in there.err) == (2, True)
    assert builder("remove", five_slot, "3").code == 2  # the backbone
    assert builder("remove", five_slot, "5", "--dialect", "yolov55").code == 2
