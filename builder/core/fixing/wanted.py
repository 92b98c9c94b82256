"""Which codes the user wants to have mended."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.core.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Wanted:
    """Codes, or beginnings of codes such as "Y" and "G1".

    Attributes:
        select: Only these; None for all.
        ignore: None of these; stronger than `select`.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()

    def takes(self, finding: Diagnostic) -> bool:
        """Whether fixes of this finding may be applied."""
        code = finding.code
        chosen = self.select is None or code.startswith(self.select)
        return chosen and not (self.ignore and code.startswith(self.ignore))

    def any_of(self, findings: Iterable[Diagnostic]) -> bool:
        """Whether one of several findings is wanted."""
        return any(self.takes(one) for one in findings)
