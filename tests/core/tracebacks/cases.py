"""Configs of ours with one thing wrong, for which `errors.json` has what the real trainers said.

`record.py` makes that file. A case is an example with some rows or texts replaced; `row` is the row
that an explanation must name: the one that was changed, or None where the fault is in no row.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER.parents[2] / "examples"
BASES = {
    "yolov5": "yolov5s.yaml",
    "ultralytics": "yolo11s-p2.yaml",
    "ultralytics83": "yolo11s-p2.yaml",
    "yolov7": "yolov7-elan.yaml",
    "yolov9": "yolov9-gelan.yaml",
}
DIALECTS = {
    "yolov5": "yolov5@7.0",
    "ultralytics": "ultralytics@8.4",
    "ultralytics83": "ultralytics@8.3",
    "yolov7": "yolov7",
    "yolov9": "yolov9",
}


@dataclass(frozen=True)
class Case:
    """One config and where its fault is.

    Attributes:
        name: Unique.
        trainer: Whose error it is.
        rows: New text of rows, by number.
        texts: Other texts that are replaced.
        row: The row that is at fault; None: none of them.
        base: The example; "" for the trainer's usual one.
        size: The image size at which it fails; None: it fails while it is built.
        code: The finding of our rules that must be linked; "": any or none.
    """

    name: str
    trainer: str
    rows: dict[int, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    row: int | None = None
    base: str = ""
    size: tuple[int, int] | None = None
    code: str = ""

    @property
    def file(self) -> str:
        """The name of the file, which Ultralytics reads the scale from."""
        return self.base or BASES[self.trainer]

    @property
    def text(self) -> str:
        """The config."""
        return mutated((EXAMPLES / self.file).read_text("utf-8"), self.rows, self.texts)


def mutated(text: str, rows: dict[int, str], texts: dict[str, str]) -> str:
    """`text` with some rows and texts replaced."""
    lines, number = text.splitlines(), -1
    for place, line in enumerate(lines):
        if line.startswith("  - [") and line.count(",") >= 3 and ("Conv" in line or number >= 0):
            number += 1
            if number in rows:
                lines[place] = f"  - {rows[number]}"
    made = "\n".join(lines) + "\n"
    for old, new in texts.items():
        assert old in made, old
        made = made.replace(old, new)
    return made


def recorded() -> dict[str, dict[str, Any]]:
    """What the trainers said, by the names of the cases."""
    path = FOLDER / "errors.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


CASES = (
    # Maps of different sizes.
    Case("v5-concat-7", "yolov5", {12: "[[-1, 7], 1, Concat, [1]]"}, row=12, code="S101"),
    Case("v5-concat-p3", "yolov5", {16: "[[-1, 6], 1, Concat, [1]]"}, row=16, code="S101"),
    Case("v5-concat-swapped", "yolov5", {12: "[[4, -1], 1, Concat, [1]]"}, row=12, code="S101"),
    Case("v5-concat-three", "yolov5", {19: "[[-1, 14, 4], 1, Concat, [1]]"}, row=19, code="S101"),
    Case("v5-concat-first", "yolov5", {22: "[[-1, 13], 1, Concat, [1]]"}, row=22, code="S101"),
    Case("v5-no-upsample", "yolov5", {15: "[-1, 1, nn.Identity, []]"}, row=16, code="S101"),
    Case("v5-no-stride", "yolov5", {18: "[-1, 1, Conv, [256, 3, 1]]"}, row=19, code="S101"),
    Case("v5-extra-stride", "yolov5", {10: "[-1, 1, Conv, [512, 1, 2]]"}, row=12, code="S101"),
    Case("v5-sppf-even", "yolov5", {9: "[-1, 1, SPPF, [1024, 4]]"}, row=9, code="S105"),
    Case("ul-concat", "ultralytics", {12: "[[-1, 8], 1, Concat, [1]]"}, row=12, code="S101"),
    Case("ul-concat-p2", "ultralytics", {18: "[[-1, 4], 1, Concat, [1]]"}, row=18, code="S101"),
    Case("ul-stale-two", "ultralytics", {27: "[[-1, 13], 1, Concat, [1]]"}, row=27, code="S101"),
    Case("ul83-concat", "ultralytics83", {15: "[[-1, 6], 1, Concat, [1]]"}, row=15, code="S101"),
    Case("v7-concat", "yolov7", {32: "[14, 1, Conv, [128, 1, 1]]"}, row=33, code="S101"),
    Case("v7-concat-up", "yolov7", {41: "[[-1, 30], 1, Concat, [1]]"}, row=41, code="S101"),
    Case("v9-concat", "yolov9", {11: "[[-1, 7], 1, Concat, [1]]"}, row=11, code="S101"),
    Case("v9-concat-up", "yolov9", {20: "[[-1, 12], 1, Concat, [1]]"}, row=20, code="S101"),
    Case("v5-add-levels", "yolov5", {12: "[[-1, 7], 1, Sum, [2]]"}, row=12),
    Case("v5-sum-width", "yolov5", {12: "[[-1, 4], 1, Sum, [2]]"}, row=12),
    Case(
        "v5-detect-size-416", "yolov5", {}, {}, row=12, size=(416, 432), code="H106",
    ),
    Case("v5-p6-size", "yolov5", base="yolov5-p6.yaml", row=14, size=(800, 800), code="H106"),
    Case("ul-size-600", "ultralytics", row=15, size=(600, 600), code="H106"),
    # References.
    Case("v5-forward-reference", "yolov5", {12: "[[-1, 14], 1, Concat, [1]]"}, row=12, code="G101"),
    Case("v5-far-reference", "yolov5", {12: "[[-1, 60], 1, Concat, [1]]"}, row=12, code="G101"),
    Case("v5-conv-far", "yolov5", {10: "[40, 1, Conv, [512, 1, 1]]"}, row=10, code="G101"),
    Case("v5-detect-far", "yolov5", {24: "[[17, 20, 26], 1, Detect, [nc, anchors]]"}, row=24,
         code="G101"),
    Case("v5-before-first", "yolov5", {0: "[-2, 1, Conv, [64, 6, 2, 2]]"}, row=0, code="G101"),
    Case("ul-forward", "ultralytics", {12: "[[-1, 20], 1, Concat, [1]]"}, row=12, code="G101"),
    Case("ul-detect-far", "ultralytics", {29: "[[19, 22, 25, 30], 1, Detect, [nc]]"}, row=29,
         code="G101"),
    Case("v7-detect-far", "yolov7", {49: "[[46, 47, 50], 1, IDetect, [nc, anchors]]"}, row=49,
         code="G101"),
    Case("v9-detect-far", "yolov9", {22: "[[15, 18, 24], 1, DDetect, [nc]]"}, row=22, code="G101"),
    Case("v5-list-from", "yolov5", {10: "[[-1], 1, Conv, [512, 1, 1]]"}, row=10, code="G103"),
    Case("v5-list-two", "yolov5", {13: "[[-1, 6], 3, C3, [512, False]]"}, row=13, code="G103"),
    Case("ul-list-from", "ultralytics", {9: "[[-1, 6], 1, SPPF, [1024, 5]]"}, row=9, code="G103"),
    Case("v7-list-from", "yolov7", {30: "[[-1], 1, Conv, [128, 1, 1]]"}, row=30, code="G103"),
    Case("v5-upsample-list", "yolov5", {11: "[[-1], 1, nn.Upsample, [None, 2, nearest]]"}, row=11,
         code="G103"),
    Case("v5-concat-scalar", "yolov5", {12: "[6, 1, Concat, [1]]"}, row=12, code="G104"),
    Case("v7-concat-scalar", "yolov7", {33: "[-1, 1, Concat, [1]]"}, row=33, code="G104"),
    Case("v9-detect-scalar", "yolov9", {22: "[21, 1, DDetect, [nc]]"}, row=22, code="G104"),
    Case("v5-text-from", "yolov5", {10: "[a, 1, Conv, [512, 1, 1]]"}, row=10, code="G105"),
    # Arguments and numbers.
    Case("v5-empty-args", "yolov5", {10: "[-1, 1, Conv, []]"}, row=10, code="B103"),
    Case("ul-empty-args", "ultralytics", {20: "[-1, 1, Conv, []]"}, row=20, code="B103"),
    Case("v5-many-args", "yolov5", {10: "[-1, 1, Conv, [512, 1, 1, 0, 1, 1, True, 8, 9]]"}, row=10,
         code="B104"),
    Case("v5-sppf-args", "yolov5", {9: "[-1, 1, SPPF, [1024, 5, 3]]"}, row=9, code="B104"),
    Case("ul-many-args", "ultralytics", {9: "[-1, 1, SPPF, [1024, 5, 3, True, 1, 2]]"}, row=9,
         code="B104"),
    Case("ul-upsample-args", "ultralytics",
         {11: "[-1, 1, nn.Upsample, [None, 2, nearest, False, False, 3]]"}, row=11, code="B104"),
    Case("v9-few-args", "yolov9", {2: "[-1, 1, RepNCSPELAN4, [128, 64]]"}, row=2, code="B103"),
    Case("v7-many-args", "yolov7", {46: "[39, 1, RepConv, [128, 3, 1, 1, 1, 1, True, False, 2]]"},
         row=46, code="B104"),
    Case("v7-repconv-five", "yolov7", {47: "[42, 1, RepConv, [256, 5, 1]]"}, row=47),
    Case("v5-text-channels", "yolov5", {10: "[-1, 1, Conv, [abc, 1, 1]]"}, row=10, code="B105"),
    Case("ul-text-channels", "ultralytics", {20: "[-1, 1, Conv, [abc, 3, 2]]"}, row=20,
         code="B105"),
    Case("v5-list-channels", "yolov5", {10: "[-1, 1, Conv, [[512], 1, 1]]"}, row=10, code="B105"),
    Case("v5-text-number", "yolov5", {8: "[-1, x, C3, [1024]]"}, row=8, code="B109"),
    Case("ul-text-number", "ultralytics", {8: "[-1, x, C3k2, [1024, True]]"}, row=8, code="B109"),
    Case("v5-three-cells", "yolov5", {8: "[-1, 3, C3]"}, row=8),
    Case("ul-three-cells", "ultralytics", {8: "[-1, 2, C3k2]"}, row=8),
    Case("v5-five-cells", "yolov5", {8: "[-1, 3, C3, [1024], 5]"}, row=8),
    Case("v5-args-number", "yolov5", {8: "[-1, 3, C3, 1024]"}, row=8, code="B108"),
    Case("v5-kernel-text", "yolov5", {10: "[-1, 1, Conv, [512, big, 1]]"}, row=10),
    Case("v5-syntax-arg", "yolov5", {10: "[-1, 1, Conv, [512, 1 1, 1]]"}, row=10, code="Y102"),
    Case("v5-groups", "yolov5", {10: "[-1, 1, Conv, [512, 1, 1, null, 7]]"}, row=10),
    Case("ul-psa-narrow", "ultralytics", {10: "[-1, 2, C2PSA, [512]]"}, row=10),
    Case("ul-detect-anchors", "ultralytics", {29: "[[19, 22, 25, 28], 1, Detect, [nc, 3]]"},
         row=29),
    Case("ul83-detect-anchors", "ultralytics83", {29: "[[19, 22, 25, 28], 1, Detect, [nc, 3]]"},
         row=29),
    Case("ul83-obb", "ultralytics83", {29: "[[19, 22, 25, 28], 1, OBB, [nc]]"}, row=29),
    Case("ul-cbam", "ultralytics", {9: "[-1, 1, CBAM, [7]]"}, row=9),
    # Names.
    Case("v5-unknown", "yolov5", {8: "[-1, 3, C3z, [1024]]"}, row=8, code="B101"),
    Case("v5-case", "yolov5", {8: "[-1, 3, c3, [1024]]"}, row=8, code="B101"),
    Case("v5-c2f", "yolov5", {8: "[-1, 3, C2f, [1024]]"}, row=8),
    Case("v5-cbam", "yolov5", base="yolov5s-cbam.yaml", row=5, code="B102"),
    Case("v5-bifpn", "yolov5", base="yolov5s-bifpn.yaml", row=12, code="B102"),
    Case("v5-nn-unknown", "yolov5", {11: "[-1, 1, nn.Upsampel, [None, 2, nearest]]"}, row=11,
         code="B101"),
    Case("ul-unknown", "ultralytics", {8: "[-1, 2, C2fz, [1024, True]]"}, row=8, code="B101"),
    Case("ul-c3-missing", "ultralytics83", {8: "[-1, 2, TripletAttention, [1024]]"}, row=8),
    Case("ul-nn-unknown", "ultralytics", {11: "[-1, 1, nn.Upsampel, [None, 2, nearest]]"}, row=11,
         code="B101"),
    Case("v7-unknown", "yolov7", {14: "[-1, 1, C3, [128]]"}, row=14),
    Case("v9-unknown", "yolov9", {12: "[-1, 1, RepCSPELAN4, [256, 128, 64, 1]]"}, row=12,
         code="B101"),
    # Channels.
    Case("v5-plain-conv", "yolov5", {3: "[-1, 1, nn.Conv2d, [100, 128, 3, 2, 1]]"}, row=3),
    Case("v5-noted", "yolov5", {3: "[-1, 1, nn.Conv2d, [64, 128, 3, 2, 1]]"}, row=3),
    Case("ul-plain-conv", "ultralytics", {3: "[-1, 1, nn.Conv2d, [100, 128, 3, 2, 1]]"}, row=3),
    Case("ul-noted", "ultralytics", {3: "[-1, 1, nn.Conv2d, [128, 256, 3, 2, 1]]"}, row=3),
    Case("v5-repeated", "yolov5", {5: "[-1, 6, Conv, [512, 3, 1]]"}, row=5, code="B201"),
    Case("v5-batchnorm-skip", "yolov5", {4: "[1, 1, nn.BatchNorm2d, []]"}, row=4),
    Case("v5-bn-literal", "yolov5", {9: "[-1, 1, nn.GroupNorm, [8, 100]]"}, row=9),
    Case("v5-linear", "yolov5", {9: "[-1, 1, nn.Linear, [8, 100]]"}, row=12),
    Case("v9-repeated", "yolov9", {4: "[-1, 3, RepNCSPELAN4, [192, 96, 48, 1]]"}, row=4,
         code="B201"),
    Case("v7-mixconv", "yolov7", {30: "[-1, 1, MixConv2d, [128]]"}, row=30),
    Case("v5-sum-channels", "yolov5", {19: "[[-1, 13], 1, Sum, [2]]"}, row=19),
    # The header and the head.
    Case("v5-no-anchors", "yolov5", texts={"anchors:\n": "anchor:\n"}, code="D101"),
    Case("v5-no-depth", "yolov5", texts={"depth_multiple": "depth_mutiple"}, code="D101"),
    Case("v5-no-nc", "yolov5", texts={"nc: 80\n": "classes: 80\n"}, code="D101"),
    Case("v9-no-anchors", "yolov9", texts={"anchors: 3\n": ""}),
    Case("v5-no-head", "yolov5", texts={"head:\n": "heads:\n"}),
    Case("ul-no-backbone", "ultralytics", texts={"backbone:\n": "body:\n"}),
    Case("v5-text-depth", "yolov5", texts={"depth_multiple: 0.33": "depth_multiple: third"},
         code="D102"),
    Case("ul-two-scale", "ultralytics", texts={"s: [0.50, 0.50, 1024]": "s: [0.50, 0.50]"}),
    Case("v5-two-anchors", "yolov5",
         texts={"  - [116, 90, 156, 198, 373, 326]  # P5/32\n": ""}, row=24, code="H103"),
    Case("v5-four-anchors", "yolov5", {24: "[[17, 20], 1, Detect, [nc, anchors]]"}, row=24,
         code="H103"),
    Case("v7-two-anchors", "yolov7",
         texts={"  - [142, 110, 192, 243, 459, 401]  # P5/32\n": ""}, row=49, code="H103"),
    Case("v5-head-nc", "yolov5", {24: "[[17, 20, 23], 1, Detect, [nc]]"}, row=24, code="H109"),
    Case("v9-head-anchors", "yolov9", {22: "[[15, 18, 21], 1, DDetect, [nc, anchors]]"}, row=22,
         code="H108"),
    Case("v9-panoptic", "yolov9", {22: "[[15, 18, 21], 1, Segment, [nc]]"}, row=22),
    Case("v5-deep", "yolov5", texts={
        "  - [-1, 1, SPPF, [1024, 5]]      # 9\n": "  - [-1, 1, nn.AvgPool2d, [8]]\n"}, row=10),
    # The YAML.
    Case("v5-comma", "yolov5",
         texts={"[-1, 3, C3, [1024]]  ": "[-1, 3 C3, [1024]]  "}, row=8),
    Case("v5-bracket", "yolov5", {8: "[-1, 3, C3, [1024]"}, row=8),
    Case("v5-indent", "yolov5", texts={"  - [-1, 3, C3, [1024]] ": "   - [-1, 3, C3, [1024]] "},
         row=8),
    Case("ul-bracket", "ultralytics", {8: "[-1, 2, C3k2, [1024, True]"}, row=8),
    Case("ul83-bracket", "ultralytics83", {8: "[-1, 2, C3k2, [1024, True]"}, row=8),
    Case("v5-tab", "yolov5", texts={"  - [-1, 3, C3, [1024]] ": "\t- [-1, 3, C3, [1024]] "},
         row=8),
    Case("v5-backbone-mapping", "yolov5",
         texts={"backbone:\n": "backbone:\n  type: resnet\nrest:\n"}),
    Case("ul-backbone-text", "ultralytics",
         texts={"backbone:\n": "backbone: resnet18.pt\nrest:\n"}),
)  # fmt: skip


def _stock() -> str:
    return (EXAMPLES / "yolov5s.yaml").read_text("utf-8")


_INSERTED = {
    "  - [-1, 1, SPPF, [1024, 5]]      # 9\n":
        "  - [-1, 1, nn.Identity, []]\n  - [-1, 1, SPPF, [1024, 5]]\n",
    "[[-1, 14], 1, Concat": "[[-1, 15], 1, Concat",
    "[[-1, 10], 1, Concat": "[[-1, 11], 1, Concat",
    "[[17, 20, 23], 1": "[[18, 21, 24], 1",
}  # fmt: skip
# By name: the config that the weights were trained with, and the one that they are loaded into.
WEIGHTS = {
    "inserted": (_stock(), mutated(_stock(), {}, _INSERTED)),
    "removed": (mutated(_stock(), {}, _INSERTED), _stock()),
    "classes": (_stock(), mutated(_stock(), {}, {"nc: 80": "nc: 3"})),
    "scale": (_stock(), mutated(_stock(), {}, {"width_multiple: 0.50": "width_multiple: 0.75"})),
}
