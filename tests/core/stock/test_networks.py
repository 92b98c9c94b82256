"""The shipped networks are those of the trainers, row by row."""

from pathlib import Path

import pytest
import yaml

from builder.core.config import read_config
from builder.core.stock import Comparison, State, nearest, networks
from builder.core.stock.networks import args_text, row_of
from tests.golden.stock import Record, every_record, package_folder
from tests.golden.write_stock import networks as collected

TRAINERS = {"yolov5-7.0": "yolov5", "ultralytics-8.4.190": "ultralytics"}
# Two rows, of which one is a whole backbone: too short to resemble anything.
SHORT = {"yolo11-cls-resnet18"}


def test_the_file_holds_what_the_packages_hold() -> None:
    if package_folder("yolov5") is None or package_folder("ultralytics") is None:
        pytest.skip("the packages are not installed")
    for entry in collected({}):
        rows = tuple(row_of(index, *cells) for index, cells in enumerate(entry["rows"]))
        assert any(
            (one.trainer, one.backbone, one.rows) == (entry["trainer"], entry["backbone"], rows)
            and set(entry["names"]) <= set(one.names)
            for one in networks()
        ), entry["names"]


@pytest.mark.parametrize(
    "record",
    [one for one in every_record() if one.table in {*TRAINERS, "yolov7", "yolov9"}],
    ids=str,
)
def test_every_shipped_network_is_itself(record: Record) -> None:
    config = read_config(record.text)
    stem = Path(record.file).stem
    found = nearest(config, TRAINERS.get(record.table, record.table))
    if stem in SHORT:
        assert found == ()
        return
    assert stem in found[0].network.names
    compared = Comparison(found[0], config)
    assert compared.groups == ()
    assert {one.state for one in compared.references} == {State.CURRENT}


def test_arguments_are_compared_as_the_trainer_reads_them() -> None:
    assert args_text(yaml.safe_load("[None, 2, nearest]")) == args_text([None, 2.0, "nearest"])
    assert args_text([1, [2, "x"]]) == "[1,[2,x]]"
    row = row_of(4, [-1, "x", 2, True], [], 3, "odd")
    assert (row.refs, row.many, row.module, row.sources) == ((-1, 2), True, "", (3, 2))


def test_names_are_those_that_people_know() -> None:
    names = {network.name for network in networks()}
    assert {"yolov5s", "yolov5s-seg", "yolov8", "yolo11", "rtdetr-l", "yolov7", "gelan-c"} <= names
