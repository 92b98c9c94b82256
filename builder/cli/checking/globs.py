"""Patterns for paths in settings: `legacy/**`, `*.bak.yaml`."""

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import PurePosixPath


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern matches a path or a folder above it.

    A pattern without a slash matches any part of the path, as `*.bak.yaml` or `build`; one with a
    slash counts from the folder of the settings. `*` also stands for slashes.

    Args:
        path: Relative to the folder of the settings, with `/` between its parts.
        patterns: The patterns.
    """
    whole = PurePosixPath(path)
    above = [str(whole), *(str(parent) for parent in whole.parents)]
    return any(
        _whole(above, pattern)
        if "/" in pattern
        else any(fnmatch(part, pattern) for part in whole.parts)
        for pattern in (one.rstrip("/") for one in patterns)
    )


def _whole(paths: Iterable[str], pattern: str) -> bool:
    shapes = {pattern, pattern.removeprefix("./"), pattern.removeprefix("**/")}
    return any(fnmatch(path, shape) for path in paths for shape in shapes)
