"""The tool bar: common actions, the analysis options and the search for rows."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QAction, QRegularExpressionValidator
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QToolBar,
    QToolButton,
    QWidget,
)

from builder.core.analysis import Report
from builder.gui.document import Analysis, Document
from builder.gui.icons import icon
from builder.gui.sizes import parse_size
from builder.gui.window.actions import TOOL_BAR
from builder.gui.window.scale_box import ScaleBox

_SIZES = ("320", "416", "512", "640", "768", "1024", "1280")
_MOST_CLASSES = 100_000


class ToolBar(QToolBar):
    """Sits on top of the window.

    Signals:
        searched(tuple): The rows that fit what was typed.
        survey_wanted(): The user wants to see all scales.
        stepped(): Enter in the search field wants the next row that fits.
    """

    stepped = Signal()
    survey_wanted = Signal()
    searched = Signal(tuple)

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tool_bar")
        self.setWindowTitle(self.tr("Tool bar"))
        self.setIconSize(QSize(20, 20))
        self._document: Document | None = None
        self.scale = ScaleBox()
        self.size_box = QComboBox()
        self.classes = QSpinBox()
        self.search = QLineEdit()
        for name in TOOL_BAR:
            if name == "|":
                self.addSeparator()
            else:
                self.addAction(actions[name])
        self.addSeparator()
        self._add_scale()
        self._add_size()
        self._add_classes()
        self.addSeparator()
        self.addAction(actions["fit"])
        self._add_search()
        self.set_document(None)

    # --- building ---------------------------------------------------------------------------

    def _add_scale(self) -> None:
        self._label(self.tr("Scale"), self.scale)
        self.scale.activated.connect(self._set_options)
        self.addWidget(self.scale)
        self.survey = QToolButton()
        self.survey.setIcon(icon("table-multiple"))
        self.survey.setToolTip(self.tr("Compare all scales and image sizes in a table"))
        self.survey.setAccessibleName(self.tr("All scales"))
        self.survey.clicked.connect(self.survey_wanted)
        self.addWidget(self.survey)

    def _add_size(self) -> None:
        self._label(self.tr("Image"), self.size_box)
        self.size_box.setEditable(True)
        self.size_box.addItems(list(_SIZES))
        self.size_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        pattern = QRegularExpression(r"\s*\d{1,4}(\s*[x×*]\s*\d{1,4})?\s*")
        self.size_box.setValidator(QRegularExpressionValidator(pattern, self.size_box))
        self.size_box.setToolTip(
            self.tr("Image size in pixels: 640, or height x width such as 384x640")
        )
        self.size_box.setMinimumContentsLength(7)
        self.size_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.size_box.textActivated.connect(self._set_options)
        line = self.size_box.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._set_options)
        self.addWidget(self.size_box)

    def _add_classes(self) -> None:
        self._label(self.tr("Classes"), self.classes)
        self.classes.setRange(0, _MOST_CLASSES)
        self.classes.setKeyboardTracking(False)
        self.classes.setToolTip(
            self.tr(
                "Number of classes of your data, which takes the place of the file's `nc` "
                "as in training; 0 takes the file's."
            )
        )
        self.classes.setSpecialValueText(self.tr("as in file"))
        self.classes.valueChanged.connect(self._set_options)
        self.addWidget(self.classes)

    def _add_search(self) -> None:
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.search.setPlaceholderText(self.tr("Find rows: C3, 17 …"))
        self.search.setAccessibleName(self.tr("Find rows"))
        self.search.setToolTip(
            self.tr("Rings the rows whose module or number fits; Enter goes to the next")
        )
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(230)
        glass = QAction(icon("magnify"), "", self.search)
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textEdited.connect(self._find)
        self.search.returnPressed.connect(self.stepped)
        self.addWidget(self.search)

    def _label(self, words: str, field: QWidget) -> None:
        label = QLabel(words)
        label.setContentsMargins(6, 0, 2, 0)
        label.setBuddy(field)
        field.setAccessibleName(words)
        self.addWidget(label)

    # --- following --------------------------------------------------------------------------

    def set_document(self, document: Document | None) -> None:
        """Show and set the options of another document."""
        if self._document is not None:
            self._document.analyzed.disconnect(self._follow)
        self._document = document
        for widget in (self.survey, self.size_box, self.classes, self.search):
            widget.setEnabled(document is not None)
        if document is None:
            self.scale.show_nothing()
            self.size_box.setEditText("")
            self.search.clear()
        else:
            document.analyzed.connect(self._follow)
            self._follow(document.analysis)

    def focus_search(self) -> None:
        """Give the keyboard to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _follow(self, analysis: Analysis) -> None:
        assert self._document is not None
        options = self._document.options
        self.scale.show_scales(analysis.report, analysis.options.scale)
        height, width = options.image_size
        words = str(height) if height == width else f"{height}x{width}"
        line = self.size_box.lineEdit()
        if line is not None and line.text() != words and not line.hasFocus():
            self.size_box.setEditText(words)
        blocked = self.classes.blockSignals(True)
        nc = self._document.config.header("nc")
        number = str(nc.value) if nc is not None else "?"
        own = self.tr("file: {0}").format(number)
        if self.classes.specialValueText() != own:
            self.classes.setSpecialValueText(own)
        self.classes.setValue(options.nc or 0)
        self.classes.blockSignals(blocked)

    # --- setting ----------------------------------------------------------------------------

    def _set_options(self) -> None:
        if self._document is None:
            return
        old = self._document.options
        options = replace(
            old,
            scale=self.scale.currentData(),
            image_size=parse_size(self.size_box.currentText()) or old.image_size,
            nc=self.classes.value() or None,
        )
        self._document.set_options(options)
        self._follow(self._document.analysis)

    def _find(self, words: str) -> None:
        if self._document is not None:
            self.searched.emit(tuple(fitting_rows(self._document.analysis.report, words)))


def fitting_rows(report: Report, words: str) -> list[int]:
    """Rows whose number is `words`, or whose module's name holds them."""
    words = words.strip().lower()
    if not words:
        return []
    if words.isdecimal():
        return [layer.index for layer in report.layers if int(words) in layer.slots]
    return [layer.index for layer in report.layers if words in layer.module.lower()]
