"""What YAML 1.1's safe schema makes of a written value, without constructing objects."""

import re
from functools import lru_cache
from typing import Final

import yaml

from builder.core.diagnostics import Message

_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
MOST_BITS: Final = 14_000
"""Of a whole number: Python writes none with more digits, though it reads them in other bases."""

_PREFIX: Final = "tag:yaml.org,2002:"
_RESOLVER = yaml.SafeLoader("")
_CONSTRUCT: Final = {
    "int": _RESOLVER.construct_yaml_int,
    "float": _RESOLVER.construct_yaml_float,
    "bool": _RESOLVER.construct_yaml_bool,
    "null": _RESOLVER.construct_yaml_null,
    "timestamp": _RESOLVER.construct_yaml_timestamp,
    "str": _RESOLVER.construct_yaml_str,
    "binary": _RESOLVER.construct_yaml_binary,
}
# What PyYAML raises where a text is not what its tag or spelling promises.
_MISFITS: Final = (
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    TypeError,
    yaml.YAMLError,
)
# Tags of the safe schema that only say what the brackets say already.
COLLECTION_TAGS: Final = frozenset(
    _PREFIX + name for name in ("seq", "map", "set", "omap", "pairs")
)


class UnreadableValueError(ValueError):
    """A value that its own spelling or tag promises, and that does not exist."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@lru_cache(maxsize=8192)
def plain_value(text: str) -> object:
    """The value of an unquoted scalar: `1` is an int, `None` is text, `yes` is True.

    Raises:
        UnreadableValueError: It is spelt like a number or a date that does not exist.
    """
    if _DECIMAL.fullmatch(text):
        return int(text)
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return _construct(tag, text)


def tagged_value(tag: str, text: str) -> object:
    """The value of a scalar with an explicit tag; nothing but the safe schema is known.

    Raises:
        UnreadableValueError: The tag is unknown, or the text does not fit it.
    """
    if not tag.startswith(_PREFIX) or tag.removeprefix(_PREFIX) not in _CONSTRUCT:
        raise UnreadableValueError(Message("the tag `{tag}` is not plain data", tag=shown_tag(tag)))
    return _construct(tag, text)


def shown_tag(tag: str) -> str:
    """A tag as people write it."""
    return "!!" + tag.removeprefix(_PREFIX) if tag.startswith(_PREFIX) else tag


def _construct(tag: str, text: str) -> object:
    construct = _CONSTRUCT.get(tag.removeprefix(_PREFIX))
    if construct is None:  # `=` and `<<` have tags of their own and are text here
        return text
    try:
        value: object = construct(yaml.ScalarNode(tag, text))
    except _MISFITS as error:
        kind = tag.removeprefix(_PREFIX)
        words = Message("`{text}` cannot be read as {kind}", text=text[:40], kind=kind)
        raise UnreadableValueError(words) from error
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        words = Message("`{text}` is too large a number", text=f"{text[:20]}...")
        raise UnreadableValueError(words)
    return value
