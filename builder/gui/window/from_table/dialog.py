"""File > New from stage table: a table at the left, the network it makes at the right."""

from html import escape
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from builder.core.analysis import Report
from builder.core.blocks import Words
from builder.core.blocks.catalogue import NAMES
from builder.core.blocks.stage_tables import TABLES, StageTable
from builder.core.templates import (
    Form,
    Plan,
    TableFault,
    check_table,
    read_table,
    suggested_name,
    table_of,
    table_text,
    write_network,
)
from builder.core.text import LineIndex, Span
from builder.gui.document.analysis import Options, analyze_text
from builder.gui.editor.highlighter import YamlHighlighter
from builder.gui.fonts import code_font
from builder.gui.language import language_code
from builder.gui.theme import colours
from builder.gui.window.from_table.choices import Choices
from builder.gui.window.from_table.table_field import TableField
from builder.gui.window.room import room_for

_SIZE = QSize(1000, 640)
_REST_MS = 120
_MOST_FAULTS = 2
_ROWS_SEEN = 5
_NAME = Qt.ItemDataRole.UserRole


class NewNetwork(NamedTuple):
    """Text for a new file, and how the file may be called."""

    text: str
    name: str


class FromTableDialog(QDialog):
    """Shows at every key what a table makes; `network` is what was agreed to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New from stage table"))
        self.network: NewNetwork | None = None
        self._faults: tuple[TableFault, ...] = ()
        self.tables, self.field = QListWidget(), TableField()
        self.choices, self.preview = Choices(), QPlainTextEdit()
        self.told, self.figures = QLabel(), QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.create_button = self.buttons.addButton(
            self.tr("Create"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_REST_MS)
        self._dress()
        self._lay_out()
        self._connect()
        self.resize(room_for(self, _SIZE))
        self.tables.setCurrentRow(0)

    # --- building ---------------------------------------------------------------------------

    def _dress(self) -> None:
        for table in TABLES.values():
            item = QListWidgetItem(table.title, self.tables)
            item.setData(_NAME, table.name)
            item.setToolTip(table.source)
        self.tables.setAccessibleName(self.tr("Published tables"))
        frame = 2 * self.tables.frameWidth()
        self.tables.setFixedHeight(self.tables.sizeHintForRow(0) * _ROWS_SEEN + frame)
        self.told.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Room for two faults, so that nothing moves when one comes.
        self.told.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.figures.setWordWrap(True)
        self.preview.setReadOnly(True)
        self.preview.setFont(code_font())
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setAccessibleName(self.tr("The config that is created"))
        self.preview.setPlaceholderText(self.tr("The config stands here once the table is right."))
        self._colours = YamlHighlighter(self.preview.document(), frozenset(NAMES))
        self.create_button.setDefault(True)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 6)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._label(self.tr("&Published tables"), self.tables))
        left.addWidget(self.tables)
        left.addSpacing(6)
        words = self.tr("&Stage table: choose one above, change it, or paste your own")
        left.addWidget(self._label(words, self.field))
        left.addWidget(self.field, 1)
        left.addWidget(self.told)
        right.addWidget(self.choices)
        right.addSpacing(4)
        right.addWidget(self.figures)
        right.addWidget(self.preview, 1)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.addWidget(self.buttons, 1, 0, 1, 2)

    def _label(self, words: str, field: QWidget) -> QLabel:
        label = QLabel(words)
        label.setWordWrap(True)
        label.setBuddy(field)
        return label

    def _connect(self) -> None:
        self.tables.currentItemChanged.connect(self._take_published)
        self.field.textChanged.connect(self._wait.start)
        self._wait.timeout.connect(self.refresh)
        self.choices.changed.connect(self.refresh)
        self.told.linkActivated.connect(lambda place: self.field.go_to(self._span_of(int(place))))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    # --- following --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the table once more and show what it makes."""
        self._wait.stop()
        plan, found = self.choices.plan(), read_table(self.field.text)
        self._faults = found.faults or check_table(found.rows, plan)
        table = table_of(placed.row for placed in found.rows)
        if not self._faults and plan.form is Form.BACKBONE and table.backbone is None:
            self._faults = (_no_block(),)
        spans = () if found.faults else [placed.span for placed in found.rows]
        self.field.show_stages(spans, self._faults)
        self._tell_faults()
        self._mark_published(table)
        self.network = None if self._faults else self._made(table, plan)
        self.create_button.setEnabled(self.network is not None)
        self._show_network()

    def accept(self) -> None:
        """Close, unless the table has come to be wrong in the last moment."""
        if self._wait.isActive():
            self.refresh()
        if self.network is not None:
            super().accept()

    def _take_published(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.field.replace_text(table_text(TABLES[item.data(_NAME)]))
            self.refresh()

    def _mark_published(self, table: StageTable) -> None:
        """The list shows which of its tables the text is, if it is one."""
        names = list(TABLES)
        row = names.index(table.name) if table.name in TABLES and not self._faults else -1
        if row != self.tables.currentRow():
            self.tables.blockSignals(True)
            self.tables.setCurrentRow(row)
            self.tables.blockSignals(False)

    def _made(self, table: StageTable, plan: Plan) -> NewNetwork:
        return NewNetwork(write_network(table, plan), suggested_name(table, plan))

    def _show_network(self) -> None:
        made = self.network
        place = self.preview.verticalScrollBar().value()
        self.preview.setPlainText(made.text if made else "")
        self.preview.verticalScrollBar().setValue(place)
        if made is None:
            self.figures.setText("")
        else:
            report = analyze_text(made.text, Options(), made.name).report
            self.figures.setText(self._figures_of(report))

    def _figures_of(self, report: Report) -> str:
        totals = report.totals
        strides = ", ".join(f"{stride:g}" for stride in report.head_strides or ())
        words = self.tr("{0} rows, {1} parameters, {2} GFLOPs at 640×640").format(
            len(report.layers), f"{totals.params or 0:,}", f"{(totals.flops or 0) / 1e9:.1f}"
        )
        if len(report.head_strides or ()) > 1:
            words += self.tr("; strides {0}").format(strides)
        return words

    def _tell_faults(self) -> None:
        if not self._faults:
            hint = self.tr("Python, YAML, JSON, CSV or columns; # begins a comment.")
            self.told.setText(f'<span style="color:{colours().faint}">{escape(hint)}</span>')
            return
        lines = LineIndex(self.field.text)
        colour = colours().error
        told = []
        for number, fault in enumerate(self._faults[:_MOST_FAULTS]):
            line = self.tr("Line {0}").format(lines.position(fault.span.start).line)
            words = escape(fault.words.in_language(language_code()))
            told.append(f'<a href="{number}" style="color:{colour}">{line}</a>: {words}')
        more = len(self._faults) - _MOST_FAULTS
        if more > 0:
            told.append(self.tr("and {0} more").format(more))
        self.told.setText("<br>".join(told))

    def _span_of(self, number: int) -> Span:
        return self._faults[number].span if number < len(self._faults) else Span(0, 0)


def _no_block() -> TableFault:
    words = Words(
        "nobody published this table, so no block is all of it: choose other rows",
        "这不是已发表的表格，没有对应的整体模块：请选择其他写法",
    )
    return TableFault(words, Span(0, 0))
