"""What a gesture does to a text, and the check that it does nothing else."""

from collections import Counter
from dataclasses import dataclass

from builder.core.config.config import Config
from builder.core.config.node import Node
from builder.core.config.read import read_config
from builder.core.diagnostics import Message, Row
from builder.core.text import TextEdit, apply_edits


@dataclass(frozen=True, slots=True)
class Change:
    """The edits of one gesture.

    Attributes:
        edits: Replacements in the config's text; none if the gesture cannot be made.
        index: The row to select afterwards, if there is one.
        notes: What could not be mended, or why nothing is done, in words for the user.
    """

    edits: tuple[TextEdit, ...]
    index: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing is done, for a reason that `notes` give."""
        return not self.edits and bool(self.notes)


def row_of(config: Config, index: int) -> Row:
    """A row in a sentence, by the number that rows name it by."""
    return Row(index, str(config.number_of(index)))


def no_row(config: Config, index: int) -> Change:
    """The refusal for a row that the file does not have."""
    number, count = config.number_text(index), len(config.layers)
    words = Message(
        "there is no row {number}: the file has {count} rows", number=number, count=count
    )
    return refuse(words)


def not_four(config: Config, index: int) -> Change:
    """The refusal for a row that cannot be copied or moved."""
    row = Row(index, config.number_text(index))
    return refuse(Message("{row} has not the four values of a row; mend it first", row=row))


def refuse(note: Message) -> Change:
    """A change that does nothing and says why."""
    return Change((), None, (note,))


def text_of(config: Config, node: Node) -> str:
    """The characters of a node."""
    return node.span.of(config.text)


def adds_faults(before: Config, after: Config) -> bool:
    """Whether `after` has a fault of the text (code Y...) that `before` has not."""
    old = Counter(finding.code for finding in before.diagnostics)
    new = Counter(finding.code for finding in after.diagnostics)
    # Sections and keys that are missing are no fault that an edit of other lines makes.
    return any(new[code] > old[code] for code in new if code not in {"Y203", "Y205"})


def read_after(config: Config, edits: tuple[TextEdit, ...]) -> Config | None:
    """The config after `edits`; None if they would break its text."""
    after = read_config(apply_edits(config.text, edits)).numbered(config.first_slots)
    return None if adds_faults(config, after) else after
