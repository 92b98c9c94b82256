"""Manuals of what reading a file finds: its YAML and the form of its rows."""

from textwrap import indent
from typing import Final

_NET: Final = """\
nc: 80
depth_multiple: 1.0
width_multiple: 1.0
anchors: 3
backbone:
  - [-1, 1, Conv, [16, 3, 2]]
  - [-1, 1, C3, [16]]
head:
  - [[-1], 1, Detect, [nc, anchors]]
"""
_FLOW: Final = """\
nc: 80
depth_multiple: 1.0
width_multiple: 1.0
anchors: 3
backbone:
  [[-1, 1, Conv, [16, 3, 2]],
   [-1, 1, C3, [16]],
  ]
head:
  [[[-1], 1, Detect, [nc, anchors]],
  ]
"""


def _manual(title: str, finds: str, matters: str, fix: str, wrong: str, right: str = _NET) -> str:
    parts = (
        ("What it finds", finds),
        ("Why it matters", matters),
        ("Example", wrong),
        ("Use instead", right),
        ("Fix", fix),
    )
    return f"{title}\n\n" + "\n".join(
        f"{name}:\n{indent(t.strip(), '    ')}\n" for name, t in parts
    )


_ALL_LOST = "Trainers stop at the first fault of this kind and read nothing of the file."
_NO_FIX = "None: only you know what is meant."
_BRACKETS = (
    "Inserts or deletes the brackets and commas that make a row of it, if there is one way to do "
    "that. Else only you know what is meant."
)
_ROW = "A row is [from, number, module, args]; trainers stop at any other number of cells."

