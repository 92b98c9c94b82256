"""Paths: what is there, asked so that neither an endless name nor a closed folder is an error."""

import os
from os.path import exists
from os.path import isdir as is_folder
from os.path import isfile as is_file
from os.path import islink as is_link
from pathlib import Path

__all__ = ["exists", "is_file", "is_folder", "is_link", "name_of"]


def name_of(file: str, folder: Path) -> str:
    """A file's name as seen from `folder`: relative, with `/`."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # Windows: on another drive
        return Path(file).absolute().as_posix()
