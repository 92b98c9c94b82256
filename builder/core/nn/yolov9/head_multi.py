"""Heads with auxiliary groups of levels, which train the branch that makes them.

The first groups are auxiliary and the last is the one that stays after training. All of them
run in evaluation too, and are counted, until the trainer's own conversion cuts them off.
"""

from torch import Tensor, nn

from builder.core.nn.yolov9.head import DFL, REG_MAX, Channels, DecoupledHead

Groups = list[list[Tensor]]


class DualDetect(DecoupledHead):
    """`Detect` twice: an auxiliary group of levels, then the main one.

    Args:
        nc: Number of classes.
        ch: Input channels, first of the auxiliary levels, then as many of the main ones. The
            trainer does not check that: of an odd number the last input is not read.
        inplace: Accepted because trainers pass it; nothing is done in place here.

    Shape:
        Input: for each level of both groups `(N, ch[i], H_i, W_i)`.
        Training: two lists of `(N, 64 + nc, H_i, W_i)`.
        Evaluation: two `(N, 4 + nc, sum of H_i * W_i)` with x, y, w, h in pixels, and the
        training output.

    Source:
        YOLOv9, https://arxiv.org/abs/2402.13616 and https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, nc: int = 80, ch: Channels = (), inplace: bool = True) -> None:
        n = len(ch) // 2
        super().__init__(nc, n, inplace)
        self.cv2 = self.boxes(ch[0], ch[:n])
        self.cv3 = self.classes(ch[0], ch[:n])
        self.cv4 = self.boxes(ch[n], ch[n:])
        self.cv5 = self.classes(ch[n], ch[n:])
        self.dfl = DFL(REG_MAX)
        self.dfl2 = DFL(REG_MAX)

    def forward(self, x: list[Tensor]) -> Groups | tuple[list[Tensor], Groups]:
        """Raw predictions of both groups when training; decoded boxes too when not."""
        auxiliary = self.predict(x, self.cv2, self.cv3)
        main = self.predict(x[self.nl :], self.cv4, self.cv5)
        raw = [auxiliary, main]
        if self.training:
            return raw
        grid = self.grid(auxiliary)
        decoded = [
            self.decode(group, dfl, grid)
            for group, dfl in zip(raw, (self.dfl, self.dfl2), strict=True)
        ]
        return decoded, raw


class DualDDetect(DualDetect):
    """`DualDetect` whose box branches end in two convolutions of four groups.

    Shape:
        As `DualDetect`.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    groups = 4


class TripleDetect(DecoupledHead):
    """`Detect` three times: two auxiliary groups of levels, then the main one.

    Args:
        nc: Number of classes.
        ch: Input channels of the three groups, one after the other; inputs beyond three times
            a third are not read.
        inplace: Accepted because trainers pass it; nothing is done in place here.

    Shape:
        Input: for each level of the three groups `(N, ch[i], H_i, W_i)`.
        Training: three lists of `(N, 64 + nc, H_i, W_i)`.
        Evaluation: three `(N, 4 + nc, sum of H_i * W_i)` with x, y, w, h in pixels, and the
        training output.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    def __init__(self, nc: int = 80, ch: Channels = (), inplace: bool = True) -> None:
        n = len(ch) // 3
        super().__init__(nc, n, inplace)
        self.cv2 = self.boxes(ch[0], ch[:n])
        self.cv3 = self.classes(ch[0], ch[:n])
        self.cv4 = self.boxes(ch[n], ch[n : 2 * n])
        self.cv5 = self.classes(ch[n], ch[n : 2 * n])
        self.cv6 = self.boxes(ch[2 * n], ch[2 * n : 3 * n])
        self.cv7 = self.classes(ch[2 * n], ch[2 * n : 3 * n])
        self.dfl = DFL(REG_MAX)
        self.dfl2 = DFL(REG_MAX)
        self.dfl3 = DFL(REG_MAX)

    def forward(self, x: list[Tensor]) -> Groups | tuple[object, object]:
        """Raw predictions of all groups when training; decoded boxes too when not."""
        n = self.nl
        raw = [
            self.predict(x, self.cv2, self.cv3),
            self.predict(x[n:], self.cv4, self.cv5),
            self.predict(x[2 * n :], self.cv6, self.cv7),
        ]
        if self.training:
            return raw
        grid = self.grid(raw[0])
        decoders: tuple[nn.Module, ...] = (self.dfl, self.dfl2, self.dfl3)
        decoded = [self.decode(group, dfl, grid) for group, dfl in zip(raw, decoders, strict=True)]
        return self.chosen(decoded, raw)

    def chosen(self, decoded: list[Tensor], raw: Groups) -> tuple[object, object]:
        """What evaluation returns of all groups."""
        return decoded, raw


class TripleDDetect(TripleDetect):
    """`TripleDetect` with four groups in its box branches; evaluation gives the main group alone.

    Shape:
        Training: as `TripleDetect`.
        Evaluation: `(N, 4 + nc, sum of H_i * W_i)` and the main group's training output.

    Source:
        YOLOv9, https://github.com/WongKinYiu/yolov9.
    """

    groups = 4

    def chosen(self, decoded: list[Tensor], raw: Groups) -> tuple[object, object]:
        """The last group's."""
        return decoded[-1], raw[-1]
