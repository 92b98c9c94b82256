"""What the text says when the mouse rests on it."""

from html import escape

from PySide6.QtCore import QCoreApplication

from builder.core.diagnostics import Diagnostic
from builder.gui.document import Analysis
from builder.gui.language import spoken
from builder.gui.manual import block_html
from builder.gui.theme import colours


def hover_html(analysis: Analysis, offset: int) -> str:
    """Findings at a code point, and the manual of the block whose name stands there; or ""."""
    here = [found for found in analysis.diagnostics if found.span.touches(offset)]
    parts = [_finding(found) for found in here[:5]]
    layer = analysis.report.config.layer_at(offset)
    if layer is not None and layer.module is not None and layer.module.span.touches(offset):
        spec = analysis.report.layers[layer.index].spec
        if spec is not None:
            parts.append(block_html(spec))
    return "<hr>".join(parts)


def _finding(found: Diagnostic) -> str:
    colour = colours().of_severity(found.severity)
    lines = [f'<b style="color:{colour}">{escape(found.code)}</b> {escape(spoken(found.message))}']
    lines += [escape(spoken(label.message)) for label in found.labels]
    if found.fixes:
        words = QCoreApplication.translate("Hover", "Fix: {0}")
        lines.append(escape(words.format(spoken(found.fixes[0].title))))
    return "<br>".join(lines)
