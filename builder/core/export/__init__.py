"""Figures and tables of a report: one file per format."""

from builder.core.export.exporter import EXPORTERS, Exporter

__all__ = ["EXPORTERS", "Exporter"]
