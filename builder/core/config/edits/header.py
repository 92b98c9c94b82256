"""Values above the rows: `nc`, `depth_multiple`, `anchors` and the like."""

from typing import Final

from builder.core.config.config import Config, SectionName
from builder.core.config.edits.change import Change, read_after, refuse
from builder.core.config.edits.lines import line_break_at, line_end_near, line_start, tail_of_value
from builder.core.config.node import Mapping, Node, Scalar
from builder.core.diagnostics import Message
from builder.core.text import Span, TextEdit

# The order in which files write their keys.
_ORDER: Final = (
    "nc",
    "kpt_shape",
    "scale",
    "scales",
    "depth_multiple",
    "width_multiple",
    "max_channels",
    "activation",
    "anchors",
)


def set_header(config: Config, key: str, yaml_text: str) -> Change:
    """Write the value of a top-level key and keep its comment; a missing key is added."""
    text = yaml_text.strip()
    pair = _pair(config.root, key)
    if pair is not None and pair[1].span.of(config.text) == text and text:
        return Change(())
    edit = _add(config, key, text) if pair is None else _replace(config.text, *pair, text)
    after = read_after(config, (edit,))
    if after is None or after.header(key) is None or not _same_rows(config, after):
        words = Message("`{text}` cannot be the value of `{key}`", text=text[:60], key=key)
        return refuse(words)
    return Change((edit,))


def set_scale(config: Config, name: str, yaml_text: str) -> Change:
    """Write the numbers of one scale of the table `scales`; its comment stays."""
    text = yaml_text.strip()
    table = config.header("scales")
    pair = _pair(table, name) if isinstance(table, Mapping) else None
    if pair is None or not isinstance(table, Mapping):
        return refuse(Message("the file has no scale `{scale}`", scale=name))
    if pair[1].span.of(config.text) == text and text:
        return Change(())
    edit = _replace(config.text, *pair, text)
    after = read_after(config, (edit,))
    changed = after.header("scales") if after else None
    names = [key.value for key, _ in table.pairs]
    kept = isinstance(changed, Mapping) and [key.value for key, _ in changed.pairs] == names
    if after is None or not kept or not _same_rows(config, after):
        words = Message(
            "`{text}` cannot be the numbers of scale `{scale}`", text=text[:60], scale=name
        )
        return refuse(words)
    return Change((edit,))


def _pair(root: Mapping | None, key: str) -> tuple[Scalar, Node] | None:
    pairs = root.pairs if root else ()
    return next((pair for pair in reversed(pairs) if pair[0].value == key), None)


def _replace(text: str, key: Scalar, value: Node, new: str) -> TextEdit:
    span = value.span
    if not len(span):  # nothing is written behind the colon
        return TextEdit(span, f" {new}")
    if not isinstance(value, Scalar) and not value.flow:
        # A list with dashes starts on a line of its own; what replaces it need not.
        start = text.find(":", key.span.end, span.start) + 1 or span.start
        comment = text[start : min(tail_of_value(text, start), span.start)].rstrip()
        return TextEdit(Span(start, span.end), f" {new}{comment}")
    return TextEdit(span, new)


def _add(config: Config, key: str, new: str) -> TextEdit:
    text, root = config.text, config.root
    pairs = root.pairs if root else ()
    if root is not None and root.flow:
        place = root.span.start + 1
        return TextEdit(Span(place, place), f"{key}: {new}, " if pairs else f"{key}: {new}")
    before = _key_above(pairs, key)
    if before is not None:
        end = tail_of_value(text, before.span.end)
        return TextEdit(Span(end, end), f"{line_end_near(text, end)}{key}: {new}")
    if pairs:
        start = line_start(text, pairs[0][0].span.start)
        if text[start : start + 1] == "\ufeff":
            start += 1
        return TextEdit(Span(start, start), f"{key}: {new}{line_end_near(text, start)}")
    end = len(text)
    fresh = not text or text[-1] in "\n\r\ufeff" or line_break_at(text, end - 1)
    line = line_end_near(text, end)
    return TextEdit(Span(end, end), f"{'' if fresh else line}{key}: {new}{line}")


def _key_above(pairs: tuple[tuple[Scalar, Node], ...], key: str) -> Node | None:
    """The value of the header key under which a new key belongs."""
    rows = {name.value for name in SectionName}
    header: list[tuple[Scalar, Node]] = []
    for pair in pairs:
        if pair[0].value in rows:
            break
        header.append(pair)
    if key in _ORDER:
        earlier = _ORDER[: _ORDER.index(key)]
        header = [pair for pair in header if pair[0].value in earlier]
        if not header:
            return None
    return _written(header[-1]) if header else None


def _written(pair: tuple[Scalar, Node]) -> Node:
    key, value = pair
    return value if value.span.end > key.span.end else key


def _same_rows(before: Config, after: Config) -> bool:
    return [row.span.of(before.text) for row in before.layers] == [
        row.span.of(after.text) for row in after.layers
    ]
