"""Line ends kept beside a buffer that knows only one kind."""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import Final

# Qt's text buffer takes each of these for the end of a paragraph.
_END = re.compile("\r\n|[\n\r\u2029\ufdd0\ufdd1]")
_ORDINARY: Final = ("\n", "\r\n", "\r")
_MAX_COMPARISONS: Final = 4_000_000


def normalize(text: str) -> str:
    r"""The text as a Qt buffer holds it: every line end is `\n`."""
    return _END.sub("\n", text)


def restore(original: str, normalized_now: str) -> str:
    r"""The text of a buffer with the line ends of the file that it came from.

    Lines that are still there keep their own end; new ones take that of the line above, else
    of the line below, else the most frequent one. `restore(t, normalize(t)) == t` for any `t`.

    Args:
        original: The text that was read.
        normalized_now: The buffer's text, its lines ended by `\n`.
    """
    ends = _END.findall(original)
    usual = _usual(ends)
    now = normalized_now.split("\n")
    if all(end == usual for end in ends):
        return usual.join(now)
    kept = _ends_of_kept_lines(_END.split(original), ends, now)
    filled = [*_filled(kept, usual), ""]
    _keep_apart(now, filled)
    return "".join(line + end for line, end in zip(now, filled, strict=True))


def _keep_apart(lines: list[str], ends: list[str]) -> None:
    r"""Write `\r` as `\r\n` where an empty line's `\n` would join it and a line be lost."""
    for place in range(len(ends) - 1):
        if ends[place] == "\r" and not lines[place + 1] and ends[place + 1] == "\n":
            ends[place] = "\r\n"


def _usual(ends: list[str]) -> str:
    counted = Counter(end for end in ends if end in _ORDINARY)
    return counted.most_common(1)[0][0] if counted else "\n"


def _ends_of_kept_lines(before: list[str], ends: list[str], now: list[str]) -> list[str | None]:
    """For every line of `now` but the last, the end that it had; None for a new line."""
    had: list[str | None] = [*ends, None]
    head = 0
    for old, new in zip(before, now, strict=False):
        if old != new:
            break
        head += 1
    tail, most = 0, min(len(before), len(now)) - head
    while tail < most and before[-1 - tail] == now[-1 - tail]:
        tail += 1
    middle = _ends_in_middle(
        before[head : len(before) - tail],
        had[head : len(before) - tail],
        now[head : len(now) - tail],
    )
    kept = had[:head] + middle + had[len(before) - tail :]
    return kept[: len(now) - 1]


def _ends_in_middle(before: list[str], had: list[str | None], now: list[str]) -> list[str | None]:
    kept: list[str | None] = [None] * len(now)
    if len(before) * len(now) > _MAX_COMPARISONS:
        kept[: len(had)] = had[: len(now)]
        return kept
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        # A changed line keeps its end: pair lines of a replacement from the top.
        count = min(i2 - i1, j2 - j1)
        kept[j1 : j1 + count] = had[i1 : i1 + count]
    return kept


def _filled(kept: list[str | None], usual: str) -> list[str]:
    """The ends, where every new line takes that of its neighbour."""
    filled: list[str] = []
    above: str | None = None
    for place, end in enumerate(kept):
        if end is None:
            below = next((later for later in kept[place:] if later in _ORDINARY), None)
            filled.append(above or below or usual)
            continue
        filled.append(end)
        if end in _ORDINARY:
            above = end
    return filled
