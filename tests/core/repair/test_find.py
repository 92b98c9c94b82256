"""What becomes of candidates: which are kept, and which may be called safe."""

from collections.abc import Callable

import pytest

from builder.core.analysis import analyze
from builder.core.config import read_config
from builder.core.config.edits import Place
from builder.core.diagnostics import Applicability, Message
from builder.core.repair import Repair, find, repairs
from builder.core.repair.candidate import Candidate
from tests.core.rules.networks import network

Find = Callable[..., tuple[Repair, ...]]

# Row 4 joins two sizes; row 6 joins rows of one size.
TEXT = network(
    "[-1, 1, Conv, [16, 3, 2]]",
    "[-1, 1, Conv, [16, 3, 2]]",
    "[-1, 1, Conv, [16, 3, 1]]",
    "[-1, 1, Conv, [16, 3, 1]]",
    head=(
        "[[-1, 0], 1, Concat, [1]]",
        "[-1, 1, Conv, [32, 3, 2]]",
        "[[3, 2], 1, Concat, [1]]",
        "[-1, 1, Conv, [16, 3, 1]]",
        "[[7, 5], 1, Detect, [nc, anchors]]",
    ),
)
MENDED = TEXT.replace("[[-1, 0]", "[[-1, 1]")
ONE, OTHER = {Place(4, 1): 1}, {Place(4, 1): 2}


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Find:
    """The repairs of a text of which these are the only candidates."""

    def run(text: str, *targets: dict[Place, int], weights: tuple[float, ...] = ()) -> object:
        candidates = [
            Candidate(one, Message("Mend it"), (), weight, decisive=True, doubtful=False)
            for one, weight in zip(targets, weights or (9.0,) * len(targets), strict=True)
        ]
        monkeypatch.setattr(find.from_stock, "candidates", lambda _: candidates)
        monkeypatch.setattr(find.shifts, "candidates", lambda _: ())
        return repairs(analyze(read_config(text)))

    return run


def trusts(found: tuple[Repair, ...]) -> list[Applicability]:
    return [one.fix.applicability for one in found]


def test_a_decisive_candidate_is_safe(offer: Find) -> None:
    assert trusts(offer(TEXT, ONE)) == [Applicability.SAFE]


def test_one_that_is_nearly_as_likely_takes_the_safety(offer: Find) -> None:
    assert trusts(offer(TEXT, ONE, OTHER)) == [Applicability.UNSAFE] * 2
    assert trusts(offer(TEXT, ONE, OTHER, weights=(9.0, 3.0)))[0] is Applicability.SAFE


def test_one_that_leaves_a_fault_is_not_safe(offer: Find) -> None:
    text = TEXT.replace("[[7, 5]", "[[6, 5]")  # the head reads a join
    assert trusts(offer(text, ONE)) == [Applicability.UNSAFE]


def test_one_that_harms_a_sound_row_is_kept_back(offer: Find) -> None:
    """Row 4 runs then and row 6 does not: as many errors as before, and fewer rows wait."""
    assert offer(TEXT, {**ONE, Place(6, 1): 0}) == ()


def test_one_after_which_rows_go_unread_is_kept_back(offer: Find) -> None:
    assert offer(MENDED, {Place(8, 0): 3}) == ()


@pytest.mark.parametrize("row", ["OwnBlock, []", "Conv, [32, 3, 0]"])
def test_reading_around_a_row_that_fails_of_itself_mends_nothing(row: str) -> None:
    """All below it waits; who is told to read what is above it gets another network."""
    text = network(
        *("[-1, 1, Conv, [16, 3, 2]]", "[-1, 1, Conv, [16, 3, 2]]", "[-1, 1, Conv, [32, 3, 2]]"),
        *("[-1, 1, Conv, [64, 3, 2]]", f"[-1, 1, {row}]"),
        head=(
            "[-1, 1, Conv, [16, 1, 1]]",
            "[-1, 1, nn.Upsample, [None, 2, nearest]]",
            "[2, 1, Conv, [16, 1, 1]]",
            "[[-2, -1], 1, Concat, [1]]",
            "[-1, 1, Conv, [32, 3, 1]]",
            "[-1, 1, Conv, [32, 3, 2]]",
            "[[-1, 5], 1, Concat, [1]]",
            "[-1, 1, Conv, [64, 3, 1]]",
            "[[9, 12], 1, Detect, [nc, anchors]]",
        ),
    )
    assert repairs(analyze(read_config(text.replace(row, "nn.Identity, []")))) == ()
    assert repairs(analyze(read_config(text))) == ()
