"""The core: reading, the dry pass, findings."""

import functools
import gc
import itertools
import subprocess
import sys

from benchmarks.clock import Timing, measure, timing
from benchmarks.configs import absurd_rows, long_chain, sixty_rows, text_of
from benchmarks.figure import Figure
from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.layout import place
from builder.core.rules import diagnose

#: Places in the list of `figures` that ratios are taken of.
AFRESH, WARM = 2, 3

_COLD = """
import time
start = time.perf_counter()
from builder.core.analysis import analyze
from builder.core.config import read_config
report = analyze(read_config(open(r"{path}", encoding="utf-8").read()))
assert report.totals.params
print((time.perf_counter() - start) * 1000)
"""


def figures(runs: int) -> list[Figure]:
    """Every figure of the core."""
    text = text_of("yolov5x")
    config = read_config(text)
    return [
        Figure("read YOLOv5x (text to rows)", _reads(text, runs)),
        Figure("analyse YOLOv5x, cold (imports included)", _cold("yolov5x", runs=7)),
        Figure("analyse YOLOv5x, nothing remembered", _afresh(text, runs)),
        Figure("analyse YOLOv5x, warm", measure(lambda: analyze(config), runs=runs), 3.0),
        Figure("edit to report, YOLOv5x", _edits(text, runs)),
        Figure("edit to report and findings, 60 rows", _edits(sixty_rows(), runs, judge=True)),
        Figure("refuse a thousand million blocks", _afresh(absurd_rows(), runs)),
        Figure("place 500 rows on the canvas", _placed(500, runs)),
    ]


def _reads(text: str, runs: int) -> Timing:
    """Another comment at the end each time: a text read twice in a row is remembered."""
    counter = itertools.count()
    return measure(lambda: read_config(f"{text}# {next(counter)}\n"), runs=runs)


def _cold(name: str, runs: int) -> Timing:
    from benchmarks.configs import EXAMPLES

    code = _COLD.format(path=EXAMPLES / f"{name}.yaml")
    return timing(
        [
            float(
                subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
            )
            for _ in range(runs)
        ]
    )


def _afresh(text: str, runs: int) -> Timing:
    """Reading and analysis with every result forgotten; the code stays loaded."""
    remembered = [
        one
        for one in gc.get_objects()
        if isinstance(one, type(_cached))
        and str(one.__module__).startswith("builder.core")
        and "load" not in one.__name__
    ]

    def action() -> None:
        for cache in remembered:
            cache.cache_clear()
        analyze(read_config(text))

    return measure(action, runs=runs)


@functools.lru_cache
def _cached() -> None:
    """Its type is what a remembering function is."""


def _edits(text: str, runs: int, *, judge: bool = False) -> Timing:
    """Another number of channels in row 4 each time: no two texts in a row are the same."""
    old = read_config(text).layers[4].args
    assert old is not None
    channels = itertools.count(64, 8)

    def action() -> None:
        cells = f"[{next(channels)}]"
        edited = text[: old.span.start] + cells + text[old.span.end :]
        report = analyze(read_config(edited))
        if judge:
            diagnose(report)

    return measure(action, runs=runs)


def _placed(rows: int, runs: int) -> Timing:
    """Networks of about as many rows by turns: the last few placements are remembered."""
    reports = itertools.cycle(analyze(read_config(long_chain(rows - n))) for n in range(20))
    return measure(lambda: place(next(reports)), runs=runs, warm_up=20)
