"""How a trainer counts what it prints above its training run."""

from dataclasses import dataclass
from typing import Literal

Counting = Literal["classic", "modern"]


@dataclass(frozen=True, slots=True)
class Printing:
    """The conventions of one trainer's summary line.

    Attributes:
        counting: Rules of its profiler: thop 0.1.1 (classic) or ultralytics-thop 2.2.3 (modern).
        count_at: The image of its count: one of stride x stride that is multiplied up ("stride"),
            the same and the whole image where that fails ("stride, else whole"), or figures that
            equal a count of the whole image ("whole").
        layers: What it calls layers: all modules, or those that hold no others ("leaves").
        own_activations: Every Conv has an activation of its own; else all share one object.
        image_from: Where its count takes the number of the image's channels from.
        probe: Its test pass: all rows training, or the head alone ("head").
        unit: How it spells GFLOPs.
        thousands: It writes commas into large numbers.
    """

    counting: Counting
    count_at: Literal["stride", "stride, else whole", "whole"]
    layers: Literal["modules", "leaves"]
    own_activations: bool = False
    image_from: Literal["first parameter", "header"] = "first parameter"
    probe: Literal["training", "head"] = "training"
    unit: str = "GFLOPs"
    thousands: bool = False
