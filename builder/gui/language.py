"""The language of the window."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from builder.core.diagnostics import in_language
from builder.resources import resources

ENGLISH, CHINESE = "en", "zh_CN"
LANGUAGES: dict[str, str] = {ENGLISH: "English", CHINESE: "简体中文"}
_PROPERTY = "builderLanguage"


def system_language() -> str:
    """The language of the desktop if the program speaks it, else English."""
    return CHINESE if QLocale.system().language() == QLocale.Language.Chinese else ENGLISH


def language_code() -> str:
    """The language in force."""
    app = QCoreApplication.instance()
    return str(app.property(_PROPERTY) or ENGLISH) if app else ENGLISH


def spoken(text: str) -> str:
    """A text of the core in the language in force."""
    return in_language(text, language_code())


def use_language(code: str) -> None:
    """Translate what is made from now on; windows that stand keep their words."""
    app = QCoreApplication.instance()
    assert app is not None
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    app.setProperty(_PROPERTY, code)
    QLocale.setDefault(QLocale(code) if code == CHINESE else QLocale(QLocale.Language.English))
    if code == ENGLISH:
        return
    own = str(resources() / "translations")
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{code}", qt), (f"builder_{code}", own)):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
