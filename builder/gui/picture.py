"""A picture of the real window: python -m builder.gui.picture FILE -o OUT.png."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from builder.gui.window import MainWindow


def main(argv: Sequence[str] | None = None) -> int:
    """Open a file in the window, without a screen, and save what it shows.

    Returns:
        0, or 1 if the picture cannot be written.
    """
    parser = argparse.ArgumentParser(prog="python -m builder.gui.picture", description=__doc__)
    parser.add_argument("file", type=Path, nargs="+", help="model YAML to show")
    parser.add_argument("-o", "--output", type=Path, required=True, help="PNG to write")
    parser.add_argument("--size", default="1440x900", help="WIDTHxHEIGHT of the window")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--language", choices=["en", "zh_CN"], default="en")
    parser.add_argument("--select", type=int, default=None, metavar="ROW", help="row to select")
    parser.add_argument("--panel", default="problems", help="panel at the bottom")
    parser.add_argument(
        "--dialog",
        choices=["repair", "preview", "fix-all"],
        help="show this dialog alone: repairs, or what the first fix or all safe ones change",
    )
    options = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        return _take(options, Path(folder))


def _take(options: argparse.Namespace, folder: Path) -> int:
    # Late: the platform has to be named before Qt is loaded.
    from builder.gui.app import Application, make_qt_application
    from builder.gui.places import Places

    app = make_qt_application(sys.argv[:1])
    places = Places.inside(folder)
    settings = places.open_settings()
    settings.setValue("window/theme", options.theme)
    settings.setValue("window/language", options.language)
    settings.sync()
    application = Application(app, places, certify=False)
    window = application.window
    window.resize(*(int(part) for part in options.size.split("x")))
    window.reset_layout()
    window.show()
    application.open(options.file)
    window.reset_layout()
    if options.panel in window.docks:
        window.docks[options.panel].raise_()
    _settle()
    if window.document is not None and options.select is not None:
        window.document.selection.set([options.select])
    window.canvas_do("fit")
    _settle()
    if options.dialog is not None:
        shown = _open_dialog(window, options.dialog)
        if shown is None:
            print("there is nothing that this dialog could show", file=sys.stderr)
            return 1
    else:
        shown = window
    options.output.parent.mkdir(parents=True, exist_ok=True)
    written = shown.grab().save(str(options.output))
    if not written:
        print(f"cannot write {options.output}", file=sys.stderr)
    return 0 if written else 1


def _open_dialog(window: "MainWindow", name: str) -> "QWidget | None":
    """Open a dialog as large as the window has room for it, and wait for what it looks up."""
    fixing, found = window.fixing, window.problems.current()
    if name == "repair":
        fixing.repair()
        analysis = window.document.analysis if window.document else None
        while analysis is not None and fixing.searcher.is_asked(analysis):
            _settle()
    elif name == "fix-all":
        fixing.fix_all()
    elif found is not None and found.fixes:
        fixing.preview_fix(found.fixes[0])
    dialog = fixing.dialog
    if dialog is not None:
        dialog.resize(dialog.maximumSize().boundedTo(window.size() * 0.92))
        _settle()
    fixing.searcher.stop()
    return dialog


def _settle() -> None:
    """Let layouts and paints come to rest."""
    from PySide6.QtCore import QEventLoop, QTimer  # late, as above

    loop = QEventLoop()
    QTimer.singleShot(200, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
