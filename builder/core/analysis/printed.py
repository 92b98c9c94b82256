"""What the trainer prints of a network: strides, GFLOPs and number of layers.

Source: ultralytics/yolov5 v7.0, `models/yolo.py` (strides from one pass at 256x256) and
`utils/torch_utils.py` (one count at stride x stride, multiplied up to 640x640); ultralytics
8.3.40 and 8.4.190, `nn/tasks.py` and `utils/torch_utils.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.core.analysis.forward import Passed, Step, forward, prepare
from builder.core.analysis.recipe import Mode
from builder.core.analysis.report import Fault, ProbeFault, Shape, Status
from builder.core.diagnostics import Message, Row, Size
from builder.core.dialects import ModuleCall, Printing, Resolved
from builder.core.facts import Wanted

PROBE = 256
PRINTED_SIZE = 640
SMALLEST_COUNT = 32
STOPS = Message("the trainer prints nothing: it stops with an error")
NO_IMAGE = Message(
    "the trainer prints no GFLOPs: it takes the image's channels from the second dimension of "
    "the first parameter, which has none"
)
# Activations that cost something in the profiler's rules.
_COUNTED_ACTIVATIONS = frozenset({"PReLU", "Softmax"})


@dataclass(frozen=True, slots=True)
class Printed:
    """The trainer's own figures. None: it prints none, and `note` says why.

    Attributes:
        unmeasured: What torch would have to measure for them.
    """

    strides: tuple[float, ...]
    gflops: str | None
    layers: int | None
    note: str
    probe_fault: ProbeFault | None = None
    unmeasured: Wanted | None = None


class _NotMeasuredError(Exception):
    """A row fails only because nobody has measured it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.reason = fault.reason
        self.unmeasured = fault.unmeasured


@dataclass(frozen=True, slots=True)
class Network:
    """A network ready to be counted.

    Attributes:
        resolved: The rows.
        steps: The same, prepared.
        at_size: Their pass at the image size.
        flops: The exact count at 640x640, if that is the image size.
    """

    resolved: Resolved
    steps: Sequence[Step]
    at_size: list[Passed]
    flops: int | None

    def row(self, index: int) -> Row:
        """A row in a sentence."""
        return Row(index, self.resolved.rows[index].number)


def printed(network: Network, printing: Printing) -> Printed:
    """The figures of the trainer's summary line."""
    try:
        return _printed(network, printing)
    except _NotMeasuredError as error:
        words = Message("what the trainer prints is not known: {reason}", reason=error.reason)
        return Printed((), None, None, words, unmeasured=error.unmeasured)


def _printed(network: Network, printing: Printing) -> Printed:
    at_size, resolved = network.at_size, network.resolved
    if any(passed.built is None or passed.built.module is None for passed in at_size):
        _first_failure(at_size)
        return Printed((), None, None, STOPS)
    strides = resolved.strides.values
    if resolved.strides.by in {"levels", "deepest"}:
        mode = Mode.TRAINING if printing.probe == "training" else Mode.RAW
        probe = forward(network.steps, resolved, (PROBE, PROBE), mode)
        if (failing := _first_failure(probe)) is not None:
            return Printed((), None, None, STOPS, _news(failing, probe, at_size))
        strides = _strides(probe, resolved)
    layers = _layers(network, printing)
    try:
        gflops, note = _gflops(network, printing, strides)
    except _NotMeasuredError as error:
        words = Message(
            "the GFLOPs that the trainer prints are not known: {reason}", reason=error.reason
        )
        return Printed(strides, None, layers, words, unmeasured=error.unmeasured)
    return Printed(strides, gflops, layers, note)


def _news(failing: int, probe: list[Passed], at_size: list[Passed]) -> ProbeFault | None:
    """The failure of the test pass, if the pass at the image size did not fail there."""
    fault = probe[failing].fault
    if fault is None or at_size[failing].status is not Status.OK:
        return None
    return ProbeFault(failing, PROBE, fault)


def _first_failure(passed: list[Passed]) -> int | None:
    """The first row without an output.

    Raises:
        _NotMeasuredError: It may well have one.
    """
    index = next((i for i, p in enumerate(passed) if p.status is not Status.OK), None)
    fault = None if index is None else passed[index].fault
    if fault is not None and fault.unmeasured is not None:
        raise _NotMeasuredError(fault)
    return index


def _strides(probe: list[Passed], resolved: Resolved) -> tuple[float, ...]:
    if resolved.strides.by == "deepest":
        heights = [
            tensor.shape[2]
            for passed in probe
            for tensor in (passed.outcome.tensors if passed.outcome else ())
            if len(tensor.shape) == 4
        ]
        return (PROBE / min(heights),)
    head = probe[-1]
    levels = getattr(head.built.module, "nl", None) if head.built else None
    maps = head.inputs or ()
    return tuple(PROBE / tensor.shape[-2] for tensor in maps[:levels])


