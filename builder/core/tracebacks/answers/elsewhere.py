"""Errors that no row gives: data, memory, the installation, the script that was run."""

from builder.core.diagnostics import Message
from builder.core.tracebacks.case import Case
from builder.core.tracebacks.explanation import Cause
from builder.core.tracebacks.kinds import Kind

_MESSAGES = {
    Kind.MEMORY: Message(
        "the memory of the graphics card or the computer was used up: take a smaller batch, a "
        "smaller image or a smaller scale; no row is wrong"
    ),
    Kind.LABELS: Message(
        "the labels of the data set do not fit: a class number that is not below nc, a missing or "
        "a malformed label file; no row is wrong"
    ),
    Kind.FILES: Message("a file or a data set was not found; no row is wrong"),
    Kind.INSTALLATION: Message(
        "a package of the trainer is missing, or its version does not fit; no row is wrong"
    ),
}
# Files of the trainers that the rows of a config do not reach.
_DATA_FILES = frozenset(
    "dataloaders.py datasets.py dataset.py loss.py loss_tal.py loss_tal_dual.py "
    "loss_tal_triple.py metrics.py plots.py plotting.py val.py val_dual.py autoanchor.py "
    "validator.py augment.py augmentations.py general.py ops.py tal.py collate.py".split()
)
# Errors whose words alone say too little to tell a row from a label.
_VAGUE = frozenset(
    {Kind.LIST_INDEX, Kind.ENTRY_INDEX, Kind.UNPACKED, Kind.UNPACKED_MANY, Kind.KEY,
     Kind.NOT_ITERABLE, Kind.NO_LENGTH, Kind.OPERANDS, Kind.ASSERTION, Kind.LIST_AS_INDEX,
     Kind.BROADCAST, Kind.NOT_A_LIST, Kind.TUPLE_INDEX}
)  # fmt: skip
_HEADS = {"DualDetect": "train_dual.py", "DualDDetect": "train_dual.py",
          "DualDSegment": "train_dual.py", "TripleDetect": "train_triple.py",
          "TripleDDetect": "train_triple.py"}  # fmt: skip


def message_of(case: Case) -> Message | None:
    """What to say of an error that is not about the model; None: it may be about it."""
    known = _MESSAGES.get(case.error.kind)
    if known is not None:
        return known
    frames = case.paste.frames
    if case.error.kind not in _VAGUE or not frames:
        return None
    if any(frame.builds for frame in frames):
        return None
    file = next((one.file for one in reversed(frames) if one.file in _DATA_FILES), None)
    if file is None:
        return None
    return Message(
        "the error comes from {file}, which works on data, labels or results after the network is "
        "built; no row is wrong",
        file=file,
    )


def explain_script(case: Case) -> tuple[Cause, ...]:
    """A head of two groups that was trained by a script for one."""
    head = case.network.head
    script = _HEADS.get(case.module(head)) if head is not None else None
    if head is None or script is None:
        return ()
    message = Message(
        "{row}: {module} gives a list of outputs for each group of levels, which only {script} "
        "takes; train.py is for heads of one group",
        row=case.row(head), module=case.module(head), script=script,
    )  # fmt: skip
    return (Cause(message, head, case.network.module_span(head)),)


def nothing(case: Case) -> tuple[Cause, ...]:
    """Nothing is near."""
    del case
    return ()
