"""Options that several verbs share."""

import argparse
import locale
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from builder.cli.columns import visible
from builder.cli.exit_code import UsageError

if TYPE_CHECKING:
    from builder.core.analysis import Report
    from builder.core.config import Config

_LARGEST_SIDE = 65536
ALL_SCALES = "all"
DEFAULT_SIZE = (640, 640)


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add what decides how a config is read: scale, image size, dialect."""
    parser.add_argument("--scale", metavar="S", help="one of the file's scales, such as s")
    parser.add_argument(
        "--imgsz",
        type=image_size,
        default=DEFAULT_SIZE,
        metavar="N|HxW",
        help="image size in pixels, such as 640 or 384x640 (default: 640)",
    )
    add_dialect_option(parser)


def add_survey_options(parser: argparse.ArgumentParser) -> None:
    """Add the same for a verb that compares scales and image sizes."""
    parser.add_argument(
        "--scale", metavar="S|all", help="one of the file's scales, such as s; all compares them"
    )
    parser.add_argument(
        "--imgsz",
        type=image_sizes,
        action="extend",
        default=None,
        metavar="N|HxW",
        help="image size in pixels, such as 640 or 384x640 (default: 640); "
        "several, such as 320,640, are compared",
    )
    add_dialect_option(parser)


def add_dialect_option(parser: argparse.ArgumentParser) -> None:
    """Add the dialect."""
    parser.add_argument(
        "--dialect",
        metavar="D",
        help="how the trainer reads the file, such as yolov5@7.0 (default: found from the file)",
    )


def add_classes_option(parser: argparse.ArgumentParser) -> None:
    """Add the number of classes."""
    parser.add_argument(
        "--nc", type=positive, metavar="N", help="number of classes instead of the file's nc"
    )


def add_language_option(parser: argparse.ArgumentParser) -> None:
    """Add the language of findings and manuals; by default the one of the user's system."""
    parser.add_argument(
        "--language",
        choices=("en", "zh"),
        default=system_language(os.environ),
        help="language of findings and manuals (default: that of your system)",
    )


def system_language(environment: Mapping[str, str]) -> str:
    """The language of the user's system, "en" or "zh".

    Args:
        environment: Where `LC_ALL`, `LC_MESSAGES` and `LANG` say it, in this order.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    said = next((environment[name] for name in names if environment.get(name)), "")
    if not said and sys.platform == "win32":
        said = locale.getlocale()[0] or ""  # such as "Chinese (Simplified)_China"
    return "zh" if said.lower().startswith(("zh", "chinese")) else "en"


def wording(arguments: argparse.Namespace) -> Callable[[str], str]:
    """Words a text of the core in the language that `arguments` choose."""
    from builder.core.diagnostics import in_language

    return partial(in_language, language=arguments.language)


def image_size(text: str) -> tuple[int, int]:
    """Read "640" or "384x640" as `(H, W)`.

    Raises:
        argparse.ArgumentTypeError: The text is neither, or a side is out of range.
    """
    sides = text.lower().replace("×", "x").split("x")
    try:
        numbers = [int(side) for side in sides]
    except ValueError:
        numbers = []
    if len(numbers) not in {1, 2}:
        raise argparse.ArgumentTypeError(f"{text!r} is no image size: write 640 or 384x640")
    if not all(1 <= side <= _LARGEST_SIDE for side in numbers):
        raise argparse.ArgumentTypeError(f"{text!r}: a side has 1 to {_LARGEST_SIDE} pixels")
    return numbers[0], numbers[-1]


def image_sizes(text: str) -> list[tuple[int, int]]:
    """Read "320,384x640" as a list of `(H, W)`.

    Raises:
        argparse.ArgumentTypeError: A part is no image size.
    """
    return [image_size(part.strip()) for part in text.replace("，", ",").split(",")]


def positive(text: str) -> int:
    """Read a whole number from 1.

    Raises:
        argparse.ArgumentTypeError: The text is none.
    """
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return number


def analyze_with(arguments: argparse.Namespace, config: "Config", file: str) -> "Report":
    """Analyze `config` as the command line asks; torch measures what can only be measured.

    Raises:
        UsageError: The scale or the dialect does not exist.
    """
    (report,) = survey_with(arguments, config, file, [arguments.imgsz], [arguments.scale])
    return report


def survey_with(
    arguments: argparse.Namespace,
    config: "Config",
    file: str,
    sizes: Sequence[tuple[int, int]],
    scales: Sequence[str | None] | None,
) -> "tuple[Report, ...]":
    """Analyze `config` at these image sizes and scales; None: at all scales.

    Raises:
        UsageError: The scale or the dialect does not exist.
    """
    # After parsing, so that --help is quick.
    from builder.cli.measuring import with_measurements
    from builder.core.analysis import survey
    from builder.core.dialects import UnknownDialectError, UnknownScaleError

    try:
        return with_measurements(
            lambda: survey(
                config,
                sizes,
                scales=scales,
                nc=getattr(arguments, "nc", None),
                file=file,
                dialect=arguments.dialect,
            )
        )
    except (UnknownDialectError, UnknownScaleError) as error:
        raise UsageError(str(error)) from error


def check_rows(report: "Report") -> None:
    """Go on only with a file that holds a network.

    Raises:
        UsageError: It has no rows.
    """
    if not report.layers:
        file = visible(report.file)
        raise UsageError(f"{file} holds no rows of a network; see `builder check {file}`")
