"""What Ultralytics' heads and transformer layers compute, where a shape does not tell."""

import math
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from builder.core.nn.ultralytics.deformable import MSDeformAttn, inverse_sigmoid  # noqa: E402
from builder.core.nn.ultralytics.head import DFL, Detect, cells, v10Detect  # noqa: E402
from builder.core.nn.ultralytics.head_boxes import (  # noqa: E402
    OBB,
    OBB26,
    Pose,
    Pose26,
    Segment26,
)
from builder.core.nn.ultralytics.head_dense import Classify, Depth  # noqa: E402
from builder.core.nn.ultralytics.head_rtdetr import RTDETRDecoder, pixel_boxes  # noqa: E402
from builder.core.nn.ultralytics.head_text import (  # noqa: E402
    BNContrastiveHead,
    ContrastiveHead,
    WorldDetect,
    YOLOEDetect,
    YOLOESegment26,
)
from builder.core.nn.ultralytics.keypoint_flow import RealNVP  # noqa: E402
from builder.core.nn.ultralytics.prompts import SAVPE  # noqa: E402
from builder.core.nn.ultralytics.transformer import AIFI, waves  # noqa: E402

pytestmark = pytest.mark.torch

STRIDE = torch.tensor([8.0, 16.0])


def noise(*shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1))


def two_maps(batch: int = 1, leaf: bool = False) -> list[Tensor]:
    return [noise(batch, 8, 4, 6).requires_grad_(leaf), noise(batch, 8, 2, 3).requires_grad_(leaf)]


def raw(**tensors: Tensor) -> dict[str, Any]:
    """Raw predictions for a map of 1 x 2 cells."""
    return {"scores": torch.zeros(1, 1, 2), "feats": [torch.zeros(1, 8, 1, 2)], **tensors}


def one_level(head: Any) -> Any:
    head.stride = torch.tensor([8.0])
    return head.eval()


def test_a_distribution_becomes_its_mean() -> None:
    spread = torch.full((1, 4, 16), -99.0)
    for side, bins in enumerate(([3], [0, 1], [15], [2, 4, 6])):
        spread[0, side, bins] = 5.0
    distances = DFL(16)(spread.view(1, 64, 1))
    assert distances.flatten().tolist() == pytest.approx([3.0, 0.5, 15.0, 4.0], abs=1e-4)


def test_cells_are_counted_along_the_rows_of_each_level() -> None:
    centres, strides = cells([torch.zeros(1, 8, 1, 2), torch.zeros(1, 8, 1, 1)], STRIDE)
    assert centres.T.tolist() == [[0.5, 0.5], [1.5, 0.5], [0.5, 0.5]]
    assert strides.tolist() == [[8.0, 8.0, 16.0]]


def test_a_box_is_decoded_from_the_distances_to_its_sides() -> None:
    head = one_level(Detect(1, 1, ch=[8]))
    sides = torch.tensor([[[0.5, 1.0], [0.5, 0.0], [0.5, 2.0], [1.5, 1.0]]])
    decoded = head.decode(raw(boxes=sides))
    assert decoded[0, :4].T.tolist() == [[4.0, 8.0, 8.0, 16.0], [16.0, 8.0, 24.0, 8.0]]
    assert decoded[0, 4].tolist() == [0.5, 0.5]


def test_decoding_without_strides_is_refused() -> None:
    with pytest.raises(RuntimeError, match="stride"):
        Detect(1, ch=[8, 8]).eval()(two_maps())


def test_a_quarter_turn_swaps_the_axes_along_which_a_box_is_moved() -> None:
    sides = torch.tensor([[[1.0, 0.0], [0.0, 0.0], [3.0, 2.0], [0.0, 0.0]]])
    angle = torch.tensor([[[0.0, math.pi / 2]]])
    decoded = one_level(OBB26(1, 1, 1, ch=[8])).decode(raw(boxes=sides, angle=angle))
    # Cell 0 moves 1 to the right, cell 1 as far down; both are 4 or 2 cells long.
    assert decoded[0, :4].T.flatten().tolist() == pytest.approx([12, 4, 32, 0, 12, 12, 16, 0])
    assert decoded[0, 5].tolist() == angle.flatten().tolist()