MANUALS: Final[dict[str, str]] = {
    "Y101": _manual(
        "YAML cannot read on.",
        "A place at which the text stops being YAML, for a reason that no other code names.",
        _ALL_LOST + " What stands before, and what could be made of the rest, is shown.",
        _NO_FIX,
        _NET + 'note: "a quote \\q that YAML has no meaning for"\n',
        _NET + 'note: "a quote"\n',
    ),
    "Y102": _manual(
        "A comma is missing or too many.",
        "Two rows or values without a comma between them, a semicolon where a comma belongs, or a "
        "comma with nothing before it.",
        _ALL_LOST + " PyYAML points at the row below; the comma belongs at the end of the row.",
        "Inserts the comma, or deletes the one too many.",
        _FLOW.replace("2]],", "2]]"),
        _FLOW,
    ),
    "Y103": _manual(
        "A bracket is missing.",
        "A row, its arguments, its inputs or a whole list that is not opened or not closed.",
        _ALL_LOST + " For a list that is never closed PyYAML points at the end of the file.",
        "Inserts the bracket.",
        _FLOW.replace("  ]\nhead", "\nhead"),
        _FLOW,
    ),
    "Y104": _manual(
        "A line lost its indentation.",
        "Rows or keys that stand in another column than those they belong to, as after copying "
        "from a web page.",
        _ALL_LOST,
        "Moves the lines to the column of the others.",
        _NET.replace("  - [-1, 1, C3", " - [-1, 1, C3"),
    ),
    "Y105": _manual(
        "Full-width punctuation.",
        "Commas, brackets or colons of a Chinese keyboard outside comments and quotes, and signs "
        "and digits that only look like those of a number.",
        "They look alike, but to YAML they are letters: a row has fewer values than it seems to.",
        "Writes the half-width character.",
        _NET.replace("16, 3, 2]]", "16, 3, 2]】"),
    ),
    "Y106": _manual(
        "A quote is never closed.",
        "A ' or \" that opens a text and has no partner on its line.",
        _ALL_LOST,
        "Closes it behind the word.",
        _NET.replace("C3", "'C3"),
    ),
    "Y107": _manual(
        "A blank that is no space.",
        "No-break and full-width blanks, which web pages and input methods leave behind.",
        "They cannot be seen, and to YAML they are letters: -1 becomes a word.",
        "Writes plain spaces.",
        _NET.replace("1, C3", "1,\u00a0C3"),
    ),
    "Y108": _manual(
        "A tab indents a line.",
        "Tabs in front of a row or key.",
        "YAML forbids them, for nobody knows how wide they are. " + _ALL_LOST,
        "Indents with spaces.",
        _NET.replace("  - [-1, 1, C3", "\t- [-1, 1, C3"),
    ),
    "Y109": _manual(
        "A character that YAML does not allow.",
        "Control characters and halves of characters, mostly from a damaged file.",
        _ALL_LOST,
        "None: delete it.",
        _NET + "# \x01\n",
        _NET + "#\n",
    ),
    "Y110": _manual(
        "The file is larger or deeper than any network.",
        "More than 80,000 characters or a hundred thousand values, lists nested deeper than "
        "64, or aliases that multiply.",
        "Such files are made to exhaust memory. What is behind the limit is not read.",
        "None.",
        _NET + f"deep: {'[' * 70}{']' * 70}\n",
    ),
    "Y111": _manual(
        "A key stands in the file twice.",
        "The same key in one block a second time.",
        "YAML forbids it, PyYAML does not tell: the last one counts, the first is ignored.",
        "None: delete the one that is not meant.",
        _NET.replace("nc: 80", "nc: 20\nnc: 80"),
    ),
    "Y112": _manual(
        "A key or alias that YAML cannot use.",
        "`*name` without `&name` above it, and lists as keys.",
        _ALL_LOST,
        _NO_FIX,
        _NET + "note: *name\n",
        _NET + "note: name\n",
    ),
    "Y113": _manual(
        "A tag that is no plain data.",
        "`!!python/…` and other tags of one's own.",
        "Tags can create objects and run code; trainers load configs safely and refuse them. Here "
        "they are ignored, and never followed.",
        "None: delete the tag.",
        _NET + "note: !!python/name:sys.exit x\n",
        _NET + "note: x\n",
    ),
    "Y114": _manual(
        "A number or date that does not exist.",
        "A value that is spelt like a date or number and is none, such as the 45th of a month.",
        "PyYAML stops with a ValueError that names no line.",
        "None: quote it if it is text.",
        _NET + "note: 2024-13-45\n",
        _NET + "note: '2024-13-45'\n",
    ),
    "Y115": _manual(
        "A second document begins.",
        "A line `---` behind the first key.",
        "Trainers read one document and stop at a second.",
        "None: delete the line, or split the file.",
        _NET + "---\nnc: 3\n",
    ),
    "Y116": _manual(
        "A bracket too many.",
        "A `]` that closes the list of rows before its last row, or a row before its end.",
        _ALL_LOST,
        "Deletes it.",
        _FLOW.replace("[16]],", "[16]]],").replace(
            "C3, [16]]],", "C3, [16]]],\n   [-1, 1, C3, [16]],"
        ),
        _FLOW,
    ),
    "Y117": _manual(
        "A key or dash without its colon or blank.",
        "`nc:80`, a known key without a colon, `-[-1, 1, …]`.",
        "YAML takes the line for text. " + _ALL_LOST,
        "Inserts what is missing.",
        _NET.replace("nc: 80", "nc:80"),
    ),
    "Y118": _manual(
        "A line that is neither key, row nor comment.",
        "Words that lost their `#`, such as the line that explains the columns, and text of a "
        "web page that was pasted along.",
        _ALL_LOST,
        "Puts a `#` in front of words that are surely a comment. Deletes what surely belongs to "
        "the page: the words of its buttons, the marks around its code, a column of numbers.",
        _NET.replace("backbone:\n", "backbone:\n  [from, number, module, args]\n"),
        _NET.replace("backbone:\n", "backbone:\n  # [from, number, module, args]\n"),
    ),
    "Y119": _manual(
        "A row lost its dash.",
        "A row between others that begin with a dash, or rows with bullets in place of dashes.",
        _ALL_LOST,
        "Writes the dash.",
        _NET.replace("- [-1, 1, C3", "[-1, 1, C3"),
    ),
    "Y120": _manual(
        "Marks of a page stand in front of the lines.",
        "Numbers of lines, the `>` of a quoted post, or the `+` and `-` of a patch in front of "
        "every line.",
        _ALL_LOST,
        "Takes the marks out, and with those of a patch the lines that it deletes.",
        "".join(f"{at} | {line}\n" for at, line in enumerate(_NET.splitlines(), 1)),
    ),
    "Y121": _manual(
        "Characters are written as the source of a page writes them.",
        "HTML such as `&nbsp;` and `&quot;` outside comments, and brackets that Markdown escapes.",
        "To YAML these are letters, and `&` names an anchor. " + _ALL_LOST,
        "Writes the characters that are meant.",
        _NET.replace("  - [-1, 1, C3", "&nbsp; - [-1, 1, C3"),
    ),
    "Y122": _manual(
        "A row begins in the middle of a line.",
        "A row with a dash behind another row, or behind the key of its list.",
        _ALL_LOST,
        "Begins a new line.",
        _NET.replace("[16, 3, 2]]\n  - [", "[16, 3, 2]] - ["),
    ),
    "Y201": _manual(
        "A row is not a list.",
        "A word, a number or `key: value` where a row belongs.",
        _ROW,
        _BRACKETS,
        _NET.replace("[-1, 1, C3, [16]]", "C3"),
    ),
    "Y202": _manual(
        "A row does not have four cells.",
        "Rows with fewer or more than four values.",
        _ROW + ' They say "not enough values to unpack (expected 4, got 3)" and name no row.',
        _BRACKETS,
        _NET.replace("1, C3", "C3"),
    ),
    "Y203": _manual(
        "A list of rows is missing.",
        "A file without `backbone:` or `head:`.",
        "Trainers join the two lists and stop with a KeyError if one does not exist.",
        "Renames a key that is spelt almost like it. There is none for a list that is not there.",
        _NET.replace("head:\n", ""),
    ),
    "Y204": _manual(
        "A section is not a list of rows.",
        "`backbone:` or `head:` that is empty or holds one value or `key: value` pairs.",
        "Trainers stop with an error such as KeyError: 0 that does not mention the section.",
        "None: write rows, each in brackets.",
        _NET.replace("head:\n", "").replace("backbone:", "head: later\nbackbone:"),
    ),
    "Y205": _manual(
        "The file holds no model.",
        "An empty file, or a list or text where keys such as `nc:` belong.",
        "There is nothing to build.",
        "None.",
        "# to be written\n",
    ),
}