def _gflops(
    network: Network, printing: Printing, strides: tuple[float, ...]
) -> tuple[str | None, str]:
    channels = _image_channels(network, printing)
    if channels is None:
        return None, NO_IMAGE
    if printing.count_at == "whole":
        return _whole(network, printing, channels)
    side = max(int(max(strides, default=0)), SMALLEST_COUNT)
    counted = _count(network, printing, side, channels)
    if isinstance(counted, int):
        if printing.count_at == "stride, else whole":
            text, note = _whole(network, printing, channels)
            small = Message(
                "the trainer counts the whole image: {size} is too small", size=Size(side, side)
            )
            return text, note or small
        return None, Message(
            "the trainer prints no GFLOPs: {row} fails at its {size} count",
            row=network.row(counted),
            size=Size(side, side),
        )
    text = f"{counted * PRINTED_SIZE / side * PRINTED_SIZE / side:.1f}"
    if (users := _activation_users(network)) > 1:
        return text, Message(
            "the trainer counts the shared activation {number} times", number=f"{users}²"
        )
    if network.flops is not None and f"{network.flops / 1e9:.1f}" != text:
        return text, Message(
            "the trainer counts at {size} and multiplies by {factor}, "
            "also what does not grow with the image",
            size=Size(side, side),
            factor=f"{PRINTED_SIZE // side}²",
        )
    return text, ""


def _whole(network: Network, printing: Printing, channels: int) -> tuple[str | None, str]:
    if network.flops is not None:
        return f"{network.flops / 1e9:.1f}", ""
    counted = _count(network, printing, PRINTED_SIZE, channels)
    if isinstance(counted, int):
        return None, Message(
            "the trainer prints no GFLOPs: {row} fails at its count", row=network.row(counted)
        )
    return f"{counted:.1f}", ""


def _count(network: Network, printing: Printing, side: int, channels: int) -> float | int:
    """10^9 operations at `side` x `side`; or, as an integer, the row that fails there."""
    resolved, size = network.resolved, (side, side)
    counted = forward(network.steps, resolved, size, Mode.EVALUATION, channels)
    if (failing := _first_failure(counted)) is not None:
        return failing
    ops = _ops(counted, printing)
    if (users := _activation_users(network)) > 1 and printing.counting == "classic":
        # The profiler hooks the shared activation once for each Conv that holds it, and then adds
        # its sum up once for each again: what it costs is counted users² times.
        plain = replace(resolved, activation=ModuleCall("Identity"))
        without = _ops(forward(prepare(plain), plain, size, Mode.EVALUATION), printing)
        ops = without + (ops - without) * users**2
    return ops / 1e9 * 2


def _ops(passed: list[Passed], printing: Printing) -> int:
    found = [p.counted or p.outcome for p in passed]
    if printing.counting == "classic":
        return sum(outcome.classic_ops for outcome in found if outcome)
    return sum(outcome.modern_ops for outcome in found if outcome)


def _activation_users(network: Network) -> int:
    """How many modules hold the shared activation, where that is one that costs operations."""
    activation = network.resolved.activation
    if activation is None or activation.name not in _COUNTED_ACTIVATIONS:
        return 0
    return _holders(network.at_size)


def _holders(at_size: list[Passed]) -> int:
    """How many modules hold a shared one."""
    built = [p.built for p in at_size if p.built and p.built.module is not None]
    return sum(
        id(child) in one.shared
        for one in built
        if one.module is not None
        for holder in one.module.modules()
        for child in holder.children()
    )


def _image_channels(network: Network, printing: Printing) -> int | None:
    """Channels of the image that the trainer counts with; None if it finds none."""
    if printing.image_from == "header":
        return network.resolved.input_channels
    first = _first_parameter(network.at_size)
    return first[1] if len(first) > 1 else None


def _first_parameter(at_size: list[Passed]) -> Shape:
    """Shape of the network's first parameter; the trainer takes its second size for the image."""
    for passed in at_size:
        module = passed.built.module if passed.built else None
        first = next(iter(module.parameters()), None) if module is not None else None
        if first is not None:
            return first.shape
    return ()


def _layers(network: Network, printing: Printing) -> int:
    built = [p.built for p in network.at_size if p.built]
    if printing.layers == "leaves":
        return sum(one.leaves for one in built) + len(_shared(network.at_size))
    # The network itself and its Sequential count too; shared activations count once.
    own = 2 + sum(one.modules for one in built)
    if printing.own_activations:
        return own + _holders(network.at_size)
    return own + len(_shared(network.at_size))


def _shared(at_size: list[Passed]) -> frozenset[int]:
    return frozenset[int]().union(*(p.built.shared for p in at_size if p.built))
