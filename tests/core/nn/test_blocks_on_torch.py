"""Every block on torch: parameters, module counts, shapes, gradients, checkpoint keys, values."""

import math
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from builder.core.blocks.catalogue import TRAINERS, find  # noqa: E402
from tests.core.nn.block_cases import (  # noqa: E402
    ALL,
    BLOCKS,
    MEASURED,
    Case,
    block_class,
    digest_of,
    nested,
)

pytestmark = pytest.mark.torch

# What the authors make and never call: it counts, and it is in checkpoints, but nothing trains it.
IDLE = {"VoVGSCSP": ("res.",)}


def build(case: Case) -> Any:
    torch.manual_seed(0)
    return block_class(case.source)(*case.args, **dict(case.kwargs))


def wave(shape: tuple[int, ...], step: float) -> Any:
    """Numbers that are the same everywhere and not symmetric."""
    count = math.prod(shape)
    return torch.cos(torch.arange(count, dtype=torch.float64) * step).float().view(shape)


def call(module: Any, case: Case, *, leaf: bool = False) -> list[Any]:
    # One number for all outputs of a layer: not each of them need be read.
    factors = [torch.ones(1, requires_grad=leaf) for _ in case.inputs]
    given = [
        nested(lambda shape, factor=factor: wave(shape, 0.7) * factor, shapes)
        for shapes, factor in zip(case.inputs, factors, strict=True)
    ]
    text = [wave(case.text, 0.3)] if case.text else []
    outputs = flat(module(given if case.many else given[0], *text))
    if leaf:
        sum(output.sum() for output in outputs).backward()
        return [factor.grad for factor in factors]
    return outputs


def times_one(value: Any) -> Any:
    return value * 1 if isinstance(value, torch.Tensor) else tuple(map(times_one, value))


def flat(value: Any) -> list[Any]:
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    return [tensor for item in value or () for tensor in flat(item)]


@pytest.mark.parametrize("case", ALL, ids=str)
def test_parameters_modules_and_shapes(case: Case) -> None:
    with torch.device("meta" if case.heavy else "cpu"):
        module = build(case)
        outputs = call(module, case)
    assert sum(p.numel() for p in module.parameters()) == case.params
    assert len(list(module.modules())) == case.modules
    assert [tuple(output.shape) for output in outputs] == list(case.outputs)


@pytest.mark.parametrize("case", [case for case in ALL if not case.heavy], ids=str)
def test_gradients_reach_every_input_and_parameter(case: Case) -> None:
    module = build(case)
    gradients = call(module, case, leaf=True)
    trained = [parameter for parameter in module.parameters() if parameter.requires_grad]
    reached = [parameter for parameter in trained if parameter.grad is not None]
    counts = [sum(p.numel() for p in some) for some in (trained, reached)]
    assert case.trainable in {None, counts[0]}
    idle = IDLE.get(case.block, ())
    unreached = sum(p.numel() for name, p in module.named_parameters() if name.startswith(idle))
    assert counts[1] == counts[0] - (unreached if idle else case.unreached)
    gradients += [parameter.grad for parameter in reached]
    assert all(gradient is not None and gradient.isfinite().all() for gradient in gradients)


@pytest.mark.parametrize("case", [c for c in MEASURED if c.state or c.digest], ids=str)
def test_checkpoint_keys_are_the_trainers_in_its_order(case: Case) -> None:
    state = [(key, tuple(tensor.shape)) for key, tensor in build(case).state_dict().items()]
    if case.digest:
        assert digest_of(state) == case.digest
    else:
        assert state == list(case.state)


@pytest.mark.parametrize("case", [case for case in MEASURED if case.values], ids=str)
def test_values_are_the_trainers(case: Case) -> None:
    module = build(case)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(wave(tuple(parameter.shape), 0.9) * 0.3)
        if getattr(module, "stride", 0) is None:
            module.stride = torch.tensor([8.0, 16.0, 32.0, 64.0][: module.nl])
            if isinstance(getattr(module, "anchors", None), torch.Tensor):
                module.anchors /= module.stride.view(-1, 1, 1)
        module.eval()
        outputs = call(module, case)
    for output, (mean, value) in zip(outputs, case.values, strict=False):
        assert output.double().mean().item() == pytest.approx(mean, rel=1e-3, abs=1e-5)
        assert output.flatten()[output.numel() // 3].item() == pytest.approx(value, rel=1e-3)


def test_every_block_has_three_cases() -> None:
    counts = {str(spec): 0 for spec in BLOCKS}
    for case in ALL:
        spec = find(case.block, case.trainer or "yolov5")
        if spec is not None and not case.implementation:
            counts[str(spec)] += 1
    assert {name: count for name, count in counts.items() if count < 3} == {}


@pytest.mark.parametrize("trainer", TRAINERS)
def test_every_block_of_a_trainer_was_measured_there(trainer: str) -> None:
    ours = {spec.name for spec in BLOCKS if trainer in spec.stock}
    ours -= {name for name in ours if name.startswith("nn.")}
    measured = {
        case.block for case in MEASURED if case.trainer == trainer and not case.implementation
    }
    assert ours - measured == set()
    assert measured <= ours
