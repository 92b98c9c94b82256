"""What a module name means: arguments, channels, repeats, documentation."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class Required:
    """The default of an argument that has none."""

    def __repr__(self) -> str:
        return "required"


REQUIRED: Final = Required()


@dataclass(frozen=True, slots=True)
class Words:
    """A short text in the languages of the program."""

    en: str
    zh: str

    def in_language(self, language: str) -> str:
        """The text for a language code such as "zh_CN"; English if there is none."""
        return self.zh if language.startswith("zh") else self.en


class Kind(StrEnum):
    """What an argument holds, and so which form field edits it."""

    CHANNELS = "channels"  # output channels, before width scaling
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TEXT = "text"
    KERNEL = "kernel"  # integer, or a list of integers
    PADDING = "padding"  # integer, list or None (same)
    ACTIVATION = "activation"  # True, False or an nn class as text
    ANCHORS = "anchors"
    CLASSES = "classes"  # number of classes, usually the header's name `nc`
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Argument:
    """One entry of a row's args as a user writes it (the input channels are not written)."""

    name: str
    kind: Kind
    help: Words
    default: object = REQUIRED
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[object, ...] = ()

    @property
    def required(self) -> bool:
        """Whether a row must write it."""
        return isinstance(self.default, Required)


class ChannelRule(StrEnum):
    """How a trainer's parser makes constructor arguments and output channels of a row."""

    SCALED = "scaled"  # (c1, c2 scaled by width, *rest); output c2
    SCALED_MANY = "scaled-many"  # (list of input channels, c2 scaled, *rest); output c2
    MIDDLE = "middle"  # (c1, cm, c2, *rest), nothing scaled; output c2
    SAME = "same"  # args as written; output channels are the input's
    NORM = "norm"  # (c1,); output channels are the input's
    INPUT = "input"  # (c1, *args); output channels are the input's
    SUM = "sum"  # args as written; output is the sum over the inputs
    FIRST = "first"  # args as written; output channels are the first input's
    LAST = "last"  # args as written; output channels are the last input's
    FOLD = "fold"  # args as written; output channels * gain**2
    UNFOLD = "unfold"  # args as written; output channels // gain**2
    QUADRUPLE = "quadruple"  # args as written; output channels * 4
    HALF = "half"  # args as written; output channels // 2
    STAGE = "stage"  # args as written, (c1, c2, s, is_first, n); output c2, or 4 * c2
    NAMED = "named"  # the first of args is the output channels and is not passed on
    SPLIT = "split"  # (c1, list of channels, *rest); several outputs
    MAPS = "maps"  # args as written; a whole backbone with several outputs
    HEAD = "head"  # args, then the list of input channels
    HEAD_BOXES = "head-boxes"  # args, reg_max, end2end, then the list of input channels
    SECOND = "second"  # first of args, the list of input channels, *rest


class Category(StrEnum):
    """Palette groups, in palette order."""

    CONVOLUTION = "convolution"
    CSP = "csp"
    ATTENTION = "attention"
    BACKBONE = "backbone"
    POOLING = "pooling"
    FUSION = "fusion"
    RESAMPLE = "resample"
    HEAD = "head"
    BASIC = "basic"


Arity = Literal["one", "many", "exactly 2", "exactly 3"]


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """A kind of module as the catalogue knows it.

    Attributes:
        name: As rows write it: "C3", "nn.Upsample".
        category: Palette group; gives the colour.
        implementation: "file:Class" in `builder/core/nn`, or "torch.nn:Class".
        channels: How the parser resolves args and output channels.
        arguments: What a row's args may hold, in order.
        summary: One sentence on what it does.
        source: Paper or repository.
        arity: How many inputs it takes.
        repeats_inside: `number` becomes its own argument (after c2) instead of copies.
        example: Args for a new row, as YAML; "{c}" stands for the input's written channels.
        stock: The trainers ("yolov5", "ultralytics", "yolov7", "yolov9") that ship it as it is
            here; others need it registered.
        same_channels: It needs c1 == c2 (or all inputs equal).
        icon: Name of a qtawesome icon.
    """

    name: str
    category: Category
    implementation: str
    channels: ChannelRule
    arguments: tuple[Argument, ...]
    summary: Words
    source: str
    arity: Arity = "one"
    repeats_inside: bool = False
    example: str = "[]"
    stock: tuple[str, ...] = ()
    same_channels: bool = False
    icon: str = "mdi6.cube-outline"

    def __str__(self) -> str:
        return f"{self.name} of {self.stock[0]}" if self.stock else self.name
