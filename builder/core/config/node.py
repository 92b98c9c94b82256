"""Values of a YAML text with the places where they stand."""

from dataclasses import dataclass
from typing import Literal

from builder.core.text import Span

Style = Literal["plain", "single", "double", "block"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written value.

    Attributes:
        span: The characters of the value, quotes included.
        value: What YAML's safe schema makes of it: str, int, float, bool or None.
        style: How it is written.
    """

    span: Span
    value: object
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` is the spelling in brackets, else items follow dashes.

    A flow list that the text never closes ends after its last item, `closed` is False.
    """

    span: Span
    items: tuple["Node", ...]
    flow: bool
    closed: bool = True

    @property
    def value(self) -> list[object]:
        """The list as plain Python values."""
        return [item.value for item in self.items]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the text; a later duplicate key wins in `value`."""

    span: Span
    pairs: tuple[tuple[Scalar, "Node"], ...]
    flow: bool

    @property
    def value(self) -> dict[object, object]:
        """The mapping as plain Python values."""
        return {key.value: value.value for key, value in self.pairs}

    def get(self, key: str) -> "Node | None":
        """The value of the last pair with that key."""
        for name, value in reversed(self.pairs):
            if name.value == key:
                return value
        return None


Node = Scalar | Sequence | Mapping
