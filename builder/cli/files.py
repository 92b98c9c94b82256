"""Finds and reads the files that the user names, with errors that help."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.columns import visible
from builder.cli.exit_code import UsageError
from builder.cli.paths import exists, is_folder, is_link

if TYPE_CHECKING:
    from builder.core.text import TextFile

_SUFFIXES = (".yaml", ".yml")
_LIST_OF_ROWS = re.compile(r"^[ \t]*(?:backbone|head)[ \t]*:", re.MULTILINE)
# `-1, 1, Conv` or `-1], 1, Concat`, or the dashes of a row in block style: other tools have
# backbones and heads too, but no rows.
_ROW = re.compile(
    r"[\d\]][ \t]*[,，][ \t]*[\d.]+[ \t]*[,，][ \t]*['\"]?[^\W\d]|-[ \t]+-[ \t]+(?:-?\d|\[|-[ \t])"
)
_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Files to look at.

    Attributes:
        configs: Paths, in the order given; those of a folder sorted.
        skipped: YAML files below a folder that hold no rows of a network; with `skip_others` also
            such files among those named.
        unread: Files and folders among those looked through that cannot be read, each with why.
    """

    configs: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def words_of_skipped(self) -> str:
        """What was left out, such as " 2 YAML files without rows of a network: a.yaml, b.yaml"."""
        if not self.skipped:
            return ""
        names = ", ".join(visible(Path(path).name) for path in self.skipped[:_NAMES_SHOWN])
        more = ", …" if len(self.skipped) > _NAMES_SHOWN else ""
        number = len(self.skipped)
        return f" {number} YAML file{'s' * (number != 1)} without rows of a network: {names}{more}"


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


def write(path: str, data: bytes) -> None:
    """Write one file that the user named, all of it or nothing.

    Raises:
        UsageError: It cannot be written.
    """
    from builder.core.text import write_atomically

    try:
        write_atomically(Path(path), data)
    except OSError as error:
        raise UsageError(f"{visible(path)}: cannot write this file: {error.strerror}") from error


def names_one_file(paths: Sequence[str]) -> bool:
    """Whether JSON is an object: a folder gives an array, however many configs it holds."""
    return len(paths) == 1 and not is_folder(paths[0])


def find(
    paths: Sequence[str],
    *,
    excluded: Callable[[str], bool] = lambda _: False,
    skip_others: bool = False,
) -> Found:
    """The files among `paths` and the model configs below the folders among them, each once.

    Args:
        paths: What the user named.
        excluded: Whether a file or folder is passed over without a word.
        skip_others: Treat the files among `paths` as if they were found in a folder.

    Raises:
        UsageError: There is none, and others are not to be skipped.
    """
    found, seen = Found(), set()
    for path in paths:
        folder = is_folder(path)
        for file in _yaml_files_below(path, excluded, found) if folder else (path,):
            same = os.path.abspath(file)  # noqa: PTH100 - one link and its target are two names
            if same in seen:
                continue
            seen.add(same)
            if not folder and not skip_others:
                found.configs.append(file)
            elif not excluded(file):
                _sort_in(file, found)
    if not (found.configs or found.unread or skip_others):
        named = visible(" ".join(paths))
        raise UsageError(f"no model config below {named}{found.words_of_skipped()}")
    return found


def _yaml_files_below(folder: str, excluded: Callable[[str], bool], found: Found) -> Iterator[str]:
    """YAML files below `folder`, sorted; hidden folders such as .git are left out.

    So are links that lead nowhere, such as the locks of editors.
    """

    def closed(error: OSError) -> None:
        name = str(error.filename)
        why = f"{visible(name)}: cannot read this folder: {error.strerror}"
        found.unread.append((name, why))

    for here, folders, files in os.walk(folder, onerror=closed):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not excluded(str(Path(here, name)))
        )
        for name in sorted(files):
            path = str(Path(here, name))
            if name.lower().endswith(_SUFFIXES) and (exists(path) or not is_link(path)):
                yield path


def _sort_in(file: str, found: Found) -> None:
    try:
        text = read(file).text
    except UsageError as error:
        found.unread.append((file, str(error)))
        return
    (found.configs if looks_like_a_model(text) else found.skipped).append(file)


def looks_like_a_model(text: str) -> bool:
    """Whether a text has a list of rows; data sets, hyperparameters and other tools' have not."""
    return _LIST_OF_ROWS.search(text) is not None and _ROW.search(text) is not None


def _similar(path: str) -> str:
    from difflib import get_close_matches  # only after a mistake

    if is_link(path):
        return "; the link leads nowhere"
    folder = Path(path).parent
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return f" (and no folder {visible(str(folder))})"
    near = get_close_matches(Path(path).name, names, n=1)
    return f"; did you mean {visible(str(folder / near[0]))}?" if near else ""
