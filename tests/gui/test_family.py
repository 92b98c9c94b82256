"""Whole families of stock networks, opened in the window at each of their scales."""

import logging
from pathlib import Path

import pytest

from builder.gui.window import MainWindow
from tests.golden.stock import missing, package_path, records

_TABLE = "ultralytics-8.4.190"


def _files(family: str) -> list[Path]:
    folder = package_path("ultralytics", f"cfg/models/{family}")
    return sorted(folder.glob("*.yaml")) if folder else []


@pytest.mark.parametrize("family", ["v8", "26"])
def test_a_family_at_every_scale(
    window: MainWindow, family: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Exceptions in slots and warnings of Qt fail the test by themselves."""
    files = _files(family)
    if not files:
        pytest.skip(missing("ultralytics"))
    known = {
        (Path(record.file).name, record.scale): record.params for record in records(_TABLE)
    }
    box, shown = window.bar.scale, 0
    with caplog.at_level(logging.WARNING):
        for path in files:
            document = window.files.open(path)
            assert document is not None
            assert window.document is document
            for index in range(1, box.count()):
                box.setCurrentIndex(index)
                box.activated.emit(index)
                report = document.analysis.report
                assert report.scale == box.itemData(index)
                expected = known.get((path.name, report.scale))
                if expected is not None:
                    assert report.totals.params == expected, (path.name, report.scale)
                    shown += 1
                window.grab()  # paints everything now
            assert window.files.close(document)
    assert shown >= 32
    assert not caplog.records
