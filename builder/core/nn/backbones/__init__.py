"""Whole backbones that fill several slots, and the stages and blocks that they are made of."""
