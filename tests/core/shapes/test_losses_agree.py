"""Losses that a head holds: what they give and refuse is torch's."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.shapes.agreement import agree, real
from tests.core.shapes.agreement import stand_in as torch

pytestmark = pytest.mark.torch

SHAPES = st.lists(st.sampled_from([1, 2, 3]), max_size=3).map(tuple)
REDUCTIONS = st.sampled_from(["mean", "sum", "none", "other"])


@given(x=SHAPES, y=SHAPES, same=st.booleans(), reduction=REDUCTIONS)
def test_losses(x: Any, y: Any, same: bool, reduction: str) -> None:
    y = x if same else y
    agree(f"nn.MSELoss(reduction='{reduction}')(x, y)", x=x, y=y)
    agree(f"nn.BCEWithLogitsLoss(reduction='{reduction}')(x, y)", x=x, y=y)


@given(x=SHAPES, weight=SHAPES)
def test_weights_must_fit_the_values(x: Any, weight: Any) -> None:
    agree("nn.BCEWithLogitsLoss(y, reduction='none')(x, x)", x=x, y=weight)
    agree("nn.BCEWithLogitsLoss(pos_weight=y, reduction='none')(x, x)", x=x, y=weight)


def test_losses_hold_buffers_only() -> None:
    ours: Any = torch.nn.BCEWithLogitsLoss(pos_weight=torch.ones(1))
    theirs = real.nn.BCEWithLogitsLoss(pos_weight=real.ones(1))
    assert [name for name, _ in ours.named_buffers()] == list(theirs.state_dict())
    assert ours.parameter_count == 0
