"""What attention in shifted windows computes."""

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from builder.core.nn.backbones.swin import PatchMerging, SwinBlock, SwinStage  # noqa: E402
from builder.core.nn.backbones.swin_csp import C3STR, SwinTransformerLayer  # noqa: E402
from builder.core.nn.backbones.swin_parts import (  # noqa: E402
    Mlp,
    from_windows,
    in_windows,
    shift_mask,
)

pytestmark = pytest.mark.torch


def noise(*shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1))


def test_windows_are_cut_row_by_row_and_put_together_again() -> None:
    x = torch.arange(2 * 4 * 6 * 3.0).view(2, 4, 6, 3)
    windows = in_windows(x, 2)
    assert windows.shape == (2 * 2 * 3, 4, 3)
    assert torch.equal(windows[1], x[0, :2, 2:4].reshape(4, 3))
    assert torch.equal(from_windows(windows, 2, 4, 6), x)


@pytest.mark.parametrize(("size", "shift", "h", "w"), [(4, 2, 8, 12), (7, 3, 14, 7), (2, 1, 2, 2)])
def test_the_mask_parts_what_the_seam_brought_together(
    size: int, shift: int, h: int, w: int
) -> None:
    mask = shift_mask(h, w, size, shift, torch.zeros(1))
    y, x = torch.meshgrid(torch.arange(h), torch.arange(w), indexing="ij")
    # In an endless image the shifted windows begin at `shift`, `shift + size` and so on.
    window = (torch.stack((y, x), -1)[None] - shift).div(size, rounding_mode="floor")
    found = in_windows(torch.roll(window, (-shift, -shift), (1, 2)), size)
    together = (found[:, :, None] == found[:, None]).all(-1)
    assert torch.equal(mask == 0, together)
    assert set(mask.unique().tolist()) <= {0.0, -100.0}


def test_a_place_sees_its_window_and_in_the_next_block_the_shifted_one() -> None:
    def seen(shift: int) -> set[tuple[int, int]]:
        block = SwinBlock(8, 2, 4, shift, Mlp(8, 16)).eval()
        mask = shift_mask(8, 8, 4, shift, torch.zeros(1)) if shift else None
        x = noise(1, 8, 8, 8).requires_grad_()
        block(x, mask)[0, 0, 5].sum().backward()
        assert x.grad is not None
        hit = x.grad[0].abs().sum(-1) > 1e-9
        return {(int(i), int(j)) for i, j in hit.nonzero()}

    assert seen(0) == {(i, j) for i in range(4) for j in range(4, 8)}
    # Shifted by half a window: rows 6, 7, 0, 1 share one, but the seam parts them.
    assert seen(2) == {(i, j) for i in range(2) for j in range(2, 6)}


def test_padding_is_cut_off_again() -> None:
    stage = SwinStage(8, 8, 2, 2, 4).eval()
    x = noise(2, 8, 5, 7)
    assert stage(x).shape == x.shape
    assert not torch.equal(stage(x), x)


def test_merging_joins_squares_column_by_column() -> None:
    merge = PatchMerging(1, 2)
    with torch.no_grad():
        merge.reduction.weight.copy_(torch.tensor([[1.0, 0, 0, 0], [0, 1.0, 0, 0]]))
    merge.norm = nn.Identity()  # type: ignore[assignment]
    x = torch.arange(16.0).view(1, 1, 4, 4)
    y = merge(x)
    assert y[0, 0].tolist() == [[0, 2], [8, 10]]  # the upper left of each
    assert y[0, 1].tolist() == [[4, 6], [12, 14]]  # the one below it


def test_channels_that_do_not_fit_are_told() -> None:
    with pytest.raises(ValueError, match="c2 must be 16"):
        PatchMerging(8, 8)
    with pytest.raises(ValueError, match="keeps its channels"):
        SwinStage(8, 16, 2, 2, 4)


def test_c3_has_a_head_for_every_32_hidden_channels_and_shifts_every_other_layer() -> None:
    layers = list(C3STR(8, 192, 3).m.blocks)  # type: ignore[union-attr, arg-type]
    assert all(isinstance(layer, SwinTransformerLayer) for layer in layers)
    assert [layer.attn.heads for layer in layers] == [3, 3, 3]
    assert [layer.shift_size for layer in layers] == [0, 4, 0]
