"""What module names mean to YOLOv9, where they mean something else than to the others."""
