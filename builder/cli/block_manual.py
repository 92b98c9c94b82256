"""A block's manual for the terminal, in English and Chinese."""

from collections.abc import Iterator

from builder.cli.columns import pad, width
from builder.core.blocks import Argument, BlockSpec, ChannelRule, Kind

_CHANNELS = {
    "scaled": "c2 is the first argument times the width multiple, rounded up to a multiple of 8",
    "same": "the output has as many channels as the input; arguments are taken as written",
    "norm": "made for the input's channels and keeps them; arguments are ignored",
    "sum": "the sum of the inputs' channels",
    "fold": "the input's channels times gain squared",
    "unfold": "the input's channels divided by gain squared",
    "quadruple": "four times the input's channels",
    "half": "half of the input's channels, rounded down",
    "first": "the channels of the first input",
    "middle": "c2 is the second argument, as written; the input's are put in front",
    "last": "the channels of the last input",
    "stage": "4 times c2, or c2 for the first layer; arguments are taken as written",
    "named": "the first argument, which only the parser reads",
    "split": "each output has one of c2s, as written; the input's are put in front",
    "second": "the inputs' channels become the second argument; the output is no map",
    "maps": "several maps with channels of their own; arguments are taken as written",
    "input": "as many as the input has; they are put in front of the arguments",
    "scaled-many": "c2 as for most blocks; all inputs' channels are put in front as a list",
    "head": "the inputs' channels are put behind the arguments; nothing reads a head",
    "head-boxes": "reg_max, end2end and the inputs' channels are put behind the arguments",
    "classes": "c2 is the first argument as written; the input's channels are put in front",
}
_CHANNELS_ZH = {
    "scaled": "c2 等于第一个参数乘以宽度系数，再向上取整为 8 的倍数",
    "same": "输出通道数等于输入通道数；参数按原样传入",
    "norm": "按输入通道数构建并保持不变；忽略参数",
    "sum": "各输入通道数之和",
    "fold": "输入通道数乘以 gain 的平方",
    "unfold": "输入通道数除以 gain 的平方",
    "quadruple": "输入通道数的四倍",
    "half": "输入通道数的一半，向下取整",
    "first": "等于第一个输入的通道数",
    "middle": "c2 等于第二个参数，按原值使用；输入通道数自动放在参数最前面",
    "last": "等于最后一个输入的通道数",
    "stage": "c2 的 4 倍，首层则等于 c2；参数按原样传入",
    "named": "等于第一个参数，该参数只供解析器使用",
    "split": "各输出依次等于 c2s 中的值，按原值使用；输入通道数自动放在参数最前面",
    "second": "各输入的通道数成为第二个参数；输出不是特征图",
    "maps": "输出多个特征图，各有自己的通道数；参数按原样传入",
    "input": "输出通道数等于输入通道数，并自动放在参数最前面",
    "scaled-many": "c2 的计算同一般模块；各输入的通道数以列表形式放在参数最前面",
    "head": "各输入的通道数自动放在参数之后；没有层读取检测头",
    "head-boxes": "reg_max、end2end 和各输入的通道数自动放在参数之后",
    "classes": "c2 等于第一个参数，按原值使用；输入通道数自动放在最前面",
}
_ENGLISH = {
    "arguments": "Arguments",
    "none": "none",
    "required": "required",
    "default": "default",
    "channels": "Channels",
    "repeats": "Repeats",
    "inside": "number, times the depth multiple, becomes an argument behind c2",
    "copies": "number, times the depth multiple, is how many copies run one after another",
    "inputs": "Inputs",
    "equal": "input and output channels must be equal",
    "example": "Example",
    "trainers": "Part of",
    "foreign": "no trainer: register the class before training",
    "source": "Source",
}
_CHINESE = {
    "arguments": "参数",
    "none": "无",
    "required": "必填",
    "default": "默认",
    "channels": "通道",
    "repeats": "重复",
    "inside": "number 乘以深度系数后，作为 c2 之后的参数传入",
    "copies": "number 乘以深度系数，即依次串联的份数",
    "inputs": "输入",
    "equal": "输入与输出通道数必须相等",
    "example": "示例",
    "trainers": "自带此模块的框架",
    "foreign": "无：训练前需注册该类",
    "source": "来源",
}
_EXAMPLE_CHANNELS = "256"


def _rule(spec: BlockSpec) -> str:
    """The channel rule; no trainer scales a number of classes."""
    counts = spec.arguments and spec.arguments[0].kind is Kind.CLASSES
    return "classes" if counts and spec.channels is ChannelRule.SCALED else spec.channels.value


def block_manual(spec: BlockSpec, language: str) -> Iterator[str]:
    """Lines of the manual; `language` is "en" or "zh"."""
    words = _CHINESE if language == "zh" else _ENGLISH
    channels = (_CHANNELS_ZH if language == "zh" else _CHANNELS)[_rule(spec)]
    yield f"{spec.name}  ({spec.category.value})"
    yield ""
    yield spec.summary.in_language(language)
    yield ""
    yield f"{words['arguments']}:{'' if spec.arguments else ' ' + words['none']}"
    yield from _arguments(spec.arguments, words, language)
    yield f"{words['channels']}: {channels}"
    if spec.same_channels:
        yield f"  {words['equal']}"
    yield f"{words['repeats']}: {words['inside' if spec.repeats_inside else 'copies']}"
    yield f"{words['inputs']}: {spec.arity}"
    example = spec.example.replace("{c}", _EXAMPLE_CHANNELS)
    yield f"{words['example']}: [-1, 1, {spec.name}, {example}]"
    yield f"{words['trainers']}: {', '.join(spec.stock) or words['foreign']}"
    yield f"{words['source']}: {spec.source}"


def _arguments(
    arguments: tuple[Argument, ...], words: dict[str, str], language: str
) -> Iterator[str]:
    heads = [f"{argument.name} ({argument.kind.value})" for argument in arguments]
    values = [_value(argument, words) for argument in arguments]
    head_width = max(map(width, heads), default=0)
    value_width = max(map(width, values), default=0)
    for argument, head, value in zip(arguments, heads, values, strict=True):
        text = argument.help.in_language(language)
        yield f"  {pad(head, head_width)}  {pad(value, value_width)}  {text}"


def _value(argument: Argument, words: dict[str, str]) -> str:
    """The default and the range: "default 1, 1..7"."""
    parts = [
        words["required"] if argument.required else f"{words['default']} {argument.default}",
    ]
    low, high = argument.minimum, argument.maximum
    if low is not None or high is not None:
        parts.append(f"{'' if low is None else f'{low:g}'}..{'' if high is None else f'{high:g}'}")
    if argument.choices:
        parts.append(" | ".join(map(str, argument.choices)))
    return ", ".join(parts)
