"""A window of its own for each test, and answers in place of its questions."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from builder.gui.document import Rescued
from builder.gui.language import ENGLISH, use_language
from builder.gui.places import Places
from builder.gui.session import Session
from builder.gui.theme import Scheme, apply
from builder.gui.window import MainWindow
from builder.gui.window.from_table import NewNetwork
from builder.gui.window.questions import Questions, Unsaved

SMALL = """\
# a small network
nc: 3
depth_multiple: 0.33
width_multiple: 0.50
anchors:
  - [10,13, 16,30, 33,23]  # P3/8

backbone:
  # [from, number, module, args]
  - [-1, 1, Conv, [64, 6, 2, 2]]  # 0-P1/2
  - [-1, 1, Conv, [128, 3, 2]]  # 1-P2/4
  - [-1, 3, C3, [128]]  # 2
  - [-1, 1, Conv, [256, 3, 2]]  # 3-P3/8
  - [-1, 6, C3, [256]]  # 4

head:
  - [[-1, 3], 1, Concat, [1]]  # 5
  - [-1, 3, C3, [256, False]]  # 6
  - [[6], 1, Detect, [nc, anchors]]  # 7
"""


class Answers(Questions):
    """Answers what a test has put in, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.unsaved_answer = Unsaved.CANCEL
        self.reload_answer = True
        self.overwrite_answer = True
        self.utf8_answer = True
        self.rescue_answer: bool | None = True
        self.save_path: Path | None = None
        self.export_path: Path | None = None
        self.network: NewNetwork | None = None
        self.failures: list[str] = []

    def unsaved(self, name: str) -> Unsaved:
        self.asked.append(f"unsaved {name}")
        return self.unsaved_answer

    def reload(self, name: str, *, modified: bool) -> bool:
        self.asked.append(f"reload {name} {modified}")
        return self.reload_answer

    def overwrite(self, name: str) -> bool:
        self.asked.append(f"overwrite {name}")
        return self.overwrite_answer

    def use_utf8(self, name: str, encoding: str, character: str) -> bool:
        self.asked.append(f"utf8 {encoding} {character}")
        return self.utf8_answer

    def rescue(self, found: list[Rescued]) -> bool | None:
        self.asked.append(f"rescue {len(found)}")
        return self.rescue_answer

    def network_from_table(self) -> NewNetwork | None:
        return self.network

    def to_save(self, start: Path) -> Path | None:
        return self.save_path

    def to_export(self, start: Path, filters: str) -> Path | None:
        return self.export_path

    def failure(self, title: str, words: str) -> None:
        self.failures.append(f"{title}: {words}")

    def tell(self, title: str, html: str) -> None:
        self.asked.append(f"tell {title} {html}")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.inside(tmp_path / "home")


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def window(qtbot: QtBot, places: Places, answers: Answers) -> Iterator[MainWindow]:
    use_language(ENGLISH)
    apply(Scheme.LIGHT)
    session = Session(places)
    made = MainWindow(session, questions=answers)
    qtbot.addWidget(made, before_close_func=lambda _: _let_go(answers))
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    _let_go(answers)


def _let_go(answers: Answers) -> None:
    answers.unsaved_answer = Unsaved.DISCARD


@pytest.fixture
def open_text(window: MainWindow, tmp_path: Path) -> Callable[..., Path]:
    """Writes a file and opens it in the window."""

    def write_and_open(text: str | bytes = SMALL, name: str = "net.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        assert window.files.open(path) is not None
        return path

    return write_and_open
