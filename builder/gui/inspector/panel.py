"""The panel with the form of what is selected."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from builder.core.blocks.catalogue import NAMES
from builder.gui.document import Analysis
from builder.gui.icons import icon
from builder.gui.inspector.entries import Entry, entries_of
from builder.gui.inspector.fact_list import FactList
from builder.gui.inspector.facts import facts_of, figures_of, network_facts, several_facts
from builder.gui.inspector.findings import Findings
from builder.gui.inspector.form import Form
from builder.gui.inspector.header import header_entries
from builder.gui.language import language_code
from builder.gui.manual import category_words
from builder.gui.panel import Panel
from builder.gui.rows import runs_text
from builder.gui.theme import colours


class InspectorPanel(Panel):
    """One row: its form, its findings, what the trainer makes of it. No row: the header.

    Signals:
        change_wanted(Change): The user has set a value.
        fix_wanted(Fix): A fix of one of the row's findings was pressed.
        fix_pointed(Fix): The mouse or the keyboard is on one of these; None: no longer.
    """

    change_wanted = Signal(object)
    fix_wanted = Signal(object)
    fix_pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self._title = QLabel()
        self._summary = _words()
        self._figures = _words()
        self._help = _words()
        self._help.setMinimumHeight(self._help.fontMetrics().lineSpacing() + 2)
        self._help.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form = Form(NAMES)
        self.form.set_wanted.connect(self._set)
        self.form.help_wanted.connect(self._help.setText)
        self.facts = FactList()
        self.findings = Findings()
        self.findings.fix_wanted.connect(self.fix_wanted)
        self.findings.fix_pointed.connect(self.fix_pointed)
        self._facts_title = QLabel()
        self._facts_title.setStyleSheet("font-weight: bold;")
        self._index: int | None = None
        self._pictured: tuple[str, str] | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._picture)
        head.addWidget(self._title, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._figures)
        column.addWidget(self._summary)
        column.addWidget(self.findings)
        column.addWidget(self.form)
        column.addWidget(self._help)
        column.addWidget(_line())
        column.addWidget(self._facts_title)
        column.addWidget(self.facts)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        area.setMinimumWidth(240)
        self._page = page
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        page.hide()

    # --- showing ----------------------------------------------------------------------------

    def refresh(self, analysis: Analysis) -> None:
        """Show the selected row of a new analysis."""
        assert self.document is not None
        self._show(analysis, self.document.selection.indices)

    def show_selection(self, indices: tuple[int, ...]) -> None:
        """Show another row."""
        if self.document is not None:
            self._show(self.document.analysis, indices)

    def clear(self) -> None:
        """Show nothing."""
        self._page.hide()

    def focus_form(self) -> None:
        """Give the keyboard to the first argument, or else the first field."""
        fields = self.form.fields
        field = fields.get("arg0") or next(iter(fields.values()), None)
        if field is not None:
            # As by the Tab key: all of it is selected, so that typing replaces it.
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def finish_typing(self) -> None:
        """Take a value that has been typed and not yet confirmed."""
        for field in tuple(self.form.fields.values()):
            if field.editor.hasFocus():
                field.finish()

    def _show(self, analysis: Analysis, indices: tuple[int, ...]) -> None:
        self._page.show()
        if len(indices) == 1:
            self._show_row(analysis, indices[0])
        elif indices:
            self._show_several(analysis, indices)
        else:
            self._show_network(analysis)

    def _show_row(self, analysis: Analysis, index: int) -> None:
        layer = analysis.report.layers[index]
        spec = layer.spec
        theme = colours()
        if index != self._index:
            self._help.setText("")
        self._index = index
        tag = category_words(spec.category) if spec else self.tr("unknown module")
        self._head(f"{layer.number}  {layer.module}", tag)
        name = spec.icon if spec else "help-circle-outline"
        colour = theme.categories[spec.category] if spec else theme.faint
        self._show_picture(name, colour)
        self._summary.setText(spec.summary.in_language(language_code()) if spec else "")
        self._summary.setVisible(spec is not None)
        self._show_figures(figures_of(layer))
        self.form.show_entries(entries_of(analysis.report, index))
        self.findings.show_findings(analysis.of_layer(index))
        self._facts_title.setText(self.tr("What the trainer makes of it"))
        self.facts.show_facts(facts_of(analysis.report, index))

    def _show_several(self, analysis: Analysis, indices: tuple[int, ...]) -> None:
        self._index = None
        self._show_figures("")
        self._head(self.tr("{0} rows").format(len(indices)), "")
        self._show_picture("select-group", colours().text)
        self._summary.setText(runs_text(analysis.report.numbers(indices)))
        self._summary.show()
        self.form.show_entries([])
        self._help.setText("")
        self.findings.show_findings(())
        self._facts_title.setText(self.tr("Together"))
        self.facts.show_facts(several_facts(analysis.report, indices))

    def _show_network(self, analysis: Analysis) -> None:
        self._index = None
        self._show_figures("")
        self._head(self.tr("Network"), analysis.report.dialect)
        self._show_picture("graph-outline", colours().text)
        self._summary.setText(self.tr("Select a row to see and change it."))
        self._summary.show()
        self.form.show_entries(header_entries(analysis.report))
        self.findings.show_findings(
            tuple(found for found in analysis.diagnostics if found.layer is None)
        )
        self._facts_title.setText(self.tr("Totals"))
        self.facts.show_facts(network_facts(analysis.report))

    def _show_picture(self, name: str, colour: str) -> None:
        if self._pictured != (name, colour):
            self._pictured = name, colour
            self._picture.setPixmap(icon(name, colour).pixmap(22, 22))

    def _show_figures(self, words: str) -> None:
        self._figures.setText(words)
        self._figures.setVisible(bool(words))

    def _head(self, title: str, tag: str) -> None:
        faint = colours().faint
        self._title.setText(
            f'<b style="font-size:large">{escape(title)}</b>'
            f'&nbsp;&nbsp;<span style="color:{faint}">{escape(tag)}</span>'
        )

    # --- changing ---------------------------------------------------------------------------

    def _set(self, entry: Entry, text: str) -> None:
        if self.document is not None:
            self.change_wanted.emit(entry.set(self.document.config, text))
            # A refused change leaves the text alone, and the form must say what the text says.
            self._show(self.document.analysis, self.document.selection.indices)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.document is not None:
            self.findings.follow_theme()
            self._update_all()


def _words() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setStyleSheet(f"color: {colours().line};")
    return line
