"""What tests of previews and repairs look at, and what a search might have found."""

from builder.core.diagnostics import Applicability, Fix, Message, Row
from builder.core.repair import Change, Repair
from builder.core.text import TextEdit
from builder.gui.canvas import Mark
from tests.gui.conftest import SMALL

# Row 6 reads another level than row 5 gives; what was right is row 4.
STALE = SMALL.replace(
    "  - [[-1, 3], 1, Concat, [1]]  # 5\n",
    "  - [-1, 1, nn.Upsample, [None, 2, nearest]]\n  - [[-1, 1], 1, Concat, [1]]\n",
).replace(
    "  - [-1, 6, C3, [256]]  # 4\n", "  - [-1, 1, Conv, [256, 3, 2]]\n  - [-1, 6, C3, [256]]\n"
)
STALE = STALE.replace("[[6], 1, Detect", "[[8], 1, Detect")


def picture_of(window):
    return window.page.canvas.canvas


def marks(scene) -> dict[tuple[int, int], Mark]:
    return {
        (item.edge.target, item.edge.port): item.mark
        for item in scene.edges
        if item.mark is not None
    }


def repair(window, old: int = 1, new: int = 3, score: float = 0.9) -> Repair:
    """A repair that the search might have found: row 7 reads another row."""
    config = window.document.config
    ref = config.layers[7].refs[1]
    return Repair(
        Fix(
            Message("Read {row} in row 7", row=Row(new, str(new))),
            (TextEdit(ref.span, str(new)),),
            Applicability.SAFE if score > 0.5 else Applicability.UNSAFE,
        ),
        (Message("{row} was inserted", row=Row(5, "5")),),
        (Change(7, 1, old, new),),
        inserted=(4,),
        score=score,
    )
