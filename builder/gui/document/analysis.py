"""What one text means under the options of its window."""

from dataclasses import dataclass, replace

from builder.core.analysis import Report
from builder.core.config import Config
from builder.core.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Options:
    """What the file leaves open.

    Attributes:
        scale: Name of a scale; None takes the dialect's choice.
        image_size: `(H, W)` in pixels.
        nc: Number of classes that stands for the file's; None takes the file's.
        dialect: How to read the file; None takes what its comment or its looks say.
        dialect_over: What the file's comment said when `dialect` was chosen. The choice holds as
            long as it says so still: a comment that is written later beats it.
    """

    scale: str | None = None
    image_size: tuple[int, int] = (640, 640)
    nc: int | None = None
    dialect: str | None = None
    dialect_over: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The report on one text and its findings, in the order of the text.

    Attributes:
        options: Those that the report was made with: what the text does not allow is left out.
    """

    report: Report
    diagnostics: tuple[Diagnostic, ...]
    options: Options = Options()

    def of_layer(self, index: int) -> tuple[Diagnostic, ...]:
        """The findings about row `index`."""
        return tuple(found for found in self.diagnostics if found.layer == index)


def analyze_text(text: str, options: Options, file: str) -> Analysis:
    """Read, analyze and judge a text: a few milliseconds, never an exception."""
    # Late: the window is up before the first file is opened.
    from builder.core.analysis import analyze
    from builder.core.config import read_config
    from builder.core.dialects import UnknownDialectError, UnknownScaleError
    from builder.core.rules import diagnose

    config = read_config(text)
    if options.dialect is not None and comment_of(config) != options.dialect_over:
        options = replace(options, dialect=None)

    def report_under(options: Options) -> Report:
        return analyze(
            config,
            dialect=options.dialect,
            scale=options.scale,
            image_size=options.image_size,
            nc=options.nc,
            file=file,
        )

    try:
        report = report_under(options)
    except UnknownScaleError:  # the file is being edited, or read as another trainer does
        options = replace(options, scale=None)
        report = report_under(options)
    except UnknownDialectError:  # remembered by another version of this program
        options = replace(options, dialect=None, scale=None)
        report = report_under(options)
    ordered = sorted(diagnose(report), key=lambda found: (found.span.start, -found.severity))
    return Analysis(report, tuple(ordered), options)


def comment_of(config: Config) -> str | None:
    """The dialect that a comment of the file names, known or not."""
    from builder.core.dialects import written_dialect  # late, as above

    written = written_dialect(config)
    return written[0] if written else None
