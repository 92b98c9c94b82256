"""What YOLOv7's cross-stage-partial blocks have inside: chains of bottlenecks."""

from collections.abc import Callable
from typing import ClassVar

from torch import nn

from builder.core.nn.yolov7.bottleneck import (
    Bottleneck,
    Ghost,
    RepBottleneck,
    RepRes,
    RepResX,
    Res,
)

# Makes a link of a chain from its channels, whether it has a shortcut, and its groups.
Link = Callable[[int, bool, int], nn.Module]


def _plain(c: int, shortcut: bool, g: int) -> nn.Module:
    return Bottleneck(c, c, shortcut, g, 1.0)


def _rep_plain(c: int, shortcut: bool, g: int) -> nn.Module:
    # As the trainer makes it, though no input fits: see `RepBottleneck`.
    return RepBottleneck(c, c, shortcut, g, 1.0)


def _res(c: int, shortcut: bool, g: int) -> nn.Module:
    return Res(c, c, shortcut, g, 0.5)


def _wide_res(c: int, shortcut: bool, g: int) -> nn.Module:
    return Res(c, c, shortcut, g, 1.0)


def _rep_res(c: int, shortcut: bool, g: int) -> nn.Module:
    return RepRes(c, c, shortcut, g, 0.5)


def _rep_res_x(c: int, shortcut: bool, g: int) -> nn.Module:
    return RepResX(c, c, shortcut, g, 0.5)


def _ghost(c: int, shortcut: bool, g: int) -> nn.Module:  # noqa: ARG001 -- it has neither
    return Ghost(c, c)


# The trainer's classes inherit from one another, and each makes its own chain after its parent's,
# which is dropped. All are made here too: groups that do not fit one of them are refused there.
PLAIN: tuple[Link, ...] = (_plain,)
REP_PLAIN = (*PLAIN, _rep_plain)
RES = (*PLAIN, _res)
REP_RES = (*RES, _rep_res)
RES_X = (*RES, _wide_res)
REP_RES_X = (*RES_X, _rep_res_x)
GHOST = (*PLAIN, _ghost)


class Chained(nn.Module):
    """Base of the CSP blocks: `links` names their chain; the last kind of link stays.

    Shape:
        Its subclasses have one.

    Source:
        CSPNet, https://arxiv.org/abs/1911.11929, as in YOLOv7.
    """

    links: ClassVar[tuple[Link, ...]] = PLAIN

    def inside(self, c: int, n: int, shortcut: bool, g: int) -> nn.Module:
        """What stands in the deep branch of `c` channels."""
        made = [nn.Sequential(*(link(c, shortcut, g) for _ in range(n))) for link in self.links]
        return made[-1]
