"""Killing the program while it saves leaves the old file or the new one, never half of one.

One process loads the program once and forks for every try: starting it a hundred times would
take a minute. What is forked saves without pause through the window's own document.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRIES = 100
LONGEST_DELAY_S = 0.02

# Prints a line with the process number of each saver, as soon as it is saving.
SAVER = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from builder.gui.document import Document

target, old, new = map(Path, sys.argv[1:])
for line in sys.stdin:
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        print("over", flush=True)
        continue
    application = QApplication([])
    documents = []
    for source in (new, old):
        document = Document()
        document.load(source)
        document.save(target)
        documents.append(document)
    print(os.getpid(), flush=True)
    while True:
        for document in documents:
            document.save(target)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the test forks; Windows cannot")
def test_a_kill_during_a_save_leaves_a_whole_file(tmp_path: Path) -> None:
    example = (ROOT / "examples" / "yolov5s.yaml").read_bytes()
    # Of different lengths, so that a mixture of both cannot pass for one of them.
    contents = {
        "old": b"# old\n" + example + b"# and on\n" * 2_000,
        "new": b"# new\n" + example,
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    folder = tmp_path / "project"
    folder.mkdir()
    target = folder / "network.yaml"
    target.write_bytes(contents["old"])

    chance = random.Random(1)
    seen = []
    with subprocess.Popen(
        [sys.executable, "-c", SAVER, target, tmp_path / "old", tmp_path / "new"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        assert nursery.stdin
        assert nursery.stdout
        for _ in range(TRIES):
            print("go", file=nursery.stdin, flush=True)
            saver = int(nursery.stdout.readline())
            time.sleep(chance.uniform(0, LONGEST_DELAY_S))
            os.kill(saver, signal.SIGKILL)
            assert nursery.stdout.readline() == "over\n"
            found = target.read_bytes()
            assert found in contents.values(), f"{len(found)} bytes are neither old nor new"
            seen.append(found)
        nursery.stdin.close()

    # Had nothing been saved meanwhile, the file would have been whole for no reason.
    assert all(content in seen for content in contents.values())
