"""Windows of a map, as the Swin transformers cut them."""

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 -- everybody's name for it

APART = -100.0  # added to the attention between pixels that only the shift brought together


def padded(x: Tensor, window: int) -> Tensor:
    """A map with zeros at its right and lower edge until windows fit."""
    height, width = x.shape[-2:]
    return F.pad(x, (0, -width % window, 0, -height % window))


def partition(x: Tensor, window: int) -> Tensor:
    """`(N, H, W, C)` -> `(N * windows, window * window, C)`."""
    batch, height, width, channels = x.shape
    cut = x.view(batch, height // window, window, width // window, window, channels)
    return cut.permute(0, 1, 3, 2, 4, 5).reshape(-1, window * window, channels)


def merge(windows: Tensor, window: int, batch: int, height: int, width: int) -> Tensor:
    """The inverse of `partition`: `(N * windows, window * window, C)` -> `(N, H, W, C)`."""
    grid = windows.view(batch, height // window, width // window, window, window, -1)
    return grid.permute(0, 1, 3, 2, 4, 5).reshape(batch, height, width, -1)


def shift_mask(x: Tensor, window: int, shift: int) -> Tensor:
    """What to add to the attention in windows of a map that was rolled by `shift`.

    Args:
        x: The map, `(N, H, W, C)`.
        window: Side of the windows.
        shift: Pixels by which it was rolled.

    Returns:
        `(windows, pixels, pixels)`: 0 between pixels that were neighbours before, else -100.
    """
    rows, columns = (region(size, window, shift, x) for size in x.shape[1:3])
    regions = (3 * rows[:, None] + columns).view(1, *x.shape[1:3], 1)
    number = partition(regions, window).squeeze(-1)
    apart = number[:, None, :] != number[:, :, None]
    return x.new_zeros(apart.shape).masked_fill(apart, APART)


def region(size: int, window: int, shift: int, like: Tensor) -> Tensor:
    """For each place on an axis: 0 before the last window, 1 in it, 2 in what was rolled over."""
    place = torch.arange(size, device=like.device)
    number: Tensor = (place >= size - window).long() + (place >= size - shift).long()
    return number


def relative_positions(window: int) -> Tensor:
    """For each two pixels of a window the number of their offset, `(pixels, pixels)`."""
    axis = torch.arange(window)
    place = torch.stack(torch.meshgrid(axis, axis, indexing="ij")).flatten(1)
    down, across = place[:, :, None] - place[:, None, :] + window - 1
    number: Tensor = down * (2 * window - 1) + across
    return number
