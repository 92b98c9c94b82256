"""What a project's settings file says about checking, and where it is found.

The file is `model-config-builder.toml`, or the table `[tool.model-config-builder]` of a
`pyproject.toml`. The nearest one from a checked file upwards counts, alone.
"""

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from builder.cli.checking.globs import matches
from builder.cli.paths import is_file, is_folder, name_of

OWN_FILE = "model-config-builder.toml"
PROJECT_FILE = "pyproject.toml"
TABLE = "model-config-builder"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a project; None where it says nothing.

    Attributes:
        select, ignore: Beginnings of codes.
        severity, fail_on: Thresholds, as numbers.
        image_size: `(H, W)`.
        dialect: For files that don't say theirs in a comment.
        exclude: Patterns of files that are passed over when found in a folder.
        per_file_ignores: Patterns, each with the codes that are ignored in such files.
        folder: What the patterns count from.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: int | None = None
    fail_on: int | None = None
    image_size: tuple[int, int] | None = None
    dialect: str | None = None
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    folder: Path = field(default_factory=Path.cwd)

    def excludes(self, path: str) -> bool:
        """Whether a file or folder is to be passed over."""
        return bool(self.exclude) and matches(name_of(path, self.folder), self.exclude)

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """The codes that are ignored in this file alone."""
        if not self.per_file_ignores:
            return ()
        here = name_of(path, self.folder)
        return tuple(
            code
            for pattern, ignored in self.per_file_ignores
            if matches(here, (pattern,))
            for code in ignored
        )


def settings_at(path: Path) -> Settings:
    """The settings in a file that the user named.

    Raises:
        UsageError: It cannot be read or holds a wrong key or value.
    """
    from builder.cli.checking.toml_file import read_settings

    found = read_settings(path, required=True)
    assert found is not None
    return found


def settings_for(path: str) -> Settings:
    """The settings that hold for a file or folder: the nearest, from its folder upwards.

    Raises:
        UsageError: That file cannot be read or holds a wrong key or value.
    """
    here = Path(os.path.abspath(path))  # noqa: PTH100 - links stay: the project is where it is named
    return _in_or_above(here if is_folder(here) else here.parent)


@cache
def _in_or_above(folder: Path) -> Settings:
    for name in (OWN_FILE, PROJECT_FILE):
        path = folder / name
        if is_file(path):
            from builder.cli.checking.toml_file import read_settings  # few projects have any

            found = read_settings(path)
            if found is not None:
                return found
    return _in_or_above(folder.parent) if folder.parent != folder else Settings()


def forget() -> None:
    """Read settings files again."""
    _in_or_above.cache_clear()
