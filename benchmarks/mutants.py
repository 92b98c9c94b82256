"""Stock configs to which something was done without renumbering, and what they ought to be."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.core.analysis import Status, analyze
from builder.core.config import Config, Layer, read_config
from builder.core.text import TextEdit, apply_edits

_FOREIGN = ("nn.Identity, []", "nn.Dropout, [0.1]", "SimAM, []", "nn.Softmax2d, []")
# What no trainer has, or what mostly gives other channels than the rows below were made for.
_UNFIT = ("OwnBlock, [64]", "OwnAttention, []", "CBAM, [64]", "Conv, [64, 1, 1]", "C3, [64]")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A faulty text, the text that was meant, and what was done, in words."""

    file: str
    text: str
    meant: str
    done: str


Change = tuple[int, int]  # (row, count): that many rows inserted before it; -count: deleted from it
_Made = tuple[str, str, str] | None  # the faulty text, the one that was meant, what was done


def mutants(
    configs: Sequence[tuple[str, str]], kind: str, most: int | None, rng: random.Random
) -> Iterator[Mutant]:
    """At most `most` mutants of a kind, or all; what they ought to be builds, but for unfit rows.

    Rows come and go at each place, one to three of them; of two places, typos and swapped inputs
    there is a draw for each row.
    """
    drawn = [(file, text, at) for file, text in configs for at in _places(kind, text)]
    rng.shuffle(drawn)
    made = 0
    for file, text, at in drawn:
        plain = without_comments(text) if rng.random() < 0.5 else text
        found = KINDS[kind](read_config(plain), at, rng)
        if found is None or found[0] == found[1]:
            continue
        if KINDS[kind] is _unfit or builds(found[1], file):
            yield Mutant(file, *found)
            made += 1
            if made == most:
                return


def _places(kind: str, text: str) -> list[Change]:
    rows = len(read_config(text).layers)
    counts = (1, 2, 3) if kind in _ROWS_COME_OR_GO else (1,)
    return [(at, count) for at in range(1, rows) for count in counts]


def builds(text: str, file: str) -> bool:
    """Whether every row can be built and run."""
    report = analyze(read_config(text), file=Path(file).name)
    return all(layer.status is Status.OK for layer in report.layers)


def without_comments(text: str) -> str:
    """The text without the comments beside its rows."""
    config = read_config(text)
    return apply_edits(text, [TextEdit(row.comment, "") for row in config.layers if row.comment])


# --- inserting and deleting -------------------------------------------------------------------


def _foreign(config: Config, place: Change, rng: random.Random) -> _Made:
    at, count = place
    return _changed(config, [place], {at: [rng.choice(_FOREIGN)] * count})


def _unfit(config: Config, place: Change, rng: random.Random) -> _Made:
    """Foreign rows that fail, or at which rows below fail, whatever the references are."""
    at, count = place
    return _changed(config, [place], {at: [rng.choice(_UNFIT)] * count})


def _duplicated(config: Config, place: Change, rng: random.Random) -> _Made:
    del rng
    at, count = place
    row = _copy(config, at - 1)
    return None if row is None else _changed(config, [place], {at: [row] * count})


def _deleted(config: Config, place: Change, rng: random.Random) -> _Made:
    del rng
    at, count = place
    return _changed(config, [(at, -count)], {}) if at + count < len(config.layers) else None


def _two_places(config: Config, place: Change, rng: random.Random) -> _Made:
    other = rng.randrange(1, len(config.layers))
    if other == place[0]:
        return None
    changes: list[Change] = []
    rows: dict[int, list[str]] = {}
    for at in sorted((place[0], other)):
        how = rng.choice(("foreign", "copy", "delete"))
        count = rng.randint(1, 2)
        copied = _copy(config, at - 1)
        if how == "delete":
            changes.append((at, -1))
        else:
            row = copied if how == "copy" and copied is not None else rng.choice(_FOREIGN)
            changes.append((at, count))
            rows[at] = [row] * count
    return _changed(config, changes, rows)


def _copy(config: Config, index: int) -> str | None:
    """A copy of a row that reads the row above; None for one that reads others."""
    layer = config.layers[index]
    if [ref.value for ref in layer.refs] != [-1] or index == len(config.layers) - 1:
        return None
    text = layer.span.of(config.text)
    return text[1:-1].split(",", 1)[1].strip() if "\n" not in text else None


