"""What `builder check` is made of: settings, work on many files, output formats."""
