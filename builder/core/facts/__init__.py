"""What torch found out about models that only their own library can run.

The shape engine runs the blocks of `builder/core/nn` and not the code of timm or torchvision. So
their models are measured once, in the torch engine's process, and the numbers are kept on disk.
"""

from builder.core.facts.store import Store, channels_of, is_known, store
from builder.core.facts.subject import LIBRARIES, Subject, is_measured, torchvision_module
from builder.core.facts.values import Facts, Outputs, Run, Shape, Unbuilt, Wanted, by_subject

__all__ = [
    "LIBRARIES",
    "Facts",
    "Outputs",
    "Run",
    "Shape",
    "Store",
    "Subject",
    "Unbuilt",
    "Wanted",
    "by_subject",
    "channels_of",
    "is_known",
    "is_measured",
    "store",
    "torchvision_module",
]
