"""Operations of any real module, as both generations of thop count them.

The rules themselves are those of the shape engine; here they are fed from forward hooks.
Source: the measured behaviour of thop 0.1.1.post2209072238 and ultralytics-thop 2.2.3.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from torch import Tensor, nn
from torch.nn.modules.batchnorm import _NormBase

from builder.core import shapes
from builder.core.shapes import counting as rules
from builder.torch_engine.products import Attention, FunctionCounter

Rule = Callable[[Any, Any, Any], int]

_CONVOLUTIONS = (nn.Conv1d, nn.Conv2d, nn.Conv3d)
_TRANSPOSED = (nn.ConvTranspose1d, nn.ConvTranspose2d, nn.ConvTranspose3d)
_MEANS = (nn.AvgPool1d, nn.AvgPool2d, nn.AvgPool3d)
_ADAPTIVE = (nn.AdaptiveAvgPool1d, nn.AdaptiveAvgPool2d, nn.AdaptiveAvgPool3d)
_UPSAMPLES = (nn.Upsample, nn.UpsamplingBilinear2d, nn.UpsamplingNearest2d)
_NORMS = (
    nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d, nn.SyncBatchNorm, nn.LayerNorm,
    nn.InstanceNorm1d, nn.InstanceNorm2d, nn.InstanceNorm3d,
)  # fmt: skip
_UNCOUNTED = (nn.RNNBase, nn.modules.rnn.RNNCellBase, nn.Bilinear, nn.Softmin)

#: By exact type.
CLASSIC: dict[type[nn.Module], Rule] = {
    **dict.fromkeys((*_CONVOLUTIONS, *_TRANSPOSED), rules.convolution),
    **dict.fromkeys(_NORMS, rules.normalisation),
    **dict.fromkeys(_MEANS, rules.per_output),
    **dict.fromkeys(_ADAPTIVE, rules.classic_adaptive),
    **dict.fromkeys(_UPSAMPLES, rules.classic_upsample),
    nn.Linear: rules.linear,
    nn.PReLU: rules.evaluated,
    nn.Softmax: rules.softmax,
}
#: Inherited by subclasses.
MODERN: dict[type[nn.Module], Rule] = {
    **dict.fromkeys(_CONVOLUTIONS, rules.convolution),
    **dict.fromkeys(_TRANSPOSED, rules.transposed_convolution),
    **dict.fromkeys((_NormBase, nn.LayerNorm, nn.GroupNorm, nn.RMSNorm), rules.normalisation),
    **dict.fromkeys(_MEANS, rules.modern_avg_pool),
    **dict.fromkeys(_ADAPTIVE, rules.modern_adaptive),
    nn.Upsample: rules.modern_upsample,
    nn.Linear: rules.linear,
    nn.PReLU: rules.evaluated,
    nn.Softmax: rules.softmax,
    nn.Softmax2d: rules.softmax,
    nn.LogSoftmax: rules.log_softmax,
}


class UncountedError(Exception):
    """A layer that thop counts and this program does not."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Operations of one forward pass, as `Run` has them."""

    classic: int
    modern: int
    macs: int


def run_and_count(model: nn.Module, given: Tensor) -> tuple[object, Counted]:
    """The output of `model` and what it cost.

    Raises:
        UncountedError: It cannot be counted.
        Exception: Whatever the model raises.
    """
    for module in model.modules():
        if isinstance(module, _UNCOUNTED):
            raise UncountedError(f"operations of nn.{type(module).__name__} are not counted here")
    classic: Counter[nn.Module] = Counter()
    seen = FunctionCounter()
    with _hooks(model, classic, seen), seen:
        output = model(given)
    return output, Counted(_classic_sum(model, classic), seen.modern, seen.macs)


@contextmanager
def _hooks(model: nn.Module, classic: Counter[nn.Module], seen: FunctionCounter) -> Iterator[None]:
    handles = []
    # A module with several parents is hooked by thop 0.1.1 once for each of them.
    times: Counter[nn.Module] = Counter()
    model.apply(lambda module: times.update([module]))
    for module in model.modules():
        if (rule := CLASSIC.get(type(module))) is not None:
            hook = _classic_hook(rule, classic, times[module])
            handles.append(module.register_forward_hook(hook, with_kwargs=True))
        if (modern := _modern_rule(module)) is not None:
            handles.append(module.register_forward_pre_hook(seen.enter))
            hook = _modern_hook(modern, seen)
            handles.append(module.register_forward_hook(hook, with_kwargs=True))
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _modern_rule(module: nn.Module) -> Rule | None:
    if isinstance(module, nn.MultiheadAttention):
        return _attention
    return next((MODERN[kind] for kind in type(module).__mro__ if kind in MODERN), None)


def _classic_hook(rule: Rule, counts: Counter[nn.Module], times: int) -> Callable[..., None]:
    def count(module: nn.Module, args: Any, kwargs: Any, output: Any) -> None:
        counts[module] += times * rule(*_seen(module, args, kwargs, output))

    return count


def _modern_hook(rule: Rule, seen: FunctionCounter) -> Callable[..., None]:
    def count(module: nn.Module, args: Any, kwargs: Any, output: Any) -> None:
        seen.modern += rule(*_seen(module, args, kwargs, output))
        seen.leave()

    return count


def _seen(module: nn.Module, args: Any, kwargs: Any, output: Any) -> tuple[object, object, object]:
    """Layer, first input and output as the rules of the shape engine take them."""
    if isinstance(module, nn.MultiheadAttention):
        return module, (*args, *kwargs.values()), output
    first: Tensor = args[0] if args else next(iter(kwargs.values()))
    return _described(module), shapes.Tensor(first.shape), shapes.Tensor(output.shape)


def _described(module: nn.Module) -> object:
    """What rules ask of a layer, under the names that the shape engine has for it."""
    if isinstance(module, nn.modules.conv._ConvNd):  # noqa: SLF001 - the base that all share
        shape = tuple(module.weight.shape)
        return SimpleNamespace(axes=len(shape) - 2, groups=module.groups, weight_shape=shape)
    if isinstance(module, _MEANS):
        axes = next(n for n, kind in enumerate(_MEANS, 1) if isinstance(module, kind))
        names = ("kernel_size", "stride", "padding", "count_include_pad")
        return SimpleNamespace(axes=axes, **{name: getattr(module, name) for name in names})
    if isinstance(module, nn.Softmax2d):
        return SimpleNamespace(dim=-3)
    return module


def _attention(layer: nn.MultiheadAttention, given: tuple[Any, ...], _output: Any) -> int:
    query, key = given[:2]
    length = -2 if layer.batch_first or query.dim() == 2 else 0
    return Attention(
        layer.embed_dim,
        layer.num_heads,
        layer.kdim + layer.vdim,
        query.numel() // layer.embed_dim // query.shape[length],
        query.shape[length],
        key.shape[length],
        (layer.bias_k is not None) + bool(layer.add_zero_attn),
    ).ops


def _classic_sum(model: nn.Module, counts: Counter[nn.Module]) -> int:
    """The sum along the tree, where thop 0.1.1 meets a module once for each of its parents."""
    return counts[model] + sum(_classic_sum(child, counts) for child in model.children())
