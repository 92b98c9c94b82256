"""Facts as JSON, for files and for the torch engine's replies."""

from collections.abc import Sequence

from builder.core.facts.subject import Cut, Subject
from builder.core.facts.values import Facts, Outputs, Run, Shape, Wanted

Json = dict[str, object]
FORMAT = 1
_NUMBERS = ("params", "trainable", "modules", "leaves")
_OPERATIONS = ("classic_ops", "modern_ops", "macs")


def facts_json(facts: Facts) -> Json:
    """`facts` as JSON."""
    return {
        "format": FORMAT,
        **subject_json(facts.subject),
        "versions": dict(facts.versions),
        **{name: getattr(facts, name) for name in _NUMBERS},
        "first": facts.first,
        "channels": facts.channels,
        "runs": [_run_json(run) for run in facts.runs],
    }


def read_facts(value: object) -> Facts:
    """Facts from JSON.

    Raises:
        ValueError: It is something else, or of another format.
    """
    found = _object(value)
    if found.get("format") != FORMAT:
        raise ValueError(f"format {found.get('format')!r} is not {FORMAT}")
    runs, versions = found.get("runs"), _object(found.get("versions"))
    params, trainable, modules, leaves = (_number(found.get(name)) for name in _NUMBERS)
    return Facts(
        read_subject(found),
        params,
        trainable,
        modules,
        leaves,
        _shape(found.get("first")),
        _shape(found.get("channels")),
        tuple((name, _text(version)) for name, version in versions.items()),
        tuple(_read_run(run) for run in _list(runs)),
    )


def subject_json(subject: Subject) -> Json:
    """A model's identity as JSON."""
    cut = subject.cut
    kept = cut and {
        "weights": cut.weights,
        "unwrap": cut.unwrap,
        "truncate": cut.truncate,
        "split": cut.split,
    }
    return {"library": subject.library, "model": subject.name, "cut": kept}


def read_subject(value: Json) -> Subject:
    """A model's identity from JSON.

    Raises:
        ValueError: It is something else.
    """
    library, name, kept = _text(value.get("library")), _text(value.get("model")), value.get("cut")
    if kept is None:
        return Subject(library, name)
    kept = _object(kept)
    weights, truncate = kept.get("weights"), kept.get("truncate")
    return Subject(
        library,
        name,
        Cut(
            weights if weights is None or weights is True else _text(weights),
            kept.get("unwrap") is True,
            truncate if type(truncate) is int else _number(truncate),
            kept.get("split") is True,
        ),
    )


def wanted_json(wanted: Sequence[Wanted]) -> Json:
    """Passes of one model, to be measured."""
    runs = [{"input": one.shape, "training": one.training} for one in wanted]
    return {**subject_json(wanted[0].subject), "runs": runs}


def read_wanted(value: Json) -> tuple[Subject, list[Wanted]]:
    """The model and its passes.

    Raises:
        ValueError: It is something else.
    """
    subject, runs = read_subject(value), value.get("runs")
    found = [_object(run) for run in _list(runs)]
    return subject, [
        Wanted(subject, _shape(run.get("input")), run.get("training") is True) for run in found
    ]


def _run_json(run: Run) -> Json:
    pass_ = {"input": run.shape, "training": run.training}
    if run.refusal:
        return {**pass_, "refusal": run.refusal}
    counted = {name: getattr(run, name) for name in _OPERATIONS}
    return {**pass_, "outputs": run.outputs, **counted}


def _read_run(value: object) -> Run:
    found = _object(value)
    shape, training = _shape(found.get("input")), found.get("training") is True
    if "refusal" in found:
        return Run(shape, training, refusal=_text(found["refusal"]) or "it refuses this input")
    classic, modern, macs = (_number(found.get(name)) for name in _OPERATIONS)
    return Run(shape, training, _outputs(found.get("outputs")), classic, modern, macs)


def _outputs(value: object) -> Outputs:
    if value is None:
        return None
    if isinstance(value, dict):
        return {name: _outputs(item) for name, item in _object(value).items()}
    if isinstance(value, list | tuple) and value and type(value[0]) is int:
        return _shape(value)
    if isinstance(value, list | tuple):
        return [_outputs(item) for item in value]
    raise ValueError(f"{value!r} is no output")


def _object(value: object) -> Json:
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return value
    raise ValueError("an object is missing")


def _list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise ValueError("a list is missing")


def _shape(value: object) -> Shape:
    if isinstance(value, list | tuple):
        return tuple(_number(item) for item in value)
    raise ValueError(f"{value!r} is no shape")


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ValueError(f"{value!r} is no count")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(f"{value!r} is no text")
