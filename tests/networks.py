"""Reports made by hand, for what is shown before and without an analysis."""

from collections.abc import Sequence
from dataclasses import replace
from math import prod

from builder.core.analysis.report import Fault, LayerReport, Report, Status, Totals
from builder.core.blocks.catalogue import find
from builder.core.config.read import read_config
from builder.core.dialects.resolved import Resolved
from tests.golden.stock import Record, records

Shape = tuple[int, ...]


def layer(
    index: int,
    sources: tuple[int, ...] | None,
    module: str,
    shape: Shape | None,
    *,
    stride: float | None = None,
    status: Status = Status.OK,
    fault: Fault | None = None,
    repeats: int = 1,
    params: int | None = 1000,
    image: int = 640,
) -> LayerReport:
    """One row; the stride follows from the shape of its one output."""
    ok = status is Status.OK
    if ok and stride is None and shape is not None and len(shape) == 4:
        stride = image / shape[2]
    return LayerReport(
        index=index,
        slots=(index,),
        section="backbone" if index < 10 else "head",
        written_from=list(sources or ()),
        sources=sources,
        module=module,
        repeats=repeats,
        args=(),
        args_text="[]",
        params=params if ok else None,
        flops=params * 100 if ok and params is not None else None,
        macs=params * 50 if ok and params is not None else None,
        input_shapes=None,
        out_shapes=(shape,) if ok and shape is not None else None,
        stride=stride if ok else None,
        activation_bytes=4 * prod(shape) if ok and shape else None,
        receptive_field=2 * index + 3 if ok else None,
        status=status,
        line=index + 5,
        fault=fault,
        spec=find(module, "yolov5"),
    )


def report(layers: Sequence[LayerReport], text: str = "", file: str = "net.yaml") -> Report:
    """A report of these rows; totals are sums where all parts are known."""
    missing = tuple(each.index for each in layers if each.params is None)
    params = None if missing else sum(each.params or 0 for each in layers)
    flops = None if missing else sum(each.flops or 0 for each in layers)
    totals = Totals(params, params, flops, None, None, len(layers), None, "", missing)
    return Report(
        config=read_config(text),
        resolved=Resolved((), 80, 1.0, 1.0, None, ()),
        file=file,
        dialect="yolov5@7.0",
        scale=None,
        image_size=(640, 640),
        nc=80,
        layers=tuple(layers),
        totals=totals,
    )


def recorded(name: str) -> Report:
    """A stock network from its recorded table, such as "yolov5s" or "yolov5-p6"."""
    record = next(r for r in (*records("yolov5-7.0"), *records("seeds")) if str(r) == name)
    return report([_recorded_layer(record, index) for index in range(len(record.rows))], file=name)


def _recorded_layer(record: Record, index: int) -> LayerReport:
    row = record.rows[index]
    written = row.written_from if isinstance(row.written_from, list) else [row.written_from]
    sources = tuple(ref if ref >= 0 else index + ref for ref in written)
    head = len(row.out_shapes) != 1
    shape = None if head else row.out_shapes[0]
    module = row.module.removeprefix("torch.nn.modules.upsampling.")
    module = "nn.Upsample" if module == "Upsample" else module
    made = layer(index, sources, module, shape, repeats=row.n, params=row.params)
    return made if not head else _with_outputs(made, row.out_shapes)


def _with_outputs(made: LayerReport, shapes: tuple[Shape, ...]) -> LayerReport:
    return replace(made, out_shapes=shapes, stride=None)


def stale_yolov5s() -> Report:
    """YOLOv5s whose layer 16 joins 80x80 with layer 6 (40x40): what reads it is blocked."""
    good = recorded("yolov5s")
    fault = Fault("sizes 80x80 and 40x40 differ", "cat", ((1, 128, 80, 80), (1, 256, 40, 40)))
    blank = {
        "params": None, "flops": None, "macs": None, "out_shapes": None, "stride": None,
        "activation_bytes": None, "receptive_field": None,
    }  # fmt: skip
    layers = [
        each
        if each.index < 16
        else replace(each, **blank, status=Status.ERROR, fault=fault, sources=(15, 6))
        if each.index == 16
        else replace(each, **blank, status=Status.BLOCKED, blocked_by=(16,))
        for each in good.layers
    ]
    text = "backbone:\n" + "".join(f"  - {_written(each)}\n" for each in layers)
    return report(layers, text)


def _written(each: LayerReport) -> str:
    sources = list(each.sources or ())
    args = "[None, 2, nearest]" if "Upsample" in each.module else "[]"
    if each.index in (18, 21):
        args = "[256, 3, 2]"
    return f"[{sources}, 1, {each.module}, {args}]"
