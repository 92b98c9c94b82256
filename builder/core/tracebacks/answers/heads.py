"""Sizes that differ in an addition: levels, channels, or anchors and the inputs of a head."""

from builder.core.tracebacks.answers import channels, sizes
from builder.core.tracebacks.case import Case
from builder.core.tracebacks.explanation import Cause
from builder.core.tracebacks.same import is_same

_ANCHORS = "H103 H110"


def explain(case: Case) -> tuple[Cause, ...]:
    """Rows that add unlike maps, or a head whose anchors are not as many as its inputs."""
    found = channels.explain(case)
    if found:
        return found
    if case.error.values[2] == 0:
        return tuple(case.of_finding(one) for one in case.with_code(_ANCHORS))
    return _at_size(case)


def nearest(case: Case) -> tuple[Cause, ...]:
    """Rows that join maps of such sizes."""
    return sizes.nearest(case) if case.error.values[2] in {2, 3} else ()


def _at_size(case: Case) -> tuple[Cause, ...]:
    """The same at the image size in force."""
    stops = [stop for stop in case.run(case.report.image_size) if is_same(stop, case.error)]
    return tuple(channels.at(case, stop) for stop in stops)
