"""Everything odd that a dialect notes is told by some rule."""

import re
from pathlib import Path

from builder.core import dialects, rules

_NOTED = re.compile(r'\b(?:note|stop|_trap|Trap)\(\s*"([a-z-]+)"')
_CHOSEN = re.compile(r'(?:kind = |\(\s*)"([a-z]+-[a-z]+)"(?: if \w+ else "([a-z]+-[a-z]+)")?')
# Kinds that a rule finds by what they lead to.
TOLD_BY_OTHERS = {
    "bad-reference": "G101",  # looks at the numbers themselves
    "short-row": "Y202",  # reading tells
    "unknown-scale": "D108",  # reads the name itself, whatever scale is chosen by hand
    "stale-channels": "S104",  # compares what is noted with what flows
}


def text_of(package: object) -> str:
    folder = Path(str(vars(package)["__file__"])).parent
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py")))


def kinds() -> set[str]:
    source = text_of(dialects)
    chosen = {kind for pair in _CHOSEN.findall(source) for kind in pair if kind}
    return set(_NOTED.findall(source)) | {k for k in chosen if f'kind = "{k}"' in source}


def test_every_kind_of_trap_is_known_to_a_rule() -> None:
    found = kinds()
    assert {"several-outputs", "unknown-scale", "assumed-scale", "bad-key", "runs-code"} <= found
    source = text_of(rules)
    assert {k for k in found - TOLD_BY_OTHERS.keys() if f'"{k}"' not in source} == set()
    assert TOLD_BY_OTHERS.keys() <= found
    assert set(TOLD_BY_OTHERS.values()) <= set(rules.codes())
