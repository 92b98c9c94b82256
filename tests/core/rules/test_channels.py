"""Channels that are noted wrongly are told once, as the error that they lead to."""

import pytest

from builder.core.diagnostics import Severity
from tests.core.rules.networks import STEM, findings, fixed, grave, network

LAST = "[-1, 1, C3, [32]]"
LATE = {
    "through a Concat": (STEM, "[-1, 1, CBAM, [32]]", "[[-1, 0], 1, Concat, [1]]", LAST),
    "through torch's own modules": (
        "[-1, 1, nn.Conv2d, [3, 16, 4, 4]]", "[-1, 1, nn.GroupNorm, [4, 16]]",
        "[-1, 1, nn.GELU, []]", LAST,
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows", LATE.values(), ids=LATE)
def test_a_wrong_number_that_stops_a_later_row_is_an_error(rows: tuple[str, ...]) -> None:
    text = network(*rows)
    (found,) = grave(findings(text))
    assert (found.code, found.severity) == ("S104", Severity.ERROR)
    assert [label.span.of(text) for label in found.labels] == ["C3"]


def test_labels_have_the_numbers_of_the_row_that_is_read() -> None:
    text = network(*LATE["through a Concat"])
    (found,) = grave(findings(text))
    assert [label.message for label in found.labels] == ["built for 48 channels, gets 32"]
    assert grave(findings(fixed(text, found))) == []


def test_a_wrong_number_that_stops_no_row_is_none() -> None:
    text = network(STEM, "[-1, 1, CBAM, [32]]", "[-1, 1, nn.ReLU, []]", "[0, 1, C3, [32]]")
    (found, dead) = grave(findings(text))
    assert (found.code, found.severity, found.labels) == ("S104", Severity.WARNING, ())
    assert dead.code == "G102"


@pytest.mark.parametrize(
    ("row", "code"), [("CBAM, [7]", "B119"), ("CBAM, [0]", "B116"), ("Concat, [2]", "B115")]
)
def test_the_row_at_fault_points_at_the_row_that_stops(row: str, code: str) -> None:
    source = "[-1, 0]" if "Concat" in row else "-1"
    text = network("[-1, 1, Conv, [32, 3, 2]]", "[-1, 1, C3, [32]]", f"[{source}, 1, {row}]", LAST)
    (found,) = grave(findings(text))
    assert (found.code, found.layer) == (code, 2)
    assert len(found.labels) == 1
    assert text.index(LAST) < found.labels[0].span.start < text.index("head:")


def test_a_shortcut_below_a_block_without_arguments_gets_no_number_from_it() -> None:
    rows = (STEM, "[-1, 1, nn.BatchNorm2d, [16]]", "[-1, 1, GhostBottleneck, [64, 3, 1]]")
    (found,) = grave(findings(network(*rows)))
    assert (found.code, found.layer, found.fixes) == ("S109", 2, ())
