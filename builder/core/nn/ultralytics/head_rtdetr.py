"""RT-DETR's head: a transformer decoder with a fixed number of queries, no anchors, no NMS."""

import math
from typing import Any

import torch
from torch import Tensor, nn

from builder.core.nn.ultralytics.deformable import (
    DeformableTransformerDecoder,
    DeformableTransformerDecoderLayer,
    Sizes,
)
from builder.core.nn.ultralytics.transformer import MLP


class RTDETRDecoder(nn.Module):
    """The best pixels become queries, which a decoder turns into boxes.

    Args:
        nc: Number of classes.
        ch: Input channels, one for each level.
        hd: Values of a query.
        nq: Number of queries.
        ndp: Places that a query looks at, for each head and level.
        nh: Attention heads; must divide hd.
        ndl: Decoder layers.
        d_ffn: Hidden values of the feed-forward nets.
        dropout: Probability of dropping a value.
        act: Activation of the feed-forward nets; None for ReLU.
        eval_idx: The last decoder layer to run outside training; -1 for all.
        nd: Denoising queries in training; the trainer's loss adds them.
        label_noise_ratio: Share of denoising queries with a wrong class.
        box_noise_scale: How far their boxes are off.
        learnt_init_query: Queries start from learnt values, and not from the pixels.
        legacy: As up to Ultralytics 8.3: it refuses images with fewer pixels than queries, and its
            perceptrons have no place for a normalisation.

    Shape:
        Input: for each level `(N, ch[i], H_i, W_i)`.
        Training: boxes and scores of all layers, `(ndl, N, nq, 4)` and `(ndl, N, nq, nc)`; those of
        the chosen pixels, `(N, nq, 4)` and `(N, nq, nc)`; None for the denoising.
        Evaluation: `(N, nq, 6)` as x, y, w, h from 0 to 1, score, class; and the same five, of one
        layer.

    Source:
        RT-DETR, https://arxiv.org/abs/2304.08069, as in Ultralytics.
    """

    def __init__(
        self,
        nc: int = 80,
        ch: list[int] | tuple[int, ...] = (512, 1024, 2048),
        hd: int = 256,
        nq: int = 300,
        ndp: int = 4,
        nh: int = 8,
        ndl: int = 6,
        d_ffn: int = 1024,
        dropout: float = 0.0,
        act: nn.Module | None = None,
        eval_idx: int = -1,
        nd: int = 100,
        label_noise_ratio: float = 0.5,
        box_noise_scale: float = 1.0,
        learnt_init_query: bool = False,
        legacy: bool = False,
    ) -> None:
        super().__init__()
        self.nc = nc
        self.nl = len(ch)
        self.num_queries = nq
        self.num_denoising = nd
        self.label_noise_ratio = label_noise_ratio
        self.box_noise_scale = box_noise_scale
        self.learnt_init_query = learnt_init_query
        self.legacy = legacy
        self.input_proj = nn.ModuleList(
            nn.Sequential(nn.Conv2d(c, hd, 1, bias=False), nn.BatchNorm2d(hd)) for c in ch
        )
        layer = DeformableTransformerDecoderLayer(hd, nh, d_ffn, dropout, act, self.nl, ndp)
        self.decoder = DeformableTransformerDecoder(hd, layer, ndl, eval_idx)
        self.denoising_class_embed = nn.Embedding(nc, hd)
        if learnt_init_query:
            self.tgt_embed = nn.Embedding(nq, hd)
        self.query_pos_head = MLP(4, 2 * hd, hd, 2, legacy)
        self.enc_output = nn.Sequential(nn.Linear(hd, hd), nn.LayerNorm(hd))
        self.enc_score_head = nn.Linear(hd, nc)
        self.enc_bbox_head = MLP(hd, hd, 4, 3, legacy)
        self.dec_score_head = nn.ModuleList(nn.Linear(hd, nc) for _ in range(ndl))
        self.dec_bbox_head = nn.ModuleList(MLP(hd, hd, 4, 3, legacy) for _ in range(ndl))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """At first nothing is an object, and no box moves."""
        for linear in (self.enc_score_head, *self.dec_score_head):
            nn.init.constant_(linear.bias, -math.log(99) / 80 * self.nc)
        for mlp in (self.enc_bbox_head, *self.dec_bbox_head):
            nn.init.zeros_(mlp.layers[-1].weight)
            nn.init.zeros_(mlp.layers[-1].bias)
        for linear in (self.enc_output[0], *self.query_pos_head.layers):
            nn.init.xavier_uniform_(linear.weight)
        for part in self.input_proj.modules():
            if isinstance(part, nn.Conv2d):
                nn.init.xavier_uniform_(part.weight)

    def forward(self, x: list[Tensor]) -> Any:
        """Choose queries, decode them."""
        maps = [project(y) for project, y in zip(self.input_proj, x, strict=True)]
        sizes = [(y.shape[2], y.shape[3]) for y in maps]
        pixels = torch.cat([y.flatten(2).transpose(1, 2) for y in maps], 1)
        queries, boxes, scores = self.choose(pixels, sizes)
        found = self.decoder(
            *self.start(queries, boxes), pixels, sizes, self.dec_bbox_head, self.dec_score_head,
            self.query_pos_head,
        )  # fmt: skip
        if self.training:
            # Without denoising queries the embedding still takes part, for distributed training.
            touched = found[0] + 0 * self.denoising_class_embed.weight.sum()
            return touched, found[1], boxes.sigmoid(), scores, None
        return self.best(*found), (*found, boxes.sigmoid(), scores, None)

    def choose(self, pixels: Tensor, sizes: Sizes) -> tuple[Tensor, Tensor, Tensor]:
        """The pixels most likely to be objects: values, boxes before the sigmoid, scores."""
        anchors, valid = pixel_boxes(pixels, sizes)
        values = self.enc_output(valid * pixels)
        scores = self.enc_score_head(values)
        most = self.num_queries if self.legacy else min(self.num_queries, scores.shape[1])
        best = scores.amax(-1).topk(most, 1).indices
        chosen = rows(values, best)
        anchors = rows(anchors.expand(len(pixels), -1, -1), best)
        return chosen, self.enc_bbox_head(chosen) + anchors, rows(scores, best)

    def start(self, queries: Tensor, boxes: Tensor) -> tuple[Tensor, Tensor]:
        """What the decoder starts from; its loss reaches only learnt queries."""
        if self.learnt_init_query:
            learnt = self.tgt_embed.weight[: queries.shape[1]]
            queries = learnt.unsqueeze(0).repeat(len(queries), 1, 1)
        elif self.training:
            queries = queries.detach()
        return queries, boxes.detach() if self.training else boxes

    def best(self, boxes: Tensor, scores: Tensor) -> Tensor:
        """The likeliest pairs of box and class: `(N, nq, 6)`."""
        likely = scores.squeeze(0).sigmoid().flatten(1)
        found = likely.topk(min(self.num_queries, likely.shape[1]), 1)
        box = found.indices.div(self.nc, rounding_mode="floor")
        label = (found.indices - box * self.nc).unsqueeze(2).float()
        return torch.cat((rows(boxes.squeeze(0), box), found.values.unsqueeze(2), label), 2)


