"""Finds and reads the files that the user names, with errors that help."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.columns import visible
from builder.cli.exit_code import UsageError

if TYPE_CHECKING:
    from builder.core.text import TextFile

_SUFFIXES = (".yaml", ".yml")
_LIST_OF_ROWS = re.compile(r"^[ \t]*(?:backbone|head)[ \t]*:", re.MULTILINE)
# `-1, 1, Conv` or `-1], 1, Concat`, or the dashes of a row in block style: other tools have
# backbones and heads too, but no rows.
_ROW = re.compile(
    r"[\d\]][ \t]*[,，][ \t]*[\d.]+[ \t]*[,，][ \t]*['\"]?[^\W\d]|-[ \t]+-[ \t]+(?:-?\d|\[|-[ \t])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Files to look at.

    Attributes:
        configs: Paths, in the order given; those of a folder sorted.
        skipped: YAML files below a folder that hold no rows of a network; with `skip_others` also
            such files among those named.
    """

    configs: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def read(path: str) -> "TextFile":
    """Read one file that the user named.

    Raises:
        UsageError: It does not exist, is a folder, cannot be read, or is no text.
    """
    from builder.core.text import read_file

    try:
        return read_file(Path(path))
    except FileNotFoundError as error:
        raise UsageError(f"{visible(path)}: there is no such file{_similar(path)}") from error
    except IsADirectoryError as error:
        raise UsageError(
            f"{visible(path)} is a folder; name a file (`check` takes folders)"
        ) from error
    except PermissionError as error:
        raise UsageError(f"{visible(path)}: you may not read this file") from error
    except OSError as error:
        raise UsageError(f"{visible(path)}: cannot read this file: {error.strerror}") from error


def find(
    paths: Iterable[str],
    *,
    excluded: Callable[[str], bool] = lambda _: False,
    skip_others: bool = False,
) -> Found:
    """The files among `paths` and the model configs below the folders among them, each once.

    Args:
        paths: What the user named.
        excluded: Whether a file or folder is passed over without a word.
        skip_others: Treat the files among `paths` as if they were found in a folder.
    """
    found, seen = Found(), set()
    for path in paths:
        folder = Path(path).is_dir()
        for file in _yaml_files_below(path, excluded) if folder else (path,):
            same = os.path.abspath(file)  # noqa: PTH100 - one link and its target are two names
            if same in seen:
                continue
            seen.add(same)
            if not folder and not skip_others:
                found.configs.append(file)
            elif not excluded(file):
                (found.configs if _holds_a_model(file) else found.skipped).append(file)
    return found


def _yaml_files_below(folder: str, excluded: Callable[[str], bool]) -> Iterator[str]:
    """YAML files below `folder`, sorted; hidden folders such as .git are left out."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not excluded(str(Path(here, name)))
        )
        for name in sorted(files):
            if name.lower().endswith(_SUFFIXES):
                yield str(Path(here, name))


def looks_like_a_model(text: str) -> bool:
    """Whether a text has a list of rows; data sets, hyperparameters and other tools' have not."""
    return _LIST_OF_ROWS.search(text) is not None and _ROW.search(text) is not None


def _holds_a_model(path: str) -> bool:
    try:
        text = read(path).text
    except UsageError as error:
        print(f"builder: skipped: {error}", file=sys.stderr)
        return False
    return looks_like_a_model(text)


def _similar(path: str) -> str:
    from difflib import get_close_matches  # only after a mistake

    folder = Path(path).parent
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return f" (and no folder {visible(str(folder))})"
    near = get_close_matches(Path(path).name, names, n=1)
    return f"; did you mean {visible(str(folder / near[0]))}?" if near else ""
