"""Ways in which configs are broken on their way from a page to a file."""

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from builder.core.config import Config, Layer, Sequence, read_config

Break = Callable[[str, random.Random], str | None]


class Breakage(NamedTuple):
    """One kind of damage; `break_` gives None where a text offers no place for it."""

    name: str
    break_: Break


ALL: list[Breakage] = []


def breakage(name: str) -> Callable[[Break], Break]:
    def note(function: Break) -> Break:
        ALL.append(Breakage(name, function))
        return function

    return note


# Places ------------------------------------------------------------------------------------------


def rows(text: str) -> Config:
    return read_config(text)


def some_row(text: str, rand: random.Random) -> Layer:
    return rand.choice(read_config(text).layers)


def is_flow(text: str) -> bool:
    section = read_config(text).sections[0].node
    return section is not None and section.flow


def cut(text: str, at: int, count: int = 1) -> str:
    return text[:at] + text[at + count :]


def put(text: str, at: int, what: str) -> str:
    return text[:at] + what + text[at:]


def in_row(text: str, rand: random.Random, pattern: str) -> re.Match[str] | None:
    """A place of `pattern` in some row."""
    found = [
        match
        for layer in read_config(text).layers
        for match in re.compile(pattern).finditer(text, layer.span.start, layer.span.end)
    ]
    return rand.choice(found) if found else None


def replace_in_row(pattern: str, new: str) -> Break:
    def change(text: str, rand: random.Random) -> str | None:
        match = in_row(text, rand, pattern)
        return match and text[: match.start()] + new + text[match.end() :]

    return change


def lines(text: str, change: Callable[[int, str], str]) -> str:
    return "".join(change(at, line) for at, line in enumerate(text.splitlines(keepends=True)))


def row_lines(text: str) -> set[int]:
    config = read_config(text)
    return {config.lines.position(layer.span.start).line - 1 for layer in config.layers}


# Brackets and commas -----------------------------------------------------------------------------


@breakage("comma behind a row")
def comma_behind_row(text: str, rand: random.Random) -> str | None:
    at = text.find(",", some_row(text, rand).span.end)
    return cut(text, at) if is_flow(text) and at >= 0 and text[at - 1] == "]" else None


ALL.append(Breakage("comma in a row", replace_in_row(r",(?= )", "")))
ALL.append(Breakage("comma and blank in args", replace_in_row(r"(?<=\d), (?=\d)", " ")))


@breakage("bracket that closes a row")
def row_end(text: str, rand: random.Random) -> str | None:
    return cut(text, some_row(text, rand).span.end - 1)


@breakage("both brackets at the end of a row")
def row_ends(text: str, rand: random.Random) -> str | None:
    end = some_row(text, rand).span.end
    return cut(text, end - 2, 2) if text[end - 2 : end] == "]]" else None


@breakage("bracket that opens a row")
def row_start(text: str, rand: random.Random) -> str | None:
    return cut(text, some_row(text, rand).span.start)


@breakage("bracket that opens args")
def args_start(text: str, rand: random.Random) -> str | None:
    args = some_row(text, rand).args
    return cut(text, args.span.start) if isinstance(args, Sequence) and args.items else None


@breakage("bracket that opens from")
def from_start(text: str, rand: random.Random) -> str | None:
    cell = some_row(text, rand).from_cell
    return cut(text, cell.span.start) if isinstance(cell, Sequence) else None


@breakage("bracket that closes from")
def from_end(text: str, rand: random.Random) -> str | None:
    cell = some_row(text, rand).from_cell
    return cut(text, cell.span.end - 1) if isinstance(cell, Sequence) else None


@breakage("bracket that closes a list")
def list_end(text: str, rand: random.Random) -> str | None:
    node = rand.choice(read_config(text).sections).node
    return cut(text, node.span.end - 1) if node is not None and node.flow else None


@breakage("bracket that opens a list")
def list_start(text: str, rand: random.Random) -> str | None:
    node = rand.choice(read_config(text).sections).node
    return cut(text, node.span.start) if node is not None and node.flow else None


