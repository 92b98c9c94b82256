"""Whatever a config holds, nothing of it is executed: the file that it would write is not there."""

from pathlib import Path

import pytest

from tests.cli.conftest import YOLOV5S, Builder

PLAIN = YOLOV5S.read_text(encoding="utf-8")
# Where the trainers would run text: arguments, module names, `activation:`; and where a careless
# YAML reader would: tags.
PLACES = {
    "argument": ("[-1, 1, SPPF, [1024, 5]]", '[-1, 1, SPPF, [1024, "{code}"]]'),
    "module": ("[-1, 1, SPPF, [1024, 5]]", '[-1, 1, "{code}", [1024, 5]]'),
    "number": ("[-1, 1, SPPF, [1024, 5]]", '[-1, "{code}", SPPF, [1024, 5]]'),
    "activation": ("nc: 80", 'nc: 80\nactivation: "{code}"'),
    "classes": ("nc: 80", 'nc: "{code}"'),
    "depth": ("depth_multiple: 0.33", 'depth_multiple: "{code}"'),
    "tag": ("nc: 80", 'nc: 80\nnote: !!python/object/apply:builtins.open ["{file}", "w"]'),
    "new": ("nc: 80", 'nc: !!python/object/new:builtins.eval ["{code}"]'),
}
VERBS = (
    ("check",),
    ("show",),
    ("fix", "--unsafe"),
    ("explain", "--error", "RuntimeError: Sizes of tensors must match"),
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("verb", VERBS, ids=lambda words: words[0])
def test_nothing_is_run(
    builder: Builder, tmp_path: Path, verb: tuple[str, ...], place: str
) -> None:
    marker = tmp_path / "was-run"
    old, new = PLACES[place]
    code = f"open('{marker}', 'w')"
    assert PLAIN.count(old) == 1
    config = tmp_path / "net.yaml"
    written = new.replace("{code}", code).replace("{file}", str(marker))
    config.write_text(PLAIN.replace(old, written), encoding="utf-8")
    word, *options = verb
    ended = builder(word, config, *options)
    assert ended.code in {0, 1}
    assert not marker.exists()


def test_the_code_would_have_run(tmp_path: Path) -> None:
    """The test above can fail: what it plants does write the file where it is run."""
    marker = tmp_path / "was-run"
    eval(f"open('{marker}', 'w')").close()
    assert marker.exists()
