"""Whole backbones, their stages and their blocks."""
