"""Which fields the header of a file has: those that its trainer reads."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from builder.core.analysis import Report
from builder.core.blocks import Argument, ChannelRule, Kind, Words
from builder.core.config import Config, Mapping, edits
from builder.gui.inspector.entries import ACTIVATION, Entry, Setter

translate = QCoreApplication.translate
_NOTHING = Words("", "")
_NO_ACTIVATION = frozenset({"yolov5@6.2", "yolov7"})
_READS_BOXES = "ultralytics@8.4"
"""The first dialect whose heads take `reg_max` and `end2end` from the header."""
_NUMBERS = {
    "nc": Argument("nc", Kind.INTEGER, _NOTHING, minimum=1),
    "depth_multiple": Argument("depth_multiple", Kind.NUMBER, _NOTHING, minimum=0),
    "width_multiple": Argument("width_multiple", Kind.NUMBER, _NOTHING, minimum=0),
    "channel_multiple": Argument("channel_multiple", Kind.INTEGER, _NOTHING, minimum=1),
    "reg_max": Argument("reg_max", Kind.INTEGER, _NOTHING, minimum=1),
    "end2end": Argument("end2end", Kind.BOOLEAN, _NOTHING),
}


def header_entries(report: Report) -> list[Entry]:
    """The fields above the rows, as the trainer of the report reads them."""
    keys = _ultralytics if report.trainer == "ultralytics" else _with_anchors
    return list(keys(report))


def _with_anchors(report: Report) -> Iterator[Entry]:
    config = report.config
    yield _field(config, "nc")
    yield from _multiples(config)
    if report.dialect == "yolov5@master":
        yield _field(config, "channel_multiple", "8")
    yield from _activation(report)


def _ultralytics(report: Report) -> Iterator[Entry]:
    config = report.config
    yield _field(config, "nc")
    table = config.header("scales")
    if isinstance(table, Mapping) and table.pairs:
        for key, value in table.pairs:
            yield _scale(str(key.value), value.span.of(config.text), report.scale)
    else:
        yield from _multiples(config, "1.0")
    specs = [row.spec for row in report.resolved.rows if row.spec is not None]
    if config.header("kpt_shape") is not None or any("Pose" in spec.name for spec in specs):
        yield _field(config, "kpt_shape")
    boxes = any(spec.channels is ChannelRule.HEAD_BOXES for spec in specs)
    if report.dialect == _READS_BOXES and boxes:
        yield _field(config, "reg_max", "16")
        yield _field(config, "end2end", "False")
    yield from _activation(report)


def _multiples(config: Config, default: str = "") -> Iterator[Entry]:
    yield _field(config, "depth_multiple", default)
    yield _field(config, "width_multiple", default)


def _activation(report: Report) -> Iterator[Entry]:
    if report.dialect not in _NO_ACTIVATION:
        yield _field(report.config, ACTIVATION, "nn.SiLU()")


def _field(config: Config, key: str, default: str = "") -> Entry:
    """One key; where the file lacks it, the trainer's default."""
    node = config.header(key)
    text = node.span.of(config.text) if node else default
    return Entry(
        key,
        key,
        _help(key),
        text,
        _setter(key),
        _NUMBERS.get(key),
        written=node is not None,
        needed=not default,
    )


def _scale(name: str, text: str, chosen: str | None) -> Entry:
    words = translate("Inspector", "Scale {0}: [depth multiple, width multiple, most channels]")
    help_words = words.format(name)
    if name == chosen:
        help_words += "\n" + translate("Inspector", "This is the scale that is shown now")
    label = f"{name} ◂" if name == chosen else name
    return Entry(
        f"scales.{name}",
        translate("Inspector", "scale {0}").format(label),
        help_words,
        text,
        lambda config, value: edits.set_scale(config, name, value),
    )


def _setter(key: str) -> Setter:
    return lambda config, text: edits.set_header(config, key, text)


def _help(key: str) -> str:
    return {
        "nc": translate("Inspector", "Number of classes"),
        "depth_multiple": translate("Inspector", "Factor on the `number` of every row above 1"),
        "width_multiple": translate("Inspector", "Factor on the channels of every row"),
        "channel_multiple": translate("Inspector", "Channels are rounded up to a multiple of this"),
        "kpt_shape": translate("Inspector", "Keypoints and values of each: [17, 3] for x, y, seen"),
        "reg_max": translate("Inspector", "Bins in which the head tells each side of a box"),
        "end2end": translate("Inspector", "The head has a one-to-one branch and needs no NMS"),
        ACTIVATION: translate("Inspector", "Activation of every convolution; usually left out"),
    }[key]
