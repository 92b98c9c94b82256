"""YAML text to rows with spans, and edits of rows as text edits."""

from builder.core.config.config import Config, Layer, Ref, Section, SectionName
from builder.core.config.node import Mapping, Node, Scalar, Sequence
from builder.core.config.read import read_config

__all__ = [
    "Config",
    "Layer",
    "Mapping",
    "Node",
    "Ref",
    "Scalar",
    "Section",
    "SectionName",
    "Sequence",
    "read_config",
]
