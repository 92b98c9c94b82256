"""Models of timm and torchvision: found, built, run and counted, and every failure an answer."""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from builder.core.facts import Facts, Store, Subject, Unbuilt, Wanted  # noqa: E402
from builder.core.facts.json_form import read_facts, wanted_json  # noqa: E402
from builder.core.facts.store import shipped_folder  # noqa: E402
from builder.torch_engine import backbones, measure, server  # noqa: E402
from builder.torch_engine.asking import questions, read_answer, request  # noqa: E402
from builder.torch_engine.building import build  # noqa: E402
from builder.torch_engine.shipping import SHIPPED  # noqa: E402
from tests.core.facts.test_store import FACTS  # noqa: E402

pytestmark = pytest.mark.torch

TORCHVISION = importlib.util.find_spec("torchvision") is not None
TIMM = TORCHVISION and importlib.util.find_spec("timm") is not None
needs_torchvision = pytest.mark.skipif(not TORCHVISION, reason="torchvision is not installed")
needs_timm = pytest.mark.skipif(not TIMM, reason="timm is not installed")
IMAGE = (1, 3, 64, 64)
TOY = Subject("timm", "toy")


def cut(*args: object) -> Subject:
    return Subject.of("torchvision:TorchVision", args)


def timm(name: str) -> Subject:
    return Subject("timm", name)


def found(subject: Subject, *shapes: tuple[int, ...], training: bool = False) -> Facts:
    made = measure.measure(subject, [Wanted(subject, shape, training) for shape in shapes])
    assert isinstance(made, Facts)
    return made


