"""What one text means under the options of its window."""

from dataclasses import dataclass

from builder.core.analysis import Report
from builder.core.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Options:
    """What the file leaves open.

    Attributes:
        scale: Name of a scale; None takes the dialect's choice.
        image_size: `(H, W)` in pixels.
        nc: Number of classes that stands for the file's; None takes the file's.
    """

    scale: str | None = None
    image_size: tuple[int, int] = (640, 640)
    nc: int | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The report on one text and its findings, in the order of the text."""

    report: Report
    diagnostics: tuple[Diagnostic, ...]

    def of_layer(self, index: int) -> tuple[Diagnostic, ...]:
        """The findings about row `index`."""
        return tuple(found for found in self.diagnostics if found.layer == index)


def analyze_text(text: str, options: Options, file: str) -> Analysis:
    """Read, analyze and judge a text: a few milliseconds, never an exception."""
    # Late: the window is up before the first file is opened.
    from builder.core.analysis import analyze
    from builder.core.config import read_config
    from builder.core.rules import diagnose

    report = analyze(
        read_config(text),
        scale=options.scale,
        image_size=options.image_size,
        nc=options.nc,
        file=file,
    )
    ordered = sorted(diagnose(report), key=lambda found: (found.span.start, -found.severity))
    return Analysis(report, tuple(ordered))
