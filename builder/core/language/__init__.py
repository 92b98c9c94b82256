"""What the core says in other languages than English."""

from builder.core.language.catalogue import LANGUAGES, translate

__all__ = ["LANGUAGES", "translate"]
