"""Whatever a file holds: no exception, no second's wait, no memory without bounds, nothing run.

    python -m benchmarks.fuzz [--inputs 200000] [--seed 1] [--processes 2]

Inputs are bytes, networks with changed, cut, doubled and nested text, YAML bombs, huge repeats and
sizes, and files of ten megabytes. Each is decoded, read, analysed, judged; some are repaired and
fixed too. Code in a config would write a file; that file must not be there afterwards. What breaks
a rule is kept in the folder that the program names.
"""

import argparse
import gc
import random
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from builder.core.analysis import analyze
from builder.core.config import Sequence, read_config
from builder.core.fixing import fix_all
from builder.core.repair import repairs
from builder.core.rules import diagnose
from builder.core.text import decode
from tests.golden.stock import every_record

_SLOW = 1.0  # seconds of one input
_DEEP_SHARE = 0.002  # of the inputs are repaired and fixed as well
_LARGE_SHARE = 0.0005  # of the inputs have megabytes
_MARKS = (
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "- ",
    "#",
    "'",
    '"',
    "*a",
    "&a ",
    "|",
    ">",
    "---",
    "...",
    "<<",
)
_ODD = (
    "\t",
    "\u00a0",
    "，",
    "：",
    "【",
    "】",
    "\ufeff",
    "\x00",
    "\x85",
    "\u2028",
    "\r\n",
    "\r",
    "😀",
)
_NUMBERS = (
    "-1 999999999999999999999 1e400 .nan 0x1F 0o17 1_000 12:30:45 2024-13-45 None null ~ yes nc "
    "anchors"
).split()
# Beyond what floats, Python's decimals or a trainer's arithmetic hold, and text that it evaluates.
_BEYOND = (
    *("1e400", "-1e400", ".inf", "-.inf", ".nan", "1e-400", "9" * 4200, "9" * 5000),
    *(
        "0x" + "F" * 300,
        "0x" + "F" * 3400,
        "-0x" + "F" * 6000,
        "0b" + "1" * 20_000,
        "1:" * 3000 + "1",
    ),
    *("'1e308*10'", "'1//0'", "'1%0'", "'0x" + "F" * 1900 + "'", "'nc*" + "9" * 1900 + "'"),
    *("'" + "*".join(["1048576**32"] * 100) + "'", "'" + "(" * 300 + "1" + ")" * 300 + "'"),
    *("x" * 15_000, "a." * 8_000, "'" + "nn." * 3_000 + "'", "'" + " " * 9_000 + "x'", "_" * 5_000),
    *("[" + "1, " * 5_000 + "1]", "'" + "a, " * 4_000 + "'", "/" * 9_000, "-" * 9_000, "0" * 9_000),
    *("'3+4j'", "'...'", '"\\0"', "''", "!!float '1e999'", "!!binary aGk=", "2024-01-01", "{1: 2}"),
    *("-1", "[-1, 6]", "[]", "[[[]]]", "0", "1000000", "-5", "1e9", "[1000000000, 9999, 7]", "[0]"),
    *("[64, 3, 0]", "[-64]", "[64, -3]", "[None]", "'f()'", "{a: 1}", "C3", "C2f", "nn.Conv2d"),
    *("RTDETRDecoder", "[nc, 99999]", "[[4096, 4096]]", "[16, 100000, 100000]"),
)
_NAMES = (
    "nn.Conv2d nn.ReLU() Conv C3 Detect nn.Upsample RTDETRDecoder EfficientViT_M0 CBLinear "
    "TorchVision Index backbone: head: scales: !!python/object/apply:os.system"
).split()
_WORDS = (*_MARKS, *_ODD, *_NUMBERS, *_NAMES)
_TWO = "backbone:\n  - [-1, 1, Conv, [64, 3, 2]]\nhead:\n"


@dataclass(slots=True)
class Outcome:
    """What came of a share of the inputs."""

    tried: int = 0
    raised: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    longest: float = 0.0
    memory: int = 0  # bytes


def inputs(rng: random.Random, count: int, marker: Path) -> Iterator[bytes]:
    """So many inputs."""
    texts = [record.text for record in every_record()]
    for _ in range(count):
        if rng.random() < _LARGE_SHARE:
            yield _large(rng, texts)
        else:
            make: Callable[..., bytes] = rng.choice(
                (_mutated, _mutated, _cells, _bytes, _bomb, _code)
            )
            yield make(rng, texts, marker)


def _mutated(rng: random.Random, texts: list[str], marker: Path) -> bytes:
    del marker
    text = rng.choice(texts)
    for _ in range(rng.randint(1, 6)):
        at, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        end = min(end, at + rng.choice((0, 1, 3, 40, 400)))
        kind = rng.randrange(5)
        piece = text[at:end]
        new = ("", rng.choice(_WORDS), piece * 2, rng.choice(_WORDS) + piece, piece[::-1])[kind]
        text = text[:at] + new + text[end:]
    return text.encode(rng.choice(("utf-8", "utf-8", "gb18030", "utf-16")), "replace")


def _cells(rng: random.Random, texts: list[str], marker: Path) -> bytes:
    """Numbers and names of rows and header changed, also to absurd ones."""
    del marker
    config = read_config(rng.choice(texts))
    places = [
        node.span
        for layer in rng.sample(config.layers, min(4, len(config.layers)))
        for cell in (layer.from_cell, layer.number, layer.module, layer.args)
        for node in (cell, *(cell.items if isinstance(cell, Sequence) else ()))
        if node is not None
    ]
    lists = {section.node for section in config.sections}
    if config.root is not None:
        places += [value.span for _, value in config.root.pairs if value not in lists]
    text = config.text
    chosen = rng.sample(places, min(3, len(places)))
    for span in sorted(chosen, key=lambda one: -one.start):
        text = text[: span.start] + rng.choice(_BEYOND) + text[span.end :]
    return text.encode()


