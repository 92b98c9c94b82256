"""What the trainer prints of a network: strides, GFLOPs and number of layers.

Source: ultralytics/yolov5 v7.0, `models/yolo.py` (strides from one pass at 256x256) and
`utils/torch_utils.py` (one count at stride x stride, multiplied up to 640x640).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.core.analysis.forward import HEADS, Passed, Step, forward, prepare
from builder.core.analysis.report import ProbeFault, Shape, Status
from builder.core.dialects import ModuleCall, Resolved

PROBE = 256
PRINTED_SIZE = 640
SMALLEST_COUNT = 32
STOPS = "the trainer prints nothing: it stops with an error"
NO_IMAGE = (
    "the trainer prints no GFLOPs: it takes the image's channels from the second dimension of "
    "the first parameter, which has none"
)
# Activations that cost something in the profiler's rules.
_COUNTED_ACTIVATIONS = frozenset({"PReLU", "Softmax"})


@dataclass(frozen=True, slots=True)
class Printed:
    """The trainer's own figures. None: it prints none, and `note` says why."""

    strides: tuple[float, ...]
    gflops: str | None
    layers: int | None
    note: str
    probe_fault: ProbeFault | None = None


def printed(
    resolved: Resolved, steps: Sequence[Step], at_size: list[Passed], flops: int | None
) -> Printed:
    """The figures of the trainer's summary line.

    Args:
        resolved: The rows.
        steps: The same, prepared.
        at_size: Their pass at the image size, for the module counts.
        flops: The exact count at 640x640, if that is the image size, to compare with.
    """
    if any(passed.built is None or passed.built.module is None for passed in at_size):
        return Printed((), None, None, STOPS)
    strides: tuple[float, ...] = ()
    # Without a head the trainer makes no test pass, and notices nothing.
    if resolved.rows and resolved.rows[-1].implementation in HEADS:
        channels = resolved.input_channels
        probe = forward(steps, (PROBE, PROBE), training=True, channels=channels)
        if (failing := _first_failure(probe)) is not None:
            return Printed((), None, None, STOPS, _news(failing, probe, at_size))
        strides = _strides(probe[-1])
    gflops, note = _gflops(resolved, steps, strides, at_size, flops)
    return Printed(strides, gflops, _layers(at_size), note)


def _news(failing: int, probe: list[Passed], at_size: list[Passed]) -> ProbeFault | None:
    """The failure of the test pass, if the pass at the image size did not fail there."""
    fault = probe[failing].fault
    if fault is None or at_size[failing].status is not Status.OK:
        return None
    return ProbeFault(failing, PROBE, fault)


def _first_failure(passed: list[Passed]) -> int | None:
    return next((i for i, p in enumerate(passed) if p.status is not Status.OK), None)


def _strides(head: Passed) -> tuple[float, ...]:
    assert head.outcome is not None
    # A head gives one (N, anchors, H, W, outputs) map per level; Segment adds its prototypes.
    maps = [tensor for tensor in head.outcome.tensors if len(tensor.shape) == 5]
    return tuple(PROBE / tensor.shape[-2] for tensor in maps)


def _gflops(
    resolved: Resolved,
    steps: Sequence[Step],
    strides: tuple[float, ...],
    at_size: list[Passed],
    flops: int | None,
) -> tuple[str | None, str]:
    first = _first_parameter(at_size)
    if len(first) < 2:
        return None, NO_IMAGE
    side = max(int(max(strides, default=0)), SMALLEST_COUNT)
    counted = forward(steps, (side, side), training=False, channels=first[1])
    if (failing := _first_failure(counted)) is not None:
        return None, f"the trainer prints no GFLOPs: row {failing} fails at its {side}x{side} count"
    ops = _ops(counted)
    users = _activation_users(resolved, at_size)
    if users > 1:
        # The profiler hooks the shared activation once for each Conv that holds it, and then adds
        # its sum up once for each again: what it costs is counted users² times.
        plain = prepare(replace(resolved, activation=ModuleCall("Identity")))
        without = _ops(
            forward(plain, (side, side), training=False, channels=resolved.input_channels)
        )
        ops = without + (ops - without) * users**2
    giga = ops / 1e9 * 2 * PRINTED_SIZE / side * PRINTED_SIZE / side
    text = f"{giga:.1f}"
    note = ""
    if users > 1:
        note = f"the trainer counts the shared activation {users}² times"
    elif flops is not None and f"{flops / 1e9:.1f}" != text:
        note = (
            f"the trainer counts at {side}x{side} and multiplies by {PRINTED_SIZE // side}², "
            "also what does not grow with the image"
        )
    return text, note


def _ops(passed: list[Passed]) -> int:
    return sum(p.outcome.classic_ops for p in passed if p.outcome)


def _activation_users(resolved: Resolved, at_size: list[Passed]) -> int:
    """How many modules hold the shared activation, where that is one that costs operations."""
    if resolved.activation is None or resolved.activation.name not in _COUNTED_ACTIVATIONS:
        return 0
    built = [p.built for p in at_size if p.built and p.built.module is not None]
    return sum(
        id(child) in one.shared
        for one in built
        if one.module is not None
        for holder in one.module.modules()
        for child in holder.children()
    )


def _first_parameter(at_size: list[Passed]) -> Shape:
    """Shape of the network's first parameter; the trainer takes its second size for the image."""
    for passed in at_size:
        module = passed.built.module if passed.built else None
        first = next(iter(module.parameters()), None) if module is not None else None
        if first is not None:
            return first.shape
    return ()


def _layers(at_size: list[Passed]) -> int:
    # The network itself and its Sequential count too; shared activations count once.
    shared = frozenset[int]().union(*(p.built.shared for p in at_size if p.built))
    return 2 + sum(p.built.modules for p in at_size if p.built) + len(shared)
