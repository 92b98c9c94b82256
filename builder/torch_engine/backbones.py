"""Models of timm and torchvision, built as trainers' rows build them; nothing is downloaded."""

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Any

import torch
from torch import Tensor, nn

from builder.core.facts import Subject
from builder.core.facts.subject import Cut

_HELD: list[torch.library.Library] = []
_MODEL = re.compile(r"[\w.-]+")


class NotInstalledError(Exception):
    """A library that is needed is missing or does not load."""


class UnknownModelError(LookupError):
    """The library has no model of that name."""


def build_on(device: str, subject: Subject) -> nn.Module:
    """The model of a row, with random weights.

    Args:
        device: "cpu", or "meta" for shapes only. Constructors that look at numbers fail there; then
            the model is built on the CPU and moved.
        subject: The model.

    Raises:
        NotInstalledError: Its library cannot be used here.
        UnknownModelError: The library has no such model.
        Exception: Whatever the library raises.
    """
    try:
        with torch.device(device):
            return _build(subject)
    except (NotInstalledError, UnknownModelError):
        raise
    except Exception:
        if device == "cpu":
            raise
    return build_on("cpu", subject).to(device)


def _build(subject: Subject) -> nn.Module:
    return _timm_model(subject.name) if subject.cut is None else CutModel(subject.name, subject.cut)


def versions_of(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Versions of torch and of the model's library."""
    return tuple((name, _version(name)) for name in ("torch", subject.library))


def _version(package: str) -> str:
    try:
        return version(package).partition("+")[0]
    except PackageNotFoundError:
        return "unknown"


def _timm_model(name: str) -> nn.Module:
    timm = _timm()
    # Other names of timm lead to files and to the network.
    if not _MODEL.fullmatch(name) or not timm.is_model(name):
        raise UnknownModelError(f"timm {_version('timm')} has no model {name}")
    model: nn.Module = timm.create_model(name, pretrained=False, features_only=True)
    return model


def _timm() -> ModuleType:
    _torchvision()  # timm imports it, and would fail where it fails
    try:
        import timm
    except ImportError as error:
        raise _unusable("timm", error) from error
    found: ModuleType = timm
    return found


def _unusable(package: str, error: ImportError) -> NotInstalledError:
    if error.name == package:
        return NotInstalledError(f"{package} is not installed (pip install {package})")
    return NotInstalledError(f"{package} does not load: {error}")


def _torchvision() -> ModuleType:
    """torchvision, also beside a torch for which its compiled part was not made."""
    try:
        return importlib.import_module("torchvision")
    except ImportError as error:
        raise _unusable("torchvision", error) from error
    except RuntimeError as error:
        if "torchvision::" not in str(error):
            raise
    for name in [one for one in sys.modules if one.partition(".")[0] == "torchvision"]:
        del sys.modules[name]
    # Models need these operators only to exist.
    operators = torch.library.Library("torchvision", "DEF")  # type: ignore[no-untyped-call]
    for name in ("nms", "qnms"):
        schema = f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
        operators.define(schema)  # type: ignore[no-untyped-call]
    _HELD.append(operators)
    return importlib.import_module("torchvision")


class CutModel(nn.Module):
    """A model of torchvision, whole or as a chain of its layers, as Ultralytics' `TorchVision`.

    Args:
        name: The model.
        cut: What is kept of it.

    Attributes:
        m: The layers, or the whole model.

    Shape:
        `(N, C, H, W)` to whatever the layers give, or a list of the input and all their outputs.

    Source:
        ultralytics 8.4.190, `nn/modules/block.py` (facts of its class `TorchVision`).
    """

    def __init__(self, name: str, cut: Cut) -> None:
        super().__init__()
        self.split = cut.split
        model = _torchvision_model(name, cut.weights)
        if cut.unwrap:
            first, *rest = model.children()
            # Some models hold their layers in a chain already.
            layers = (
                [*first.children(), *rest] if isinstance(first, nn.Sequential) else [first, *rest]
            )
            self.m: nn.Module = nn.Sequential(
                *(layers[: -cut.truncate] if cut.truncate else layers)
            )
        else:
            model.head = model.heads = nn.Identity()
            self.m = model

    def forward(self, x: Tensor) -> Any:
        """Run the chain; each step is kept where that is wanted."""
        if not self.split:
            return self.m(x)
        steps = [x]
        for layer in self.m.children():
            steps.append(layer(steps[-1]))
        return steps


def _torchvision_model(name: str, weights: str | bool | None) -> nn.Module:
    models = _torchvision().models
    if name.lower() not in models.list_models():
        raise UnknownModelError(f"torchvision {_version('torchvision')} has no model {name}")
    with _without_downloads():
        model: nn.Module = models.get_model(name, weights=weights)
    return model


@contextmanager
def _without_downloads() -> Iterator[None]:
    """Weights that are asked for are not fetched: only what they change in the layers matters."""
    weights = importlib.import_module("torchvision.models._api").WeightsEnum
    fetch, load = weights.get_state_dict, nn.Module.load_state_dict
    nothing: Callable[..., Any] = lambda *_args, **_kwargs: {}  # noqa: E731
    weights.get_state_dict = nothing
    nn.Module.load_state_dict = nothing  # type: ignore[method-assign]
    try:
        yield
    finally:
        weights.get_state_dict = fetch
        nn.Module.load_state_dict = load  # type: ignore[method-assign]