def test_angles_lie_between_an_eighth_turn_back_and_three_eighths_forward() -> None:
    turned = OBB(1, ch=[8]).angle(torch.tensor([-99.0, 0.0, 99.0])) / math.pi
    assert turned.tolist() == pytest.approx([-0.25, 0.25, 0.75])
    assert OBB26(1, ch=[8]).angle(turned) is turned


@pytest.mark.parametrize(("kind", "factor", "origin"), [(Pose, 2, 0.0), (Pose26, 1, 0.5)])
def test_keypoints_are_offsets_from_cells(kind: Any, factor: int, origin: float) -> None:
    head = one_level(kind(1, (2, 3), 1, ch=[8]))
    offsets = torch.tensor([0.0, 0.0, 0.0, 1.0, -1.0, 9.0]).view(1, 6, 1).repeat(1, 1, 2)
    decoded = head.decode(raw(boxes=torch.zeros(1, 4, 2), kpts=offsets))[0, 5:]
    assert decoded[:3, 0].tolist() == [8 * origin, 8 * origin, 0.5]
    assert decoded[:3, 1].tolist() == [8 * (1 + origin), 8 * origin, 0.5]
    assert decoded[3:5, 0].tolist() == [8 * (origin + factor), 8 * (origin - factor)]
    assert decoded[5, 0].item() == pytest.approx(1, abs=1e-3)


def test_both_pairs_of_branches_start_equal_and_one_of_them_leaves_the_backbone_alone() -> None:
    head = v10Detect(3, [8, 8])
    inputs = two_maps(2, leaf=True)
    head.eval()
    head.stride = STRIDE
    both = head(inputs)[1]
    for name in ("boxes", "scores"):
        assert torch.equal(both["one2many"][name], both["one2one"][name])
    both = head.train()(inputs)
    both["one2one"]["boxes"].sum().backward()
    assert all(x.grad is None for x in inputs)
    both["one2many"]["boxes"].sum().backward()
    assert all(x.grad is not None for x in inputs)


def test_class_maps_are_for_training_only() -> None:
    head = Segment26(3, 4, 8, 1, ch=[8, 8])
    prototypes, classes = head(two_maps(2))["proto"]
    assert (prototypes.shape, classes.shape) == ((2, 4, 8, 12), (2, 3, 4, 6))
    head.eval()
    head.stride = STRIDE
    (_, prototypes), rest = head(two_maps(2))
    assert prototypes is rest["proto"]
    assert prototypes.shape == (2, 4, 8, 12)


def test_the_flow_is_a_density() -> None:
    flow = RealNVP()
    axis = torch.linspace(-15, 15, 301)
    points = torch.cartesian_prod(axis, axis)
    normal = torch.distributions.Normal(0.0, 1.0).log_prob(points).sum(1)
    with torch.no_grad():
        for number, parameter in enumerate(flow.parameters()):
            wave = torch.cos(torch.arange(parameter.numel()) * 0.9 + number)
            parameter.copy_(wave.view_as(parameter) * 0.15)
        density = flow(points).exp()
        assert (density.sum() * 0.1**2).item() == pytest.approx(1, abs=1e-3)
        assert (density - normal.exp()).abs().max().item() > 0.05
        for parameter in flow.parameters():
            parameter.zero_()
        assert torch.allclose(flow(points), normal, atol=1e-4)


def test_contrastive_scores_are_scaled_similarities() -> None:
    x, text = noise(1, 16, 2, 3), noise(1, 5, 16)
    head = ContrastiveHead()
    found = (head(x, text) + 10) * 0.07
    expected = torch.cosine_similarity(x.unsqueeze(1), text[..., None, None], dim=2)
    assert torch.allclose(found, expected, atol=1e-5)
    assert torch.allclose(head(x * 3, text), head(x, text * 7), atol=1e-4)
    normalised = BNContrastiveHead(16)
    assert torch.allclose(normalised(x, text * 7), normalised(x, text), atol=1e-5)


def test_text_sets_the_classes_of_yoloe_and_must_fit_those_of_yolo_world() -> None:
    world = WorldDetect(3, 16, ch=[8, 8])
    assert world(two_maps(), noise(1, 3, 16))["scores"].shape == (1, 3, 30)
    with pytest.raises(ValueError, match="the text has 4 classes, the head 3"):
        world(two_maps(), noise(1, 4, 16))
    head = YOLOEDetect(3, 16, ch=[8, 8, 8])
    maps = [*two_maps(), noise(1, 8, 2, 2)]
    assert head(maps, noise(1, 4, 16))["scores"].shape == (1, 4, 34)
    with pytest.raises(ValueError, match="3 maps, not 2"):
        YOLOEDetect(3, 16, ch=[8, 8])(two_maps(), noise(1, 3, 16))


