"""Which fields a row has, and what setting one does to the text."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from builder.core.analysis import Report
from builder.core.blocks import REQUIRED, Argument, BlockSpec
from builder.core.config import Config, Layer, Node, Sequence, edits
from builder.core.config.edits import Change
from builder.gui.language import language_code

translate = QCoreApplication.translate
Setter = Callable[[Config, str], Change]

MODULE, ACTIVATION = "module", "activation"
"""Keys of entries whose values people choose from a list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the form.

    Attributes:
        key: Tells the entry from others of the form.
        label, help: Words for people.
        text: The value as YAML.
        set: What setting it to another YAML text does.
        argument: Type and range, if they are known.
        written: The row has the value; else `text` is the default.
        needed: It has no default.
    """

    key: str
    label: str
    help: str
    text: str
    set: Setter
    argument: Argument | None = None
    written: bool = True
    needed: bool = False


def entries_of(report: Report, index: int) -> list[Entry]:
    """The fields of row `index`: its cells, and each argument that its block knows or it has."""
    config = report.config
    row = config.layers[index]
    entries = [
        _cell(config, row.from_cell, "from", translate("Inspector", "From"),
              translate("Inspector", "The rows it reads: -1 is the row before, 6 is row 6"),
              lambda config, text: _set_from(config, index, text)),
        _cell(config, row.number, "number", translate("Inspector", "Number"),
              translate("Inspector", "Repeats before depth scaling"),
              lambda config, text: edits.set_number(config, index, text)),
        _cell(config, row.module, MODULE, translate("Inspector", "Module"),
              translate("Inspector", "The block's name"),
              lambda config, text: edits.set_module(config, index, text)),
    ]  # fmt: skip
    return [entry for entry in entries if entry is not None] + _arguments(
        config, row, report.layers[index].spec
    )


def _cell(
    config: Config, node: Node | None, key: str, label: str, words: str, setter: Setter
) -> Entry | None:
    if node is None:
        return None
    return Entry(key, label, words, node.span.of(config.text), setter)


def _arguments(config: Config, row: Layer, spec: BlockSpec | None) -> list[Entry]:
    if not isinstance(row.args, Sequence):
        return []
    known = spec.arguments if spec else ()
    items = row.args.items
    entries = []
    for position in range(max(len(known), len(items))):
        argument = known[position] if position < len(known) else None
        written = position < len(items)
        if written:
            text = items[position].span.of(config.text)
        else:
            assert argument is not None
            text = "" if argument.required else yaml_of(argument.default)
        entries.append(_argument(row.index, position, argument, text, written=written, spec=spec))
    return entries


def _argument(
    index: int,
    position: int,
    argument: Argument | None,
    text: str,
    *,
    written: bool,
    spec: BlockSpec | None,
) -> Entry:
    words = argument.help.in_language(language_code()) if argument else ""
    if argument is None:
        words = (
            translate("Inspector", "{0} takes no such argument").format(spec.name)
            if spec
            else translate("Inspector", "This program does not know the module")
        )
    return Entry(
        f"arg{position}",
        argument.name if argument else f"args[{position}]",
        words,
        text,
        lambda config, value: set_argument(config, index, position, value, spec),
        argument,
        written,
        needed=bool(argument and argument.required),
    )


def set_argument(
    config: Config, index: int, position: int, value: str, spec: BlockSpec | None
) -> Change:
    """Write an argument; defaults of the ones before it that are not written come with it."""
    row = config.layers[index]
    count = len(row.args.items) if isinstance(row.args, Sequence) else 0
    if position <= count:
        return edits.set_argument(config, index, position, value)
    between = spec.arguments[count:position] if spec else ()
    missing = [argument.name for argument in between if argument.required]
    if missing or not spec:
        words = translate("Inspector", "Give {0} first: it has no default")
        return Change((), index, (words.format(", ".join(missing)),))
    defaults = [yaml_of(argument.default) for argument in between]
    return edits.set_argument(config, index, count, ", ".join([*defaults, value]))


def _set_from(config: Config, index: int, text: str) -> Change:
    words = text.strip().removeprefix("[").removesuffix("]")
    try:
        refs = [int(part) for part in words.split(",") if part.strip()]
    except ValueError:
        note = translate("Inspector", "`from` holds whole numbers, not `{0}`").format(text)
        return Change((), index, (note,))
    single = not text.strip().startswith("[") and len(refs) == 1
    return edits.set_from(config, index, refs[0] if single else refs)


def yaml_of(value: object) -> str:
    """A default as files write it."""
    if value is REQUIRED:
        return ""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(yaml_of(item) for item in value) + "]"
    return str(value)