class Toy(nn.Module):
    """Two maps of a model of our own, in place of a library's."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 2, 2)
        self.norm = nn.BatchNorm2d(8)
        self.stem.bias.requires_grad_(False)  # type: ignore[union-attr]

    def forward(self, x: torch.Tensor) -> Any:
        x = self.norm(self.stem(x))
        return [x, {"half": x[..., ::2, ::2], "none": None}]


class LooksAtNumbers(Toy):
    def forward(self, x: torch.Tensor) -> Any:
        assert float(x.sum()) == 0
        return super().forward(x)


class BuiltWithNumbers(Toy):
    def __init__(self) -> None:
        super().__init__()
        self.rates = [one.item() for one in torch.linspace(0, 1, 3)]


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Any:
    def use(make: Any) -> None:
        monkeypatch.setattr(backbones, "_build", lambda subject: make())

    return use


def fails(error: Exception) -> Any:
    def make() -> nn.Module:
        raise error

    return make


@pytest.mark.parametrize("kind", [Toy, LooksAtNumbers, BuiltWithNumbers])
def test_a_model_is_counted_whether_or_not_it_runs_on_the_meta_device(toy: Any, kind: Any) -> None:
    toy(kind)
    facts = found(TOY, IMAGE)
    assert (facts.params, facts.trainable) == (8 * 12 + 8 + 16, 8 * 12 + 16)
    assert (facts.modules, facts.leaves, facts.first) == (3, 2, (8, 3, 2, 2))
    (run,) = facts.runs
    size = 8 * 32 * 32
    assert (run.macs, run.classic_ops, run.modern_ops) == (12 * size, 16 * size, 16 * size)
    assert run.outputs == [(1, 8, 32, 32), {"half": (1, 8, 16, 16), "none": None}]
    assert dict(facts.versions)["torch"] == torch.__version__.partition("+")[0]


def test_the_meta_device_is_used_where_it_can_be(toy: Any) -> None:
    devices: list[str] = []

    class Watched(Toy):
        def forward(self, x: torch.Tensor) -> Any:
            devices.append(x.device.type)
            return super().forward(x)

    toy(Watched)
    found(TOY, IMAGE, (1, 4, 64, 64))
    assert devices == ["meta", "meta", "cpu"]  # the CPU has the last word on a refusal


def test_each_run_is_in_its_own_mode(toy: Any) -> None:
    toy(Toy)
    made = measure.measure(TOY, [Wanted(TOY, (1, 3, 2, 2), mode) for mode in (True, False)])
    assert isinstance(made, Facts)
    refused, fine = made.runs
    assert refused.refusal.startswith("ValueError: Expected more than 1 value per channel")
    assert refused.training
    assert fine.outputs == [(1, 8, 1, 1), {"half": (1, 8, 1, 1), "none": None}]


def test_an_input_that_is_refused_is_a_fact(toy: Any) -> None:
    toy(Toy)
    facts = found(TOY, (1, 4, 64, 64), IMAGE)
    assert "to have 3 channels, but got 4 channels" in facts.runs[0].refusal
    assert facts.runs[1].outputs


@pytest.mark.parametrize(
    ("error", "reason", "final"),
    [
        (backbones.NotInstalledError("timm is not installed"), "timm is not installed", False),
        (backbones.UnknownModelError("no model toy"), "no model toy", True),
        (KeyError("weights"), "toy of timm: KeyError: 'weights'", True),
        (MemoryError(), "there is not enough memory", False),
        (torch.OutOfMemoryError(), "there is not enough memory", False),
    ],
)
def test_what_keeps_a_model_from_being_built(
    toy: Any, error: Exception, reason: str, final: bool
) -> None:
    toy(fails(error))
    assert measure.measure(TOY, [Wanted(TOY, IMAGE)]) == Unbuilt(TOY, reason, final)


def test_what_cannot_be_counted_is_not_known(toy: Any) -> None:
    class Recurrent(Toy):
        def __init__(self) -> None:
            super().__init__()
            self.memory = nn.LSTM(8, 8)

    toy(Recurrent)
    made = measure.measure(TOY, [Wanted(TOY, IMAGE)])
    assert made == Unbuilt(TOY, "operations of nn.LSTM are not counted here")


@pytest.mark.parametrize("library", ["timm", "torchvision"])
def test_a_library_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] in {"timm", "torchvision"}]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)  # type: ignore[arg-type]
    subject = timm("resnet18") if library == "timm" else cut("resnet18")
    if library == "timm":
        monkeypatch.setattr(backbones, "_torchvision", lambda: None)
    made = measure.measure(subject, [Wanted(subject, IMAGE)])
    assert isinstance(made, Unbuilt)
    assert library in made.reason
    assert not made.final


def test_the_engine_answers_with_facts_and_with_reasons(toy: Any) -> None:
    toy(Toy)
    wanted = [Wanted(TOY, (1, 3, 8, 8))]
    reply = server.answer(json.dumps({"id": 1, "verb": "measure", **wanted_json(wanted)}))
    assert reply["ok"] is True
    assert read_facts(reply["facts"]).runs[0].shape == (1, 3, 8, 8)
    assert read_answer(TOY, [json.dumps(reply)]) == read_facts(reply["facts"])
    toy(fails(backbones.UnknownModelError("no model toy")))
    reply = server.answer(request(wanted))
    assert read_answer(TOY, [json.dumps(reply)]) == Unbuilt(TOY, "no model toy", final=True)
    assert server.answer('{"id": 1, "verb": "measure", "library": 5}')["ok"] is False


def test_what_reads_the_image_is_run_at_the_trainers_own_sizes_too() -> None:
    sizes = {(one.shape[2], one.training) for one in questions([Wanted(TOY, (1, 3, 320, 640))])}
    assert sizes == {(n, False) for n in (320, 640, 256, 64, 32)} | {(256, True)}
    assert questions([Wanted(TOY, (1, 8, 20, 20))]) == [Wanted(TOY, (1, 8, 20, 20))]


# --- the libraries themselves -------------------------------------------------------------------


@needs_torchvision
@pytest.mark.parametrize("subject", SHIPPED, ids=lambda subject: subject.file)
def test_shipped_facts_are_what_is_measured_here(subject: Subject) -> None:
    if subject.library == "timm" and not TIMM:
        pytest.skip("timm is not installed")
    shipped = Store(Path("none"), shipped_folder()).find(subject)
    assert shipped is not None
    made = measure.measure(subject, [Wanted(subject, r.shape, r.training) for r in shipped.runs])
    assert isinstance(made, Facts)
    names = ("params", "trainable", "modules", "leaves", "first", "channels", "runs")
    assert [getattr(made, name) for name in names] == [getattr(shipped, name) for name in names]


# Operations that real thop printed of these: 0.1.1.post2209072238 and ultralytics-thop 2.2.3.
COUNTED = {
    timm("resnet50"): (64, 337272832, 337272832),
    timm("efficientnetv2_rw_s"): (64, 241916416, 246109440),
    timm("mobilenetv3_large_100"): (64, 18925696, 20296832),
    timm("convnext_tiny"): (64, 363654144, 364624896),
    timm("mobilevit_s"): (64, 114231552, 118189952),
    timm("pvt_v2_b0"): (64, 43149312, 43720704),
    timm("vit_tiny_patch16_224"): (224, 1078290432, 1257122304),
    timm("swin_tiny_patch4_window7_224"): (224, 4370933280, 4511074848),
    timm("halonet26t"): (256, 3126984704, 3212836864),
    timm("tf_efficientnet_b0"): (63, 28890112, 32507776),
    cut("resnet18"): (64, 148856832, 148856832),
    cut("mobilenet_v3_small", "DEFAULT", True, 2): (64, 5389560, 5389560),
    cut("swin_t", "DEFAULT", True, 3): (64, 243044352, 772093824),
    cut("vit_b_16", "DEFAULT", False): (224, 11285486592, 17594926944),
    cut("googlenet"): (64, 123291392, 123291392),
    cut("densenet121", "DEFAULT", True, 2, True): (64, 236390400, 236447744),
}


@needs_torchvision
@pytest.mark.parametrize("subject", COUNTED, ids=lambda subject: subject.file)
def test_operations_are_those_of_real_thop(subject: Subject) -> None:
    if subject.library == "timm" and not TIMM:
        pytest.skip("timm is not installed")
    side, classic, modern = COUNTED[subject]
    (run,) = found(subject, (1, 3, side, side)).runs
    assert (run.classic_ops, run.modern_ops) == (classic, modern)


@needs_timm
def test_names_of_timm() -> None:
    facts = found(timm("resnet18.a1_in1k"), IMAGE)
    assert facts.channels == (64, 64, 128, 256, 512)
    for name in ("resnet51", "hf-hub:timm/resnet18", "timm/resnet18", "", "resnet18.nonsense"):
        made = measure.measure(timm(name), [Wanted(timm(name), IMAGE)])
        assert isinstance(made, Unbuilt), name
        assert made.final, name


@needs_timm
def test_a_model_of_one_image_size_refuses_others() -> None:
    swin = timm("swin_tiny_patch4_window7_224")
    refused, fine = found(swin, IMAGE, (1, 3, 224, 224)).runs
    assert refused.refusal.startswith("AssertionError")
    assert fine.outputs == [(1, 56, 56, 96), (1, 28, 28, 192), (1, 14, 14, 384), (1, 7, 7, 768)]


@needs_torchvision
def test_cuts_of_torchvision() -> None:
    def shape(*args: object) -> object:
        (run,) = found(cut(*args), IMAGE).runs
        return run.refusal or run.outputs

    assert shape("resnet18") == (1, 512, 2, 2)
    assert shape("resnet18", None, True, 4) == (1, 128, 8, 8)
    assert shape("resnet18", None, True, 1) == (1, 512, 1, 1)
    assert "mat1 and mat2 shapes cannot be multiplied" in str(shape("resnet18", None, True, 0))
    assert shape("resnet18", None, False) == (1, 1000)
    split = shape("efficientnet_b0", None, True, 3, True)
    assert isinstance(split, list)
    assert split[:3] == [IMAGE, (1, 32, 32, 32), (1, 16, 32, 32)]
    # Its weights come without the auxiliary heads, which the chain would run through.
    assert shape("googlenet", "DEFAULT") == (1, 1024, 1, 1)
    assert "to have 512 channels" in str(shape("googlenet", None))
    assert shape("vit_b_32", None, False) == (
        "AssertionError: Wrong image height! Expected 224 but got 64!"
    )


@needs_torchvision
def test_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a download")

    monkeypatch.setattr("torch.hub.load_state_dict_from_url", refuse)
    monkeypatch.setattr("urllib.request.urlopen", refuse)
    for args in (("fcn_resnet50", "DEFAULT", False), ("fcn_resnet50", None, False), ("resnet18",)):
        assert not found(cut(*args), IMAGE).runs[0].refusal
    conv = nn.Conv2d(1, 1, 1)
    assert conv.load_state_dict(conv.state_dict())  # loading works again


@needs_torchvision
def test_weights_and_models_that_do_not_exist() -> None:
    for subject in (cut("resnet18", "NONSENSE"), cut("resnet19")):
        made = measure.measure(subject, [Wanted(subject, IMAGE)])
        assert isinstance(made, Unbuilt)
        assert made.final


@needs_torchvision
def test_a_row_is_built_for_the_certificate() -> None:
    with torch.device("meta"):
        two = build("torchvision:TorchVision", ("resnet18", "DEFAULT", True, 8), copies=2)
    assert [type(one).__name__ for one in two.children()] == ["CutModel", "CutModel"]
    assert sum(p.numel() for p in two.parameters()) == 2 * (64 * 3 * 7 * 7 + 2 * 64)
    assert {p.device.type for p in two.parameters()} == {"meta"}


@needs_torchvision
def test_the_real_process_measures(tmp_path: Path) -> None:
    from builder.torch_engine.asking import measure_now

    subject = cut("resnet18", None)
    made = measure_now([Wanted(subject, (1, 3, 96, 96))])
    assert isinstance(made, Facts)
    run = made.run((1, 3, 96, 96), training=False)
    assert run is not None
    assert run.outputs == (1, 512, 3, 3)
    Store(tmp_path).learn(made)
    assert Store(tmp_path).find(subject) == made


def test_facts_travel_whole() -> None:
    from builder.core.facts.json_form import facts_json

    assert (
        read_answer(FACTS.subject, [json.dumps({"id": 1, "ok": True, "facts": facts_json(FACTS)})])
        == FACTS
    )
