"""Writing a figure or a table."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from builder.gui.document import Document
from builder.gui.window.questions import Questions

translate = QCoreApplication.translate


def export(document: Document, questions: Questions) -> str:
    """Ask where to, and write what the name's ending says; the answer is a note for the user."""
    from builder.core.export.exporter import EXPORTERS  # late: the window is up before

    names = {
        "svg": translate("Export", "Figure (SVG)"),
        "png": translate("Export", "Figure (PNG)"),
        "csv": translate("Export", "Layer table (CSV)"),
        "markdown": translate("Export", "Layer table (Markdown)"),
    }
    filters = ";;".join(
        f"{names.get(name, name)} (*{exporter.suffix})" for name, exporter in EXPORTERS.items()
    )
    start = (document.path or Path(document.name)).with_suffix(".svg")
    path = questions.to_export(start, filters)
    if path is None:
        return ""
    exporter = next((one for one in EXPORTERS.values() if one.suffix == path.suffix.lower()), None)
    title = translate("Export", "{0} cannot be written").format(path.name)
    if exporter is None:
        known = ", ".join(one.suffix for one in EXPORTERS.values())
        questions.failure(title, translate("Export", "Known endings: {0}").format(known))
        return ""
    content = exporter(document.analysis.report)
    data = content if isinstance(content, bytes) else content.encode()
    try:
        path.write_bytes(data)
    except OSError as error:
        questions.failure(title, error.strerror or str(error))
        return ""
    return translate("Export", "Wrote {0}").format(path)
