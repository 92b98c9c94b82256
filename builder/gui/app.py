"""Starts the program."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from builder.gui.certifier import Certifier
from builder.gui.document import Options, analyze_text
from builder.gui.icons import icon
from builder.gui.language import LANGUAGES, system_language, use_language
from builder.gui.measurer import Measurer
from builder.gui.places import Places
from builder.gui.session import Session
from builder.gui.theme import Scheme, apply
from builder.gui.window import MainWindow
from builder.gui.window.file_desk import NEW_TEXT

_USAGE = """\
usage: main.py [FILE ...]

Opens the window, with model YAMLs in it if they are named.
The command line is another program: builder --help"""


class Application(QObject):
    """The session, the torch workers and the window in one language at a time."""

    def __init__(self, app: QApplication, places: Places, *, certify: bool = True) -> None:
        super().__init__(app)
        self.session = Session(places, self)
        settings = self.session.settings
        language = str(settings.value("window/language") or system_language())
        use_language(language if language in LANGUAGES else system_language())
        scheme = str(settings.value("window/theme") or Scheme.SYSTEM.value)
        apply(Scheme(scheme) if scheme in set(Scheme) else Scheme.SYSTEM)
        self.certifier = Certifier(self) if certify else None
        self.measurer = Measurer(self) if certify else None
        self.window = self._make_window()
        app.aboutToQuit.connect(self.stop)

    def start(self, paths: Sequence[Path]) -> None:
        """Show the window, get ready while it draws, then open files.

        The first file is read in half the time when the rules and the usual blocks are there.
        """

        def open_files() -> None:
            self.open(paths)
            self.window.files.offer_rescue()

        steps = iter((lambda: import_module("builder.core.rules"), _read_once, open_files))

        def go_on() -> None:
            step = next(steps, None)
            if step is not None:
                step()
                QTimer.singleShot(0, go_on)

        self.window.show()
        QTimer.singleShot(0, go_on)

    def open(self, paths: Sequence[Path]) -> None:
        """Open files."""
        for path in paths:
            self.window.files.open(path)

    def stop(self) -> None:
        """End the workers."""
        for worker in (self.certifier, self.measurer):
            if worker is not None:
                worker.stop()

    def use_language(self, code: str) -> None:
        """Make the window anew in another language; the documents stay as they are."""
        self.session.settings.setValue("window/language", code)
        old, current = self.window, self.window.document
        old.save_layout()
        use_language(code)
        self.window = self._make_window()
        if current is not None:
            self.window.show_document(current)
        self.window.show()
        old.retire()

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.session, self.certifier, measurer=self.measurer)
        # Queued: the menu whose action asks for it must be through before its window goes.
        window.language_wanted.connect(
            lambda code: QTimer.singleShot(0, lambda: self.use_language(code))
        )
        return window


def _read_once() -> None:
    analyze_text(NEW_TEXT, Options(), "")


def make_qt_application(argv: Sequence[str]) -> QApplication:
    """The one `QApplication`, in the style that every system shares."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    # What is loaded by now stays for good. Looking through it for garbage would stop the window
    # for two frames every few hundred keystrokes.
    gc.freeze()
    app = QApplication(list(argv))
    app.setApplicationName("Model Config Builder")
    app.setDesktopFileName("model-config-builder")
    app.setStyle("Fusion")
    app.setWindowIcon(icon("graph-outline", "#2866c8"))
    return app


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        argv: The program's name and files to open; None takes them from the process.

    Returns:
        The exit code.
    """
    argv = sys.argv if argv is None else argv
    if {"-h", "--help"}.intersection(argv[1:]):
        print(_USAGE)
        return 0
    # Python's own handler would wait until Qt runs Python again. Unsaved work is in the journal.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = make_qt_application(argv)
    application = Application(app, Places.of_user())
    if os.environ.get("BUILDER_TEST_PROBE") == "1":
        from builder.gui.probe import Probe  # for end-to-end tests and benchmarks only

        Probe(application)
    # Qt has taken its own options and their values out of these.
    application.start([Path(name) for name in app.arguments()[1:] if not name.startswith("-")])
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
