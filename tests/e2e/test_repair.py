"""One whole task with mouse and keyboard: look at a fix, repair stale references, take it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.program import ROOT, started
from tests.e2e.screen import Hand, missing_programs, screen

EXAMPLE = ROOT / "examples" / "yolov5s.yaml"
ROW = "  - [-1, 6, C3, [256]]            # 4\n"
INSERTED = ROW + "  - [-1, 1, CBAM, [256]]\n  - [-1, 1, CoordAtt, [256]]\n"
LACKING = missing_programs()

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(LACKING), reason=f"not installed: {', '.join(LACKING)}"),
]


@pytest.fixture
def hand() -> Iterator[Hand]:
    with screen() as hand:
        yield hand


def test_point_at_a_fix_repair_undo_save(hand: Hand, tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    stale = text.replace(ROW, INSERTED)
    assert stale != text
    repaired = stale
    for old, new in (("6", "8"), ("14", "16"), ("10", "12")):
        repaired = repaired.replace(f"[[-1, {old}], 1, Concat", f"[[-1, {new}], 1, Concat")
    repaired = repaired.replace("[[17, 20, 23]", "[[19, 22, 25]")
    file = tmp_path / "mine.yaml"
    file.write_text(stale, "utf-8")

    with started(file, display=hand.display, home=tmp_path / "home") as program:
        state = program.wait_for(
            "a wrong edge and a fix", lambda state: state["active"] and state["fixes"]
        )
        assert set(state["marks"]) == {"wrong"}
        assert set(state["ghosts"]) == {"wished"}
        hand.point(state["fixes"][0])
        state = program.wait_for("the fix on the canvas", lambda state: "comes" in state["ghosts"])
        assert set(state["marks"]) == {"goes"}
        hand.point((5, 5))
        state = program.wait_for("its end", lambda state: "comes" not in state["ghosts"])
        assert state["text"] == stale

        hand.keys("ctrl+r")
        program.wait_for("repairs", lambda state: state["repairs"] > 0)
        hand.keys("Return")
        program.wait_for("the repair", lambda state: state["text"] == repaired)
        hand.keys("ctrl+z")
        program.wait_for("undo", lambda state: state["text"] == stale and not state["modified"])
        hand.keys("ctrl+y", "ctrl+s")
        program.wait_for(
            "the save", lambda state: state["text"] == repaired and not state["modified"]
        )

    assert file.read_text("utf-8") == repaired
