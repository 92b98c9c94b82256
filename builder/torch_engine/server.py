"""Answers requests: a line of JSON in, a line of JSON out."""

import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TextIO

from builder.core.facts.json_form import facts_json, read_wanted

Json = dict[str, object]


def main() -> int:
    """Serve stdin until it ends; the process's exit code."""
    serve(sys.stdin, _replies())
    return 0


def _replies() -> TextIO:
    """Standard output for replies alone; whatever libraries print goes to stderr.

    The file descriptor is moved, not `sys.stdout`, because C++ code prints too.
    """
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="\n")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return replies


def serve(requests: Iterable[str], replies: TextIO) -> None:
    """Greet, then answer every line of `requests`."""
    greeting = _greeting()
    _write(replies, greeting)
    if not greeting["ready"]:
        return
    for line in requests:
        if line.strip():
            _write(replies, answer(line))


def _write(replies: TextIO, message: Json) -> None:
    replies.write(json.dumps(message) + "\n")
    replies.flush()


def _greeting() -> Json:
    if importlib.util.find_spec("torch") is None:
        return {"ready": False, "error": "torch is not installed"}
    try:
        return {"ready": True, "engine": _engine()}
    except (ImportError, OSError) as error:  # OSError: a library of torch does not load
        return {"ready": False, "error": f"torch does not load: {error}"}


def _engine() -> str:
    import torch

    return f"torch {torch.__version__.partition('+')[0]}"


def answer(line: str) -> Json:
    """The reply to one line; a fault is a reply too, never an exception."""
    number: object = None
    try:
        request = _object(line)
        number = request.get("id")
        fields = _find_verb(request)(request)
        return {"id": number, "ok": True, "engine": _engine(), **fields, "error": None}
    except Exception as error:  # noqa: BLE001 - the process serves on; the caller is told
        message = f"{type(error).__name__}: {error}"
        return {"id": number, "ok": False, "engine": _engine(), "error": message}


def _object(line: str) -> Json:
    request = json.loads(line)
    if isinstance(request, dict):
        return request
    raise TypeError("a request is a JSON object")


def _find_verb(request: Json) -> Callable[[Json], Json]:
    name = request.get("verb")
    if isinstance(name, str) and name in VERBS:
        return VERBS[name]
    raise ValueError(f"unknown verb {name!r}; known: {', '.join(VERBS)}")


def _certify(request: Json) -> Json:
    from builder.torch_engine.certify import certify

    size = request.get("image_size", [640, 640])
    if not (isinstance(size, list) and len(size) == 2 and all(type(n) is int for n in size)):
        raise TypeError(f"image_size is [height, width], not {size!r}")
    nc = request.get("nc")
    if not (nc is None or type(nc) is int):
        raise TypeError(f"nc is a number of classes or null, not {nc!r}")
    certificate = certify(
        _text(request, "text") or "",
        file=_text(request, "file") or "",
        dialect=_text(request, "dialect"),
        scale=_text(request, "scale"),
        image_size=(size[0], size[1]),
        nc=nc,
        real=request.get("real") is True,
    )
    return {"agrees": certificate.agrees, "runs": certificate.runs, **asdict(certificate)}


def _measure(request: Json) -> Json:
    from builder.core.facts import Unbuilt
    from builder.torch_engine.measure import measure

    found = measure(*read_wanted(request))
    if isinstance(found, Unbuilt):
        return {"facts": None, "reason": found.reason, "final": found.final}
    return {"facts": facts_json(found)}


def _text(request: Json, key: str) -> str | None:
    value = request.get(key)
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f"{key} is text or null, not {value!r}")


#: What the engine can do; a verb takes a request and returns the reply's own fields.
VERBS: dict[str, Callable[[Json], Json]] = {"certify": _certify, "measure": _measure}
