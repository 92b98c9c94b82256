"""Which trainer a file is written for, told from its modules and keys."""

from collections.abc import Mapping
from typing import NamedTuple

from builder.core.blocks import ChannelRule
from builder.core.blocks.catalogue import find
from builder.core.config import Config, Sequence
from builder.core.diagnostics import Message
from builder.core.dialects import ultralytics_rows, yolov5, yolov7, yolov9
from builder.core.dialects.rows import TrainerRow

_READERS: Mapping[str, type[TrainerRow]] = {
    "yolov5": yolov5.Row70,
    "ultralytics": ultralytics_rows.Row84,
    "yolov7": yolov7.Row,
    "yolov9": yolov9.Row,
}
TITLES: Mapping[str, str] = {
    "yolov5": "YOLOv5",
    "ultralytics": "Ultralytics",
    "yolov7": "YOLOv7",
    "yolov9": "YOLOv9",
}
_STRONG, _WEAK = 5.0, 1.0
_FEW_ARGS = 2
SLOTS = 5
_ANCHORED = frozenset({"yolov5", "yolov7", "yolov9"})


class Fingerprint(NamedTuple):
    """A trainer's name and what of the file speaks for it, in the words of the file."""

    trainer: str
    signs: tuple[str, ...]


def trainer_of(config: Config) -> Fingerprint:
    """The trainer that lacks the fewest of the file's modules; keys decide among equals.

    A single borrowed block, such as a C2f in an otherwise complete YOLOv5 file, is no sign.
    """
    names = {layer.name for layer in config.layers if layer.name}
    if not names:
        return Fingerprint("yolov5", ())
    # All of them have torch.nn.
    names = {name for name in names if not name.startswith("nn.")}
    known = {name for name in names if any(_has(t, name) for t in _READERS)}
    keys = {trainer: _cost_of_keys(config, trainer) for trainer in _READERS}
    lacks = {t: sum(not _has(t, name) for name in known) for t in _READERS}
    best = min(_READERS, key=lambda trainer: lacks[trainer] + keys[trainer])
    own = sorted(n for n in known if _has(best, n) and not _elsewhere(best, n))
    return Fingerprint(best, (*_key_signs(config, best), *own[:3]))


def owner_of(name: str) -> str | None:
    """The first trainer that ships a module."""
    return next((trainer for trainer in _READERS if _has(trainer, name)), None)


def _has(trainer: str, name: str) -> bool:
    reader = _READERS[trainer]
    return name in reader.rules or name in reader.literal


def _elsewhere(trainer: str, name: str) -> bool:
    return any(_has(other, name) for other in _READERS if other != trainer)


def _cost_of_keys(config: Config, trainer: str) -> float:
    """What speaks against a trainer in the header and in the head's arguments."""
    anchors = config.header("anchors") is not None
    cost = 0.0
    if trainer in _ANCHORED:
        cost += 0 if anchors else 3 * _WEAK
        cost += _STRONG if config.header("scales") is not None else 0
        if config.header("depth_multiple") is None:
            cost += _WEAK
        head = _head_reads_anchors(config)
        if trainer == "yolov9":
            cost += 2 * _WEAK if head else 0
            cost += 0 if _has_own(config, trainer) else _WEAK
        elif head is False:  # YOLOv9's and Ultralytics' way, or forgotten
            cost += 1.5 * _WEAK
    elif _head_reads_anchors(config):
        cost += _STRONG
    elif anchors:
        cost += 2 * _WEAK
    return cost


def _has_own(config: Config, trainer: str) -> bool:
    """Whether the file has a module that no other trainer has."""
    names = {layer.name for layer in config.layers if layer.name}
    return any(_has(trainer, name) and not _elsewhere(trainer, name) for name in names)


def _key_signs(config: Config, trainer: str) -> tuple[str, ...]:
    if trainer in _ANCHORED:
        return ("`anchors:`",) if config.header("anchors") is not None else ()
    signs = ["`scales:`"] if config.header("scales") is not None else []
    if config.layers and _head_reads_anchors(config) is False:
        signs.append(Message("{module} without anchors", module=config.layers[-1].name))
    return tuple(signs)


def _head_reads_anchors(config: Config) -> bool | None:
    """Whether the last row is written with anchors; None if it is no detection head."""
    last = config.layers[-1] if config.layers else None
    if last is None or last.name not in {"Detect", "Segment", "IDetect", "IAuxDetect"}:
        return None
    if not isinstance(last.args, Sequence):
        return None
    second = last.args.value[1:2]
    # A number is one of anchors, but in Segment it is one of masks where there are no anchors.
    kinds = (list,) if last.name == "Segment" else (list, int)
    return second == ["anchors"] or isinstance(next(iter(second), None), kinds)


def looks_five_slot(config: Config, trainer: str) -> bool:
    """Whether row 0 is a whole backbone whose maps fill five slots.

    A block that the catalogue knows as one; or a foreign name with few arguments, none of them a
    whole number, if the references below only make sense when that row counts as so many.
    """
    layers = config.layers
    first = layers[0] if layers else None
    if first is None or not first.name:
        return False
    spec = find(first.name, trainer)
    if spec is not None:
        return spec.channels is ChannelRule.MAPS
    args = first.args
    if not isinstance(args, Sequence) or len(args.items) > _FEW_ARGS:
        return False
    if any(type(item.value) is int for item in args.items):
        return False  # channels or a stride: one layer of the fork's own
    late = False
    for layer in layers[1:]:
        for ref in layer.refs:
            target = ref.value if ref.value >= 0 else layer.index + ref.value
            if ref.value >= layer.index + SLOTS - 1 or target < -1:
                return False
            late = late or target >= layer.index
    return late
