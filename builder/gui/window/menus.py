"""The menu bar."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from builder.gui.language import LANGUAGES, language_code
from builder.gui.theme import Scheme
from builder.gui.window.actions import ENTRIES
from builder.gui.window.dialect_menu import DialectMenu
from builder.gui.window.file_desk import templates

if TYPE_CHECKING:
    from builder.gui.window.window import MainWindow

translate = QCoreApplication.translate


class Menus:
    """Menus made from the table of actions, and those whose content changes."""

    def __init__(self, window: "MainWindow", actions: Mapping[str, QAction]) -> None:
        self._window = window
        self.recent = QMenu(translate("Menus", "Open &recent"), window)
        self.recent.aboutToShow.connect(self._fill_recent)
        self.templates = QMenu(translate("Menus", "New from e&xample"), window)
        self.templates.aboutToShow.connect(self._fill_templates)
        titles = {
            "file": translate("Menus", "&File"),
            "edit": translate("Menus", "&Edit"),
            "view": translate("Menus", "&View"),
            "help": translate("Menus", "&Help"),
        }
        # The menus are kept here: Python would drop those that only the bar knows.
        self.menus = {name: QMenu(title, window) for name, title in titles.items()}
        for menu in self.menus.values():
            window.menuBar().addMenu(menu)
        for entry in ENTRIES:
            menu = self.menus[entry.menu]
            if entry.line_above:
                menu.addSeparator()
            menu.addAction(actions[entry.name])
            if entry.name == "new":
                menu.addMenu(self.templates)
            if entry.name == "open":
                menu.addMenu(self.recent)
        self._add_view(self.menus["view"])

    def _add_view(self, menu: QMenu) -> None:
        window = self._window
        menu.addSeparator()
        title = translate("Menus", "Read &as")
        self.dialects = DialectMenu(title, lambda: window.document, window)
        menu.addMenu(self.dialects)
        menu.addSeparator()
        for dock in window.docks.values():
            menu.addAction(dock.toggleViewAction())
        menu.addAction(window.bar.toggleViewAction())
        menu.addSeparator()
        schemes = {
            Scheme.SYSTEM: translate("Menus", "As the &system"),
            Scheme.LIGHT: translate("Menus", "&Light"),
            Scheme.DARK: translate("Menus", "&Dark"),
        }
        self.themes = menu.addMenu(translate("Menus", "&Theme"))
        group = QActionGroup(window)
        for scheme, words in schemes.items():
            action = self._choice(group, words, checked=scheme is window.scheme)
            action.triggered.connect(partial(self._window.use_scheme, scheme))
            self.themes.addAction(action)
        # Both languages in both languages: a user must find the way back.
        self.languages = menu.addMenu(translate("Menus", "Lan&guage") + " / 语言")
        group = QActionGroup(window)
        for code, words in LANGUAGES.items():
            action = self._choice(group, words, checked=code == language_code())
            action.triggered.connect(partial(self._want_language, code))
            self.languages.addAction(action)

    def _want_language(self, code: str) -> None:
        if code != language_code():
            self._window.language_wanted.emit(code)

    def _choice(self, group: QActionGroup, words: str, *, checked: bool) -> QAction:
        action = QAction(words, group)
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    def _fill_recent(self) -> None:
        self.recent.clear()
        recent = self._window.session.recent
        for path in recent:
            action = self.recent.addAction(str(path))
            action.triggered.connect(partial(self._window.files.open, path))
        if recent:
            self.recent.addSeparator()
            clear = self.recent.addAction(translate("Menus", "Forget these"))
            clear.triggered.connect(self._window.session.forget_recent)
        else:
            self.recent.addAction(translate("Menus", "No files yet")).setEnabled(False)

    def _fill_templates(self) -> None:
        self.templates.clear()
        found = templates()
        for path in found:
            action = self.templates.addAction(path.stem)
            action.triggered.connect(partial(self._window.files.new_from, path))
        if not found:
            self.templates.addAction(translate("Menus", "No examples installed")).setEnabled(False)
