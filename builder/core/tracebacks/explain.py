"""A pasted text and a config to an explanation."""

from collections.abc import Sequence

from builder.core.analysis import Report
from builder.core.diagnostics import Diagnostic, Message, Severity
from builder.core.tracebacks.answers import ANSWERS, elsewhere, names, summary_of
from builder.core.tracebacks.case import MOST_CAUSES, Case
from builder.core.tracebacks.explanation import Cause, Explanation, TrainerError, Verdict
from builder.core.tracebacks.kinds import Kind
from builder.core.tracebacks.notes import notes_of
from builder.core.tracebacks.paste import Paste, read_paste
from builder.core.tracebacks.printed import printed_rows
from builder.core.tracebacks.recognise import recognise

_MOST_INSTEAD = 2


def explain_error(text: str, report: Report, found: Sequence[Diagnostic]) -> Explanation:
    """What a trainer's error says about a config, whatever else was pasted with it.

    Args:
        text: A traceback, its last line, or a whole log.
        report: The analysis of the config.
        found: Its findings, from `diagnose`.
    """
    paste = read_paste(text)
    error = recognise(paste)
    if error is None:
        return _unrecognised(paste, report, found)
    case = Case(report, found, paste, error)
    elsewhere_ = elsewhere.message_of(case)
    if names.of_data(case):
        elsewhere_ = Message("{key} is a key of the data set's file; no row is wrong",
                             key=error.values[0])  # fmt: skip
    if elsewhere_ is not None:
        return Explanation(Verdict.NOT_THE_MODEL, elsewhere_, error=error)
    return _answered(case)


def headline(answer: Explanation) -> Message:
    """How the error and the config belong together, as a sentence."""
    several = len(answer.causes) > 1
    match answer.verdict:
        case Verdict.EXPLAINED if several:
            return Message("this config gives this error, the likeliest place first:")
        case Verdict.EXPLAINED:
            return Message("this config gives this error here:")
        case Verdict.NOT_THIS_CONFIG if answer.causes:
            return Message("this config does not give this error; what comes nearest:")
        case Verdict.NOT_THIS_CONFIG:
            return Message(
                "this config does not give this error: it may have changed since, or another file "
                "was trained"
            )
        case Verdict.NOT_THE_MODEL:
            return Message("the error is not about the rows of the config")
    return Message("unknown error")


def looks_like_error(text: str) -> bool:
    """Whether a text, such as a clipboard's, has a trainer's error in it."""
    paste = read_paste(text)
    return recognise(paste) is not None or "Traceback (most recent call last)" in paste.text


def _answered(case: Case) -> Explanation:
    error = case.error
    notes = notes_of(case.report, case.paste, error.kind)
    answer = ANSWERS[error.kind]
    summary = summary_of(error)
    causes = answer.explain(case)[:MOST_CAUSES]
    if causes:
        return Explanation(Verdict.EXPLAINED, summary, causes, notes, error)
    near = (*answer.nearest(case), *_instead(case.found))
    kept = _without_repeats(near)[:MOST_CAUSES]
    return Explanation(Verdict.NOT_THIS_CONFIG, summary, kept, notes, error)


def _instead(found: Sequence[Diagnostic]) -> tuple[Cause, ...]:
    """What is wrong with the config as it is."""
    errors = [one for one in found if one.severity is Severity.ERROR][:_MOST_INSTEAD]
    return tuple(
        Cause(one.message, one.layer, one.span, one.labels, one, one.fixes) for one in errors
    )


def _without_repeats(causes: Sequence[Cause]) -> tuple[Cause, ...]:
    kept: list[Cause] = []
    for cause in causes:
        if not any(cause.row == one.row and cause.found == one.found for one in kept):
            kept.append(cause)
    return tuple(kept)


def _unrecognised(paste: Paste, report: Report, found: Sequence[Diagnostic]) -> Explanation:
    """The table of rows tells where the trainer stopped, whatever it said."""
    notes = notes_of(report, paste)
    rows = printed_rows(paste.text)
    if rows and rows[-1].place + 1 < len(report.layers) and "Error" in paste.text:
        case = Case(report, found, paste, TrainerError(Kind.ASSERTION))
        index = rows[-1].place + 1
        message = Message(
            "the trainer stopped while it built {row} ({module})",
            row=case.row(index),
            module=case.module(index),
        )
        summary = Message("the error is not one that is known here")
        return Explanation(Verdict.UNKNOWN, summary, (case.at(index, message),), notes)
    summary = Message(
        "no error that is known here stands in the text: paste it with its last line, which says "
        "what went wrong"
    )
    return Explanation(Verdict.UNKNOWN, summary, (), notes)
