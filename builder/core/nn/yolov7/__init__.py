"""Blocks as YOLOv7 defines them, where its definition is its own."""
