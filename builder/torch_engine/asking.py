"""What to ask the engine's process about models, and what to make of its answer. No torch here."""

import json
import subprocess
from collections.abc import Iterable, Sequence

from builder.core.facts import Facts, Shape, Subject, Unbuilt, Wanted
from builder.core.facts.json_form import read_facts, wanted_json
from builder.torch_engine.process import command, environment

LIMIT_S = 120
"""A model that takes longer hangs, or is too large for this computer."""
TOO_SLOW = f"torch gave no answer within {LIMIT_S} seconds"
_IMAGE_CHANNELS = 3
_SIDES = (640, 256, 64, 32)  # the default image, and those of trainers' own tests and counts
_PROBE = 256


def questions(wanted: Sequence[Wanted]) -> list[Wanted]:
    """Those passes of one model, and those that its analysis will ask for next.

    A model that reads the image is run at the sizes of trainers' own tests and counts too.
    """
    subject = wanted[0].subject
    found = list(wanted)
    if any(one.shape[1:2] == (_IMAGE_CHANNELS,) for one in wanted):
        found += [Wanted(subject, _image(side)) for side in _SIDES]
        found.append(Wanted(subject, _image(_PROBE), training=True))
    return list(dict.fromkeys(found))


def _image(side: int) -> Shape:
    return (1, _IMAGE_CHANNELS, side, side)


def request(wanted: Sequence[Wanted]) -> str:
    """The line to write into the engine's process about one model."""
    return json.dumps({"id": 1, "verb": "measure", **wanted_json(questions(wanted))}) + "\n"


def read_answer(subject: Subject, lines: Iterable[str | bytes]) -> Facts | Unbuilt:
    """What the process said, whatever that was."""
    answers = [one for one in map(_parsed, lines) if one is not None]
    if answers and answers[0].get("ready") is False:
        return Unbuilt(subject, str(answers[0].get("error")))
    answer = next((one for one in answers if one.get("id") == 1), None)
    if answer is None:
        return Unbuilt(subject, "the torch process ended without an answer")
    if answer.get("ok") is not True:
        return Unbuilt(subject, str(answer.get("error")))
    if answer.get("facts") is None:
        return Unbuilt(subject, str(answer.get("reason")), final=answer.get("final") is True)
    try:
        return read_facts(answer["facts"])
    except ValueError as error:
        return Unbuilt(subject, f"the torch process gave no facts: {error}")


def _parsed(line: str | bytes) -> dict[str, object] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def measure_now(wanted: Sequence[Wanted], limit_s: float = LIMIT_S) -> Facts | Unbuilt:
    """Start the engine, let it measure one model, and wait; it ends with this call in any case."""
    subject = wanted[0].subject
    try:
        done = subprocess.run(  # noqa: S603 - our own Python, our own module
            command(),
            input=request(wanted),
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=limit_s,
        )
    except subprocess.TimeoutExpired:
        return Unbuilt(subject, TOO_SLOW)
    except OSError as error:
        return Unbuilt(subject, f"torch's process does not start: {error.strerror}")
    return read_answer(subject, done.stdout.splitlines())
