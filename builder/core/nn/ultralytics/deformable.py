"""Deformable attention: queries look at a few places of each map, which they choose."""

import copy
import math

import torch
from torch import Tensor, nn
from torch.nn import functional

Sizes = list[tuple[int, int]]


class MSDeformAttn(nn.Module):
    """Attention from boxes to a few places in and around them, on several maps.

    Args:
        d_model: Values of a query.
        n_levels: Number of maps.
        n_heads: Attention heads; must divide d_model.
        n_points: Places for each head and map.

    Shape:
        Input: queries `(N, Q, d_model)`; their boxes `(N, Q, 4)` as x, y, w, h from 0 to 1; all
        pixels `(N, sum of H_i * W_i, d_model)`, and the sizes of the maps.
        Output: `(N, Q, d_model)`.

    Source:
        Deformable DETR, https://arxiv.org/abs/2010.04159; attribute names of Ultralytics.
    """

    def __init__(
        self, d_model: int = 256, n_levels: int = 4, n_heads: int = 8, n_points: int = 4
    ) -> None:
        super().__init__()
        if d_model % n_heads:
            raise ValueError(f"d_model {d_model} must be divisible by n_heads {n_heads}")
        self.d_model = d_model
        self.n_levels = n_levels
        self.n_heads = n_heads
        self.n_points = n_points
        places = n_heads * n_levels * n_points
        self.sampling_offsets = nn.Linear(d_model, 2 * places)
        self.attention_weights = nn.Linear(d_model, places)
        self.value_proj = nn.Linear(d_model, d_model)
        self.output_proj = nn.Linear(d_model, d_model)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """At first each head looks in a direction of its own, further with each point."""
        angles = torch.arange(self.n_heads, dtype=torch.float32) * (2 * math.pi / self.n_heads)
        ways = torch.stack((angles.cos(), angles.sin()), -1)
        ways = ways / ways.abs().amax(-1, keepdim=True)
        steps = torch.arange(1, self.n_points + 1).view(1, 1, -1, 1)
        star = (ways.view(-1, 1, 1, 2) * steps).repeat(1, self.n_levels, 1, 1)
        nn.init.zeros_(self.sampling_offsets.weight)
        self.sampling_offsets.bias = nn.Parameter(star.flatten())
        nn.init.zeros_(self.attention_weights.weight)
        nn.init.zeros_(self.attention_weights.bias)
        for layer in (self.value_proj, self.output_proj):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, query: Tensor, boxes: Tensor, value: Tensor, sizes: Sizes) -> Tensor:
        """Choose places, read the maps there, average with weights that the query chooses."""
        batch, length, _ = query.shape
        shape = (batch, length, self.n_heads, self.n_levels * self.n_points)
        offsets = self.sampling_offsets(query).view(*shape, 2) / self.n_points
        centre, size = boxes.unsqueeze(2).unsqueeze(3).chunk(2, -1)
        places = centre + offsets * size / 2
        weights = self.attention_weights(query).view(shape).softmax(-1)
        read = self.read(self.value_proj(value), places, sizes)
        mixed = (read * self.by_head(weights).unsqueeze(1)).sum(-1)
        y: Tensor = self.output_proj(mixed.view(batch, self.d_model, length).transpose(1, 2))
        return y

    def read(self, value: Tensor, places: Tensor, sizes: Sizes) -> Tensor:
        """Values at the places: `(N * heads, values, Q, places)`."""
        grids = torch.split(self.by_head(2 * places - 1), self.n_points, 2)
        heads = value.transpose(1, 2).reshape(len(value) * self.n_heads, -1, value.shape[1])
        maps = torch.split(heads, [height * width for height, width in sizes], -1)
        found = [
            functional.grid_sample(one.reshape(*one.shape[:2], *size), grid, align_corners=False)
            for one, size, grid in zip(maps, sizes, grids, strict=True)
        ]
        return torch.cat(found, -1)

    @staticmethod
    def by_head(x: Tensor) -> Tensor:
        """`(N, Q, heads, …)` -> `(N * heads, Q, …)`."""
        return x.transpose(1, 2).flatten(0, 1)


