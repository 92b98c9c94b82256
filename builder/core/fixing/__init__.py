"""Applies the fixes of findings, pass by pass, until nothing more can be mended."""
