"""The way every gesture on rows takes: change the list, read it again, renumber."""

from builder.core.config.config import Config, Section, SectionName
from builder.core.config.edits.change import Change, read_after, refuse
from builder.core.config.edits.place import Edits, rows_of
from builder.core.config.edits.renumber import Plan, renumber
from builder.core.diagnostics import Message
from builder.core.text import compose

NOT_FOLLOWED = Message(
    "this list is written in a way that cannot be changed safely here; edit the text"
)
BACKBONE_STAYS = Message(
    "the whole backbone in row 0 stays the first row: it fills the first slots"
)


def section_named(config: Config, name: SectionName) -> Section | None:
    """The section of that name, if the file has one."""
    return next((section for section in config.sections if section.name is name), None)


def place_for(config: Config, at: int, wanted: SectionName | None) -> tuple[Section, int] | None:
    """The section and the place in it of a row that becomes index `at`.

    At the boundary the end of the backbone is meant, unless `wanted` says otherwise.
    """
    backbone = len(rows_of(config, SectionName.BACKBONE))
    names = list(SectionName)
    if at > backbone or wanted is SectionName.HEAD:
        names.reverse()
    for name in names:
        section = section_named(config, name)
        place = at if name is SectionName.BACKBONE else at - backbone
        if section is not None and 0 <= place <= len(rows_of(config, name)):
            return section, place
    return None


def finish(
    config: Config,
    edits: Edits | None,
    plan: Plan,
    index: int | None,
    notes: tuple[Message, ...] = (),
) -> Change:
    """Check that `edits` gave the rows that `plan` says, and renumber them."""
    after = read_after(config, edits) if edits else None
    if edits is None or after is None or not _as_planned(config, after, plan):
        return refuse(NOT_FOLLOWED)
    done = renumber(config, after, plan)
    return Change(compose(config.text, edits, done.edits), index, notes + done.notes)


def _as_planned(before: Config, after: Config, plan: Plan) -> bool:
    """Whether every row that should still be there is, with all its values."""
    if len(after.layers) != len(plan.order):
        return False
    return all(
        old is None or before.layers[old].node.value == after.layers[new].node.value
        for new, old in enumerate(plan.order)
    )
