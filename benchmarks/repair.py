"""How well stale references are found and repaired, on mutants of every stock config at hand.

    python -m benchmarks.repair [--seed 1] [--most 400 | --most 0] [--trainer yolov5]

A mutant is a stock config to which something was done without renumbering: rows inserted (foreign
ones, or copies of the row above), rows deleted, both at two places, an index mistyped, the head's
inputs swapped; with its comments as they were, or without. What the references ought to be is
known, for the program did it. A repair that is called safe and is not exact is counted as wrong.
"""

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.mutants import KINDS, Mutant, mutants
from builder.core.analysis import Report, analyze
from builder.core.config import read_config
from builder.core.diagnostics import Applicability, Diagnostic, Severity
from builder.core.repair import Repair, repairs
from builder.core.rules import diagnose
from builder.core.text import apply_edits
from tests.golden.stock import records

_TRAINERS = {
    "yolov5": "yolov5-7.0",
    "ultralytics": "ultralytics-8.4.190",
    "yolov7": "yolov7",
    "yolov9": "yolov9",
}
_GRAVE = Severity.WARNING


@dataclass(slots=True)
class Tally:
    """What came of one kind of mutants."""

    tried: int = 0
    detected: int = 0
    first: int = 0
    first_three: int = 0
    valid: int = 0
    none: int = 0
    errors: int = 0
    safe: int = 0
    wrong: int = 0
    milliseconds: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """One line of the table."""
        share = [
            f"{100 * count / max(self.tried, 1):7.1f}"
            for count in (
                self.detected, self.first, self.first_three, self.valid, self.none, self.safe
            )
        ]  # fmt: skip
        middle = sorted(self.milliseconds)[len(self.milliseconds) // 2] if self.tried else 0
        counts = f"{self.wrong:>7}{self.errors:>7}"
        return f"{name:<22}{self.tried:>7}{''.join(share)}{counts}{middle:>8.1f}"


def stock(trainer: str) -> Iterator[tuple[str, str]]:
    """Name and text of every config of a trainer, each once."""
    seen = set()
    for record in records(_TRAINERS[trainer]):
        if record.file not in seen:
            seen.add(record.file)
            yield record.file, record.text


def looked_at(text: str, file: str) -> Report:
    """The report on a text."""
    return analyze(read_config(text), file=Path(file).name)


def references(report: Report) -> list[tuple[int, ...]]:
    """What every row reads, by number."""
    return [layer.reads or () for layer in report.layers]


def errors(found: tuple[Diagnostic, ...]) -> int:
    """How many errors there are."""
    return sum(one.severity is Severity.ERROR for one in found)


def judge(mutant: Mutant, tally: Tally) -> None:
    """Try one mutant and count what came of it."""
    report = looked_at(mutant.text, mutant.file)
    start = time.perf_counter()
    found = diagnose(report)
    offered = repairs(report)
    tally.milliseconds.append(1e3 * (time.perf_counter() - start))
    tally.tried += 1
    detected = any(one.severity >= _GRAVE for one in found)
    tally.detected += detected
    wanted = references(looked_at(mutant.meant, mutant.file))
    exact = [references(_mended(mutant, one)) == wanted for one in offered[:3]]
    tally.first += exact[:1] == [True]
    safe = bool(offered) and offered[0].fix.applicability is Applicability.SAFE
    tally.safe += safe
    tally.wrong += safe and not exact[0]
    tally.first_three += any(exact)
    if not offered:
        tally.none += 1
    elif not exact[0]:
        after = diagnose(_mended(mutant, offered[0]))
        tally.errors += errors(after) > errors(found)
        tally.valid += errors(after) == 0
    if not detected or exact[:1] != [True]:
        tally.missed.append(f"{mutant.file}: {mutant.done}{'' if detected else ' (not detected)'}")


def _mended(mutant: Mutant, repair: Repair) -> Report:
    return looked_at(apply_edits(mutant.text, repair.fix.edits), mutant.file)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--most", type=int, default=400, help="mutants of each kind and trainer; 0: all of them"
    )
    parser.add_argument("--trainer", action="append", choices=_TRAINERS)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--missed", type=int, default=0, help="how many to name of each kind")
    arguments = parser.parse_args()
    for trainer in arguments.trainer or _TRAINERS:
        configs = list(stock(trainer))
        alarms = [
            f"{name}: {one.code} {one.message}"
            for name, text in configs
            for one in diagnose(looked_at(text, name))
            if one.severity >= _GRAVE
        ]
        print(
            f"\n{trainer}: {len(configs)} configs, {len(alarms)} false alarms", *alarms, sep="\n  "
        )
        print(
            f"{'':<22}{'tried':>7}{'found%':>7}{'top1%':>7}{'top3%':>7}"
            f"{'valid%':>7}{'none%':>7}{'safe%':>7}{'wrong':>7}{'errors':>7}{'ms':>8}"
        )
        tallies: dict[str, Tally] = defaultdict(Tally)
        for kind in arguments.kind or KINDS:
            rng = random.Random(f"{arguments.seed} {trainer} {kind}")
            for mutant in mutants(configs, kind, arguments.most or None, rng):
                judge(mutant, tallies[kind])
            print(tallies[kind].line(kind), flush=True)
            for missed in tallies[kind].missed[: arguments.missed]:
                print(f"    {missed}")


if __name__ == "__main__":
    sys.exit(main())
