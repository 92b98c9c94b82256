"""The choice of a scale in the tool bar."""

import math
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from builder.core.analysis import Report

_TIP = Qt.ItemDataRole.ToolTipRole


class ScaleBox(QComboBox):
    """The scales of the file in hand; above them what the file itself says, and why.

    The data of an entry is the scale's name, None for what the file says.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumContentsLength(15)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._shown: tuple[object, ...] = ()
        self.show_nothing()

    def show_nothing(self) -> None:
        """There is no file."""
        self._shown = ()
        self.clear()
        self.setEnabled(False)
        self.setToolTip("")

    def show_scales(self, report: Report, chosen: str | None) -> None:
        """List the scales of a report's file; what is shown already costs nothing."""
        own, why = self._own(report)
        names = [*report.resolved.scales]
        numbers = [multiples_text(each) for each in report.resolved.multiples]
        shown = (own, why, tuple(names), tuple(numbers))
        if shown != self._shown:
            self._shown = shown
            self._fill(own, names, numbers)
            self.setToolTip(why)
            self.setItemData(0, why, _TIP)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    def _fill(self, own: str, names: list[str], numbers: list[str]) -> None:
        self.clear()
        self.addItem(own, None)
        for name, words in zip(names, numbers, strict=True):
            self.addItem(f"{name}: {words}" if words else name, name)
        self.setEnabled(bool(names))
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count()))
        self.view().setMinimumWidth(widest + 40)

    def _own(self, report: Report) -> tuple[str, str]:
        """What the file says, and an explanation."""
        resolved, name = report.resolved, PurePath(report.file).name
        own = resolved.own_scale or ""
        match resolved.own_scale_from:
            case "name":
                why = self.tr("The file's name says scale {0}: {1}").format(own, name)
                return self.tr("file: {0} (its name)").format(own), self._with_hint(why)
            case "first":
                why = self.tr("The file's name says no scale, so the first is taken: {0}")
                return self.tr("file: {0} (the first)").format(own), self._with_hint(
                    why.format(own)
                )
            case "only":
                why = self.tr("The file has one scale: {0}").format(own)
                return self.tr("file: {0}").format(own), self._with_hint(why)
        if not resolved.scales:
            why = self.tr(
                "The file has no table of `scales`, so there is nothing to choose: it is "
                "built as it is written."
            )
            return self.tr("no scales"), why
        depth, width = self._written(report, "depth"), self._written(report, "width")
        why = self.tr("depth_multiple {0} and width_multiple {1} of the file")
        return self.tr("file: {0} × {1}").format(depth, width), self._with_hint(
            why.format(depth, width)
        )

    def _with_hint(self, why: str) -> str:
        hint = self.tr("Another scale is measured only; the file keeps what it says.")
        return self.tr("{0}. {1}").format(why, hint)

    def _written(self, report: Report, kind: str) -> str:
        """A multiple as the file writes it, which another scale hides in the report."""
        node = report.config.header(f"{kind}_multiple")
        return str(node.value)[:6] if node is not None else "1"


def multiples_text(multiples: tuple[float, ...]) -> str:
    """Depth and width, and what channels are cut to: "0.5 × 0.25, ≤ 1024"."""
    depth, width, *limit = multiples
    words = f"{depth:g} × {width:g}"
    return f"{words}, ≤ {limit[0]:g}" if limit and math.isfinite(limit[0]) else words
