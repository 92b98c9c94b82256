"""Blocks in words, for tooltips and forms."""

from html import escape

from PySide6.QtCore import QCoreApplication

from builder.core.blocks import BlockSpec, Category
from builder.gui.language import language_code


def block_html(spec: BlockSpec) -> str:
    """A block's manual in a few lines."""
    language = language_code()
    rows = []
    for argument in spec.arguments:
        default = "" if argument.required else f" = {argument.default!r}"
        words = escape(argument.help.in_language(language))
        name = escape(argument.name + default).replace(" ", "&nbsp;")
        rows.append(f'<tr><td><code>{name}</code></td><td style="padding-left:8px">{words}</td>')
    table = f'<table cellspacing="2">{"".join(rows)}</table>' if rows else ""
    title = f"<b>{escape(spec.name)}</b> &nbsp;{escape(category_words(spec.category))}"
    summary = escape(spec.summary.in_language(language))
    return f"<p>{title}</p><p>{summary}</p>{table}<p><small>{escape(spec.source)}</small></p>"


def category_words(category: Category) -> str:
    """A palette group's name in the user's language."""
    translate = QCoreApplication.translate
    return {
        Category.CONVOLUTION: translate("Category", "Convolution"),
        Category.CSP: translate("Category", "CSP"),
        Category.ATTENTION: translate("Category", "Attention"),
        Category.BACKBONE: translate("Category", "Backbone"),
        Category.POOLING: translate("Category", "Pooling"),
        Category.FUSION: translate("Category", "Fusion"),
        Category.RESAMPLE: translate("Category", "Resampling"),
        Category.HEAD: translate("Category", "Head"),
        Category.BASIC: translate("Category", "Basic"),
    }[category]
