"""Cells of tables as the formats want them."""

from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet_cell(cell: str) -> str:
    """A cell that a spreadsheet takes as text: a config is somebody else's file."""
    harmless = not cell.startswith(_FORMULA) or _is_numbers(cell)
    return cell if harmless else "'" + cell


def _is_numbers(cell: str) -> bool:
    return all(part.lstrip("-").isdigit() for part in cell.split())


def markdown_line(cells: Iterable[str]) -> str:
    """A line of a pipe table whose cells are shown as they are."""
    return f"| {' | '.join(map(markdown_cell, cells))} |"


def markdown_cell(cell: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    for character in "\\`*_[]<>|":
        cell = cell.replace(character, "\\" + character)
    return " ".join(cell.split())
