"""Every block on both engines: the same parameters, modules, shapes and refusals."""

from typing import Any

import pytest

torch = pytest.importorskip("torch")

from builder.core import shapes  # noqa: E402
from tests.core.nn.block_cases import ALL, Case, Shapes, block_class, nested  # noqa: E402

pytestmark = pytest.mark.torch


def flat(value: Any) -> list[tuple[int, ...]]:
    if isinstance(value, torch.Tensor | shapes.Tensor):
        return [tuple(value.shape)]
    if isinstance(value, dict):
        value = value.values()
    return [shape for item in value or () for shape in flat(item)]


def on_torch(case: Case, training: bool, device: str = "meta") -> list[tuple[int, ...]]:
    with torch.device(device):
        module = block_class(case.source)(*case.args, **dict(case.kwargs)).train(training)
        if getattr(module, "stride", 0) is None:  # a head, whose strides the network's builder sets
            module.stride = torch.ones(module.nl)
        x = nested(torch.empty, case.inputs)
        text = [torch.empty(case.text)] if case.text else []
        return flat(module(x if case.many else x[0], *text))


def run(case: Case, training: bool) -> shapes.Run:
    module: Any = shapes.build(case.source, case.args, dict(case.kwargs))
    if getattr(module, "stride", 0) is None:
        module.stride = shapes.Tensor((module.nl,))
    x = nested(shapes.Tensor, case.inputs)
    text = shapes.Tensor(case.text) if case.text else None
    return shapes.run(module, x if case.many else x[0], training, text)


def on_shapes(case: Case, training: bool) -> list[tuple[int, ...]]:
    return flat(run(case, training).outputs)


@pytest.mark.parametrize("case", ALL, ids=str)
def test_parameters_and_modules(case: Case) -> None:
    found = shapes.take_inventory(shapes.build(case.source, case.args, dict(case.kwargs)))
    assert (found.params, found.modules.own) == (case.params, case.modules)
    if case.leaves is not None:
        assert (found.modules.leaves, found.trainable) == (case.leaves, case.trainable)


@pytest.mark.parametrize("case", [case for case in ALL if case.ops is not None], ids=str)
def test_operations(case: Case) -> None:
    assert run(case, training=False).modern_ops == case.ops


@pytest.mark.parametrize("case", ALL, ids=str)
@pytest.mark.parametrize("training", [True, False], ids=["training", "evaluation"])
def test_shapes(case: Case, training: bool) -> None:
    found = on_shapes(case, training)
    assert found == on_torch(case, training)
    if training:
        assert found == list(case.outputs)


def wrong_channels(case: Case) -> Case:
    """The case with one channel too many in its first input."""
    first, *rest = case.inputs
    return Case(**{**vars(case), "inputs": (widened(first), *rest)})


def widened(shape: Shapes) -> Shapes:
    if isinstance(shape[0], tuple):
        return (widened(shape[0]), *shape[1:])
    return (shape[0], shape[1] + 1, *shape[2:])


@pytest.mark.parametrize("case", ALL, ids=str)
def test_refusals(case: Case) -> None:
    wrong = wrong_channels(case)
    try:
        # The meta device lets a transposed convolution pass with wrong channels.
        device = "meta" if wrong.heavy else "cpu"
        expected = on_torch(wrong, training=True, device=device)
    except Exception:  # noqa: BLE001 -- torch has many names for it
        with pytest.raises(shapes.EngineError):
            on_shapes(wrong, training=True)
    else:
        assert on_shapes(wrong, training=True) == expected
