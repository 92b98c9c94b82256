"""The command line: one file per verb, exit codes and JSON that scripts rely on."""
