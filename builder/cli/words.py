"""The words of a command as people type them, put in the order that argparse wants."""

import re
from collections.abc import Collection, Sequence

from builder.cli.columns import visible
from builder.cli.exit_code import UsageError
from builder.cli.paths import exists

_FROM_IMAGE = re.compile(r"-\d+:")


def arrange(words: Sequence[str], verbs: Collection[str]) -> list[str]:
    """`words` with the verb in front, and `--edge -1:0` in one word.

    argparse takes a first word that is no option for the verb, even where it belongs to an option
    (`--imgsz 320 show`), and every word with a dash that is no plain number for an option.

    Raises:
        UsageError: The first word is neither an option nor a verb.
    """
    arranged = list(words)
    first = next((place for place, word in enumerate(words) if word in verbs), 0)
    if words and not words[0].startswith("-"):
        if words[0] not in verbs:
            raise UsageError(_no_verb(words[0], verbs))
    elif first and words[0] != "--version":
        arranged = [words[first], *words[:first], *words[first + 1 :]]
    return _join_edges(arranged)


def _join_edges(words: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "--edge" and _FROM_IMAGE.match(word):
            joined[-1] = f"--edge={word}"
        else:
            joined.append(word)
    return joined


def _no_verb(word: str, verbs: Collection[str]) -> str:
    from difflib import get_close_matches  # only after a mistake

    if exists(word):
        return f"say what to do with {visible(word)}, such as: builder check {visible(word)}"
    near = get_close_matches(word, verbs, n=1)
    known = f"did you mean {near[0]}?" if near else f"there are {', '.join(verbs)}"
    return f"there is no verb {visible(word)}; {known}"
