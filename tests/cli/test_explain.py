import pytest

from builder.core.blocks import BlockSpec
from builder.core.blocks.catalogue import ALL, NAMES
from builder.core.rules import codes
from tests.cli.conftest import Builder


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("spec", ALL, ids=str)
def test_every_block_has_a_manual(builder: Builder, spec: BlockSpec, language: str) -> None:
    name, trainer = spec.name, (*spec.stock, "yolov5")[0]
    ended = builder("explain", name, "--language", language, "--trainer", trainer)
    assert ended.code == 0
    assert ended.out.startswith(name)
    assert spec.summary.in_language(language) in ended.out
    assert spec.source in ended.out
    for argument in spec.arguments:
        assert f"  {argument.name} (" in ended.out
        assert argument.help.in_language(language) in ended.out
    assert "{c}" not in ended.out


@pytest.mark.parametrize("code", codes())
def test_every_rule_has_a_manual(builder: Builder, code: str) -> None:
    ended = builder("explain", code.lower())
    assert ended.code == 0
    assert ended.out.startswith(f"{code}: ")


def test_a_block_manual_says_defaults_ranges_channels_and_repeats(builder: Builder) -> None:
    out = builder("explain", "C3").out
    assert "required, 1.." in out
    assert "default True" in out
    assert "times the width multiple" in out
    assert "becomes an argument behind c2" in out


@pytest.mark.parametrize(("wrong", "right"), [("c3", "C3"), ("CBAN", "CBAM"), ("Upsample", "nn.U")])
def test_an_unknown_name_gets_the_nearest(builder: Builder, wrong: str, right: str) -> None:
    ended = builder("explain", wrong)
    assert ended.code == 2
    assert f"did you mean {right}" in ended.err


def test_an_unknown_code_gets_those_of_its_area(builder: Builder) -> None:
    ended = builder("explain", "G999")
    assert ended.code == 2
    assert "no rule has the code G999; known: G1" in ended.err


def test_without_a_name_everything_with_a_manual_is_listed(builder: Builder) -> None:
    ended = builder("explain")
    assert (ended.code, ended.err) == (0, "")
    firsts = {line.split()[0].removesuffix(":") for line in ended.out.splitlines() if line}
    assert firsts == {*codes(), *NAMES, "findings", "blocks"}
