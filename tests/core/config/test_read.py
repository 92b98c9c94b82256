"""Valid texts: values, places, comments; and texts that want too much."""

import pytest
import yaml

from builder.core.config import Mapping, Scalar, SectionName, Sequence, read_config
from tests.core.config.networks import BLOCK, FLOW, ROWS_OF_DASHES


def test_rows_and_header_have_places() -> None:
    config = read_config(FLOW)
    assert config.diagnostics == ()
    assert [layer.index for layer in config.layers] == list(range(8))
    assert [layer.section for layer in config.layers[3:5]] == [
        SectionName.BACKBONE,
        SectionName.HEAD,
    ]
    layer = config.layers[5]
    cells = (layer.from_cell, layer.number, layer.module, layer.args)
    assert [cell.span.of(FLOW) for cell in cells if cell] == ["[-1, 2]", "1", "Concat", "[1]"]
    assert [(ref.value, ref.span.of(FLOW)) for ref in layer.refs] == [(-1, "-1"), (2, "2")]
    header = config.header("nc")
    assert header is not None
    assert (header.value, header.span.of(FLOW)) == (4, "4")
    assert [section.key.span.of(FLOW) for section in config.sections] == ["backbone", "head"]


@pytest.mark.parametrize("text", [FLOW, BLOCK, ROWS_OF_DASHES])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_values_are_those_of_pyyaml(text: str, ends: str, mark: str) -> None:
    whole = mark + text.replace("\n", ends)
    config = read_config(whole)
    assert config.root is not None
    assert config.root.value == yaml.safe_load(text)
    for layer in config.layers:
        assert config.layer_at(layer.span.start) is layer
        if layer.span.of(whole).startswith("["):
            assert yaml.safe_load(layer.span.of(whole)) == layer.node.value


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        (FLOW, ["# 0-P1/2", "# 1-P2/4", "", "# 3-P3/8", "", "# cat P2", "# 6 (P2/4)",
                "# Detect(P2, P3)"]),
        (BLOCK, ["# 0-P1/2", "# 1-P2/4", "# 2", "# 3", "# X3 (4), fpn", ""]),
        (ROWS_OF_DASHES, ["# 0", "# 1", "", ""]),
        ("backbone: [[1,1,A,[]], [2,1,B,[]]] # 1 \t\nhead: [[3,1,C,[]],# 2\n]", ["", "# 1", "# 2"]),
    ],
)  # fmt: skip
def test_comments_of_rows(text: str, comments: list[str]) -> None:
    layers = read_config(text).layers
    assert [layer.comment.of(text) if layer.comment else "" for layer in layers] == comments


@pytest.mark.parametrize(
    "word",
    ["1", "-1", "007", "0x1F", "0b11", "1_000", "1:30", "1.5", ".5", "1e3", "1.0e+3", ".inf",
     "-.INF", "yes", "No", "true", "null", "~", "None", "nc", "nn.ReLU()", "2001-02-03", "=",
     "1.2.3", "-", "'1'", '"a\\tb"', "!!str 1", "!!int '3'", "!!float 1", "\U0001f680",
     "\u4e2d\u6587"],
)  # fmt: skip
def test_words_mean_what_yaml_says(word: str) -> None:
    text = f"a: {word}\n"
    try:
        expected = yaml.safe_load(text)["a"]
    except yaml.YAMLError:
        expected = word
    header = read_config(text).header("a")
    assert header is not None
    assert header.value == expected
    assert type(header.value) is type(expected)
    assert header.span.of(text) == word


FINDINGS = [
    ("nc: 1\nnc: 2\nbackbone: []\nhead: []\n", "Y111", "nc"),
    ("a: *b\nbackbone: []\nhead: []\n", "Y112", "*b"),
    ("[a]: 1\nbackbone: []\nhead: []\n", "Y112", "[a]"),
    ("a: !!python/name:os.system x\nbackbone: []\nhead: []\n", "Y113", None),
    ("a: !t {b: 1}\nbackbone: []\nhead: []\n", "Y113", None),
    ("a: 2001-99-99\nbackbone: []\nhead: []\n", "Y114", "2001-99-99"),
    ("backbone: []\nhead: []\n---\na: 1\n", "Y115", "---"),
    ("a: \x00\nbackbone: []\nhead: []\n", "Y109", "\x00"),
    ("a: \ud83d\nbackbone: []\nhead: []\n", "Y109", "\ud83d"),
    ("backbone: [1]\nhead: []\n", "Y201", "1"),
    ("backbone: [[-1, 1, Conv]]\nhead: []\n", "Y202", "[-1, 1, Conv]"),
    ("backbone: [[-1, 1, Conv, [], 5]]\nhead: []\n", "Y202", "[-1, 1, Conv, [], 5]"),
    ("backbone: []\n", "Y203", ""),
    ("backbone: []\nhead:\n", "Y204", "head"),
    ("backbone: {a: 1}\nhead: []\n", "Y204", "backbone"),
    ("backbone: resnet\nhead: []\n", "Y204", "backbone"),
    ("", "Y205", ""),
    ("# nothing yet\n", "Y205", ""),
    ("just words", "Y205", "just words"),
]


