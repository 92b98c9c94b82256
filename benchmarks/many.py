"""A thousand configs, no two alike: shipped networks with rows, widths and names changed."""

import random
import re
from importlib.util import find_spec
from pathlib import Path

from benchmarks.configs import EXAMPLES

NUMBER = 1000
_SEED = 20
_ABSOLUTE = re.compile(r"\[-1, (\d+)\], 1, Concat")
_CHANNELS = re.compile(r"\b(64|128|256|512|1024)\b(?=[,\]])")
_MULTIPLE = re.compile(r"(width_multiple|depth_multiple): *([\d.]+)")
_ROW = re.compile(r"^( *(?:- )?)\[-1, *\d+, *[A-Za-z]\w*, *\[.*?\]\](,?)", re.MULTILINE)
_NAME = re.compile(r"\b(Conv|C3|C2f|SPPF|Concat)\b")
_PACKAGES = (("yolov5", "models"), ("ultralytics", "cfg/models"))


def write(folder: Path, number: int = NUMBER) -> int:
    """Put `number` configs into `folder`; how many shipped networks they come from."""
    chance = random.Random(_SEED)
    shipped = _shipped()
    for count in range(number):
        path = shipped[count % len(shipped)]
        text = path.read_text(encoding="utf-8")
        changes = _CHANGES if count >= len(shipped) else ()
        for change in chance.sample(changes, min(len(changes), chance.randint(1, 3))):
            text = change(text, chance)
        below = folder / f"{count // 100:02}"
        below.mkdir(exist_ok=True)
        (below / f"{path.stem}-{count}.yaml").write_text(f"{text}# {count}\n", encoding="utf-8")
    return len(shipped)


def _shipped() -> list[Path]:
    """The examples, and what installed trainers ship; the trainers are not imported."""
    found = sorted(EXAMPLES.glob("*.yaml"))
    for package, below in _PACKAGES:
        spec = find_spec(package)
        if spec and spec.origin:
            found += sorted((Path(spec.origin).parent / below).rglob("*.yaml"))
    return [path for path in found if "backbone:" in path.read_text(encoding="utf-8")]


def _stale(text: str, chance: random.Random) -> str:
    """An absolute index that is off by one or two."""
    places = list(_ABSOLUTE.finditer(text))
    if not places:
        return text
    place = chance.choice(places)
    number = int(place[1]) + chance.choice((-2, -1, 1, 2))
    return f"{text[: place.start(1)]}{number}{text[place.end(1) :]}"


def _twice(text: str, chance: random.Random) -> str:
    """A row written twice, with nothing renumbered."""
    rows = list(_ROW.finditer(text))
    if not rows:
        return text
    row = chance.choice(rows)
    line_end = text.find("\n", row.end()) + 1
    indent = row[1].replace("[", " ")
    return f"{text[:line_end]}{indent}{row[0].removeprefix(row[1])}\n{text[line_end:]}"


def _wider(text: str, chance: random.Random) -> str:
    """Other channels in one row."""
    places = list(_CHANNELS.finditer(text))
    if not places:
        return text
    place = chance.choice(places)
    number = int(place[1]) + 8 * chance.randint(1, 20)
    return f"{text[: place.start()]}{number}{text[place.end() :]}"


def _scaled(text: str, chance: random.Random) -> str:
    """Another depth or width of the whole network."""
    return _MULTIPLE.sub(lambda found: f"{found[1]}: {chance.randint(20, 140) / 100}", text)


def _renamed(text: str, chance: random.Random) -> str:
    """A module's name that nobody knows."""
    places = list(_NAME.finditer(text))
    if not places:
        return text
    place = chance.choice(places)
    return f"{text[: place.end()]}{chance.choice(('x', '2', 'Custom'))}{text[place.end() :]}"


_CHANGES = (_stale, _twice, _wider, _scaled, _renamed)