@breakage("a bracket too many")
def bracket_more(text: str, rand: random.Random) -> str | None:
    return put(text, some_row(text, rand).span.end, "]")


@breakage("a row twice on one line")
def joined_rows(text: str, rand: random.Random) -> str | None:
    ends = [at for at in row_lines(text) if at + 1 in row_lines(text)]
    split = text.splitlines(keepends=True)
    ends = [at for at in ends if "#" not in split[at]]
    if not ends:
        return None
    at = rand.choice(ends)
    split[at] = split[at].rstrip("\n") + " "
    split[at + 1] = split[at + 1].lstrip()
    return "".join(split)


# Characters --------------------------------------------------------------------------------------

ALL.append(Breakage("full-width comma", replace_in_row(r", ", "\uff0c")))
ALL.append(Breakage("enumeration comma", replace_in_row(r", ", "\u3001")))
ALL.append(Breakage("full-width semicolon", replace_in_row(r", ", "\uff1b")))
ALL.append(Breakage("semicolon", replace_in_row(r",(?= )", ";")))
ALL.append(Breakage("full-width [", replace_in_row(r"\[", "\uff3b")))
ALL.append(Breakage("full-width ]", replace_in_row(r"\]", "\uff3d")))
ALL.append(Breakage("lenticular bracket", replace_in_row(r"\[", "\u3010")))
ALL.append(Breakage("full-width digit", replace_in_row(r"(?<=\[)1(?=\])", "\uff11")))
ALL.append(Breakage("minus sign", replace_in_row(r"-(?=1,)", "\u2212")))
ALL.append(Breakage("en dash", replace_in_row(r"-(?=1,)", "\u2013")))
ALL.append(Breakage("full-width minus", replace_in_row(r"-(?=1,)", "\uff0d")))
ALL.append(Breakage("nbsp in a row", replace_in_row(r" ", "\xa0")))
ALL.append(Breakage("zero-width space in a row", replace_in_row(r"(?<= )(?=\w)", "\u200b")))
ALL.append(Breakage("smart quotes", replace_in_row(r"'nearest'", "\u2018nearest\u2019")))
ALL.append(Breakage("double smart quotes", replace_in_row(r"'nearest'", "\u201cnearest\u201d")))
ALL.append(Breakage("quote not closed", replace_in_row(r"(?<=nearest)'", "")))
ALL.append(Breakage("html quotes", replace_in_row(r"'nearest'", "&#39;nearest&#39;")))
ALL.append(Breakage("html double quotes", replace_in_row(r"'nearest'", "&quot;nearest&quot;")))


@breakage("full-width commas everywhere")
def wide_commas(text: str, rand: random.Random) -> str | None:
    return lines(text, lambda _, line: line.replace(", ", "\uff0c"))


@breakage("full-width colon of a key")
def wide_colon(text: str, rand: random.Random) -> str | None:
    key = rand.choice(["nc", "backbone", "head"])
    return text.replace(f"\n{key}:", f"\n{key}\uff1a", 1)


@breakage("nbsp indentation")
def nbsp_indent(text: str, rand: random.Random) -> str | None:
    return re.sub(r"^ +", lambda match: "\xa0" * len(match[0]), text, flags=re.MULTILINE)


@breakage("html blanks")
def html_blanks(text: str, rand: random.Random) -> str | None:
    return re.sub(r"^ +", lambda match: "&nbsp;" * len(match[0]), text, flags=re.MULTILINE)


@breakage("markdown escapes")
def markdown(text: str, rand: random.Random) -> str | None:
    return re.sub(r"([\[\]_])", r"\\\1", text)


# Indentation, dashes, keys -----------------------------------------------------------------------


@breakage("lost dash")
def lost_dash(text: str, rand: random.Random) -> str | None:
    at = some_row(text, rand).span.start
    return None if is_flow(text) else text[: at - 2] + "  " + text[at:]


@breakage("dash with its blank")
def lost_dash_and_blank(text: str, rand: random.Random) -> str | None:
    at = some_row(text, rand).span.start
    return None if is_flow(text) else text[: at - 2] + text[at:]


