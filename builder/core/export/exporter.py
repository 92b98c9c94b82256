"""The formats that a report can be written in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from builder.core.analysis.report import Report
from builder.core.export import csv, markdown, png, svg


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. Calling it with a report gives the file's content.

    Attributes:
        suffix: Of files, with the dot.
        binary: It gives bytes; else text, to be saved as UTF-8.
        write: Report to content.
    """

    suffix: str
    binary: bool
    write: Callable[[Report], str | bytes]

    def __call__(self, report: Report) -> str | bytes:
        """The content of the file."""
        return self.write(report)


EXPORTERS: Final[Mapping[str, Exporter]] = MappingProxyType(
    {
        "svg": Exporter(".svg", binary=False, write=svg.export),
        "png": Exporter(".png", binary=True, write=png.export),
        "csv": Exporter(".csv", binary=False, write=csv.export),
        "markdown": Exporter(".md", binary=False, write=markdown.export),
    }
)
"""Every format by the name that the command line takes."""
