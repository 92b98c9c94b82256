"""YOLOv7's head that chooses widths and heights from bins."""

import torch
from torch import Tensor, nn

from builder.core.nn.yolov7.head import Anchors, Channels, ImplicitHead, Output


class SigmoidBin(nn.Module):
    """A number between two bounds: the likeliest bin's middle, plus a learnt part of its width.

    Args:
        bin_count: Bins.
        low: Lower bound.
        high: Upper bound.

    Shape:
        `(…, bin_count + 1)` -> `(…)`; the first number is the part, the others choose the bin.

    Source:
        YOLOv7, https://github.com/WongKinYiu/yolov7.
    """

    bins: Tensor

    def __init__(self, bin_count: int, low: float, high: float) -> None:
        super().__init__()
        self.bin_count = bin_count
        self.length = bin_count + 1
        self.low = low
        self.high = high
        self.step = (high - low) / bin_count
        middles = low + self.step * (torch.arange(bin_count) + 0.5)
        self.register_buffer("bins", middles)
        # For the loss while training; here for the checkpoint's sake.
        self.BCEbins = nn.BCEWithLogitsLoss(pos_weight=torch.ones(1))
        self.MSELoss = nn.MSELoss()

    def forward(self, prediction: Tensor) -> Tensor:
        """The numbers, from probabilities."""
        part = (prediction[..., 0] * 2 - 1) * self.step
        chosen = prediction[..., 1:].max(-1)[1]
        number: Tensor = (part + self.bins[chosen]).clamp(self.low, self.high)
        return number


class IBin(ImplicitHead):
    """`IDetect` whose widths and heights are chosen from 21 bins.

    Args:
        nc: Number of classes.
        anchors: For each level `w, h, w, h, …` in pixels of the image.
        ch: Input channels, one for each level.

    Shape:
        Input: for each level `(N, ch[i], H_i, W_i)`.
        Training: for each level `(N, na, H_i, W_i, nc + 47)`.
        Evaluation: `(N, sum of na * H_i * W_i, nc + 5)` with x, y, w, h in pixels, and the
        training output.

    Source:
        YOLOv7, https://github.com/WongKinYiu/yolov7.
    """

    bin_count = 21

    def __init__(self, nc: int = 80, anchors: Anchors = (), ch: Channels = ()) -> None:
        numbers = self.bin_count + 1
        super().__init__(nc, anchors, nc + 3 + 2 * numbers)
        self.w_bin_sigmoid = SigmoidBin(self.bin_count, 0.0, 4.0)
        self.h_bin_sigmoid = SigmoidBin(self.bin_count, 0.0, 4.0)
        self.m = self.convolutions(ch)
        self.add_knowledge(ch)

    def forward(self, x: list[Tensor]) -> Output:
        """Each level by itself."""
        return self.finish([self.shaped(self.predict(i, x[i])) for i in range(self.nl)])

    def decode_level(self, level: int, raw: Tensor) -> Tensor:
        """Boxes and probabilities of one level, `(N, na * H * W, nc + 5)`."""
        y = raw.sigmoid()
        numbers = self.bin_count + 1
        width = self.w_bin_sigmoid(y[..., 2 : 2 + numbers])
        height = self.h_bin_sigmoid(y[..., 2 + numbers : 2 + 2 * numbers])
        size = torch.stack((width, height), -1) * self.anchor_grid[level]
        boxes = torch.cat((self.centre(level, y), size, y[..., 2 + 2 * numbers :]), -1)
        return boxes.flatten(1, 3)
