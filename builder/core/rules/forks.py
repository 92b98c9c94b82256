"""Signs that a file is meant for another trainer, or for a fork that counts differently."""

from typing import TYPE_CHECKING, NamedTuple

from builder.core.config import Config, Layer, Sequence, target_of

if TYPE_CHECKING:
    from builder.core.rules.network import Network

_ULTRALYTICS = frozenset(
    "C2f C3k2 C2PSA C2fPSA SCDown A2C2f C2fCIB C2fAttn AIFI HGStem HGBlock RepC3 RTDETRDecoder "
    "ResNetLayer v10Detect OBB Pose WorldDetect YOLOEDetect YOLOESegment ImagePoolingAttn PSA "
    "C2 C1 TorchVision Index Pose26 OBB26 Segment26".split()
)
_YOLOV9 = frozenset(
    "RepNCSPELAN4 ADown AConv SPPELAN ELAN1 DDetect DualDetect DualDDetect TripleDetect "
    "TripleDDetect CBLinear CBFuse Silence DSegment DualDSegment Panoptic RepConvN".split()
)
_YOLOV7 = frozenset(
    "IDetect IAuxDetect IBin IKeypoint MP SP SPPCSPC GhostSPPCSPC RepConv DownC ReOrg Chuncat "
    "Shortcut Foldcut".split()
)
_FAMILIES = (("Ultralytics", _ULTRALYTICS), ("YOLOv9", _YOLOV9), ("YOLOv7", _YOLOV7))
MODULES = _ULTRALYTICS | _YOLOV9 | _YOLOV7
_SLOTS = 5
_FEW_ARGS = 2


class Fingerprint(NamedTuple):
    """A trainer's name and the signs of it, in the words of the file."""

    trainer: str
    signs: tuple[str, ...]


def other_trainer(config: Config) -> Fingerprint | None:
    """The trainer that the file's keys and modules point to, if it is not YOLOv5.

    A single borrowed block, such as a C2f in an otherwise complete YOLOv5 file, is no sign.
    """
    names = {layer.name for layer in config.layers if layer.name}
    signs = []
    if config.header("scales") is not None:
        signs.append("`scales:`")
    if config.layers and _head_without_anchors(config, config.layers[-1]):
        signs.append(f"{config.layers[-1].name} without anchors")
    for trainer, modules in _FAMILIES:
        found = sorted(names & modules)
        last = config.layers[-1].name if config.layers else None
        if found and (signs or last in modules or config.header("anchors") is None):
            own = signs if trainer == "Ultralytics" else []
            return Fingerprint(trainer, (*own, *found[:3]))
    return Fingerprint("Ultralytics", tuple(signs)) if signs else None


def _head_without_anchors(config: Config, last: Layer) -> bool:
    args = last.args
    return (
        last.name in {"Detect", "Segment"}
        and config.header("anchors") is None
        and isinstance(args, Sequence)
        and "anchors" not in args.value
    )


def whole_backbone(network: "Network") -> bool:
    """Whether the references only make sense if row 0 counts as five rows.

    So tutorials' forks count where row 0 is a whole network that returns several maps.
    """
    layers = network.layers
    if len(layers) < 2 or not network.rows[0].traps or network.spec(0) is not None:
        return False
    first = layers[0].args
    if not isinstance(first, Sequence) or len(first.items) > _FEW_ARGS:
        return False
    if network.rows[0].traps[0].kind not in {"unknown-module", "foreign-module"}:
        return False
    late = False
    for layer in layers[1:]:
        for ref in layer.refs:
            target = target_of(layer.index, ref.value)
            if ref.value >= layer.index + _SLOTS - 1 or target < -1:
                return False
            late = late or target >= layer.index
    return late