def _changed(config: Config, changes: list[Change], rows: dict[int, list[str]]) -> _Made:
    """The text with rows that came and went, with all references as they were and as they ought."""
    gone = {row for at, count in changes if count < 0 for row in range(at, at - count)}
    last = len(config.layers) - 1
    if last in gone:
        return None
    faulty: list[TextEdit] = []
    for at, count in changes:
        if count > 0:
            faulty.append(_insertion(config, at, rows[at]))
        else:
            faulty += [_deletion(config, row) for row in range(at, at - count)]
    meant = list(faulty)
    affected = False
    for layer in config.layers:
        if layer.index in gone:
            continue
        read: set[int] = set()
        for ref in layer.refs:
            new = _moved(config, layer.index, ref.value, changes, gone)
            if new is None or new in read:
                return None  # nobody would mean a row that reads another twice
            read.add(new)
            if new != ref.value:
                affected = True
                meant.append(TextEdit(ref.span, str(new)))
    if not affected:
        return None
    words = ", ".join(
        f"{count} x {rows[at][0]} at {at}" if count > 0 else f"{-count} rows from {at} deleted"
        for at, count in changes
    )
    text = config.text
    return apply_edits(text, faulty), apply_edits(text, sorted(meant, key=_place)), words


def _place(edit: TextEdit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def _moved(
    config: Config, reader: int, ref: int, changes: list[Change], gone: set[int]
) -> int | None:
    """What a reference ought to be afterwards; what read a deleted row reads the one above."""
    if ref == -1:
        return ref
    target = config.target_of(reader, ref)
    while target in gone:
        target -= 1
    if target < 0:
        return None

    def now(row: int) -> int:
        return row + sum(count for at, count in changes if at <= row)

    return now(target) if ref >= 0 else now(target) - now(reader)


def _insertion(config: Config, at: int, rows: list[str]) -> TextEdit:
    """Rows before row `at`, each on a line like its own."""
    layer = config.layers[at]
    start = layer.span.start
    line = config.lines.start_of(config.lines.position(start).line)
    before = config.text[line:start]
    flow = "-" not in before
    indent = " " * len(before) if flow else before
    joint = f",\n{indent}" if flow else f"\n{indent}"
    text = joint.join(f"[-1, {row}]" for row in _full(rows))
    return TextEdit(layer.span.__class__(start, start), text + joint)


def _full(rows: list[str]) -> list[str]:
    return [row if row[0].isdigit() else f"1, {row}" for row in rows]


def _deletion(config: Config, index: int) -> TextEdit:
    """The line of a row away; a bracket that opens the list stays."""
    layer = config.layers[index]
    span = layer.span
    start = config.lines.start_of(config.lines.position(span.start).line)
    end = config.lines.end_of(config.lines.position(span.end).line)
    before = config.text[start : span.start]
    return TextEdit(span.__class__(start, end), before if "[" in before else "")


# --- indices ---------------------------------------------------------------------------------


def _typo(config: Config, place: Change, rng: random.Random) -> _Made:
    layer = config.layers[place[0]]
    refs = [ref for ref in layer.refs if ref.value >= 0]
    if not refs:
        return None
    ref = rng.choice(refs)
    new = ref.value + rng.choice((-3, -2, -1, 1, 2, 3))
    if new < 0:
        return None
    faulty = apply_edits(config.text, [TextEdit(ref.span, str(new))])
    return faulty, config.text, f"row {layer.index}: {new} for {ref.value}"


def _swapped(config: Config, place: Change, rng: random.Random) -> _Made:
    head: Layer = config.layers[-1]
    if len(head.refs) < 2 or place[0] > 3:
        return None
    one, other = rng.sample(head.refs, 2)
    edits = [TextEdit(one.span, str(other.value)), TextEdit(other.span, str(one.value))]
    faulty = apply_edits(config.text, sorted(edits, key=_place))
    return faulty, config.text, f"head inputs {one.value} and {other.value} swapped"


KINDS: dict[str, Callable[[Config, Change, random.Random], _Made]] = {
    "foreign rows": _foreign,
    "unfit rows": _unfit,
    "copied rows": _duplicated,
    "deleted rows": _deleted,
    "two places": _two_places,
    "index typo": _typo,
    "swapped head inputs": _swapped,
}
_ROWS_COME_OR_GO = frozenset({"foreign rows", "unfit rows", "copied rows", "deleted rows"})
