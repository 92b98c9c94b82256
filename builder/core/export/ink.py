"""Colours and type of printed figures."""

from typing import Final

from builder.core.blocks import Category

FONTS: Final = (
    "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', "
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
)
PAPER: Final = "#ffffff"
STRIPE: Final = "#f6f7f9"
TEXT: Final = "#1f2329"
FAINT: Final = "#667080"
BORDER: Final = "#cdd3db"
LINE: Final = "#8b95a3"
ERROR: Final = "#c62828"
ERROR_TINT: Final = "#fdf0ef"
BLOCKED_TINT: Final = "#f0f1f3"

CATEGORIES: Final = {
    Category.CONVOLUTION: "#3b74c9",
    Category.CSP: "#2a8f8f",
    Category.ATTENTION: "#b0529c",
    Category.BACKBONE: "#5a67b8",
    Category.POOLING: "#7a8b2f",
    Category.FUSION: "#c2751f",
    Category.RESAMPLE: "#4d8f4d",
    Category.HEAD: "#33425f",
    Category.BASIC: "#76808f",
}
UNKNOWN: Final = "#a8b0bb"
"""The edge of a card whose module the catalogue does not know."""
