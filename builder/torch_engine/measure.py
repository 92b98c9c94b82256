"""Measures a model: what stands in it, what comes out of it, and what that costs."""

from collections.abc import Callable, Iterable
from functools import cached_property

import torch
from torch import Tensor, nn

from builder.core.facts import Facts, Outputs, Run, Subject, Unbuilt, Wanted
from builder.torch_engine.backbones import (
    NotInstalledError,
    UnknownModelError,
    build_on,
    versions_of,
)
from builder.torch_engine.building import bounded_size
from builder.torch_engine.counting import UncountedError, run_and_count
from builder.torch_engine.forward import reraise_if_out_of_memory, sentence


def measure(subject: Subject, wanted: Iterable[Wanted]) -> Facts | Unbuilt:
    """Build a model and run it on inputs of the shapes that are wanted.

    Args:
        subject: The model.
        wanted: Forward passes of it.
    """
    try:
        return _measure(subject, wanted)
    except (NotInstalledError, UncountedError) as error:
        return Unbuilt(subject, str(error))
    except UnknownModelError as error:
        return Unbuilt(subject, str(error), final=True)
    except MemoryError:
        return Unbuilt(subject, "there is not enough memory")


def _measure(subject: Subject, wanted: Iterable[Wanted]) -> Facts | Unbuilt:
    bench = _Bench(subject)
    try:
        model = bench.any
    except (NotInstalledError, UnknownModelError):
        raise
    except Exception as error:  # noqa: BLE001 - a constructor may raise anything
        reraise_if_out_of_memory(error)
        return Unbuilt(subject, f"{subject.words}: {sentence(error)}", final=True)
    runs = tuple(bench.run(one) for one in wanted)
    parameters = list(model.parameters())
    kinds = list(model.modules())
    return Facts(
        subject,
        sum(one.numel() for one in parameters),
        sum(one.numel() for one in parameters if one.requires_grad),
        len(kinds),
        sum(1 for one in kinds if next(one.children(), None) is None),
        tuple(parameters[0].shape) if parameters else (),
        _channels(model),
        versions_of(subject),
        runs,
    )


class _Bench:
    """One model on torch's meta device, which computes shapes only, and on the CPU if need be.

    Some models look at numbers, and what the meta device refuses the CPU has to refuse too.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    @property
    def any(self) -> nn.Module:
        """The model on the device on which it can be built."""
        return self._cpu if self._meta is None else self._meta

    def run(self, wanted: Wanted) -> Run:
        """One forward pass, or why it is refused."""
        try:
            return _run(self.any, wanted, "cpu" if self._meta is None else "meta")
        except UncountedError:
            raise
        except Exception as error:  # noqa: BLE001 - the CPU decides
            reraise_if_out_of_memory(error)
        try:
            return _run(self._cpu, wanted, "cpu")
        except Exception as error:  # noqa: BLE001 - a model may raise anything
            reraise_if_out_of_memory(error)
            return Run(wanted.shape, wanted.training, refusal=sentence(error))

    @cached_property
    def _meta(self) -> nn.Module | None:
        try:
            return self._build("meta")
        except (NotInstalledError, UnknownModelError):
            raise
        except Exception:  # noqa: BLE001 - the CPU decides
            return None

    @cached_property
    def _cpu(self) -> nn.Module:
        return self._build("cpu")

    def _build(self, device: str) -> nn.Module:
        with bounded_size():
            return build_on(device, self._subject)


def _run(model: nn.Module, wanted: Wanted, device: str) -> Run:
    model.train(wanted.training)
    with torch.device(device), torch.no_grad():
        output, counted = run_and_count(model, torch.zeros(wanted.shape))
    return Run(
        wanted.shape,
        wanted.training,
        _shapes(output),
        counted.classic,
        counted.modern,
        counted.macs,
    )


def _shapes(output: object) -> Outputs:
    if isinstance(output, Tensor):
        return tuple(output.shape)
    if isinstance(output, dict):
        return {str(name): _shapes(one) for name, one in output.items()}
    if isinstance(output, list | tuple):
        return [_shapes(one) for one in output]
    return None


def _channels(model: nn.Module) -> tuple[int, ...]:
    """What timm says of the maps of a model."""
    told: Callable[[], list[int]] | None = getattr(
        getattr(model, "feature_info", None), "channels", None
    )
    return tuple(told()) if callable(told) else ()
