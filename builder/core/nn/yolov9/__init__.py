"""Blocks as YOLOv9 defines them, where its definition is its own."""