class DeformableTransformerDecoderLayer(nn.Module):
    """Queries look at each other, then at the maps, then pass a feed-forward net.

    Args:
        d_model: Values of a query.
        n_heads: Attention heads; must divide d_model.
        d_ffn: Hidden values of the feed-forward net.
        dropout: Probability of dropping a value.
        act: Activation; None for ReLU.
        n_levels: Number of maps.
        n_points: Places for each head and map.

    Shape:
        Queries `(N, Q, d_model)`, the same out; boxes, pixels, sizes as in `MSDeformAttn`;
        positions as the queries.

    Source:
        Deformable DETR, https://arxiv.org/abs/2010.04159; attribute names of Ultralytics.
    """

    def __init__(
        self,
        d_model: int = 256,
        n_heads: int = 8,
        d_ffn: int = 1024,
        dropout: float = 0.0,
        act: nn.Module | None = None,
        n_levels: int = 4,
        n_points: int = 4,
    ) -> None:
        super().__init__()
        self.self_attn = nn.MultiheadAttention(d_model, n_heads, dropout=dropout)
        self.dropout1 = nn.Dropout(dropout)
        self.norm1 = nn.LayerNorm(d_model)
        self.cross_attn = MSDeformAttn(d_model, n_levels, n_heads, n_points)
        self.dropout2 = nn.Dropout(dropout)
        self.norm2 = nn.LayerNorm(d_model)
        self.linear1 = nn.Linear(d_model, d_ffn)
        self.act = nn.ReLU() if act is None else act
        self.dropout3 = nn.Dropout(dropout)
        self.linear2 = nn.Linear(d_ffn, d_model)
        self.dropout4 = nn.Dropout(dropout)
        self.norm3 = nn.LayerNorm(d_model)

    def forward(
        self, x: Tensor, boxes: Tensor, value: Tensor, sizes: Sizes, positions: Tensor
    ) -> Tensor:
        """Three steps, each with a shortcut and a normalisation after it."""
        placed = (x + positions).transpose(0, 1)
        among = self.self_attn(placed, placed, x.transpose(0, 1))[0].transpose(0, 1)
        x = self.norm1(x + self.dropout1(among))
        seen = self.cross_attn(x + positions, boxes, value, sizes)
        x = self.norm2(x + self.dropout2(seen))
        fed = self.linear2(self.dropout3(self.act(self.linear1(x))))
        y: Tensor = self.norm3(x + self.dropout4(fed))
        return y


class DeformableTransformerDecoder(nn.Module):
    """Decoder layers, each of which refines the boxes of the one before.

    Args:
        hidden_dim: Values of a query.
        decoder_layer: The layer to copy.
        num_layers: Number of layers.
        eval_idx: The last layer to run outside training; -1 for all.

    Shape:
        Input: queries `(N, Q, hidden_dim)`; their boxes `(N, Q, 4)` before the sigmoid; pixels and
        sizes as in `MSDeformAttn`; for each layer what makes boxes and scores of a query; what
        makes positions of boxes.
        Training: boxes `(layers, N, Q, 4)` and scores `(layers, N, Q, nc)`. Evaluation: the same of
        one layer.

    Source:
        RT-DETR, https://arxiv.org/abs/2304.08069; attribute names of Ultralytics.
    """

    def __init__(
        self, hidden_dim: int, decoder_layer: nn.Module, num_layers: int, eval_idx: int = -1
    ) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(decoder_layer) for _ in range(num_layers))
        self.num_layers = num_layers
        self.hidden_dim = hidden_dim
        self.eval_idx = eval_idx if eval_idx >= 0 else num_layers + eval_idx

    def forward(
        self,
        x: Tensor,
        boxes: Tensor,
        value: Tensor,
        sizes: Sizes,
        box_heads: nn.ModuleList,
        score_heads: nn.ModuleList,
        place: nn.Module,
    ) -> tuple[Tensor, Tensor]:
        """Boxes and scores of all layers when training, of one when not."""
        all_boxes, all_scores = [], []
        boxes = linked = boxes.sigmoid()
        heads = zip(self.layers, box_heads, score_heads, strict=True)
        for number, (layer, box_head, score_head) in enumerate(heads):
            x = layer(x, boxes, value, sizes, place(boxes))
            change = box_head(x)
            if self.training or number == self.eval_idx:
                # Through `linked` a layer's loss reaches the layer before, but none further.
                all_boxes.append((change + inverse_sigmoid(linked)).sigmoid())
                all_scores.append(score_head(x))
            if not self.training and number == self.eval_idx:
                break
            linked = (change + inverse_sigmoid(boxes)).sigmoid()
            boxes = linked.detach() if self.training else linked
        return torch.stack(all_boxes), torch.stack(all_scores)


def inverse_sigmoid(x: Tensor, eps: float = 1e-5) -> Tensor:
    """What the sigmoid makes `x` of, within limits."""
    x = x.clamp(0, 1)
    return torch.log(x.clamp(min=eps) / (1 - x).clamp(min=eps))
