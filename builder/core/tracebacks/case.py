"""A pasted error beside a config: what the answers ask."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from builder.core.analysis import Report
from builder.core.analysis.forward import Step, prepare
from builder.core.diagnostics import Diagnostic, Label, Row, Severity
from builder.core.rules.network import Network
from builder.core.text import Span
from builder.core.tracebacks.explanation import Cause, TrainerError
from builder.core.tracebacks.paste import Paste
from builder.core.tracebacks.printed import PrintedRow, printed_rows
from builder.core.tracebacks.stops import Stop, build_stops, pass_stops

MOST_CAUSES = 5


class Case:
    """One error and one config.

    Attributes:
        report, found: The config's analysis and its findings.
        paste, error: The pasted text and what was recognised in it.
        network: The report as a graph.
    """

    def __init__(
        self, report: Report, found: Sequence[Diagnostic], paste: Paste, error: TrainerError
    ) -> None:
        self.report = report
        self.found = tuple(found)
        self.paste = paste
        self.error = error
        self.network = Network(report)

    @cached_property
    def printed(self) -> tuple[PrintedRow, ...]:
        """The table of rows that the trainer printed, as far as it was pasted."""
        return printed_rows(self.paste.text)

    @cached_property
    def stopped_at(self) -> int | None:
        """The row that the trainer was building: the one behind the end of its table."""
        rows = self.printed
        if not rows or rows[-1].place + 1 >= len(self.network):
            return None
        return rows[-1].place + 1

    @cached_property
    def steps(self) -> list[Step]:
        """The rows, built."""
        return prepare(self.report.resolved)

    @cached_property
    def build(self) -> tuple[Stop, ...]:
        """Where the trainer stops while it builds."""
        return build_stops(self.steps)

    @cached_property
    def probe(self) -> tuple[Stop, ...]:
        """Where it stops in its own test pass."""
        return self.run()

    def run(self, size: tuple[int, int] = (256, 256)) -> tuple[Stop, ...]:
        """Where it stops with an image of `(H, W)`."""
        return pass_stops(self.report, self.steps, size)

    # Words -------------------------------------------------------------------------------------

    def row(self, index: int) -> Row:
        """A row as a part of a sentence."""
        return Row(index, self.report.config.number_text(index))

    def module(self, index: int) -> str:
        """A row's module as it is written."""
        return self.network.rows[index].module or "?"

    def label(self, index: int, words: str) -> Label:
        """A row as another place."""
        return Label(self.network.module_span(index), words)

    # Causes ------------------------------------------------------------------------------------

    def at(
        self,
        index: int,
        message: str,
        labels: Iterable[Label] = (),
        codes: str = "",
        span: Span | None = None,
    ) -> Cause:
        """A row as a cause, with the finding of our rules that tells it.

        Args:
            index: The row.
            message: What happens there.
            labels: Other places.
            codes: Codes of the findings that may tell the same; "": any error or warning.
            span: Where to look; the row's module if None.
        """
        found = self.finding(index, codes)
        blamed = self._reason_above(index) if found is None or found.layer != index else None
        if blamed is not None:
            fails = self.label(index, message)
            return Cause(
                message, blamed.layer, blamed.span, (fails, *blamed.labels), blamed, blamed.fixes
            )
        own = found.span if found is not None and found.layer == index else None
        place = span or own or self.network.module_span(index)
        told = tuple(labels) or (found.labels if found else ())
        return Cause(message, index, place, told, found, found.fixes if found else ())

    def of_finding(self, found: Diagnostic, message: str = "") -> Cause:
        """A finding as a cause, in its own words if there are none better."""
        words = message or found.message
        return Cause(words, found.layer, found.span, found.labels, found, found.fixes)

    def finding(self, index: int | None, codes: str = "") -> Diagnostic | None:
        """The worst finding about a row, or about no row.

        Of these codes, if there are any; else an error with another code, for a fault is told once
        and by the rule that knows why; else a fault of the text in the row; else an error elsewhere
        that has a label at the row.
        """
        wanted = codes.split()
        here = [one for one in self.found if one.layer == index]
        errors = [one for one in self.found if one.severity is Severity.ERROR]
        grave = [one for one in here if one.severity >= Severity.WARNING and not wanted]
        coded = [one for one in here if one.code in wanted]
        found = coded or grave or [one for one in here if one in errors]
        if not found and index is not None:
            row = self.network.layers[index].span
            found = [one for one in errors if one.layer is None and row.covers(one.span)]
            found = found or [
                one for one in errors if any(row.touches(x.span.start) for x in one.labels)
            ]
        return max(found, key=lambda one: one.severity, default=None)

    def with_code(self, codes: str) -> tuple[Diagnostic, ...]:
        """The findings of these codes, in the order of the text."""
        wanted = codes.split()
        return tuple(one for one in self.found if one.code in wanted)

    def _reason_above(self, index: int) -> Diagnostic | None:
        """An error of a row that `index` reads: it runs, but gives what nobody is built for."""
        for source in self.network.valid_sources(index):
            for found in self.found:
                if found.layer == source and found.severity is Severity.ERROR:
                    return found
        return None

    def first(self, causes: Iterable[Cause]) -> tuple[Cause, ...]:
        """The causes, that at which the table of rows ends before the others."""
        return tuple(sorted(causes, key=lambda cause: cause.row != self.stopped_at))[:MOST_CAUSES]
