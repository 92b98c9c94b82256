"""No text makes reading raise, and what is read stands where it says."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.core.config import Config, Mapping, Node, Scalar, Sequence, read_config
from builder.core.config.recover import recover
from builder.core.text import Span, decode
from tests.core.config.networks import BLOCK, FLOW, ROWS_OF_DASHES
from tests.golden.stock import MISSING, stock_paths

STOCK = {path.stem: path.read_bytes().decode() for path in stock_paths()}
OWN = {"flow": FLOW, "block": BLOCK, "rows of dashes": ROWS_OF_DASHES}
PIECES = [
    "backbone:", "head:", "nc: 4", "scales:", "\n", "\r\n", "  ", "- ", "[", "]",
    "[-1, 1, Conv, [64]]", "[[-1, 6], 1, Concat, [1]]", ",", "# 3", "'", '"', "{", "}", ":", "&a ",
    "*a", "!!int ", "|", ">", "\t", "\xa0", "\uff0c", "\uff3b", "\uff1a", "\ufeff",
    "\x85", "\u2028", "\U0001f680", "\x00", "\ud83d", "---", "...", "%YAML", "<<: ", "? ", "-1",
    "[from, number, module, args]", "\\", "\\[", "&nbsp;", "&#39;", "\u2013", "\u200b", "\uff11",
    ";",
    "```yaml", "\u590d\u5236\u4ee3\u7801\n", "Now train it\n", "> ", "+", "1 ", "2 | ", "\u2022 ",
    "[-1, 1, Conv, 64, 3]]", "- [-1, 1, C3, [64]]",
]  # fmt: skip
WILD = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


def nodes(node: Node | None) -> list[Node]:
    """A node with all nodes inside it."""
    if isinstance(node, Sequence):
        return [node, *(one for item in node.items for one in nodes(item))]
    if isinstance(node, Mapping):
        inside = [one for key, value in node.pairs for one in (key, *nodes(value))]
        return [node, *inside]
    return [node] if node is not None else []


def assert_sound(config: Config) -> None:
    whole = Span(0, len(config.text))
    for node in nodes(config.root):
        assert whole.covers(node.span)
    for layer in config.layers:
        assert layer.comment is None or layer.comment.of(config.text).startswith("#")
        config.layer_at(layer.span.start)
    for finding in config.diagnostics:
        assert whole.covers(finding.span)
        assert finding.message
        for fix in finding.fixes:
            assert all(whole.covers(edit.span) for edit in fix.edits)


@settings(max_examples=400)
@given(WILD)
def test_any_text_is_read(text: str) -> None:
    assert_sound(read_config(text))


@given(WILD)
def test_the_patient_reader_never_raises(text: str) -> None:
    recover(text)


@given(st.binary(max_size=100))
def test_any_bytes_are_read(data: bytes) -> None:
    assert_sound(read_config(decode(data).text))


WORDS = st.sampled_from(
    ["1", "a b", "'it''s'", '"x\\ny"', "\U0001f680", "\u4e2d\uff0c", "yes", "1.5", "[1, [x]]",
     "{k: v}", "'\x85'", "'\u2028'", "~"]
)  # fmt: skip
COMMENTS = st.sampled_from(["", " # c", " # \U0001f680 \uff0c", "  #"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A mapping with words, lists and comments, in any mixture of line ends."""
    text = draw(st.sampled_from(["", "\ufeff"]))
    for number in range(draw(st.integers(1, 6))):
        end = draw(st.sampled_from(["\n", "\r\n", "\r", "\x85", "\u2028"]))
        text += f"k{number}: {draw(WORDS)}{draw(COMMENTS)}{end}"
    return text


@given(documents())
def test_scalars_stand_where_they_say(text: str) -> None:
    config = read_config(text)
    assert config.root is not None
    assert config.root.value == yaml.safe_load(text)
    for node in nodes(config.root):
        if isinstance(node, Scalar):
            assert yaml.safe_load(node.span.of(text)) == node.value


@pytest.mark.parametrize("name", sorted({**STOCK, **OWN}))
def test_both_readers_agree_on_valid_files(name: str) -> None:
    text = {**STOCK, **OWN}[name]
    config, recovered = read_config(text), recover(text)
    assert recovered.found == ()
    assert recovered.root == config.root


@pytest.mark.skipif(not STOCK, reason=MISSING)
@settings(max_examples=150)
@given(st.data())
def test_a_file_cut_anywhere_keeps_the_rows_before(data: st.DataObject) -> None:
    text = {**STOCK, **OWN}[data.draw(st.sampled_from(sorted({**STOCK, **OWN})))]
    at = data.draw(st.integers(0, len(text)))
    config = read_config(text[:at])
    assert_sound(config)
    assert_rows_before(text, at, config)


@pytest.mark.skipif(not STOCK, reason=MISSING)
@settings(max_examples=300)
@given(st.data())
def test_a_lost_character_keeps_the_rows_before(data: st.DataObject) -> None:
    text = {**STOCK, **OWN}[data.draw(st.sampled_from(sorted({**STOCK, **OWN})))]
    at = data.draw(st.integers(0, len(text) - 1))
    config = read_config(text[:at] + text[at + 1 :])
    assert_sound(config)
    assert_rows_before(text, at, config)


def assert_rows_before(text: str, at: int, config: Config) -> None:
    """Every row whose last line, its end included, stands before the fault is read as it was."""
    whole = read_config(text).layers
    # A line end that is lost behind a row's comment puts the next row into the comment.
    before = [layer.node.value for layer in whole if 0 <= text.find("\n", layer.span.end) < at]
    # Damage of a section's own line costs the section's name, and with it its rows.
    if any(key in text[: at + 1] and key not in config.text for key in ("backbone:", "head:")):
        return
    assert [layer.node.value for layer in config.layers][: len(before)] == before