def rows(x: Tensor, index: Tensor) -> Tensor:
    """For each image the rows of `x` that `index` names: `(N, len, values)`."""
    return x.gather(1, index.unsqueeze(2).expand(-1, -1, x.shape[2]))


def pixel_boxes(pixels: Tensor, sizes: Sizes) -> tuple[Tensor, Tensor]:
    """A box around each pixel before the sigmoid, `(1, pixels, 4)`; and whether it is usable.

    Boxes double from level to level. Those that reach the border of the image would be infinite
    before the sigmoid; they are made so, and the mask `(1, pixels, 1)` leaves them out.
    """
    boxes = []
    for level, (height, width) in enumerate(sizes):
        rows = torch.arange(height, device=pixels.device, dtype=pixels.dtype)
        columns = torch.arange(width, device=pixels.device, dtype=pixels.dtype)
        y, x = torch.meshgrid((rows + 0.5) / height, (columns + 0.5) / width, indexing="ij")
        side = torch.full_like(x, 0.05 * 2**level)
        boxes.append(torch.stack((x, y, side, side), -1).flatten(0, 1))
    all_boxes = torch.cat(boxes).unsqueeze(0)
    usable = ((all_boxes > 0.01) & (all_boxes < 0.99)).all(-1, keepdim=True)
    logits = torch.log(all_boxes / (1 - all_boxes))
    return logits.masked_fill(~usable, math.inf), usable
