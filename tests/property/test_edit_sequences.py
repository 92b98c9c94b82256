"""Random gestures on stock networks: the text stays whole, and the graph is what was meant.

The suite runs 1,000 sequences over all stock configs; `HYPOTHESIS_PROFILE=thorough` runs as many
on each.
"""

import os
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from builder.core.config import Config, SectionName, read_config
from builder.core.config import edits as gestures
from builder.core.config.edits import Change
from builder.core.text import apply_edits, invert
from tests.golden.stock import MISSING, stock_paths

STOCK = {path.stem: path.read_bytes().decode() for path in stock_paths()}
PER_FILE = 1000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 36
REFS = r"(?:\[[-\d, ]*\]|-?\d+)"
NEW_ROW = "[-1, 1, CBAM, [512]]"

pytestmark = pytest.mark.skipif(not STOCK, reason=MISSING)

Edge = tuple[int, int, int]  # reader, port, source; rows by identity, -1 is the image


@dataclass
class Network:
    """A config whose rows have names that no gesture changes."""

    config: Config
    rows: list[int]

    def edges(self) -> set[Edge]:
        target_of = self.config.target_of
        return {
            (
                self.rows[layer.index],
                port,
                self._name(target_of(layer.index, ref.value), ref.value),
            )
            for layer in self.config.layers
            for port, ref in enumerate(layer.refs)
        }

    def _name(self, target: int, written: int) -> int:
        if target == -1:
            return -1
        return self.rows[target] if 0 <= target < len(self.rows) else -1000 - written

    def chain_ports(self, row: int) -> set[int]:
        """The inputs of a row that are written as -1."""
        layer = self.config.layers[self.rows.index(row)]
        return {port for port, ref in enumerate(layer.refs) if ref.value == -1}


def skeleton(text: str) -> list[str]:
    """The lines with blanks for what renumbering may change: `from` cells and row numbers."""
    lines = []
    for line in text.split("\n"):
        row, mark, comment = line.partition("#")
        row = row.strip().replace("[ ", "[").replace(" ]", "]")
        row = re.sub(rf"^\[(?=\[{REFS}, \d+, [A-Za-z])", "", row)  # it opens the section
        row = re.sub(rf"^\[{REFS}(?=, \d+, [A-Za-z])", "[F", row)
        lines.append(row + mark + re.sub(r"^(\s*)\d+|\(\d+\)", r"\1N", comment))
    return lines


def checked(before: Network, change: Change, rows: list[int]) -> Network:
    """Apply a change; hold what is true of every gesture."""
    text = before.config.text
    new = apply_edits(text, change.edits)
    assert apply_edits(new, invert(text, change.edits)) == text
    after = read_config(new)
    assert after.diagnostics == ()
    assert len(after.layers) == len(rows)
    return Network(after, rows)


def insert(draw: Callable, net: Network, fresh: int) -> Network:
    at = draw(st.integers(0, len(net.rows)))
    section = draw(st.sampled_from([None, *SectionName]))
    change = gestures.insert_row(net.config, at, NEW_ROW, section)
    assert change.index == at
    after = checked(net, change, [*net.rows[:at], fresh, *net.rows[at:]])
    moved = net.rows[at] if at < len(net.rows) else None
    chain = net.chain_ports(moved) if moved is not None else set()
    expected = {
        (row, port, fresh if row == moved and port in chain else source)
        for row, port, source in net.edges()
    }
    assert after.edges() == expected | {(fresh, 0, after.rows[at - 1] if at else -1)}
    assert_one_line_more(net, after, at)
    return after


def insert_after(draw: Callable, net: Network, fresh: int) -> Network:
    index = draw(st.integers(0, len(net.rows) - 1))
    change = gestures.insert_after(net.config, index, NEW_ROW)
    old = net.rows[index]
    after = checked(net, change, [*net.rows[: index + 1], fresh, *net.rows[index + 1 :]])
    expected = {
        (row, port, fresh if source == old else source) for row, port, source in net.edges()
    }
    assert after.edges() == expected | {(fresh, 0, old)}
    assert_one_line_more(net, after, index + 1)
    return after


def insert_on_edge(draw: Callable, net: Network, fresh: int) -> Network:
    valid = [e for e in sorted(net.edges()) if e[2] in net.rows and not reads_forward(net, e)]
    if not valid:
        return net
    row, _, source = draw(st.sampled_from(valid))
    at, place = net.rows.index(row), net.rows.index(source)
    change = gestures.insert_on_edge(net.config, place, at, NEW_ROW)
    after = checked(net, change, [*net.rows[:at], fresh, *net.rows[at:]])
    ports = {p for r, p, s in net.edges() if (r, s) == (row, source)}
    chain = ports & net.chain_ports(row) if place == at - 1 else set()
    through = chain or {min(ports)}
    expected = {(r, p, fresh if r == row and p in through else s) for r, p, s in net.edges()}
    assert after.edges() == expected | {(fresh, 0, source)}
    assert_one_line_more(net, after, at)
    return after


