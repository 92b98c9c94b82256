"""Blocks as Ultralytics defines them, where its definition is its own."""
