"""Looks for repairs in a process of its own, so that a window need not wait for it.

A request is a line of JSON on the standard input; the answer is a line on the standard output: the
request's number and the repairs, pickled, in base64. The end of the input ends the process.
"""

import base64
import json
import pickle
import sys
from collections.abc import Iterable, Iterator

from builder.core.analysis import Report, analyze
from builder.core.config import read_config
from builder.core.repair.find import repairs
from builder.core.repair.repair import Repair

Answer = tuple[int, tuple[Repair, ...]]


def command() -> list[str]:
    """The words that start the process with this Python; `-P` as for the torch engine."""
    return [sys.executable, "-P", "-m", "builder.core.repair.serve"]


def request(number: int, report: Report, scale: str | None, nc: int | None) -> bytes:
    """The line that asks for repairs of a report's text.

    Args:
        number: Comes back with the answer.
        report: The analysis of the text as it is.
        scale: The scale that was asked for; None: the file's own choice.
        nc: The number of classes that was asked for; None: the file's.
    """
    said = {
        "number": number,
        "text": report.config.text,
        "dialect": report.dialect,
        "scale": scale,
        "image_size": report.image_size,
        "nc": nc,
        "file": report.file,
    }
    return json.dumps(said).encode("ascii") + b"\n"


def read_answer(line: bytes) -> Answer | None:
    """What a line of the process says; None if it is none of its answers."""
    try:
        # Only our own process writes to this pipe, and nobody else can.
        number, found = pickle.loads(base64.b64decode(line.strip(), validate=True))  # noqa: S301
    except (ValueError, TypeError, EOFError, pickle.UnpicklingError):
        return None
    return int(number), tuple(found)


def answers(lines: Iterable[str]) -> Iterator[bytes]:
    """An answer to each request."""
    for line in lines:
        asked = json.loads(line)
        report = analyze(
            read_config(asked["text"]),
            dialect=asked["dialect"],
            scale=asked["scale"],
            image_size=tuple(asked["image_size"]),
            nc=asked["nc"],
            file=asked["file"],
        )
        yield base64.b64encode(pickle.dumps((asked["number"], repairs(report)))) + b"\n"


def main() -> None:
    """Answer until nobody asks any more."""
    for answer in answers(sys.stdin):
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
