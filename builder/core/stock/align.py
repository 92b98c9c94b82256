"""Which rows of two lists are the same row.

A global alignment with affine gaps (Gotoh 1982): a run of inserted rows costs little more than one,
so that a block which was inserted stays together. Where two readings are equally good the earlier
row is the old one and the later row the new one.
"""

from collections.abc import Sequence

from builder.core.stock.networks import Row

_OPEN, _EXTEND = -1.0, -0.25  # a run of rows that only one list has: its first row, each further
_NONE = float("-inf")
_LARGEST = 20_000  # cells; what is larger takes longer than a frame
_ALL = 2_500  # cells up to which no pair is left out
_BAND = 16  # rows by which a pair may stand apart, beyond what the lengths differ
BEST = 3.0  # of two rows that are written alike
_PAIR, _FILE, _STOCK = range(3)  # how an alignment ends: in a pair, a row of one list only


def similarity(one: Row, other: Row) -> float:
    """How much speaks for two rows being the same one; below 0: rather not."""
    same_refs = one.refs == other.refs
    if one.module != other.module:
        if one.many != other.many:
            return -1.5
        # Who takes another block mostly leaves the arguments as they are.
        return (-0.2 if same_refs else -0.8) + 0.3 * (one.args == other.args != "[]")
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
    for end, at in enumerate(pairs):
        if at is None:
            continue
        first = end
        while first and found[first - 1] is None and _alike(file[first - 1], file[end]):
            first -= 1
        if first < end:
            found[first], found[end] = at, None
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
    low, high = _band(rows, columns)
    if not rows or not columns or rows * (high - low + 1) > _LARGEST:
        return _gap(rows) + _gap(columns), [None] * rows
    best, came = _table(file, stock, low, high)
    state = max(range(3), key=lambda ending: best[ending])
    return best[state], _trace(came, state, rows, columns)


def _band(rows: int, columns: int) -> tuple[int, int]:
    """How far a row of the stock network may stand above and below its row in the file."""
    if rows * columns <= _ALL:
        return -rows, columns
    return min(0, columns - rows) - _BAND, max(0, columns - rows) + _BAND


def _gap(length: int) -> float:
    return 0.0 if not length else _OPEN + _EXTEND * (length - 1)


_Came = list[list[tuple[int, int, int]]]
_NEVER = (_NONE, _NONE, _NONE)


def _table(
    file: Sequence[Row], stock: Sequence[Row], low: int, high: int
) -> tuple[tuple[float, float, float], _Came]:
    """The best scores of whole lists, one for each ending, and where each cell came from."""
    columns = len(stock)
    known: dict[tuple[int, int], float] = {}
    ids: dict[Row, int] = {}  # hashing a row takes longer than all else here
    file_ids = [ids.setdefault(row, len(ids)) for row in file]
    stock_ids = [ids.setdefault(row, len(ids)) for row in stock]
    above = [(0.0, _NONE, _NONE)] + [(_NONE, _NONE, _gap(j)) for j in range(1, columns + 1)]
    came: _Came = [[(_STOCK, _STOCK, _STOCK)] * (columns + 1)]
    for i, row in enumerate(file, 1):
        line = [_NEVER] * (columns + 1)
        line[0] = (_NONE, _gap(i), _NONE)
        origin = [(_FILE, _FILE, _FILE)] * (columns + 1)
        for j in range(max(1, i + low), min(columns, i + high) + 1):
            key = (file_ids[i - 1], stock_ids[j - 1])
            points = known.get(key)
            if points is None:
                points = known[key] = similarity(row, stock[j - 1])
            pair, from_pair = _best(above[j - 1], 0.0, 0.0, 0.0)
            in_file, from_file = _best(above[j], _OPEN, _EXTEND, _OPEN)
            in_stock, from_stock = _best(line[j - 1], _OPEN, _OPEN, _EXTEND)
            line[j] = (pair + points, in_file, in_stock)
            origin[j] = (from_pair, from_file, from_stock)
        above = line
        came.append(origin)
    return above[columns], came


def _best(
    before: tuple[float, float, float], pair: float, in_file: float, in_stock: float
) -> tuple[float, int]:
    """The best way on: its score and the ending that it goes on from.

    Read from the end, a gap is taken before a pair where both are equally good: so later rows
    are the new ones.
    """
    a, b, c = before[0] + pair, before[1] + in_file, before[2] + in_stock
    if b >= a and b >= c:
        return b, _FILE
    if c >= a:
        return c, _STOCK
    return a, _PAIR


def _trace(came: _Came, state: int, i: int, j: int) -> list[int | None]:
    pairs: list[int | None] = []
    while i or j:
        before = came[i][j][state]
        if state == _PAIR:
            i, j = i - 1, j - 1
            pairs.append(j)
        elif state == _FILE:
            i -= 1
            pairs.append(None)
        else:
            j -= 1
        state = before
    return pairs[::-1]


def _first(args: str) -> str:
    return args.strip("[").partition(",")[0].rstrip("]")
