"""Figures and tables of a report: one file per format.

`exporter` lists the formats. It is not loaded here: the table of all scales needs no figures.
"""
