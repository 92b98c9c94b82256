"""Slips of the hand and of input methods: brackets, commas, other characters, indentation."""

import random
import re

from builder.core.config import Sequence, read_config
from tests.core.fixing.places import (
    Breakages,
    cut,
    is_flow,
    lines,
    replace_in_row,
    row_lines,
    some_row,
)

ALL = Breakages()
breakage = ALL.named

# Brackets and commas -----------------------------------------------------------------------------


@breakage("comma behind a row")
def comma_behind_row(text: str, rand: random.Random) -> str | None:
    at = text.find(",", some_row(text, rand).span.end)
    return cut(text, at) if is_flow(text) and at >= 0 and text[at - 1] == "]" else None


ALL.note("comma in a row", replace_in_row(r",(?= )", ""))
ALL.note("comma and blank in args", replace_in_row(r"(?<=\d), (?=\d)", " "))


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
    end = some_row(text, rand).span.end
    return f"{text[:end]}]{text[end:]}"


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

ALL.note("full-width comma", replace_in_row(r", ", "\uff0c"))
ALL.note("enumeration comma", replace_in_row(r", ", "\u3001"))
ALL.note("full-width semicolon", replace_in_row(r", ", "\uff1b"))
ALL.note("semicolon", replace_in_row(r",(?= )", ";"))
ALL.note("full-width [", replace_in_row(r"\[", "\uff3b"))
ALL.note("full-width ]", replace_in_row(r"\]", "\uff3d"))
ALL.note("lenticular bracket", replace_in_row(r"\[", "\u3010"))
ALL.note("full-width digit", replace_in_row(r"(?<=\[)1(?=\])", "\uff11"))
ALL.note("minus sign", replace_in_row(r"-(?=1,)", "\u2212"))
ALL.note("en dash", replace_in_row(r"-(?=1,)", "\u2013"))
ALL.note("full-width minus", replace_in_row(r"-(?=1,)", "\uff0d"))
ALL.note("nbsp in a row", replace_in_row(r" ", "\xa0"))
ALL.note("zero-width space in a row", replace_in_row(r"(?<= )(?=\w)", "\u200b"))
ALL.note("smart quotes", replace_in_row(r"'nearest'", "\u2018nearest\u2019"))
ALL.note("double smart quotes", replace_in_row(r"'nearest'", "\u201cnearest\u201d"))
ALL.note("quote not closed", replace_in_row(r"(?<=nearest)'", ""))
ALL.note("html quotes", replace_in_row(r"'nearest'", "&#39;nearest&#39;"))
ALL.note("html double quotes", replace_in_row(r"'nearest'", "&quot;nearest&quot;"))


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
