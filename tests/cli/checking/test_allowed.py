"""Comments that allow findings, as the command line shows them."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Builder

STALE = "[[-1, 4], 1, Concat, [1]]                 # 16"


def test_allowed_findings_are_neither_shown_nor_counted(
    builder: Builder, network: Callable[..., Path]
) -> None:
    stale = STALE.replace("4]", "6]")
    shown = builder("check", network((STALE, stale)))
    assert shown.code == 1
    assert "[S101]" in shown.out
    allowed = builder("check", network((STALE, f"{stale}  # builder: allow S101")))
    assert (allowed.code, allowed.out) == (0, "1 file checked: no problems\n")


def test_a_comment_of_no_use_is_a_hint(builder: Builder, network: Callable[..., Path]) -> None:
    file = network((STALE, f"{STALE}  # builder: allow S101"))
    found = json.loads(builder("check", file, "--format", "json").out)["diagnostics"]
    assert [(one["code"], one["severity"]) for one in found] == [("D119", "hint")]
    assert builder("check", file, "--fail-on", "hint").code == 1


def test_the_manuals_can_be_read(builder: Builder) -> None:
    for code in ("D118", "D119"):
        assert builder("explain", code).out.startswith(f"{code}: A comment allows what ")
