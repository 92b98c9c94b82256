"""Translations of the core's own words, looked up by the English text.

The texts of translators are the `.po` files in `resources/messages/LANGUAGE`; `compile.py` beside
them makes one `.mo` of them, which is what the program reads.
"""

import gettext
from functools import cache
from pathlib import Path

from builder.resources import resources

LANGUAGES = ("en", "zh_CN")
"""Languages that the core speaks; English is the one that everything is written in."""


def translate(text: str, language: str) -> str:
    """`text` in a language, or as it is where nobody has translated it.

    Args:
        text: English text; a template keeps its `{names}`.
        language: A code such as "zh_CN" or "zh"; any that is unknown gives English.
    """
    if not text or not language.startswith("zh"):
        return text
    return _translations("zh_CN").gettext(text)


@cache
def _translations(language: str) -> gettext.NullTranslations:
    try:
        with (folder() / f"{language}.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except OSError:
        return gettext.NullTranslations()


def folder() -> Path:
    """Where the translations lie."""
    return resources() / "messages"
