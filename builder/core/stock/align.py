"""Which rows of two lists are the same row.

A global alignment with affine gaps (Gotoh 1982): a run of inserted rows costs little more than one,
so that a block which was inserted stays together. Where two readings are equally good the earlier
row is the old one and the later row the new one.
"""

from collections.abc import Sequence

from builder.core.stock.networks import Row

_OPEN, _EXTEND = -1.0, -0.25  # a run of rows that only one list has: its first row, each further
_NONE = float("-inf")
_LARGEST = 60_000  # cells; what is larger takes longer than a frame
BEST = 3.0  # of two rows that are written alike
_PAIR, _FILE, _STOCK = range(3)  # how an alignment ends: in a pair, a row of one list only


def similarity(one: Row, other: Row) -> float:
    """How much speaks for two rows being the same one; below 0: rather not."""
    same_refs = one.refs == other.refs
    if one.module != other.module:
        if one.many != other.many:
            return -1.5
        return -0.2 if same_refs else -0.8
    score = 1.0
    if one.args == other.args:
        score += 1.0
    elif _first(one.args) == _first(other.args):
        score += 0.5
    score += 0.25 * (one.number == other.number)
    if same_refs:
        return score + 0.75
    return score + 0.25 * (len(one.refs) == len(other.refs))


def align(file: Sequence[Row], stock: Sequence[Row]) -> tuple[float, tuple[int | None, ...]]:
    """Align the rows of a file with those of a stock network.

    Returns:
        The score, and for each row of the file its row in the stock network, or None.
    """
    top = _common(file, stock)
    end = _common(file[top:][::-1], stock[top:][::-1])
    middle_file = file[top : len(file) - end]
    middle_stock = stock[top : len(stock) - end]
    score, middle = _middle(middle_file, middle_stock)
    score += sum(similarity(row, row) for row in (*file[:top], *file[len(file) - end :]))
    shift = len(stock) - len(file)
    pairs = (
        *range(top),
        *(None if at is None else at + top for at in middle),
        *(index + shift for index in range(len(file) - end, len(file))),
    )
    return score, _later(file, pairs)


def _later(file: Sequence[Row], pairs: Sequence[int | None]) -> tuple[int | None, ...]:
    """Take the last of several equal rows for the new ones."""
    found = list(pairs)
    start = 0
    while start < len(found):
        if found[start] is not None:
            start += 1
            continue
        end = start
        while end < len(found) and found[end] is None:
            end += 1
        while end < len(found) and found[end] is not None and _alike(file[start], file[end]):
            found[start], found[end] = found[end], None
            start, end = start + 1, end + 1
            while end < len(found) and found[end] is None:
                end += 1
        start = end
    return tuple(found)


def _alike(one: Row, other: Row) -> bool:
    return (one.module, one.args, one.refs, one.number) == (
        other.module,
        other.args,
        other.refs,
        other.number,
    )


def _common(one: Sequence[Row], other: Sequence[Row]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if not _alike(a, b):
            break
        length += 1
    return length


def _middle(file: Sequence[Row], stock: Sequence[Row]) -> tuple[float, list[int | None]]:
    """Align what is left between a common start and a common end."""
    rows, columns = len(file), len(stock)
    gaps = _gap(rows) + _gap(columns)
    if not rows or not columns or rows * columns > _LARGEST:
        return gaps, [None] * rows
    table = _table(file, stock)
    best = table[-1][-1]
    state = max(range(3), key=lambda ending: best[ending])
    return best[state], _trace(table, state)


def _gap(length: int) -> float:
    return 0.0 if not length else _OPEN + _EXTEND * (length - 1)


_Cell = tuple[float, float, float]  # the best score with each ending


def _table(file: Sequence[Row], stock: Sequence[Row]) -> list[list[_Cell]]:
    """The best scores of the first `i` rows of one list with the first `j` of the other."""
    columns = len(stock)
    alike = _similarities(file, stock)
    above = [(0.0, _NONE, _NONE)] + [(_NONE, _NONE, _gap(j)) for j in range(1, columns + 1)]
    table = [above]
    for i, row in enumerate(file, 1):
        paired, in_file, in_stock = last = (_NONE, _gap(i), _NONE)
        line = [last]
        corner = above[0]
        # Some thousand pairs of rows for each network that is tried, so `max` is spelt out.
        for score, over in zip(alike[row], above[1:], strict=True):
            one, two, three = over
            in_stock += _EXTEND
            if (other := (max(paired, in_file)) + _OPEN) > in_stock:
                in_stock = other
            in_file = (max(one, three)) + _OPEN
            if two + _EXTEND > in_file:
                in_file = two + _EXTEND
            paired = max(corner) + score
            line.append((paired, in_file, in_stock))
            corner = over
        above = line
        table.append(line)
    return table


def _similarities(file: Sequence[Row], stock: Sequence[Row]) -> dict[Row, list[float]]:
    """For each row of the file how like it is to every row of the stock network."""
    different = dict.fromkeys(stock)
    found = {}
    for row in dict.fromkeys(file):
        scores = {other: similarity(row, other) for other in different}
        found[row] = [scores[other] for other in stock]
    return found


def _trace(table: list[list[_Cell]], state: int) -> list[int | None]:
    """The way to the last cell, told from its end."""
    i, j = len(table) - 1, len(table[0]) - 1
    pairs: list[int | None] = []
    while i or j:
        costs = (0.0, 0.0, 0.0)
        if i and j and state == _PAIR:
            i, j = i - 1, j - 1
            pairs.append(j)
        elif i and (state == _FILE or not j):
            i -= 1
            pairs.append(None)
            costs = (_OPEN, _EXTEND, _OPEN)
        else:
            j -= 1
            costs = (_OPEN, _OPEN, _EXTEND)
        state = _came_from(table[i][j], costs)
    return pairs[::-1]


def _came_from(cell: _Cell, costs: _Cell) -> int:
    """The ending of the cell before that gives the best score.

    Read from the end, a gap is taken before a pair where both are equally good: so later rows
    are the new ones.
    """
    a, b, c = (score + cost for score, cost in zip(cell, costs, strict=True))
    if b >= a and b >= c:
        return _FILE
    return _STOCK if c >= a else _PAIR


def _first(args: str) -> str:
    return args.strip("[").partition(",")[0].rstrip("]")
