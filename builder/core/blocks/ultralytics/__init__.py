"""What module names mean to Ultralytics, where they mean something else than to the others."""
