"""What a trainer's error message says about the rows of a config."""
