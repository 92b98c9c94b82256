"""Model Config Builder: see, measure, mend and design detection network configs."""

__version__ = "0.1.0"
