"""The status bar: what the network is and costs, in one line."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from builder.core.analysis import Report
from builder.gui.certifier import Certificate, State
from builder.gui.document import Analysis, Document
from builder.gui.language import spoken
from builder.gui.rows import runs_text
from builder.gui.theme import colours
from builder.gui.window.dialect_menu import DialectMenu

_NOTE_MS = 8000


class _Frame(QWidget):
    """Holds a label without a layout: other words would make the whole window lay itself out."""

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        label.setParent(self)
        self._label = label
        # Without a layout nobody asks again when Chinese words come, which stand higher.
        self._height = QLabel("\u884cgj,").sizeHint().height()
        self.setMinimumHeight(self._height)

    def sizeHint(self) -> QSize:
        """As high as any words; as wide as there is room."""
        return QSize(0, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the label all the room."""
        super().resizeEvent(event)
        self._label.resize(event.size())


class StatusBar(QStatusBar):
    """Shows totals of the current document; notes come and go at the left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._document: Document | None = None
        self.dialect = QToolButton()
        self.dialect.setAutoRaise(True)
        self.dialect.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.dialects = DialectMenu("", lambda: self._document, self)
        self.dialect.setMenu(self.dialects)
        self._certificate: Certificate | None = None
        self.totals = QLabel()
        self.totals.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.certificate = QLabel()
        self.totals.setContentsMargins(8, 0, 8, 0)
        self.certificate.setContentsMargins(8, 0, 10, 0)
        self.addWidget(self.dialect)
        self.addWidget(_Frame(self.totals), 1)
        self.addPermanentWidget(self.certificate)
        self.set_document(None)

    def set_document(self, document: Document | None) -> None:
        """Show the totals of another document."""
        if self._document is not None:
            self._document.analyzed.disconnect(self._follow)
        self._document = document
        self.certificate.setVisible(document is not None)
        self.dialect.setVisible(document is not None)
        if document is None:
            self.totals.setText("")
        else:
            document.analyzed.connect(self._follow)
            self._follow(document.analysis)

    def note(self, words: str) -> None:
        """Show a line for a few seconds."""
        self.showMessage(words, _NOTE_MS)

    def set_certificate(self, certificate: Certificate) -> None:
        """Show what torch says."""
        self._certificate = certificate
        theme = colours()
        mark, colour = {
            State.AGREES: ("✓ ", theme.good),
            State.DIFFERS: ("✗ ", theme.error),
            State.STOPS: ("✗ ", theme.error),
        }.get(certificate.state, ("", theme.faint))
        self.certificate.setText(mark + certificate.words)
        self.certificate.setStyleSheet(f"color: {colour};")
        self.certificate.setToolTip(
            certificate.message
            or self.tr("Every row's shapes and parameters compared with a real forward pass")
        )

    def follow_theme(self) -> None:
        """Take the colours of a new theme."""
        if self._certificate is not None:
            self.set_certificate(self._certificate)

    def _follow(self, analysis: Analysis) -> None:
        report = analysis.report
        self.totals.setText("  ·  ".join(self._parts(report)))
        self.totals.setToolTip(spoken(report.totals.gflops_note))
        self._show_dialect(report)

    def _show_dialect(self, report: Report) -> None:
        """How the file is read, and how that was decided; it seldom changes."""
        how, why = {
            "file": (self.tr("found"), self.tr("The file looks like one for this trainer")),
            "comment": (self.tr("by comment"), self.tr("A comment in the file says so")),
            "option": (self.tr("chosen"), self.tr("You have chosen so for this file")),
        }[report.dialect_from]
        words = f"{report.dialect} · {how} ▾"
        if self.dialect.text() != words:
            self.dialect.setText(words)
            tip = self.tr("Read as {0}: {1}. Click to read the file in another way.")
            self.dialect.setToolTip(tip.format(report.dialect, why))
            self.dialect.setAccessibleName(self.tr("How the file is read"))

    def _parts(self, report: Report) -> list[str]:
        totals = report.totals
        parts = [self.tr("{0} rows").format(len(report.layers))]
        if totals.layers is not None:
            parts.append(self.tr("{0} layers").format(f"{totals.layers:,}"))
        if totals.params is not None:
            parts.append(self.tr("{0} params").format(f"{totals.params:,}"))
        elif totals.missing:
            rows = runs_text(report.numbers(totals.missing))
            parts.append(self.tr("params unknown (row {0})").format(rows))
        printed, true = totals.gflops_trainer, totals.flops
        if printed is not None and true is not None:
            words = self.tr("{0} GFLOPs printed, {1} true")
            parts.append(words.format(printed, f"{true / 1e9:.1f}"))
        elif true is not None:
            parts.append(self.tr("{0} GFLOPs").format(f"{true / 1e9:.1f}"))
        else:
            parts.append(self.tr("GFLOPs unknown"))
        height, width = report.image_size
        parts.append(f"{height}×{width}")
        if report.nc is not None:
            parts.append(f"nc {report.nc}")
        depth, broad = report.resolved.depth, report.resolved.width
        size = self.tr("depth {0}, width {1}").format(f"{depth:g}", f"{broad:g}")
        parts.append(size if report.scale is None else self.tr("scale {0}").format(report.scale))
        return parts
