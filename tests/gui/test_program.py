"""The program as a process: how it starts, and how it ends when the terminal says so."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "yolov5s.yaml"


def test_help_opens_no_window() -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "--help"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "main.py [FILE ...]" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
def test_ctrl_c_in_the_terminal_ends_it(tmp_path: Path) -> None:
    # Qt's own option and its value are not taken for files.
    words = [sys.executable, "main.py", "-style", "fusion", str(EXAMPLE)]
    homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(tmp_path))
    with subprocess.Popen(
        words,
        cwd=ROOT,
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen", "BUILDER_TEST_PROBE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        alarm = threading.Timer(60, program.kill)  # a program that hangs fails, it does not wait
        alarm.start()
        try:
            assert program.stdout
            events = (json.loads(line) for line in program.stdout)
            assert any(event["event"] == "painted" for event in events)
            program.send_signal(signal.SIGINT)
            assert program.wait(10) == -signal.SIGINT
        finally:
            alarm.cancel()
            program.kill()
