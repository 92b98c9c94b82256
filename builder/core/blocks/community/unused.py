"""Arguments that rows write because C3 has them, and that these blocks ignore."""

from builder.core.blocks.arguments import integer
from builder.core.blocks.spec import Argument, Kind, Words

_IGNORED = Words("Not used by this block.", "该模块不使用此参数。")

UNUSED_N = integer("n", "Not used by this block.", "该模块不使用此参数。", 1, 1)
UNUSED_G = integer("g", "Not used by this block.", "该模块不使用此参数。", 1, 1)
UNUSED_SHORTCUT = Argument("shortcut", Kind.BOOLEAN, _IGNORED, default=True)
UNUSED_SHORTCUT_OFF = Argument("shortcut", Kind.BOOLEAN, _IGNORED, default=False)
NOTED_C2 = Argument(
    "c2",
    Kind.CHANNELS,
    Words(
        "Channels that the row notes; the block keeps those of its input, so they must be equal.",
        "该行登记的通道数；模块本身保持输入通道数不变，因此两者必须相等。",
    ),
    minimum=1,
)