@breakage("all dashes of a section")
def lost_dashes(text: str, rand: random.Random) -> str | None:
    if is_flow(text):
        return None
    section = rand.choice(read_config(text).sections).node
    assert section is not None
    for row in reversed(section.items):
        text = text[: row.span.start - 2] + text[row.span.start :]
    return text


@breakage("blank behind a dash")
def dash_touches(text: str, rand: random.Random) -> str | None:
    at = some_row(text, rand).span.start
    return None if is_flow(text) else cut(text, at - 1)


@breakage("bullets for dashes")
def bullets(text: str, rand: random.Random) -> str | None:
    mark = rand.choice("\u2022\u2013\u2014*\u00b7")
    return None if is_flow(text) else re.sub(r"(?m)^( *)- \[", rf"\1{mark} [", text)


@breakage("indentation of a row")
def row_indent(text: str, rand: random.Random) -> str | None:
    at = rand.choice(sorted(row_lines(text)))
    by = rand.choice(["", " ", "    "])
    return lines(text, lambda n, line: by + line.lstrip() if n == at else line)


@breakage("indentation of a section")
def section_indent(text: str, rand: random.Random) -> str | None:
    config = read_config(text)
    name = rand.choice(config.sections).name
    inside = {
        config.lines.position(layer.span.start).line - 1
        for layer in config.layers
        if layer.section is name
    }
    return lines(text, lambda n, line: line.lstrip(" ") if n in inside else line)


@breakage("all indentation")
def no_indent(text: str, rand: random.Random) -> str | None:
    return lines(text, lambda _, line: line.lstrip(" "))


@breakage("tab in front of a row")
def tab(text: str, rand: random.Random) -> str | None:
    at = rand.choice(sorted(row_lines(text)))
    return lines(text, lambda n, line: "\t" + line.lstrip() if n == at else line)


@breakage("tabs in front of all rows")
def tabs(text: str, rand: random.Random) -> str | None:
    inside = row_lines(text)
    return lines(text, lambda n, line: "\t" + line.lstrip() if n in inside else line)


@breakage("key without a colon")
def no_colon(text: str, rand: random.Random) -> str | None:
    key = rand.choice(["backbone", "head"])
    return text.replace(f"\n{key}:", f"\n{key}", 1)


@breakage("key touches its value")
def touching_value(text: str, rand: random.Random) -> str | None:
    return text.replace("nc: ", "nc:", 1)


@breakage("misspelt section")
def misspelt(text: str, rand: random.Random) -> str | None:
    new = rand.choice(["Backbone", "backbon", "bakcbone", "BACKBONE"])
    return text.replace("\nbackbone:", f"\n{new}:", 1)


@breakage("indented key")
def indented_key(text: str, rand: random.Random) -> str | None:
    return text.replace("\nhead:", "\n  head:", 1)


@breakage("key twice")
def twice(text: str, rand: random.Random) -> str | None:
    return re.sub(r"(?m)^(nc: .*)$", r"\1\n\1", text, count=1)


@breakage("rows behind their key")
def rows_behind_key(text: str, rand: random.Random) -> str | None:
    at = text.index("head:") + 5
    first = re.compile(r"\s*(#[^\n]*\n\s*)*").match(text, at)
    assert first
    return text[:at] + " " + text[first.end() :]


# Comments and words of pages ---------------------------------------------------------------------


@breakage("heading without #")
def heading(text: str, rand: random.Random) -> str | None:
    row = "[from, number, module, args]"
    new = rand.choice(["[from, number, module, args]", "[from, repeats, module, args]"])
    text = re.sub(rf"(?m)^ *# {re.escape(row)}\n", "", text)
    return text.replace("backbone:\n", f"backbone:\n  {new}\n", 1)


@breakage("comment of a row without #")
def lost_hash(text: str, rand: random.Random) -> str | None:
    match = in_lines(text, rand, r"(?m)(?<=\]) *,? *# ?(?=\S)")
    return match and text[: match.start()] + match[0].replace("#", "") + text[match.end() :]


