"""What the trainer prints of a network: strides, GFLOPs and number of layers.

Source: ultralytics/yolov5 v7.0, `models/yolo.py` (strides from one pass at 256x256) and
`utils/torch_utils.py` (one count at stride x stride, multiplied up to 640x640).
"""

from dataclasses import dataclass, replace

from builder.core.analysis.forward import HEADS, Passed, forward
from builder.core.analysis.report import ProbeFault, Status
from builder.core.dialects import ModuleCall, Resolved

PROBE = 256
PRINTED_SIZE = 640
SMALLEST_COUNT = 32
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


def printed(resolved: Resolved, at_size: list[Passed], flops: int | None) -> Printed:
    """The figures of the trainer's summary line.

    Args:
        resolved: The rows.
        at_size: Their pass at the image size, for the module counts.
        flops: The exact count at 640x640, if that is the image size, to compare with.
    """
    probe = forward(resolved, (PROBE, PROBE), training=True)
    if (failing := _first_failure(probe)) is not None:
        note = "the trainer prints nothing: it stops with an error"
        fault = probe[failing].fault
        if fault is None or at_size[failing].status is not Status.OK:
            return Printed((), None, None, note)
        return Printed((), None, None, note, ProbeFault(failing, PROBE, fault))
    strides = _strides(resolved, probe)
    gflops, note = _gflops(resolved, strides, at_size, flops)
    return Printed(strides, gflops, _layers(at_size), note)


def _first_failure(passed: list[Passed]) -> int | None:
    return next((i for i, p in enumerate(passed) if p.status is not Status.OK), None)


def _strides(resolved: Resolved, probe: list[Passed]) -> tuple[float, ...]:
    if not resolved.rows or resolved.rows[-1].implementation not in HEADS:
        return ()
    outcome = probe[-1].outcome
    assert outcome is not None
    # A head gives one (N, anchors, H, W, outputs) map per level; Segment adds its prototypes.
    maps = [tensor for tensor in outcome.tensors if len(tensor.shape) == 5]
    return tuple(PROBE / tensor.shape[-2] for tensor in maps)


def _gflops(
    resolved: Resolved, strides: tuple[float, ...], at_size: list[Passed], flops: int | None
) -> tuple[str | None, str]:
    side = max(int(max(strides, default=0)), SMALLEST_COUNT)
    counted = forward(resolved, (side, side), training=False, channels=_counted_channels(at_size))
    if (failing := _first_failure(counted)) is not None:
        return None, f"the trainer prints no GFLOPs: row {failing} fails at its {side}x{side} count"
    ops = _ops(counted)
    users = _activation_users(resolved, at_size)
    if users > 1:
        # The profiler hooks the shared activation once for each Conv that holds it, and then adds
        # its sum up once for each again: what it costs is counted users² times.
        plain = replace(resolved, activation=ModuleCall("Identity"))
        without = _ops(forward(plain, (side, side), training=False))
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


def _counted_channels(at_size: list[Passed]) -> int | None:
    """The trainer sizes its test image by the second dimension of the first parameter."""
    for passed in at_size:
        module = passed.built.module if passed.built else None
        first = next(iter(module.parameters()), None) if module is not None else None
        if first is not None:
            return first.shape[1] if len(first.shape) > 1 else None
    return None


def _layers(at_size: list[Passed]) -> int:
    # The network itself and its Sequential count too; shared activations count once.
    shared = frozenset[int]().union(*(p.built.shared for p in at_size if p.built))
    return 2 + sum(p.built.modules for p in at_size if p.built) + len(shared)
