"""The check of one file, in this process or in another."""

import gc
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.cli.exit_code import ExitCode, UsageError
from builder.core.diagnostics import Diagnostic

if TYPE_CHECKING:
    from builder.core.config import Config

_COLLECT_AFTER = (50_000, 20, 50)  # networks are trees: there is little to collect, and often


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be checked, and how.

    Attributes:
        path: The file's name as the user wrote it.
        image_size: `(H, W)`.
        scale: One of the file's scales, or None for the one that it is built at.
        dialect: What the command line asks for.
        usual_dialect: What the project's settings say; a comment in the file beats it.
        text: The content, if it is not to be read from the file.
    """

    path: str
    image_size: tuple[int, int]
    scale: str | None = None
    dialect: str | None = None
    usual_dialect: str | None = None
    text: str | None = None

    def dialect_of(self, config: "Config") -> str | None:
        """How a config is to be read; None leaves it to the file."""
        from builder.core.dialects import directive

        usual = self.usual_dialect if directive(config) is None else None
        return self.dialect or usual


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a file.

    Attributes:
        path: Its name.
        dialect: How it was read.
        text: Its content; "" if nothing was found, to travel light.
        found: The findings, in the order of the text.
        unmeasured: Whether torch might measure something that would make more known.
    """

    path: str
    dialect: str
    text: str
    found: tuple[Diagnostic, ...]
    unmeasured: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a file was not checked.

    Attributes:
        path: Its name.
        why: One sentence, naming the file.
        code: What that means for the whole command.
        trace: Where in this program it went wrong, if it is our fault.
    """

    path: str
    why: str
    code: ExitCode
    trace: str = ""


Outcome = Checked | Failed


def check_file(task: Task, *, measure: bool = False) -> Outcome:
    """Check one file; whatever goes wrong is an outcome.

    Args:
        task: The file and how to read it.
        measure: Whether torch may be started to measure what can only be measured.
    """
    try:
        return _check(task, measure=measure)
    except UsageError as error:
        return Failed(task.path, str(error), ExitCode.WRONG_USE)
    except Exception:  # noqa: BLE001 - the other files are still to be checked
        why = f"internal error while checking {task.path}"
        return Failed(task.path, why, ExitCode.INTERNAL, traceback.format_exc())


def _check(task: Task, *, measure: bool) -> Checked:
    from builder.cli.files import read
    from builder.cli.measuring import may_measure, with_measurements
    from builder.core.analysis import Report, analyze
    from builder.core.config import read_config
    from builder.core.dialects import UnknownDialectError, UnknownScaleError
    from builder.core.rules import diagnose

    text = read(task.path).text if task.text is None else task.text
    config = read_config(text)
    dialect = task.dialect_of(config)

    def analyzed() -> tuple[Report, ...]:
        size = task.image_size
        return (
            analyze(config, dialect=dialect, scale=task.scale, image_size=size, file=task.path),
        )

    try:
        (report,) = with_measurements(analyzed) if measure else analyzed()
    except (UnknownDialectError, UnknownScaleError) as error:
        raise UsageError(str(error)) from error
    found = diagnose(report)
    unmeasured = not measure and may_measure(report)
    return Checked(task.path, report.dialect, text if found else "", found, unmeasured)


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Let Python look for unreachable cycles less often: that takes a quarter of the time."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
