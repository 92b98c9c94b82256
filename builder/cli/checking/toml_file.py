"""Reads settings from TOML; a wrong key or value is told with its file and the way out."""

import argparse
import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from builder.cli.checking.chosen import SEVERITIES, THRESHOLDS, read_codes
from builder.cli.checking.settings import PROJECT_FILE, TABLE, Settings
from builder.cli.columns import visible
from builder.cli.exit_code import UsageError


def read_settings(path: Path, *, required: bool = False) -> Settings | None:
    """The settings in a file.

    Args:
        path: A `pyproject.toml`, or a file of nothing but settings.
        required: Whether it is an error if there are none.

    Returns:
        None for a `pyproject.toml` without them.

    Raises:
        UsageError: The file cannot be read, or a key or value in it is wrong.
    """
    table = _table(path, required=required)
    if table is None:
        return None
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _READERS:
            raise _wrong(path, key, f"there is no such setting{_near(key)}")
        try:
            name, read = _READERS[key]
            values[name] = read(value)
        except (TypeError, ValueError, argparse.ArgumentTypeError) as error:
            raise _wrong(path, key, str(error)) from error
    return Settings(**values, folder=path.absolute().parent)


def _table(path: Path, *, required: bool) -> Mapping[str, Any] | None:
    try:
        text = path.read_text(encoding="utf-8")
        if path.name == PROJECT_FILE and TABLE not in text and not required:
            return None  # most have none, and whether they are right is not our business
        data = tomllib.loads(text)
    except OSError as error:
        raise UsageError(
            f"{visible(str(path))}: cannot read this file: {error.strerror}"
        ) from error
    except (ValueError, RecursionError) as error:  # no UTF-8, no TOML, too deep
        raise UsageError(f"{visible(str(path))}: is no TOML: {error}") from error
    if path.name != PROJECT_FILE:
        return data
    tools = data.get("tool", {})
    table = tools.get(TABLE) if isinstance(tools, dict) else None
    if table is None and required:
        raise UsageError(f"{visible(str(path))}: has no table [tool.{TABLE}]")
    if table is not None and not isinstance(table, dict):
        raise UsageError(f"{visible(str(path))}: [tool.{TABLE}] must be a table")
    return table


def _wrong(path: Path, key: str, why: str) -> UsageError:
    table = f"[tool.{TABLE}] " if path.name == PROJECT_FILE else ""
    return UsageError(f"{visible(str(path))}: {table}{visible(key)}: {why}")


def _near(key: str) -> str:
    near = get_close_matches(key.replace("_", "-"), _READERS, n=1)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(_READERS)}"


def _codes(value: object) -> tuple[str, ...]:
    return read_codes(_texts(value))


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(f'{value!r} is no list of texts; write ["…", "…"]')
    return tuple(value)


def _word_of(words: Mapping[str, int]) -> Callable[[object], int]:
    def read(value: object) -> int:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"{value!r} is none of {', '.join(words)}")
        return words[value]

    return read


def _image_size(value: object) -> tuple[int, int]:
    from builder.cli.options import image_size

    if isinstance(value, list):
        return image_size("x".join(map(str, value)))
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(f'{value!r} is no image size: write 640 or "384x640"')
    return image_size(str(value))


def _dialect(value: object) -> str:
    from builder.core.config import read_config
    from builder.core.dialects import UnknownDialectError, choose

    if not isinstance(value, str):
        raise TypeError(f'{value!r} is no dialect: write "yolov5@7.0"')
    try:
        choose(read_config(""), value)
    except UnknownDialectError as error:
        raise ValueError(str(error)) from error
    return value


def _ignored(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise TypeError(f'{value!r} is no table; write {{ "legacy/**" = ["G102"] }}')
    return tuple((pattern, _codes(listed)) for pattern, listed in value.items())


_READERS: dict[str, tuple[str, Callable[[Any], object]]] = {
    "select": ("select", _codes),
    "ignore": ("ignore", _codes),
    "severity": ("severity", _word_of(SEVERITIES)),
    "fail-on": ("fail_on", _word_of(THRESHOLDS)),
    "imgsz": ("image_size", _image_size),
    "dialect": ("dialect", _dialect),
    "exclude": ("exclude", _texts),
    "per-file-ignores": ("per_file_ignores", _ignored),
}
