"""Measures the models whose facts come with the program.

Run it where timm and torchvision are installed:
`python -m builder.torch_engine.shipping resources/facts`.
"""

import sys
from pathlib import Path

from builder.core.facts import Facts, Store, Subject, Unbuilt, Wanted
from builder.torch_engine.asking import questions

_TIMM = ("convnext_tiny", "efficientnetv2_rw_s", "mobilenetv3_large_100", "resnet50")
_TORCHVISION = ("resnet18", "resnet34", "resnet50")
SHIPPED = (
    *(Subject.of(f"timm:{name}", ()) for name in _TIMM),
    *(
        Subject.of("torchvision:TorchVision", (name, weights))
        for name in _TORCHVISION
        for weights in ("DEFAULT", None)
    ),
)
"""What tutorials and stock configs use most."""


def ship(folder: Path) -> None:
    """Measure every one of them into files in `folder`.

    Raises:
        RuntimeError: One cannot be measured here.
    """
    from builder.torch_engine.measure import measure  # late: the list above needs no torch

    shelf = Store(folder)
    for subject in SHIPPED:
        found = measure(subject, questions([Wanted(subject, (1, 3, 640, 640))]))
        match found:
            case Unbuilt(reason=reason):
                raise RuntimeError(reason)
            case Facts(params=params):
                shelf.learn(found)
                print(f"{folder / subject.file}: {params:,} parameters")


if __name__ == "__main__":
    ship(Path(sys.argv[1]))
