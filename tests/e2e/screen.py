"""A screen of its own with a window manager, and a hand on its mouse and keyboard."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

NEEDED = ("Xvfb", "openbox", "xdotool")
SIZE = (1366, 768)

Place = tuple[int, int]


def missing_programs() -> list[str]:
    """What is not installed of the programs that this needs."""
    return [name for name in NEEDED if shutil.which(name) is None]


@dataclass(frozen=True, slots=True)
class Hand:
    """Moves the mouse and types on one display, through xdotool."""

    display: str

    def click(self, place: Place) -> None:
        """Press and release the left button."""
        self._do("mousemove", *place)
        time.sleep(0.05)
        self._do("click", 1)

    def point(self, place: Place) -> None:
        """Move the mouse to a place and let it rest there."""
        self._do("mousemove", *place)
        time.sleep(0.1)

    def keys(self, *names: str) -> None:
        """Press keys such as "ctrl+z", one after another."""
        for name in names:
            self._do("key", "--clearmodifiers", name)
            time.sleep(0.05)

    def write(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--delay", 30, text)

    def drag(self, start: Place, end: Place) -> None:
        """Drag with the left button.

        A drag across windows is a talk between programs; the pauses are what a hand makes,
        and what made it succeed every time.
        """
        self._do("mousemove", *start)
        time.sleep(0.8)
        self._do("mousedown", 1)
        steps = 20
        for step in range(1, steps + 1):
            x, y = (a + (b - a) * step // steps for a, b in zip(start, end, strict=True))
            self._do("mousemove", x, y)
            time.sleep(0.03)
        self._do("mousemove_relative", 2, 0)
        time.sleep(0.15)
        self._do("mousemove", *end)
        time.sleep(0.15)
        self._do("mouseup", 1)

    def _do(self, *words: object) -> None:
        subprocess.run(
            ["xdotool", *map(str, words)],
            env=os.environ | {"DISPLAY": self.display},
            check=True,
            timeout=20,
        )


@contextmanager
def screen() -> Iterator[Hand]:
    """Start Xvfb on a free display, with openbox; both end with the block."""
    with ExitStack() as stack:
        read, write = os.pipe()
        server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(write),
                "-screen",
                "0",
                f"{SIZE[0]}x{SIZE[1]}x24",
                "-nolisten",
                "tcp",
            ],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        stack.callback(_end, server)
        os.close(write)
        with os.fdopen(read) as numbers:
            display = f":{numbers.readline().strip()}"
        assert display != ":", "Xvfb did not start"
        manager = subprocess.Popen(
            ["openbox"],
            env=os.environ | {"DISPLAY": display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(_end, manager)
        yield Hand(display)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