@breakage("comment line without #")
def lost_hash_of_line(text: str, rand: random.Random) -> str | None:
    match = in_lines(text, rand, r"(?m)^# ?(?=[^\n])")
    return match and text[: match.start()] + text[match.end() :]


@breakage("all comments of rows without #")
def lost_hashes(text: str, rand: random.Random) -> str | None:
    return re.sub(r"(?m)(\],?) *# ?(?=\S)", r"\1  ", text)


@breakage("comment wrapped to a line of its own")
def wrapped_comment(text: str, rand: random.Random) -> str | None:
    match = in_lines(text, rand, r"(?m)(?<=\])(,?) *#[^\n]*")
    if match is None:
        return None
    long = f"{match[1]}  # the features of this level are joined\nwith those of the backbone"
    return text[: match.start()] + long + text[match.end() :]


def in_lines(text: str, rand: random.Random, pattern: str) -> re.Match[str] | None:
    found = list(re.compile(pattern).finditer(text))
    return rand.choice(found) if found else None


def around(name: str, before: str, after: str) -> None:
    ALL.append(Breakage(name, lambda text, _: f"{before}{text}{after}"))


around("fence", "```yaml\n", "```\n")
around("language and copy button", "yaml\n复制代码\n", "")
around("copy button behind", "", "登录后复制\n")
around("copy button on the last line", "", "AI写代码yaml\n运行\n")
around("paragraph before", "修改后的 yaml 文件如下所示，直接复制即可：\n\n", "")
around("paragraph before, with a colon", "yolov5s.yaml: 完整代码如下\n\n", "")
around("paragraph behind", "", "\n至此，模型修改完成，运行 train.py 即可开始训练。\n")
around("english paragraph", "Here is the complete config:\n\n", "\nNow you can start training!\n")


@breakage("line numbers behind the code")
def numbers_behind(text: str, rand: random.Random) -> str | None:
    return text + "".join(f"{n}\n" for n in range(1, text.count("\n") + 1))


@breakage("line numbers in front")
def numbers_in_front(text: str, rand: random.Random) -> str | None:
    form = rand.choice(["{} ", "{:>3} ", "{}. ", "{:>3} | ", "{}\t", "{:02d} "])
    return lines(text, lambda n, line: form.format(n + 1) + line)


@breakage("quoted lines")
def quoted(text: str, rand: random.Random) -> str | None:
    return lines(text, lambda _, line: f"> {line}")


@breakage("lines of a diff")
def diff(text: str, rand: random.Random) -> str | None:
    at = rand.choice(sorted(row_lines(text)))
    return lines(text, lambda n, line: f"+{line}" if n == at else f" {line}")


@breakage("all lines of a diff")
def whole_diff(text: str, rand: random.Random) -> str | None:
    return lines(text, lambda _, line: f"+{line}")


@breakage("html entities")
def entities(text: str, rand: random.Random) -> str | None:
    return text.replace("#", "# &gt;").replace("'", "&#39;").replace('"', "&quot;")


@breakage("copy button in the middle")
def button_inside(text: str, rand: random.Random) -> str | None:
    at = rand.choice(sorted(row_lines(text)))
    word = rand.choice(["复制代码", "登录后复制", "Copy code", "Copy"])
    return lines(text, lambda n, line: f"{word}\n{line}" if n == at else line)


def in_brackets(text: str) -> str:
    """A config with rows in dashes, with the same rows in brackets."""
    config = read_config(text)
    for section in reversed(config.sections):
        assert section.node is not None
        last = len(section.node.items) - 1
        for place in range(last, -1, -1):
            span = section.node.items[place].span
            start = text.rindex("-", 0, span.start)
            text = text[: span.end] + "," + text[span.end :]
            text = text[:start] + (" [" if place == 0 else "  ") + text[span.start :]
            if place == last:
                end = text.find("\n", span.end)
                text = text[: end + 1] + "  ]\n" + text[end + 1 :]
    return text
