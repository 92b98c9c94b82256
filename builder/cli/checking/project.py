"""What the command line and the project's settings ask for together: the command line wins."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.cli.checking.chosen import meant
from builder.cli.checking.settings import Settings, settings_at, settings_for
from builder.cli.checking.shown import Shown
from builder.cli.checking.task import Checked, Task
from builder.cli.options import DEFAULT_SIZE
from builder.cli.written import Source
from builder.core.diagnostics import Severity


@dataclass(frozen=True)
class Project:
    """How each file is to be checked and what of it is shown.

    Attributes:
        arguments: The command line of `check` or `fix`.
    """

    arguments: argparse.Namespace

    def excludes(self, path: str) -> bool:
        """Whether the settings of the folder that a file or folder lies in pass over it."""
        return self._settings(str(Path(path).parent)).excludes(path)

    def task(self, path: str, text: str | None = None) -> Task:
        """The work on one file."""
        settings, asked = self._settings(path), self.arguments
        size = asked.imgsz or settings.image_size or DEFAULT_SIZE
        return Task(path, size, asked.scale, asked.dialect, settings.dialect, text)

    def shown(self, checked: Checked) -> Shown:
        """What is shown of a checked file."""
        settings, asked = self._settings(checked.path), self.arguments
        severity = _first(asked.severity, settings.severity, Severity.HINT)
        found = meant(
            checked.found,
            select=self.selected(checked.path),
            ignore=self.ignored(checked.path),
            severity=severity,
        )
        fail_on = _first(asked.fail_on, settings.fail_on, Severity.ERROR)
        return Shown(checked.path, checked.dialect, Source(checked.text), found, fail_on)

    def selected(self, path: str) -> Sequence[str] | None:
        """Beginnings of the codes that are meant in a file; None for all."""
        return self.arguments.select or self._settings(path).select

    def ignored(self, path: str) -> Sequence[str]:
        """Beginnings of the codes that are left out in a file.

        A selection of the command line is not narrowed by what the project ignores always.
        """
        settings = self._settings(path)
        usual = () if self.arguments.select else settings.ignore or ()
        ignored = self.arguments.ignore or usual
        return (*ignored, *settings.ignored_in(path))

    def _settings(self, path: str) -> Settings:
        return self._only or settings_for(path)

    @cached_property
    def _only(self) -> Settings | None:
        """The settings that hold for every file, if the command line says which."""
        if self.arguments.isolated:
            return Settings()
        named = self.arguments.config
        return None if named is None else settings_at(Path(named))


def _first(*values: int | None) -> int:
    return next(value for value in values if value is not None)
