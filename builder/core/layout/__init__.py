"""Where things stand in the picture of a network; knows no screen."""

from builder.core.layout.caption import (
    Caption,
    caption_of,
    image_caption,
    source_number,
)
from builder.core.layout.ghost import ghost_points
from builder.core.layout.layout import IMAGE, Band, Box, Column, Edge, Layout, Node, Point
from builder.core.layout.path import Bend, rounded
from builder.core.layout.place import EMPTY, place

__all__ = [
    "EMPTY",
    "IMAGE",
    "Band",
    "Bend",
    "Box",
    "Caption",
    "Column",
    "Edge",
    "Layout",
    "Node",
    "Point",
    "caption_of",
    "ghost_points",
    "image_caption",
    "place",
    "rounded",
    "source_number",
]
