"""What module names mean to YOLOv7, where they mean something else than to the others."""
