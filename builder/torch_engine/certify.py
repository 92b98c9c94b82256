"""Builds and runs the real network of a report."""

from collections.abc import Collection

import torch

from builder.core.analysis import Report, Status, analyze
from builder.core.config import read_config
from builder.core.dialects import DIALECTS, Printing
from builder.torch_engine.certificate import Certificate
from builder.torch_engine.compare import Found, compare
from builder.torch_engine.forward import Outcome, run
from builder.torch_engine.network import Network, build_network

_PROBE = 256  # the side of the image with which trainers find their head's strides


def certify(
    text: str,
    *,
    file: str = "",
    dialect: str | None = None,
    scale: str | None = None,
    image_size: tuple[int, int] = (640, 640),
    nc: int | None = None,
    real: bool = False,
) -> Certificate:
    """Analyze a config, build it for real, run it, and compare.

    Args:
        text: The config.
        file: Its name, by which the analysis may tell the dialect and the scale.
        dialect: As in `analyze`.
        scale: As in `analyze`.
        image_size: `(H, W)`.
        nc: Number of classes; None takes the file's.
        real: Run on the CPU with numbers instead of on the meta device with shapes.

    Raises:
        LookupError: There is no such dialect or scale.
        MemoryError: There is not enough memory for a real run.
    """
    report = analyze(
        read_config(text), dialect=dialect, scale=scale, image_size=image_size, nc=nc, file=file
    )
    return certify_report(report, real=real)


def certify_report(report: Report, *, real: bool = False) -> Certificate:
    """Build and run the network of a report, and compare; see `certify`."""
    printing = DIALECTS[report.dialect].printing
    with torch.device("cpu" if real else "meta"), torch.no_grad():
        network = build_network(report.resolved)
        doubted = () if real else _refused(report)
        outcomes = _run(network, report, report.image_size, training=False, doubted=doubted)
        strides = _strides(network, report, printing)
    return compare(report, Found(network, outcomes, strides, printing))


def _strides(network: Network, report: Report, printing: Printing) -> tuple[float, ...]:
    """What the trainer's own test pass finds; none after a failure."""
    how = report.resolved.strides
    if not network.whole:
        return ()
    if how.by in {"fixed", "none"}:
        return how.values
    probe = _run(network, report, (_PROBE, _PROBE), training=printing.probe == "training")
    if any(outcome.shapes is None for outcome in probe):
        return ()
    if how.by == "deepest":
        maps = [shape for outcome in probe for shape in outcome.shapes or () if len(shape) == 4]
        return (_PROBE / min(shape[2] for shape in maps),)
    levels = getattr(network.modules[-1], "nl", None)
    return tuple(_PROBE / shape[-2] for shape in probe[-1].inputs[:levels])


def _refused(report: Report) -> frozenset[int]:
    return frozenset(layer.index for layer in report.layers if layer.status is Status.ERROR)


def _run(
    network: Network,
    report: Report,
    image_size: tuple[int, int],
    *,
    training: bool,
    doubted: Collection[int] = (),
) -> list[Outcome]:
    network.set_training(training=training)
    resolved = report.resolved
    image = torch.rand(1, resolved.input_channels, *image_size)
    text = torch.rand(resolved.text) if resolved.text else None
    return run(network, image, doubted, text)