def test_what_yoloe_cannot_be() -> None:
    with pytest.raises(ValueError, match="class branch of 24 channels, embed 16"):
        YOLOEDetect(3, 16, ch=[24, 8, 8])
    with pytest.raises(ValueError, match="with_bn"):
        YOLOEDetect(3, 16, False, ch=[8, 8, 8])


def test_prompts_become_embeddings_of_length_1_that_start_as_the_text_itself() -> None:
    head = YOLOEDetect(3, 16, ch=[8, 8, 8]).eval()
    text = noise(1, 5, 16)
    assert torch.allclose(head.text_embeddings(text), text / text.norm(dim=-1, keepdim=True))
    maps = [noise(2, 8, 8, 8), noise(2, 8, 4, 4), noise(2, 8, 2, 2)]
    found = head.visual_embeddings(maps, (noise(2, 3, 8, 8) > 0).float())
    assert torch.allclose(found.norm(dim=-1), torch.ones(2, 3))


def test_a_visual_prompt_of_one_pixel_gives_the_features_of_that_pixel() -> None:
    module = SAVPE([8, 8, 8], 8, 32).eval()
    maps = [noise(1, 8, 8, 8), noise(1, 8, 4, 4), noise(1, 8, 2, 2)]
    masks = torch.zeros(1, 2, 8, 8)
    masks[0, 0, 3, 5] = 1
    masks[0, 1] = 1
    one, everywhere = module(maps, masks)[0]
    features = module.cv3(torch.cat([f(x) for f, x in zip(module.cv1, maps, strict=True)], 1))
    assert torch.allclose(one, nn.functional.normalize(features[0, :, 3, 5], dim=0), atol=1e-5)
    assert not torch.allclose(one, everywhere, atol=1e-2)


def test_prototypes_of_yoloe_26_do_not_train_the_backbone() -> None:
    head = YOLOESegment26(3, 4, 8, 16, ch=[8, 8, 8])
    inputs = [noise(2, 8, 4 >> level, 8 >> level).requires_grad_() for level in range(3)]
    head(inputs, noise(1, 3, 16))["proto"].sum().backward()
    assert all(x.grad is None for x in inputs)
    assert head.proto.cv1.conv.weight.grad is not None


def test_probabilities_come_with_their_scores() -> None:
    head = Classify(8, 5).eval()
    probabilities, scores = head(noise(2, 8, 3, 3))
    assert torch.allclose(probabilities, scores.softmax(1))
    assert torch.allclose(probabilities.sum(1), torch.ones(2))


def test_depth_is_limited_and_calibrated_on_a_logarithmic_scale() -> None:
    head = Depth(8, [8, 8])
    with torch.no_grad():
        head.head[-1].weight.zero_()
        head.head[-1].bias.fill_(99)
    assert head(two_maps())["depth"].max().item() == pytest.approx(math.exp(5), rel=1e-5)
    with torch.no_grad():
        head.head[-1].bias.fill_(2)
    head.eval()
    assert head(two_maps())[0, 0, 0, 0].item() == pytest.approx(math.exp(2), rel=1e-5)
    head.cal_a *= 0.5
    head.cal_b += 3
    assert head(two_maps())[0, 0, 0, 0].item() == pytest.approx(math.exp(4), rel=1e-5)


def test_pixels_know_their_row_and_their_column() -> None:
    places = waves(torch.zeros(1, 16, 3, 5)).view(3, 5, 16)
    rows, columns = places[..., :8], places[..., 8:]
    assert torch.equal(rows, rows[:, :1].expand(3, 5, 8))
    assert torch.equal(columns, columns[:1].expand(3, 5, 8))
    assert len({tuple(place.tolist()) for place in places.view(15, 16)}) == 15
    assert rows[2, 0, 0].item() == pytest.approx(math.sin(2))
    assert columns[0, 4, 5].item() == pytest.approx(math.cos(4 / 10000**0.25))


