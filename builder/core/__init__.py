"""Everything that needs no screen and no torch."""
