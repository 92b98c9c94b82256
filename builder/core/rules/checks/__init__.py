"""One check per file, named for the fault it finds; its docstring is its manual."""
