"""Which rows are selected, for everything that shows rows."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """The selected rows of one document, in ascending order.

    Setting what is set already is silent, so views that write back what they were told do not
    chase each other.
    """

    changed = Signal(tuple)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._indices: tuple[int, ...] = ()

    @property
    def indices(self) -> tuple[int, ...]:
        """The rows' numbers."""
        return self._indices

    @property
    def only(self) -> int | None:
        """The row if exactly one is selected."""
        return self._indices[0] if len(self._indices) == 1 else None

    @property
    def last(self) -> int | None:
        """The last of the selected rows."""
        return self._indices[-1] if self._indices else None

    def set(self, indices: Iterable[int]) -> None:
        """Select exactly these rows."""
        wanted = tuple(sorted(set(indices)))
        if wanted != self._indices:
            self._indices = wanted
            self.changed.emit(wanted)

    def keep_below(self, count: int) -> None:
        """Drop rows that are gone after the network has shrunk to `count` rows."""
        self.set(index for index in self._indices if index < count)