@pytest.mark.parametrize(("text", "code", "at"), FINDINGS)
def test_findings(text: str, code: str, at: str | None) -> None:
    (finding,) = read_config(text).diagnostics
    assert finding.code == code
    assert at is None or finding.span.of(text) == at


def test_a_repeated_key_counts_last() -> None:
    config = read_config("nc: 1\nnc: 2\n")
    header = config.header("nc")
    assert header is not None
    assert header.value == 2


def test_anchors_are_shared_with_places_of_their_own() -> None:
    text = "a: &x [1, 2]\nb: *x\nm: {<<: {k: 1, l: 2}, k: 3}\n"
    config = read_config(text)
    assert config.root is not None
    assert config.root.value == yaml.safe_load(text)
    second = config.header("b")
    assert isinstance(second, Sequence)
    assert second.span.of(text) == "*x"
    assert second.value == [1, 2]


def test_nothing_is_ever_constructed(capsys: pytest.CaptureFixture[str]) -> None:
    text = "a: !!python/object/apply:builtins.print [boo]\nb: !!python/name:os.system ''\n"
    config = read_config(text)
    assert capsys.readouterr().out == ""
    header = config.header("a")
    assert header is not None
    assert header.value == ["boo"]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: " + "[" * 5000 + "]" * 5000 + "\n" + FLOW,
        BOMB,
        BOMB + FLOW,
        "backbone:\n" + "- [-1, 1, Conv, [64]]\n" * 500_000,
        "x" * 10_000_000,
        "".join(" " * n + "a:\n" for n in range(2000)),
        "#" * 200_000,
        "# " * 100_000 + "]",
        "'" * 100_001,
        '"' + "\\" * 100_000,
        "backbone: [" + "-1, 1, Conv\n" * 20_000,
        "backbone:\n" + "[-1, 1, Conv\n" * 20_000,
        "&a [*a]",
    ],
    ids=lambda text: f"{text[:12]!r}... {len(text)}",
)
def test_texts_that_want_too_much_are_read_in_part(text: str) -> None:
    config = read_config(text)
    assert config.text == text
    assert config.diagnostics
    assert config.root is None or len(str(config.root.value)) < 10_000_000


def test_a_limit_is_told() -> None:
    found = read_config("a: " + "[" * 100).diagnostics
    assert [one.message for one in found if one.code == "Y110"] == [
        "lists are nested more than 64 deep; not all of it is read"
    ]


def test_what_is_too_long_is_read_up_to_a_line_s_end() -> None:
    """Half a row would be told as a fault of the file."""
    text = "backbone:\n" + "  - [-1, 1, Conv, [64, 3, 2]]\n" * 5_000
    config = read_config(text)
    assert [one.code for one in config.diagnostics] == ["Y110"]
    place = config.diagnostics[0].span
    assert text[place.start - 1] == "\n"
    assert 79_900 < place.start <= 80_000
    assert text[: place.start].count("\n") == 1 + len(config.layers)


def test_without_the_c_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.core.config.tree._LOADER", yaml.SafeLoader)
    for text in (FLOW, BLOCK, ROWS_OF_DASHES):
        slow = read_config(text)
        monkeypatch.undo()
        fast = read_config(text)
        monkeypatch.setattr("builder.core.config.tree._LOADER", yaml.SafeLoader)
        assert slow.layers == fast.layers
        assert isinstance(slow.root, Mapping)
        assert all(isinstance(key, Scalar) for key, _ in slow.root.pairs)


def test_a_line_of_full_width_commas_is_read_at_once() -> None:
    """Looking back for the line's start at each of them took minutes."""
    found = read_config("backbone:\n" + "，" * 200_000).diagnostics
    assert "Y105" in {one.code for one in found}
    assert max(len(fix.edits) for one in found for fix in one.fixes) <= 1_000