def _bytes(rng: random.Random, texts: list[str], marker: Path) -> bytes:
    del texts, marker
    return rng.randbytes(rng.randrange(2000))


def _bomb(rng: random.Random, texts: list[str], marker: Path) -> bytes:
    """Aliases that multiply, nesting, endless lists, very long words."""
    del marker
    size = rng.randint(2, 2000)
    return rng.choice(
        (
            lambda: "a: &a [x, x]\n" + "".join(
                f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n"
                for i in range(min(size, 20))
            ) + "backbone: *c\n",
            lambda: "[" * size,
            lambda: "{a: " * size,
            lambda: "- " * size,
            lambda: "? " * size,
            lambda: "backbone:\n" + "  - [-1, 1, Conv, [64]]\n" * size,
            lambda: _TWO + "  - [[" + "0, " * size + "0], 1, Detect, [nc]]\n",
            lambda: "backbone: &a\n  - *a\n",
            lambda: "nc: " + "9" * size + "\n" + rng.choice(texts),
            lambda: "x" * size + "\n" + rng.choice(texts),
            lambda: rng.choice(texts) * rng.randint(2, 5),
        )
    )().encode()  # fmt: skip


def _code(rng: random.Random, texts: list[str], marker: Path) -> bytes:
    """Strings and tags that a trainer or a careless reader would run."""
    text = rng.choice(texts)
    path = str(marker)
    code = rng.choice(
        (
            f"__import__('pathlib').Path('{path}').touch()",
            f"open('{path}', 'w').close()",
            f"exec(\"open('{path}','w')\")",
            f"(lambda: open('{path}', 'w'))()",
        )
    )
    tag = f'!!python/object/apply:builtins.open ["{path}", "w"]'
    quoted = '"' + code.replace("\\", "\\\\").replace('"', '\\"') + '"'
    places = [at for at in range(len(text)) if text.startswith(("[nc", "Conv,", "nc:", "1,"), at)]
    at = rng.choice(places or [0])
    return (
        text[:at] + rng.choice((quoted, tag, f"activation: {quoted}\n", code)) + ", " + text[at:]
    ).encode()


def _large(rng: random.Random, texts: list[str]) -> bytes:
    size = 10 * 1024 * 1024
    unit = rng.choice(
        (
            "  - [-1, 1, Conv, [64]]\n",
            "a",
            "[",
            "- ",
            "# x\n",
            "\n",
            "\x00",
            "'",
            "，",
            rng.choice(texts),
        )
    )
    head = rng.choice(("", "backbone:\n", "nc: 3\n"))
    return (head + unit * (size // len(unit))).encode()[:size]


def look(data: bytes, *, deep: bool) -> None:
    """Everything that the program does with a file."""
    text = decode(data).text
    report = analyze(read_config(text), file="fuzz.yaml")
    diagnose(report)
    if deep:
        repairs(report)
        fix_all(text, unsafe=True)


def work(seed: str, count: int, marker: str, folder: str) -> Outcome:
    """A share of the inputs, in this process."""
    rng = random.Random(seed)
    outcome = Outcome()
    for data in inputs(rng, count, Path(marker)):
        outcome.tried += 1
        deep = rng.random() < _DEEP_SHARE and len(data) < 100_000
        start = time.process_time()
        try:
            look(data, deep=deep)
        except Exception:  # noqa: BLE001 - that is what is looked for
            outcome.raised.append(_kept(data, folder, traceback.format_exc()))
        took = time.process_time() - start
        outcome.longest = max(outcome.longest, 0.0 if deep else took)
        if took > _SLOW and not deep:
            outcome.slow.append(_kept(data, folder, f"{took:.2f} s"))
        if outcome.tried % 5000 == 0:
            gc.collect()
    outcome.memory = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return outcome


def _kept(data: bytes, folder: str, words: str) -> str:
    path = Path(folder) / f"{abs(hash(data)):x}.yaml"
    path.write_bytes(data[:20_000_000])
    path.with_suffix(".txt").write_text(words, encoding="utf-8")
    return f"{path}: {words.strip().splitlines()[-1]}"


def main() -> int:
    """Print what came of all inputs; 1 if anything broke a rule."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="fuzz-")
    marker = str(Path(folder) / "was-run")
    share = arguments.inputs // arguments.processes
    start = time.perf_counter()
    with ProcessPoolExecutor(arguments.processes) as pool:
        jobs = [
            pool.submit(work, f"{arguments.seed} {place}", share, marker, folder)
            for place in range(arguments.processes)
        ]
        outcomes = [job.result() for job in jobs]
    tried = sum(one.tried for one in outcomes)
    raised = [line for one in outcomes for line in one.raised]
    slow = [line for one in outcomes for line in one.slow]
    memory = max(one.memory for one in outcomes) / 2**20
    ran = Path(marker).exists()
    longest = max(one.longest for one in outcomes)
    print(
        f"{tried:,} inputs in {time.perf_counter() - start:.0f} s: {len(raised)} exceptions, "
        f"{len(slow)} over {_SLOW:g} s (longest {longest:.2f} s of CPU), "
        f"at most {memory:.0f} MiB, code {'WAS RUN' if ran else 'not run'}"
    )
    print(*raised[:20], *slow[:20], sep="\n")
    return int(bool(raised or slow or ran or memory > 500))


if __name__ == "__main__":
    sys.exit(main())
