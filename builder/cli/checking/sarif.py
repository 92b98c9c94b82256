"""Findings as SARIF 2.1.0, which code hosts and editors read.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

from builder import __version__
from builder.cli.checking.baseline import identity
from builder.cli.checking.shown import Shown
from builder.cli.checking.task import Failed
from builder.cli.paths import name_of
from builder.cli.written import Written
from builder.core.diagnostics import Applicability, Diagnostic, Fix, Severity
from builder.core.rules import explain, read_manual
from builder.core.text import Span

Json = dict[str, object]
Words = Callable[[str], str]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_ROOT = "SRCROOT"
_FINGERPRINT = "modelConfigRow/v1"


def log(
    files: Sequence[Shown],
    failed: Iterable[Failed] = (),
    words: Words = str,
    language: str = "en",
) -> Json:
    """The whole log: one run with the rules that spoke, and the results.

    Args:
        files: What was checked.
        failed: What could not be; a notification each.
        words: Words a message in the user's language.
        language: That of the manuals.
    """
    codes = sorted({one.code for file in files for one in file.found})
    places = {code: place for place, code in enumerate(codes)}
    notifications = [_notification(one) for one in failed]
    run: Json = {
        "tool": {"driver": _driver(codes, language)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": _folder_uri(Path.cwd())}},
        "invocations": [
            {
                "executionSuccessful": not notifications,
                "toolExecutionNotifications": notifications,
            }
        ],
        "results": [result for file in files for result in _results(file, places, words)],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(codes: Sequence[str], language: str) -> Json:
    return {
        "name": "Model Config Builder",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code, language) for code in codes],
    }


def _rule(code: str, language: str) -> Json:
    rule: Json = {"id": code}
    manual = read_manual(code, language)
    if manual is None:
        return rule
    sections = manual.sections
    return rule | {
        "shortDescription": {"text": manual.title},
        "fullDescription": {"text": " ".join(sections["What it finds"].split())},
        "help": {
            "text": explain(code, language) or manual.title,
            "markdown": "\n\n".join(
                [f"# {code}: {manual.title}", *(_markdown(*one) for one in sections.items())]
            ),
        },
    }


def _markdown(heading: str, text: str) -> str:
    body = f"```yaml\n{text}```" if heading in {"Example", "Use instead"} else text.strip()
    return f"## {heading}\n\n{body}"


def _results(file: Shown, places: dict[str, int], words: Words) -> Iterable[Json]:
    artifact = artifact_location(file.path)
    alike: Counter[tuple[str, str]] = Counter()
    for one in file.found:
        known = identity(file.written, one)
        alike[known] += 1
        result: Json = {
            "ruleId": one.code,
            "ruleIndex": places[one.code],
            "level": _LEVELS.get(one.severity, "note"),
            "message": {"text": words(one.message)},
            "locations": [_location(artifact, file.written, one.span)],
            "partialFingerprints": {_FINGERPRINT: _hash(*known, str(alike[known]))},
            "properties": {"severity": one.severity.word},
        }
        related = _related(artifact, file.written, one, words)
        if related:
            result["relatedLocations"] = related
        if one.fixes:
            result["fixes"] = [_fix(artifact, file.written, fix, words) for fix in one.fixes]
        yield result


def _related(artifact: Json, written: Written, found: Diagnostic, words: Words) -> list[Json]:
    return [
        {
            "id": number,
            **_location(artifact, written, label.span),
            "message": {"text": words(label.message)},
        }
        for number, label in enumerate(found.labels, start=1)
    ]


def _location(artifact: Json, written: Written, span: Span) -> Json:
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(written, span)}}


def _region(written: Written, span: Span) -> Json:
    start, end = written.lines.position(span.start), written.lines.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(artifact: Json, written: Written, fix: Fix, words: Words) -> Json:
    replacements = [
        {
            "deletedRegion": _region(written, edit.span),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    safe = fix.applicability is Applicability.SAFE
    return {
        "description": {"text": words(fix.title)},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
        "properties": {"safe": safe},
    }


def _notification(failed: Failed) -> Json:
    return {
        "level": "error",
        "message": {"text": failed.why},
        "locations": [{"physicalLocation": {"artifactLocation": artifact_location(failed.path)}}],
    }


def artifact_location(path: str) -> Json:
    """A file as a URI: relative to the current folder if it lies below it, else absolute."""
    name = name_of(path, Path.cwd())
    if not name.startswith("../") and not Path(name).is_absolute():
        return {"uri": quote(os.fsencode(name)), "uriBaseId": _ROOT}
    return {"uri": Path(path).absolute().as_uri()}


def _folder_uri(folder: Path) -> str:
    uri = folder.as_uri()
    return uri if uri.endswith("/") else f"{uri}/"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
