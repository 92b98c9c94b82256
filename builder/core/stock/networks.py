"""The networks that trainers ship, as rows.

`resources/stock/networks.txt` holds them; `tests/golden/write_stock.py` writes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from builder.resources import resources

IMAGE = -1
_FAMILY = frozenset({"yolov5s", "yolov5s-seg"})  # better known than their files' first name


@dataclass(frozen=True)
class Row:
    """One row as data.

    Attributes:
        refs: The integers of its `from` cell.
        many: Whether that cell is a list.
        number, module, args: The other cells as text; "" where a file names no module.
        sources: The rows that `refs` name; -1 is the image.
    """

    refs: tuple[int, ...]
    many: bool
    number: str
    module: str
    args: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class StockNetwork:
    """A network that a trainer ships.

    Attributes:
        trainer: "yolov5", "ultralytics", "yolov7" or "yolov9".
        names: Names of the files with these rows.
        backbone: How many of the rows stand in the backbone.
        kinds: Module and arguments of each row.
        cells: `from` and number of each row as the file of networks has them.
    """

    trainer: str
    names: tuple[str, ...]
    backbone: int
    kinds: tuple[tuple[str, str], ...]
    cells: str

    @property
    def name(self) -> str:
        """The name that people know it by."""
        return next((name for name in self.names if name in _FAMILY), self.names[0])

    def __len__(self) -> int:
        return len(self.kinds)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Its rows."""
        return tuple(
            _row(index, kind, cell)
            for index, (kind, cell) in enumerate(
                zip(self.kinds, self.cells.split(" "), strict=True)
            )
        )


def _row(index: int, kind: tuple[str, str], cell: str) -> Row:
    written, _, number = cell.partition("/")
    many = written.startswith("[")
    refs = tuple(int(ref) for ref in written.strip("[").split(",") if ref)
    return Row(refs, many, number, *kind, _sources(index, refs))


def _sources(index: int, refs: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(ref if ref >= 0 else max(index + ref, IMAGE) for ref in refs)


def row_of(index: int, written_from: object, number: object, module: object, args: object) -> Row:
    """A row from its four cells."""
    cells = written_from if isinstance(written_from, list) else [written_from]
    refs = tuple(cell for cell in cells if type(cell) is int)
    name = module if isinstance(module, str) else ""
    many, times = isinstance(written_from, list), args_text(number)
    return Row(refs, many, times, name, args_text(args), _sources(index, refs))


def args_text(args: object) -> str:
    """Arguments in one way of writing, so that `None` and `null`, 2 and 2.0 are the same."""
    if isinstance(args, Sequence) and not isinstance(args, str):
        return f"[{','.join(args_text(item) for item in args)}]"
    if args is None or args == "None":
        return "None"
    if isinstance(args, float) and args.is_integer():
        return str(int(args))
    return str(args)


@cache
def networks() -> tuple[StockNetwork, ...]:
    """Every network that the program knows; () where its file is missing."""
    try:
        text = (resources() / "stock" / "networks.txt").read_text(encoding="utf-8")
    except OSError:
        return ()
    above, _, below = text.partition("\n\n")
    kinds = []
    for line in above.splitlines():
        module, _, args = line.partition("\t")
        kinds.append((module, args))
    return tuple(_network(line.split("\t"), kinds) for line in below.splitlines())


def _network(columns: list[str], kinds: list[tuple[str, str]]) -> StockNetwork:
    trainer, names, backbone, numbers, cells = columns
    own = tuple(kinds[int(number)] for number in numbers.split(" "))
    return StockNetwork(trainer, tuple(names.split(" ")), int(backbone), own, cells)


def alike(one: Row, other: Row) -> bool:
    """Whether two rows build the same module."""
    return (one.module, one.args) == (other.module, other.args)


def is_copy(rows: Sequence[Row], index: int) -> bool:
    """Whether a row repeats one next to it."""
    near = (other for other in (index - 1, index + 1) if 0 <= other < len(rows))
    return any(alike(rows[index], rows[other]) for other in near)


def run_of(rows: Sequence[Row], index: int) -> set[int]:
    """The unbroken run of rows that build the same module as row `index`, itself included."""
    first = last = index
    while first and alike(rows[first - 1], rows[index]):
        first -= 1
    while last + 1 < len(rows) and alike(rows[last + 1], rows[index]):
        last += 1
    return set(range(first, last + 1))


def beside_block(rows: Sequence[Row], block: Sequence[int]) -> Iterator[int]:
    """The rows beside a block of rows that repeat it: with them any of several may be the block."""
    length = len(block)
    below = block[-1] + 1 if block else len(rows)
    while below < len(rows) and alike(rows[below], rows[below - length]):
        yield below
        below += 1
    above = block[0] - 1 if block else -1
    while above >= 0 and alike(rows[above], rows[above + length]):
        yield above
        above -= 1