def duplicate(draw: Callable, net: Network, fresh: int) -> Network:
    index = draw(st.integers(0, len(net.rows) - 1))
    change = gestures.duplicate_row(net.config, index)
    after = checked(net, change, [*net.rows[: index + 1], fresh, *net.rows[index + 1 :]])
    copy, old = after.config.layers[index + 1], net.config.layers[index]
    assert copy.from_cell is not None
    assert copy.from_cell.value == -1
    assert copy.node.value[1:] == old.node.value[1:]
    follower = net.rows[index + 1] if index + 1 < len(net.rows) else None
    chain = net.chain_ports(follower) if follower is not None else set()
    expected = {
        (row, port, fresh if row == follower and port in chain else source)
        for row, port, source in net.edges()
    }
    assert after.edges() == expected | {(fresh, 0, net.rows[index])}
    return after


def remove(draw: Callable, net: Network, _: int) -> Network:
    if len(net.rows) < 4:
        return net
    index = draw(st.integers(0, len(net.rows) - 1))
    gone = net.rows[index]
    change = gestures.remove_row(net.config, index)
    after = checked(net, change, [row for row in net.rows if row != gone])
    inputs = sorted((p, s) for r, p, s in net.edges() if r == gone)
    readers = {edge for edge in net.edges() if edge[2] == gone}
    stay = {edge for edge in net.edges() if edge[0] != gone and edge[2] != gone}
    if not reads_forward_any(net):
        assert stay <= after.edges()
        if len(inputs) == 1 and inputs[0][1] in net.rows:
            assert after.edges() == stay | {(r, p, inputs[0][1]) for r, p, _ in readers}
            assert change.notes == ()
        elif readers and len(inputs) > 1:
            assert len(change.notes) == len(readers)
    old, new = words(net), words(after)
    assert new - old in ({}, {"[": 1})  # where the first row stood, its bracket may stay
    assert (old - new).total() == 1
    return after


def move(draw: Callable, net: Network, _: int) -> Network:
    index = draw(st.integers(0, len(net.rows) - 1))
    to = draw(st.integers(0, len(net.rows) - 1))
    rows = [row for row in net.rows if row != net.rows[index]]
    rows.insert(to, net.rows[index])
    before = net.edges()
    clean = not reads_forward_any(net)
    after = checked(net, gestures.move_row(net.config, index, to), rows)
    chained = {(row, port) for row in net.rows for port in net.chain_ports(row)}
    if clean:
        assert {e for e in before if e[:2] not in chained} == {
            e for e in after.edges() if e[:2] not in chained
        }
    assert all(port in after.chain_ports(row) for row, port in chained)
    if index != to:
        old, new = words(net), words(after)
        assert (old - new, new - old) in (({}, {}), ({}, {"[": 1}))
    return after


def set_cell(draw: Callable, net: Network, _: int) -> Network:
    index = draw(st.integers(0, len(net.rows) - 1))
    layer = net.config.layers[index]
    change = draw(
        st.sampled_from(
            [
                gestures.set_number(net.config, index, 7),
                gestures.set_module(net.config, index, "C3Ghost"),
                gestures.set_argument(net.config, index, len(layer.args.items), "None"),
                gestures.set_header(net.config, "nc", "7"),
                gestures.set_header(net.config, "activation", "nn.SiLU()"),
            ]
        )
    )
    after = checked(net, change, net.rows)
    old = [x.node.value for x in net.config.layers]
    new = [x.node.value for x in after.config.layers]
    assert [a for n, a in enumerate(old) if n != index] == [
        a for n, a in enumerate(new) if n != index
    ]
    assert after.edges() == net.edges()
    return after


def reads_forward(net: Network, edge: Edge) -> bool:
    row, _, source = edge
    return net.rows.index(source) >= net.rows.index(row)


def reads_forward_any(net: Network) -> bool:
    """Whether a row was moved before one that it reads; such references stay as written."""
    return any(e[2] not in net.rows or reads_forward(net, e) for e in net.edges() if e[2] != -1)


def words(net: Network) -> Counter[str]:
    """The lines that are not empty; what stood below a first row may move up to its bracket."""
    return Counter(filter(None, skeleton(net.config.text)))


def assert_one_line_more(net: Network, after: Network, at: int) -> None:
    lines, more = skeleton(net.config.text), skeleton(after.config.text)
    position = after.config.lines.position(after.config.layers[at].span.start)
    assert more[: position.line - 1] + more[position.line :] == lines


GESTURES = [insert, insert_after, insert_on_edge, duplicate, remove, move, set_cell]


@pytest.mark.parametrize("name", sorted(STOCK))
@settings(max_examples=PER_FILE)
@given(data=st.data())
def test_edit_sequences(name: str, data: st.DataObject) -> None:
    config = read_config(STOCK[name])
    net = Network(config, list(range(len(config.layers))))
    steps = data.draw(st.lists(st.sampled_from(GESTURES), min_size=1, max_size=6))
    for number, gesture in enumerate(steps):
        note(f"{gesture.__name__}\n{net.config.text}")
        if gesture not in {remove, move} and reads_forward_any(net):
            continue  # their references are wrong already, and stay as they are written
        net = gesture(data.draw, net, 1000 + number)