def test_a_transformer_layer_of_zeros_only_normalises() -> None:
    after, before = AIFI(16, 8, 2).eval(), AIFI(16, 8, 2, normalize_before=True).eval()
    for layer in (after, before):
        with torch.no_grad():
            for part in (layer.ma.out_proj, layer.fc2):
                part.weight.zero_()
                part.bias.zero_()
    x = noise(2, 16, 3, 5)
    assert torch.equal(before(x), x)
    expected = nn.functional.layer_norm(x.permute(0, 2, 3, 1), (16,)).permute(0, 3, 1, 2)
    assert torch.allclose(after(x), expected, atol=1e-3)


def test_deformable_attention_reads_the_maps_at_its_boxes() -> None:
    attention = MSDeformAttn(16, 1, 2, 3)
    value = noise(1, 12, 16)
    # The centre of pixel (1, 2) of a map of 3 x 4; a box without size stays there.
    boxes = torch.tensor([[[2.5 / 4, 1.5 / 3, 0.0, 0.0]]])
    found = attention(noise(1, 1, 16), boxes, value, [(3, 4)])
    expected = attention.output_proj(attention.value_proj(value[:, 6:7]))
    assert torch.allclose(found, expected, atol=1e-5)


def test_heads_of_deformable_attention_start_in_different_directions() -> None:
    offsets = MSDeformAttn(16, 2, 4, 3).sampling_offsets.bias.view(4, 2, 3, 2)
    first = [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]]
    assert torch.allclose(offsets[:, 0, 0], torch.tensor(first), atol=1e-6)
    assert torch.allclose(offsets[:, 1, 2], 3 * offsets[:, 0, 0])
    x = torch.linspace(0.01, 0.99, 7)
    assert torch.allclose(inverse_sigmoid(x).sigmoid(), x)
    assert inverse_sigmoid(torch.tensor([-1.0, 2.0])).isfinite().all()


def test_queries_start_from_boxes_inside_the_image() -> None:
    logits, usable = pixel_boxes(torch.zeros(1, 1, 1), [(2, 4), (1, 200)])
    assert logits.shape == (1, 208, 4)
    assert logits[0, 0].sigmoid().tolist() == pytest.approx([0.125, 0.25, 0.05, 0.05])
    assert logits[0, 100].sigmoid().tolist() == pytest.approx([92.5 / 200, 0.5, 0.1, 0.1])
    # The first two and the last two columns of 200 are nearer than 1 % to the border.
    assert (~usable).sum().item() == 4
    assert logits[0, 8].isinf().all()


def test_the_decoder_gives_the_likeliest_pairs_of_box_and_class_first() -> None:
    head = RTDETRDecoder(3, [8], 16, 5, 2, 2, 2, 16)
    boxes = torch.arange(20.0).view(1, 1, 5, 4)
    scores = torch.full((1, 1, 5, 3), -5.0)
    scores[0, 0, 3, 2], scores[0, 0, 1, 0], scores[0, 0, 3, 0] = 3.0, 2.0, 1.0
    best = head.best(boxes, scores)[0]
    assert best.shape == (5, 6)
    assert best[:3, 5].tolist() == [2.0, 0.0, 0.0]
    assert best[:3, :4].tolist() == [[12, 13, 14, 15], [4, 5, 6, 7], [12, 13, 14, 15]]
    assert best[0, 4].item() == pytest.approx(torch.tensor(3.0).sigmoid().item())


def test_at_first_no_decoder_layer_moves_a_box() -> None:
    head = RTDETRDecoder(3, [8], 16, 5, 2, 2, 4, 16)
    boxes, scores, chosen, _, _ = head([noise(2, 8, 6, 6)])
    assert boxes.shape == (4, 2, 5, 4)
    assert torch.allclose(boxes, chosen.expand(4, 2, 5, 4), atol=1e-4)
    assert scores.shape == (4, 2, 5, 3)
    _, (last, _, chosen, _, _) = head.eval()([noise(2, 8, 6, 6)])
    assert torch.allclose(last[0], chosen, atol=1e-4)


def test_learnt_queries_do_not_depend_on_the_image() -> None:
    head = RTDETRDecoder(3, [8], 16, 5, 2, 2, 1, 16, learnt_init_query=True)
    queries, boxes = head.start(noise(2, 4, 16), noise(2, 4, 4).requires_grad_())
    assert torch.equal(queries[1], head.tgt_embed.weight[:4])
    assert not boxes.requires_grad
