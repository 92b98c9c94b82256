"""Every row of every network, against the numbers that the real trainer printed."""

import pytest

from builder.core.analysis import LayerReport
from tests.golden.stock import Record, Row, every_record

EVERY = pytest.mark.parametrize("record", every_record(), ids=str)


def seen(layer: LayerReport) -> Row:
    """A layer in the form of the records."""
    assert layer.out_shapes is not None
    assert layer.params is not None
    assert layer.flops is not None
    return Row(
        written_from=layer.written_from,
        n=layer.repeats,
        module=layer.module,
        args=layer.args_text,
        params=layer.params,
        out_shapes=layer.out_shapes,
        gflops=layer.flops / 1e9,
    )


@EVERY
def test_every_row_equals_the_trainers(record: Record) -> None:
    report = record.report()
    assert len(report.layers) == len(record.rows)
    for layer, row in zip(report.layers, record.rows, strict=True):
        mine = seen(layer)
        assert (mine.written_from, mine.n, mine.module) == (row.written_from, row.n, row.module)
        assert mine.args == row.args, f"row {layer.index}"
        assert mine.params == row.params, f"row {layer.index}"
        assert mine.out_shapes == row.out_shapes, f"row {layer.index}"
        assert layer.flops == row.flops, f"row {layer.index}"


@EVERY
def test_totals_equal_the_trainers(record: Record) -> None:
    report = record.report()
    totals = report.totals
    assert totals.params == record.params
    assert totals.gradients == record.gradients
    assert totals.layers == record.layers
    assert totals.gflops_trainer == record.gflops
    assert report.head_strides == record.stride
    if record.gflops_640 is not None:
        assert totals.flops == round(record.gflops_640 * 1e9)
    assert totals.missing == ()
